/** Writing, answering, changing, removing. Each act has a page of its own, so that no script is needed. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { NotAllowedError, refusalFrom } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { getPlace, getPost, refusePlaced } from '../actions/parts.js';
import { editPost, withdrawPost, writePost } from '../actions/posting.js';
import { addressOfPost } from '../actions/threads.js';
import { AnswerPage, ChangePage, RemovePage, WritePage } from '../pages/act-pages.js';
import { mayEdit } from '../rules/limits.js';
import { DiscussionError } from '../schema.js';
import { actorOf, type DiscussionRoutes, onPost, sent, signedIn, textsOf } from './parts.js';

export function addWritingRoutes(app: App, parts: DiscussionRoutes): void {
  const { db, clock, frame } = parts;
  const shown = async (reply: FastifyReply, actor: Parameters<typeof addressOfPost>[1], id: string) =>
    reply.redirect(await addressOfPost(parts, actor, id), 303);

  const newAsked = z.object({ subject: z.string().max(200) });
  app.get('/discussion/new', { config: signedIn, schema: { querystring: newAsked } }, async (request, reply) => {
    const { subject } = request.query;
    const place = await getPlace(parts, db, await actorOf(parts, request), subject);
    return html(reply, <WritePage frame={frame} place={place} subject={subject} />);
  });
  app.post('/discussion/posts', { config: signedIn, schema: { body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { subject = '', text = '' } = textsOf(request.body);
    const place = await getPlace(parts, db, actor, subject);
    try {
      return await shown(reply, actor, await writePost(parts, actor, { subject, text }, clock.now()));
    } catch (error) {
      const refusal = refusalOf(error);
      reply.code(refusal.status);
      return html(reply, <WritePage frame={frame} place={place} subject={subject} given={text} refusal={refusal} />);
    }
  });

  const answer = '/discussion/posts/:post/answer';
  app.get(answer, { config: signedIn, schema: { params: onPost } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const post = await getPost(parts, db, actor, request.params.post);
    // Whoever wrote a placed post is named by its feature, or not at all.
    refusePlaced(parts, post);
    if (post.text === null || post.state !== 'shown') throw new DiscussionError('This comment is gone.', 410);
    return html(reply, <AnswerPage frame={frame} place={await getPlace(parts, db, actor, post.subject)} post={post} />);
  });
  app.post(answer, { config: signedIn, schema: { params: onPost, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const post = await getPost(parts, db, actor, request.params.post);
    refusePlaced(parts, post);
    const { text = '' } = textsOf(request.body);
    try {
      const asked = { subject: post.subject, text, answers: post.id };
      return await shown(reply, actor, await writePost(parts, actor, asked, clock.now()));
    } catch (error) {
      const refusal = refusalOf(error);
      const place = await getPlace(parts, db, actor, post.subject);
      reply.code(refusal.status);
      return html(reply, <AnswerPage frame={frame} place={place} post={post} given={text} refusal={refusal} />);
    }
  });

  const change = '/discussion/posts/:post/change';
  app.get(change, { config: signedIn, schema: { params: onPost } }, async (request, reply) => {
    const { actor, post, place } = await ownOf(request.params.post, await actorOf(parts, request));
    if (!mayEdit(post, actor.kind === 'person' ? actor.id : null, clock.now()))
      throw new DiscussionError('It can be changed for 15 minutes after it was written.', 410);
    return html(reply, <ChangePage frame={frame} place={place} post={post} />);
  });
  app.post(change, { config: signedIn, schema: { params: onPost, body: sent } }, async (request, reply) => {
    const { actor, post, place } = await ownOf(request.params.post, await actorOf(parts, request));
    const { text = '' } = textsOf(request.body);
    try {
      await editPost(parts, actor, post.id, text, clock.now());
      return await shown(reply, actor, post.id);
    } catch (error) {
      const refusal = refusalOf(error);
      reply.code(refusal.status);
      return html(reply, <ChangePage frame={frame} place={place} post={post} given={text} refusal={refusal} />);
    }
  });

  const removal = '/discussion/posts/:post/removal';
  app.get(removal, { config: signedIn, schema: { params: onPost } }, async (request, reply) => {
    const { post, place } = await ownOf(request.params.post, await actorOf(parts, request));
    if (post.text === null) throw new DiscussionError('This comment is removed already.', 410);
    return html(reply, <RemovePage frame={frame} place={place} post={post} />);
  });
  app.post(removal, { config: signedIn, schema: { params: onPost, body: sent } }, async (request, reply) => {
    const { actor, post } = await ownOf(request.params.post, await actorOf(parts, request));
    await withdrawPost(parts, actor, post.id, clock.now());
    return shown(reply, actor, post.id);
  });

  async function ownOf(id: string, actor: Awaited<ReturnType<typeof actorOf>>) {
    const post = await getPost(parts, db, actor, id);
    if (actor.kind !== 'person' || post.personId !== actor.id)
      throw new NotAllowedError('Only whoever wrote this may change or remove it.');
    refusePlaced(parts, post);
    return { actor, post, place: await getPlace(parts, db, actor, post.subject) };
  }
}

/** Why a text came back, at its field, with the status that fits; what is no affair of the form is thrown on. */
function refusalOf(error: unknown) {
  if (error instanceof NotAllowedError) throw error;
  const refusal = refusalFrom(error, 'text');
  return { ...refusal, status: error instanceof DiscussionError ? error.status : 422 };
}
