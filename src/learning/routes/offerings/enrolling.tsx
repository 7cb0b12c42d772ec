/** A run before one enrols, enrolling, waiting; and the courses that one takes. */
import { z } from 'zod';
import { findCourse } from '../../../catalogue/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { enrol, stopWaiting, waitForSeat } from '../../actions/offerings/enrolling.js';
import { ownLearning, readRun } from '../../actions/offerings/reading.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { LearningPage } from '../../pages/offerings/learning-page.js';
import { RunPage } from '../../pages/offerings/run-page.js';
import { RunsPage } from '../../pages/offerings/runs-page.js';
import { openRunsAt } from '../../queries/offerings/runs.js';
import { LearningError } from '../../schema/index.js';
import { actorOf, placeAskedOf, refusedBy, Said, sent, signedIn, type Texts, textsOf } from './parts.js';

const open = { access: 'public' } as const;
const params = z.object({ offering: z.uuid() });
const ofCourse = z.object({ slug: z.string().min(1).max(300) });

export function addEnrollingRoutes(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;

  app.get('/my/learning', { config: signedIn, schema: { querystring: Said } }, async (request, reply) => {
    const learning = await ownLearning(parts, await actorOf(parts, request));
    const { done } = request.query;
    return html(reply, <LearningPage frame={frame} learning={learning} now={clock.now()} done={done} />);
  });

  app.get('/courses/:slug/enrol', { config: open, schema: { params: ofCourse } }, async (request, reply) => {
    const course = await findCourse(db, request.params.slug);
    if (!course) throw new LearningError(404, 'No course stands at this address. The link may be old or mistyped.');
    const runs = (await openRunsAt(db, course.id)).filter(({ kind }) => kind !== 'private');
    const [only] = runs;
    if (only && runs.length === 1) return reply.redirect(`/learn/runs/${only.id}`, 303);
    return html(reply, <RunsPage frame={frame} course={course} runs={runs} />);
  });

  const show = async (
    reply: Parameters<typeof html>[0],
    actor: Parameters<typeof readRun>[1],
    offering: string,
    more: Omit<Parameters<typeof RunPage>[0], 'frame' | 'seen'>,
  ) => {
    reply.header('cache-control', 'no-store');
    return html(reply, <RunPage frame={frame} seen={await readRun(parts, actor, offering)} {...more} />);
  };
  app.get('/learn/runs/:offering', { config: open, schema: { params, querystring: Said } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    return show(reply, actor, request.params.offering, { texts: {}, done: request.query.done });
  });
  app.post(
    '/learn/runs/:offering/enrolment',
    { config: signedIn, schema: { params, body: sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const texts: Texts = textsOf(request.body);
      const { offering } = request.params;
      try {
        const { enrolment } = await enrol(parts, actor, { offering, ...placeAskedOf(texts) });
        return reply.redirect(`/learn/${enrolment}`, 303);
      } catch (error) {
        const { refusal, status } = refusedBy(error);
        return show(reply.code(status), actor, offering, { texts, refusal });
      }
    },
  );
  app.post(
    '/learn/runs/:offering/waiting',
    { config: signedIn, schema: { params, body: sent } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { wait, code } = textsOf(request.body);
      const { offering } = request.params;
      try {
        if (wait === 'no') await stopWaiting(parts, actor, { offering });
        else await waitForSeat(parts, actor, { offering, code: code || undefined });
      } catch (error) {
        const { refusal, status } = refusedBy(error);
        return show(reply.code(status), actor, offering, { texts: {}, refusal });
      }
      return reply.redirect(`/learn/runs/${offering}?done=${wait === 'no' ? 'stopped' : 'waiting'}`, 303);
    },
  );
}
