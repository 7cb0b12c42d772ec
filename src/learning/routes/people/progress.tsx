/** Addresses at which staff see how learners are getting on. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../accounts/index.js';
import { allows } from '../../../organisations/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import { itemStatistics } from '../../actions/assessment/statistics.js';
import { getEdition } from '../../actions/editions.js';
import { markingFigures } from '../../actions/marking/figures.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { getOwnCourse } from '../../actions/people/asking.js';
import { askHowTheyAre, exportProgress, watchLearner, watchProgress } from '../../actions/people/watching.js';
import { progressCsv } from '../../formats/progress-table.js';
import { CheckInPage } from '../../pages/people/check-in-page.js';
import { PlacesPage } from '../../pages/people/places-page.js';
import { ProgressPage } from '../../pages/people/progress-pages.js';
import { TestsPage } from '../../pages/people/tests-page.js';
import { placesUsed } from '../../queries/people/progress.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, ofHosted, refusedBy, workplaceOf } from './parts.js';

const Asked = z.object({
  run: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  done: z.string().max(40).optional().catch(undefined),
});
type At = z.infer<typeof ofHosted>;

export function addProgressRoutes(app: App, parts: LearningRoutes): void {
  const { db, clock } = parts;
  const viewer = { access: 'viewer' } as const;
  const base = '/organisations/:organisation/teaching/:hosted/progress';

  const show = async (
    reply: FastifyReply,
    actor: Actor,
    at: At,
    { run, page, done, refusal = null }: z.infer<typeof Asked> & { refusal?: Refusal | null },
  ) => {
    const { id, ...workplace } = await workplaceOf(parts, actor, at.organisation, 'viewer');
    const today = clock.today();
    const watched = await watchProgress(db, actor, { organisationId: id, course: at.hosted, run }, today);
    return html(
      reply,
      <ProgressPage
        workplace={workplace}
        watched={watched}
        page={page}
        today={today}
        mayExport={allows(workplace.roles, 'registrar')}
        done={done}
        refusal={refusal}
      />,
    );
  };
  app.get(base, { config: viewer, schema: { params: ofHosted, querystring: Asked } }, async (request, reply) =>
    show(reply, await actorOf(parts, request), request.params, request.query),
  );
  app.get(`${base}/tests`, { config: viewer, schema: { params: ofHosted } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { id, ...workplace } = await workplaceOf(parts, actor, request.params.organisation, 'viewer');
    const course = await getOwnCourse(db, id, request.params.hosted);
    if (course.edition === 0)
      throw new LearningError(404, 'This course is not published yet, so nobody has taken its tests.');
    const { content } = await getEdition(db, course.id, course.edition);
    return html(
      reply,
      <TestsPage
        workplace={workplace}
        course={{ id: course.id, title: content.title, edition: course.edition }}
        quizzes={await itemStatistics(db, course.id, course.edition)}
        marking={await markingFigures(db, course.id, clock.today())}
      />,
    );
  });

  addExport(app, parts);
  addCheckIn(app, parts, show);
  addPlaces(app, parts);
}

function addExport(app: App, parts: LearningRoutes): void {
  const { db, clock } = parts;
  const registrar = { access: 'registrar' } as const;
  const base = '/organisations/:organisation/teaching/:hosted/progress';
  for (const format of ['csv', 'json'] as const)
    app.get(
      `${base}.${format}`,
      { config: registrar, schema: { params: ofHosted, querystring: Asked } },
      async (request, reply) => {
        const actor = await actorOf(parts, request);
        const { organisation, hosted } = request.params;
        const { id } = await workplaceOf(parts, actor, organisation, 'registrar');
        const asked = { organisationId: id, course: hosted, run: request.query.run, format };
        const lines = await exportProgress(db, actor, asked, { today: clock.today(), now: clock.now() });
        const text = format === 'csv' ? progressCsv(lines) : `${JSON.stringify({ learners: lines }, null, 2)}\n`;
        return reply
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
          .header('content-disposition', `attachment; filename="progress.${format}"`)
          .serializer((payload: unknown) => payload as string)
          .send(text);
      },
    );
}

type Show = (
  reply: FastifyReply,
  actor: Actor,
  at: At,
  more: z.infer<typeof Asked> & { refusal?: Refusal | null },
) => Promise<FastifyReply>;

function addCheckIn(app: App, parts: LearningRoutes, show: Show): void {
  const { db, clock } = parts;
  const registrar = { access: 'registrar' } as const;
  const params = ofHosted.extend({ enrolment: z.uuid() });
  const letter = '/organisations/:organisation/teaching/:hosted/learners/:enrolment/letter';
  app.get(letter, { config: registrar, schema: { params } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { organisation, hosted, enrolment } = request.params;
    const { id, ...workplace } = await workplaceOf(parts, actor, organisation, 'registrar');
    const asked = { organisationId: id, course: hosted, enrolment };
    const { row, title } = await watchLearner(db, actor, asked, clock.today());
    return html(
      reply,
      <CheckInPage workplace={workplace} course={{ id: hosted, title }} row={row} today={clock.today()} />,
    );
  });
  app.post(letter, { config: registrar, schema: { params } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { organisation, hosted, enrolment } = request.params;
    const { id } = await workplaceOf(parts, actor, organisation, 'registrar');
    const asked = { organisationId: id, course: hosted, enrolment };
    try {
      const { sent } = await askHowTheyAre(parts, actor, asked, { today: clock.today(), now: clock.now() });
      const done = sent ? 'asked' : 'unwanted';
      return reply.redirect(`/organisations/${organisation}/teaching/${hosted}/progress?done=${done}`, 303);
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      const again = { run: undefined, page: 1, done: undefined, refusal };
      return show(reply.code(status), actor, { organisation, hosted }, again);
    }
  });
}

/** What an employer sees of runs for its people. */
function addPlaces(app: App, parts: LearningRoutes): void {
  const params = z.object({ organisation: z.string().min(1).max(300) });
  const config = { access: 'viewer' } as const;
  app.get('/organisations/:organisation/places', { config, schema: { params } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { id, ...workplace } = await workplaceOf(parts, actor, request.params.organisation, 'viewer');
    return html(reply, <PlacesPage workplace={workplace} places={await placesUsed(parts.db, id)} />);
  });
}
