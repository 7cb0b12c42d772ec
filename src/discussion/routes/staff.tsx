/** Where moderators decide. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, NotAllowedError, refusalFrom, refusalOf } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { decideAppeal, decideReports, findHindrance } from '../actions/deciding.js';
import { kindOf, nameOf, titleOf } from '../actions/parts.js';
import { StaffReportsPage, type StaffReportsProps } from '../pages/staff-page.js';
import { reportersOf } from '../queries/reports.js';
import { listAppeals, listReported } from '../queries/waiting.js';
import type { Hindrance } from '../rules/moderation.js';
import { Category, DiscussionError, Outcome, type Post } from '../schema.js';
import { actorOf, type DiscussionRoutes, onPost, sent, textsOf } from './parts.js';

const staff = { access: 'staff' } as const;
const PAGE = '/staff/reports';
const DONE: Record<string, string> = {
  hidden: 'It is hidden. Its author and whoever reported it are told why.',
  kept: 'It stays. Whoever reported it is told why.',
  appeal: 'The appeal is decided. Whoever is concerned is told why.',
};
const HINDERED: Record<NonNullable<Hindrance>, string> = {
  'own-post': 'You wrote this, so another moderator decides.',
  'own-report': 'You reported this, so another moderator decides.',
  'decided-first': 'You decided this the first time, so another moderator decides the appeal.',
  concerned: 'You belong to whoever this is about, so another moderator decides.',
};

const reason = z.string().trim().min(1, 'Say why.').max(2000, 'Use at most 2,000 characters.');
const Decided = z.object({ outcome: Outcome, category: Category, reason });
const AppealDecided = z.object({ stands: z.enum(['yes', 'no']), reason });

export function addStaffRoutes(app: App, parts: DiscussionRoutes): void {
  const { db, clock, frame } = parts;

  const show = async (reply: FastifyReply, actor: Actor, more: Pick<StaffReportsProps, 'done' | 'refused'>) => {
    const me = actor.kind === 'person' ? actor.id : '';
    const aboutOf = async (post: Post, judged: { reporters: readonly string[]; first?: string | null }) => {
      const hindrance = await findHindrance(parts, db, me, { post, ...judged });
      const earlier =
        post.answersId === null ? await kindOf(parts.kinds, post.subject)?.earlier?.(db, post.subject) : [];
      return {
        title: await titleOf(parts, db, post.subject),
        name: nameOf(parts, post),
        earlier: earlier ?? [],
        hindered: hindrance && HINDERED[hindrance],
      };
    };
    const reported: StaffReportsProps['reported'][number][] = [];
    for (const one of await listReported(db)) {
      const reporters = one.reports.flatMap(({ personId }) => personId ?? []);
      reported.push({ ...one, ...(await aboutOf(one.post, { reporters })) });
    }
    const appeals: StaffReportsProps['appeals'][number][] = [];
    for (const one of await listAppeals(db)) {
      const reporters = await reportersOf(db, one.decision.id);
      appeals.push({ ...one, ...(await aboutOf(one.post, { reporters, first: one.decision.personId })) });
    }
    return html(reply, <StaffReportsPage frame={frame} reported={reported} appeals={appeals} {...more} />);
  };

  const done = z.object({ done: z.string().max(40).optional().catch(undefined) });
  app.get(PAGE, { config: staff, schema: { querystring: done } }, async (request, reply) => {
    const word = request.query.done;
    const words = word !== undefined && Object.hasOwn(DONE, word) ? DONE[word] : undefined;
    return show(reply, await actorOf(parts, request), { done: words });
  });

  app.post(
    '/staff/posts/:post/decision',
    { config: staff, schema: { params: onPost, body: sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const id = request.params.post;
      const texts = textsOf(request.body);
      const asked = Decided.safeParse(texts);
      return decide(reply, actor, { id, texts, asked }, async (decided) => {
        await decideReports(parts, actor, { post: id, ...decided }, clock.now());
        return decided.outcome;
      });
    },
  );

  const onAppeal = z.object({ appeal: z.uuid() });
  app.post(
    '/staff/appeals/:appeal/decision',
    { config: staff, schema: { params: onAppeal, body: sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const id = request.params.appeal;
      const texts = textsOf(request.body);
      const asked = AppealDecided.safeParse(texts);
      return decide(reply, actor, { id, texts, asked }, async ({ stands, reason }) => {
        await decideAppeal(parts, actor, { appeal: id, stands: stands === 'yes', reason }, clock.now());
        return 'appeal';
      });
    },
  );

  type Asked<Shape> = { id: string; texts: Record<string, string>; asked: z.ZodSafeParseResult<Shape> };
  async function decide<Shape>(
    reply: FastifyReply,
    actor: Actor,
    { id, texts, asked }: Asked<Shape>,
    act: (decided: Shape) => Promise<string>,
  ): Promise<FastifyReply> {
    if (!asked.success) {
      reply.code(422);
      return show(reply, actor, { refused: { id, refusal: refusalOf(asked.error), texts } });
    }
    try {
      return reply.redirect(`${PAGE}?done=${await act(asked.data)}`, 303);
    } catch (error) {
      if (error instanceof NotAllowedError) throw error;
      const refusal = refusalFrom(error, 'reason');
      reply.code(error instanceof DiscussionError ? error.status : 422);
      return show(reply, actor, { refused: { id, refusal, texts } });
    }
  }
}
