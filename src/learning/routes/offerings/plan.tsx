/** What a learner changes about their place: pauses, more time, another run, a newer edition, leaving; and their calendar. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, requirePerson } from '../../../accounts/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { getPlace } from '../../actions/learner.js';
import { calendarBehind, ownCalendar } from '../../actions/offerings/calendar.js';
import { leaveCourse } from '../../actions/offerings/enrolling.js';
import { migrateEnrolment, moveEnrolment, newerEdition } from '../../actions/offerings/moving.js';
import { readPlan, readRun } from '../../actions/offerings/reading.js';
import { extend, pause, resume } from '../../actions/offerings/time.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { EditionPage, LeavePage, MovePage, NoNewerPage } from '../../pages/offerings/change-pages.js';
import { PlanPage } from '../../pages/offerings/plan-page.js';
import { calendarToken } from '../../rules/offerings/feed-address.js';
import { LearningError } from '../../schema/index.js';
import {
  actorOf,
  enrolmentParams as params,
  placeAskedOf,
  refusedBy,
  Said,
  sent,
  signedIn,
  type Texts,
  textsOf,
} from './parts.js';

const MoveTo = z.object({ to: z.uuid() });
const ToEdition = z.object({ to: z.coerce.number().int().min(1).max(1_000_000) });
const isDay = (text: string) => z.iso.date().safeParse(text).success;

export function addPlanRoutes(app: App, parts: LearningRoutes): void {
  const { db, frame, origin, secret } = parts;
  const schema = { params, body: sent };
  const feedOf = (id: string) => `${origin}/learn/calendars/${calendarToken(secret, id)}`;
  type More = Pick<Parameters<typeof PlanPage>[0], 'done' | 'refusal' | 'texts'>;
  const show = async (reply: FastifyReply, actor: Actor, id: string, more: More) =>
    html(reply, <PlanPage frame={frame} plan={await readPlan(parts, actor, id)} feed={feedOf(id)} {...more} />);

  app.get(
    '/learn/:enrolment/plan',
    { config: signedIn, schema: { params, querystring: Said } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      return show(reply, actor, request.params.enrolment, { done: request.query.done });
    },
  );

  /** An act of the plan: it is done and told, or its form comes back. */
  const act = (path: string, run: (actor: Actor, enrolment: string, texts: Texts) => Promise<string>) =>
    app.post(`/learn/:enrolment/${path}`, { config: signedIn, schema }, async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { enrolment } = request.params;
      const texts = textsOf(request.body);
      try {
        const done = await run(actor, enrolment, texts);
        return reply.redirect(`/learn/${enrolment}/plan?done=${done}`, 303);
      } catch (error) {
        const { refusal, status } = refusedBy(error);
        return show(reply.code(status), actor, enrolment, { refusal, texts });
      }
    });
  act('pauses', async (actor, enrolment, { from, until }) => {
    for (const [field, day] of Object.entries({ from, until }))
      if (day && !isDay(day)) throw new LearningError(422, 'Write the day as 2027-01-31.', field);
    await pause(parts, actor, { enrolment, from: from || undefined, until: until || null });
    return 'paused';
  });
  act('resumption', async (actor, enrolment) => {
    await resume(parts, actor, { enrolment });
    return 'resumed';
  });
  act('extensions', (actor, enrolment, { days }) =>
    extend(parts, actor, { enrolment, days: /^\d{1,4}$/.test(days ?? '') ? Number(days) : Number.NaN }),
  );

  addMoveRoutes(app, parts);
  addEditionRoutes(app, parts);

  app.get('/learn/:enrolment/leaving', { config: signedIn, schema: { params } }, async (request, reply) => {
    const place = await getPlace(db, await actorOf(parts, request), request.params.enrolment);
    return html(reply, <LeavePage frame={frame} place={place} />);
  });
  app.post('/learn/:enrolment/leaving', { config: signedIn, schema: { params } }, async (request, reply) => {
    await leaveCourse(parts, await actorOf(parts, request), request.params.enrolment);
    return reply.redirect('/my/learning?done=left', 303);
  });

  const calendar = (reply: FastifyReply, text: string) =>
    reply.type('text/calendar; charset=utf-8').header('x-robots-tag', 'noindex').send(text);
  app.get('/learn/:enrolment/calendar.ics', { config: signedIn, schema: { params } }, async (request, reply) => {
    const text = await ownCalendar(parts, await actorOf(parts, request), request.params.enrolment);
    return calendar(reply.header('content-disposition', 'attachment; filename="course.ics"'), text);
  });
  const held = { access: 'link' } as const;
  const behind = z.object({ token: z.string().min(20).max(100) });
  app.get('/learn/calendars/:token', { config: held, schema: { params: behind } }, async (request, reply) =>
    calendar(reply, await calendarBehind(parts, request.params.token)),
  );
}

function addMoveRoutes(app: App, parts: LearningRoutes): void {
  const { db, frame } = parts;
  const address = '/learn/:enrolment/run';
  type More = { texts: Texts; refusal?: Parameters<typeof MovePage>[0]['refusal'] };
  const show = async (reply: FastifyReply, actor: Actor, asked: { enrolment: string; to: string }, more: More) => {
    const place = await getPlace(db, actor, asked.enrolment);
    const { run, own, closed } = await readRun(parts, requirePerson(actor), asked.to);
    if (run.courseId !== place.enrolment.courseId)
      throw new LearningError(404, 'This course has no such run to move to.');
    const refusal = more.refusal ?? (closed ? { message: closed } : null);
    const { needed, asksCode } = own ?? { needed: run.places, asksCode: false };
    return html(
      reply,
      <MovePage frame={frame} place={place} to={run} {...{ needed, asksCode }} {...more} refusal={refusal} />,
    );
  };
  app.get(address, { config: signedIn, schema: { params, querystring: MoveTo } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    return show(reply, actor, { ...request.params, ...request.query }, { texts: {} });
  });
  app.post(address, { config: signedIn, schema: { params, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const texts = textsOf(request.body);
    const { enrolment } = request.params;
    const { data } = MoveTo.safeParse({ to: texts.to });
    if (!data) throw new LearningError(422, 'Choose a run to move to, on the plan of your course.');
    try {
      await moveEnrolment(parts, actor, { enrolment, to: data.to, ...placeAskedOf(texts) });
    } catch (error) {
      const { refusal, status } = refusedBy(error);
      return show(reply.code(status), actor, { enrolment, to: data.to }, { texts, refusal });
    }
    return reply.redirect(`/learn/${enrolment}/plan?done=moved`, 303);
  });
}

function addEditionRoutes(app: App, parts: LearningRoutes): void {
  const { db, frame } = parts;
  const address = '/learn/:enrolment/edition';
  app.get(address, { config: signedIn, schema: { params } }, async (request, reply) => {
    const place = await getPlace(db, await actorOf(parts, request), request.params.enrolment);
    const newer = await newerEdition(db, place);
    if (newer === null) return html(reply, <NoNewerPage frame={frame} place={place} />);
    return html(reply, <EditionPage frame={frame} place={place} newer={newer} />);
  });
  app.post(address, { config: signedIn, schema: { params, body: ToEdition } }, async (request, reply) => {
    const { enrolment } = request.params;
    await migrateEnrolment(parts, await actorOf(parts, request), { enrolment, to: request.body.to });
    return reply.redirect(`/learn/${enrolment}/plan?done=edition`, 303);
  });
}
