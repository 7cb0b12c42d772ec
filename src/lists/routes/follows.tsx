/** What a person follows. */
import { z } from 'zod';
import { refusalFrom } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { follow, followsNamed, getTarget, isFollowing, unfollow } from '../actions/following.js';
import { FollowsPage, NewFollowPage } from '../pages/follow-pages.js';
import { FollowKind, ListError } from '../schema.js';
import { actorOf, done, type ListRoutes, signedIn } from './parts.js';

/** What to follow, as a link or a form says it. A kind or key that is none is nothing to follow. */
const Asked = z.object({
  kind: z.string().max(40).catch(''),
  key: z.string().max(200).catch(''),
});

function targetOf({ kind, key }: z.infer<typeof Asked>) {
  const known = FollowKind.safeParse(kind);
  if (!known.success || key === '')
    throw new ListError('There is nothing here to follow. The link may be old or mistyped.', 404);
  return { kind: known.data, key };
}

export function addFollowRoutes(app: App, parts: ListRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/my/follows', { config: signedIn, schema: { querystring: done } }, async (request, reply) => {
    const follows = await followsNamed(parts, await actorOf(parts, request));
    return html(reply, <FollowsPage frame={frame} follows={follows} done={request.query.done} />);
  });

  app.get('/my/follows/add', { config: signedIn, schema: { querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const target = await getTarget(parts, targetOf(request.query));
    const isFollowed = await isFollowing(db, actor, target);
    return html(reply, <NewFollowPage frame={frame} target={target} isFollowed={isFollowed} />);
  });
  app.post('/my/follows/add', { config: signedIn, schema: { body: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const target = await getTarget(parts, targetOf(request.body));
    try {
      await follow(parts, actor, target, clock.now());
    } catch (error) {
      const refusal = refusalFrom(error);
      reply.code(409);
      return html(reply, <NewFollowPage frame={frame} target={target} isFollowed={false} refusal={refusal} />);
    }
    return reply.redirect(`/my/follows?done=followed#${target.kind}`, 303);
  });

  app.post('/my/follows/removed', { config: signedIn, schema: { body: Asked } }, async (request, reply) => {
    await unfollow(db, await actorOf(parts, request), targetOf(request.body));
    return reply.redirect('/my/follows?done=ended', 303);
  });
}
