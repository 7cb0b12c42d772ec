/** Reporting, and what came of it: the way to a comment, decisions, appeals, the public log. */
import { z } from 'zod';
import { refusalFrom, refusalOf } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { appealDecision, readDecision } from '../actions/deciding.js';
import { getPlace, getPost, nameOf } from '../actions/parts.js';
import { reportPost } from '../actions/reporting.js';
import { addressOfPost } from '../actions/threads.js';
import { DecisionPage, ReportPage } from '../pages/act-pages.js';
import { ModerationPage } from '../pages/moderation-page.js';
import { readLog } from '../queries/waiting.js';
import { Category, DiscussionError } from '../schema.js';
import { actorOf, type DiscussionRoutes, onPost, sent, signedIn, textsOf } from './parts.js';

const Reported = z.object({
  category: z.enum(Category.options, 'Choose what is wrong with it.'),
  words: z.string().max(1000, 'Use at most 1,000 characters.').default(''),
});
const Appealed = z.object({
  words: z.string().trim().min(1, 'Say what was not seen.').max(2000, 'Use at most 2,000 characters.'),
});
const done = z.object({ done: z.string().max(40).optional().catch(undefined) });
const MONTHS = 24;

export function addReportingRoutes(app: App, parts: DiscussionRoutes): void {
  const { db, clock, frame } = parts;

  // Letters lead here, because the page of a comment may change.
  app.get(
    '/discussion/posts/:post',
    { config: { access: 'public' }, schema: { params: onPost } },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .redirect(await addressOfPost(parts, await actorOf(parts, request), request.params.post), 303),
  );

  const report = '/discussion/posts/:post/report';
  app.get(report, { config: signedIn, schema: { params: onPost, querystring: done } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const post = await getPost(parts, db, actor, request.params.post);
    const isDone = request.query.done !== undefined;
    if (!isDone && (post.text === null || post.state === 'hidden'))
      throw new DiscussionError(`This ${nameOf(parts, post)} is removed or hidden already.`, 410);
    const place = await getPlace(parts, db, actor, post.subject);
    return html(
      reply,
      <ReportPage frame={frame} place={place} post={visible(post)} name={nameOf(parts, post)} done={isDone} />,
    );
  });
  app.post(report, { config: signedIn, schema: { params: onPost, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const post = await getPost(parts, db, actor, request.params.post);
    const texts = textsOf(request.body);
    const again = async (refusal: Refusal, status = 422) => {
      const place = await getPlace(parts, db, actor, post.subject);
      const shown = {
        place,
        post: visible(post),
        name: nameOf(parts, post),
        chosen: texts.category,
        given: texts.words,
        refusal,
        done: false,
      };
      reply.code(status);
      return html(reply, <ReportPage frame={frame} {...shown} />);
    };
    const asked = Reported.safeParse(texts);
    if (!asked.success) return again(refusalOf(asked.error));
    try {
      await reportPost(parts, actor, { post: post.id, ...asked.data }, clock.now());
    } catch (error) {
      return again(refusalFrom(error), error instanceof DiscussionError ? error.status : 422);
    }
    return reply.redirect(`/discussion/posts/${post.id}/report?done=reported`, 303);
  });

  const onDecision = z.object({ decision: z.uuid() });
  app.get(
    '/discussion/decisions/:decision',
    { config: signedIn, schema: { params: onDecision, querystring: done } },
    async (request, reply) => {
      const found = await readDecision(parts, await actorOf(parts, request), request.params.decision, clock.now());
      return html(reply, <DecisionPage frame={frame} found={found} done={request.query.done === 'appealed'} />);
    },
  );
  const appeal = { config: signedIn, schema: { params: onDecision, body: sent } };
  app.post('/discussion/decisions/:decision/appeal', appeal, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { decision } = request.params;
    const texts = textsOf(request.body);
    const again = async (refusal: Refusal, status = 422) => {
      const found = await readDecision(parts, actor, decision, clock.now());
      reply.code(status);
      return html(
        reply,
        <DecisionPage frame={frame} found={found} done={false} given={texts.words} refusal={refusal} />,
      );
    };
    const asked = Appealed.safeParse(texts);
    if (!asked.success) return again(refusalOf(asked.error));
    try {
      await appealDecision(parts, actor, { decision, ...asked.data }, clock.now());
    } catch (error) {
      if (error instanceof DiscussionError && error.status === 404) throw error;
      return again(refusalFrom(error), error instanceof DiscussionError ? error.status : 422);
    }
    return reply.redirect(`/discussion/decisions/${decision}?done=appealed`, 303);
  });

  app.get('/about/moderation', { config: { access: 'public' } }, async (_request, reply) =>
    html(reply, <ModerationPage frame={frame} months={await readLog(db, MONTHS)} />),
  );
}

/** What is hidden is not shown by the way of a report. */
function visible<Shown extends { text: string | null; state: string }>(post: Shown): Shown {
  return post.state === 'shown' ? post : { ...post, text: null };
}
