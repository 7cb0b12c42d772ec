/** A person's own courses: what they say of those that they take with their providers. Each press is a form of its own. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Auth, actorOfRequest } from '../../accounts/index.js';
import { findCourse } from '../../catalogue/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Frame } from '../../ui/index.js';
import {
  changeTakingDates,
  getTaking,
  listTakings,
  removeTaking,
  sayTakingStep,
  takeCourse,
} from '../actions/taking.js';
import { RemoveTakingPage, TakePage, TakingPage, TakingsPage } from '../pages/taking-pages.js';
import { STEPS, type TakingDates, TakingRefusedError, TakingStep, TakingUnknownError } from '../schema/taking.js';

export type TakingRoutes = { db: Db; auth: Auth; clock: Clock; frame: Frame };

const config = { access: 'signed-in' } as const;
const querystring = z.object({ done: z.string().max(40).optional() });
const params = z.object({ taking: z.uuid() });
const slug = z.string().min(1).max(300);
const day = z.string().trim().max(40).default('');
const Days = z.object({ enrolled: day, started: day, ends: day, finished: day, stopped: day });

export function addTakingRoutes(app: App, { db, auth, clock, frame }: TakingRoutes): void {
  const actorOf = (request: FastifyRequest) => actorOfRequest(auth, db, request);
  const moment = () => ({ now: clock.now(), today: clock.today() });

  app.get('/my/courses', { config, schema: { querystring } }, async (request, reply) => {
    const takings = await listTakings(db, await actorOf(request));
    return html(reply, <TakingsPage frame={frame} takings={takings} done={request.query.done} />);
  });

  const asked = z.object({ course: slug.catch('') });
  app.get('/my/courses/new', { config, schema: { querystring: asked } }, async (request, reply) => {
    const course = await findCourse(db, request.query.course);
    if (!course) throw new TakingUnknownError('No course stands at this address. The link may be old or mistyped.');
    return html(reply, <TakePage frame={frame} course={course} />);
  });

  const taken = z.object({ course: slug, step: TakingStep.default('opened') });
  app.post('/my/courses', { config, schema: { body: taken } }, async (request, reply) => {
    const { course, step } = request.body;
    const id = await takeCourse(db, await actorOf(request), { slug: course, step }, moment());
    return reply.redirect(`/my/courses/${id}?done=${step}`, 303);
  });

  app.get('/my/courses/:taking', { config, schema: { params, querystring } }, async (request, reply) => {
    const taking = await getTaking(db, await actorOf(request), request.params.taking);
    return html(reply, <TakingPage frame={frame} taking={taking} done={request.query.done} />);
  });

  const said = z.object({ step: TakingStep });
  app.post('/my/courses/:taking/steps', { config, schema: { params, body: said } }, async (request, reply) => {
    const { taking: id } = request.params;
    const { step } = request.body;
    await sayTakingStep(db, await actorOf(request), { id, step }, moment());
    return reply.redirect(`/my/courses/${id}?done=${step}`, 303);
  });

  app.post('/my/courses/:taking/days', { config, schema: { params, body: Days } }, async (request, reply) => {
    const { taking: id } = request.params;
    const actor = await actorOf(request);
    const taking = await getTaking(db, actor, id);
    const dates = datesOf(request.body, taking.dates);
    try {
      await changeTakingDates(db, actor, { id, dates }, moment());
      return reply.redirect(`/my/courses/${id}?done=dates`, 303);
    } catch (error) {
      if (!(error instanceof TakingRefusedError)) throw error;
      reply.code(error.status);
      const { message, fields } = error;
      return html(reply, <TakingPage frame={frame} taking={taking} given={dates} refusal={{ message, fields }} />);
    }
  });

  const removal = '/my/courses/:taking/removal';
  app.get(removal, { config, schema: { params } }, async (request, reply) => {
    const taking = await getTaking(db, await actorOf(request), request.params.taking);
    return html(reply, <RemoveTakingPage frame={frame} taking={taking} />);
  });
  app.post(removal, { config, schema: { params } }, async (request, reply) => {
    await removeTaking(db, await actorOf(request), request.params.taking, moment());
    return reply.redirect('/my/courses?done=removed', 303);
  });
}

/** Empty fields are days that are not said; those that the form does not show stay. */
function datesOf(given: z.infer<typeof Days>, before: TakingDates): TakingDates {
  const shown: Partial<TakingDates> = {};
  for (const name of [...STEPS, 'ends'] as const)
    if (name in given) shown[name] = given[name as keyof typeof given] || null;
  return { ...before, ...shown };
}
