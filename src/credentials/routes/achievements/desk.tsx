/** What an organisation awards, in its workplace: the list, beginning, retiring, throwing away. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type App, html } from '../../../platform/http/index.js';
import { ownAchievement, requireAwarder } from '../../actions/achievements/desk.js';
import {
  beginAchievement,
  dropAchievement,
  FaultyAchievementError,
  retireAchievement,
} from '../../actions/achievements/writing.js';
import { AchievementsPage, BeginPage, DropPage, RetirePage } from '../../pages/achievements/list-pages.js';
import { coursesToAward, listAchievements } from '../../queries/achievements.js';
import { type AchievementRoutes, actorOf, BASE, ofAchievement, ofOrganisation, placeOf, writingOf } from './parts.js';

const viewer = { access: 'viewer' } as const;
const editor = { access: 'editor' } as const;
const SHOWN = 500;
export const MOST_COURSES = 2000;
const Asked = z.object({ done: z.string().max(20).optional().catch(undefined) });
const Begun = z.object({ course: z.union([z.literal(''), z.uuid()]).default('') });
const From = z.object({ course: z.uuid().optional().catch(undefined) });
const DONE: Record<string, string> = {
  retired: 'It is retired. What was issued stands.',
  dropped: 'The draft is thrown away.',
};

export function addAchievementDeskRoutes(app: App, parts: AchievementRoutes): void {
  const { db } = parts;

  app.get(BASE, { config: viewer, schema: { params: ofOrganisation, querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const awarder = await requireAwarder(db, actor, request.params.organisation, 'viewer');
    return html(
      reply,
      <AchievementsPage
        place={await placeOf(parts, actor, awarder)}
        achievements={await listAchievements(db, awarder.id, SHOWN)}
        done={DONE[request.query.done ?? ''] ?? null}
      />,
    );
  });

  const begin = async (request: FastifyRequest, organisation: string, chosen: string, fault?: string) => {
    const actor = await actorOf(parts, request);
    const awarder = await requireAwarder(db, actor, organisation, 'editor');
    const courses = await coursesToAward(db, awarder.id, MOST_COURSES);
    const refusal = fault ? { message: 'Something needs changing.', fields: { course: fault } } : null;
    return (
      <BeginPage place={await placeOf(parts, actor, awarder)} courses={courses} chosen={chosen} refusal={refusal} />
    );
  };
  app.get(
    `${BASE}/new`,
    { config: editor, schema: { params: ofOrganisation, querystring: From } },
    async (request, reply) =>
      html(reply, await begin(request, request.params.organisation, request.query.course ?? '')),
  );
  app.post(
    `${BASE}/new`,
    { config: editor, schema: { params: ofOrganisation, body: Begun } },
    async (request, reply) => {
      const { organisation } = request.params;
      const course = request.body.course || null;
      try {
        const id = await beginAchievement(writingOf(parts), await actorOf(parts, request), { organisation, course });
        return reply.redirect(`/organisations/${organisation}/achievements/${id}?done=begun`, 303);
      } catch (error) {
        if (!(error instanceof FaultyAchievementError)) throw error;
        reply.code(422);
        return html(reply, await begin(request, organisation, '', error.faults.course));
      }
    },
  );

  const one = { config: editor, schema: { params: ofAchievement } };
  const asking = async (request: FastifyRequest, { organisation, achievement }: z.infer<typeof ofAchievement>) => {
    const actor = await actorOf(parts, request);
    const awarder = await requireAwarder(db, actor, organisation, 'editor');
    return { place: await placeOf(parts, actor, awarder), achievement: await ownAchievement(db, awarder, achievement) };
  };
  app.get(`${BASE}/:achievement/retire`, one, async (request, reply) =>
    html(reply, <RetirePage {...(await asking(request, request.params))} />),
  );
  app.post(`${BASE}/:achievement/retire`, one, async (request, reply) => {
    const { organisation, achievement: id } = request.params;
    await retireAchievement(writingOf(parts), await actorOf(parts, request), { organisation, id });
    return reply.redirect(`/organisations/${organisation}/achievements?done=retired`, 303);
  });
  app.get(`${BASE}/:achievement/drop`, one, async (request, reply) =>
    html(reply, <DropPage {...(await asking(request, request.params))} />),
  );
  app.post(`${BASE}/:achievement/drop`, one, async (request, reply) => {
    const { organisation, achievement: id } = request.params;
    await dropAchievement(writingOf(parts), await actorOf(parts, request), { organisation, id });
    return reply.redirect(`/organisations/${organisation}/achievements?done=dropped`, 303);
  });
}
