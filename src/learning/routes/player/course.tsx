/** The home of a course for its learner, what they wrote in it, and its end. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../accounts/index.js';
import { findCourse } from '../../../catalogue/index.js';
import { type App, html } from '../../../platform/http/index.js';
import type { Refusal } from '../../../ui/index.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { declareTime } from '../../actions/player/keeping.js';
import { overviewOf } from '../../actions/player/overview.js';
import { listWritings } from '../../actions/player/writings.js';
import { CompletedPage } from '../../pages/player/completed-page.js';
import { CoursePage } from '../../pages/player/course-page.js';
import { WritingsPage } from '../../pages/player/writings-page.js';
import { drawCourse } from '../../rules/player/drawn.js';
import type { WritingKind } from '../../schema/player.js';
import { COURSE_BESIDE } from './panels.js';
import { actorOf, mediaOf, enrolmentParams as params, StepQuery, signedIn } from './parts.js';

const whole = (most: number) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text) => (text === '' ? '0' : text))
    .pipe(
      z
        .string()
        .regex(/^\d{1,4}$/, 'Write a whole number.')
        .transform(Number)
        .pipe(z.number().max(most, `Write at most ${most}.`)),
    );
const Time = z.object({ hours: whole(9999), minutes: whole(59) });
const TimeSent = z.object({ hours: z.string().max(20).default(''), minutes: z.string().max(20).default('') });

export function addCourseRoutes(app: App, parts: LearningRoutes): void {
  const config = signedIn;
  const { frame } = parts;
  const schema = { params, querystring: StepQuery };
  app.get('/learn/:enrolment', { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const overview = await overviewOf(parts, actor, request.params.enrolment);
    const { enrolment, edition } = overview.place;
    const drawn = drawCourse(edition.content, mediaOf(enrolment.courseId));
    const beside = [];
    for (const draw of COURSE_BESIDE) beside.push(await draw(parts, { overview, actor }, request.query));
    return html(reply, <CoursePage frame={frame} overview={overview} {...drawn} beside={beside} />);
  });
  app.get('/learn/:enrolment/completed', { config, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    return showCompleted(parts, actor, request.params.enrolment, reply, { done: request.query.done });
  });
  app.post('/learn/:enrolment/time', { config, schema: { params, body: TimeSent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { enrolment } = request.params;
    const read = Time.safeParse(request.body);
    if (!read.success) {
      const fields = Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]));
      const refusal = { message: 'Something needs changing first.', fields };
      return showCompleted(parts, actor, enrolment, reply.code(422), { refusal });
    }
    const { hours, minutes } = read.data;
    const said = request.body.hours.trim() !== '' || request.body.minutes.trim() !== '';
    await declareTime(parts, actor, enrolment, said ? hours * 60 + minutes : null);
    return reply.redirect(`/learn/${enrolment}/completed?done=time`, 303);
  });
  addWritingList(app, parts, 'note', '/learn/:enrolment/notes');
  addWritingList(app, parts, 'reflection', '/learn/:enrolment/reflections');
}

function addWritingList(app: App, parts: LearningRoutes, kind: WritingKind, address: string): void {
  app.get(address, { config: signedIn, schema: { params } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const found = await listWritings(parts.db, actor, { enrolment: request.params.enrolment, kind });
    return html(reply, <WritingsPage frame={parts.frame} kind={kind} {...found} />);
  });
}

async function showCompleted(
  parts: LearningRoutes,
  actor: Actor,
  enrolment: string,
  reply: FastifyReply,
  { done, refusal = null }: { done?: string | undefined; refusal?: Refusal | null },
): Promise<FastifyReply> {
  const overview = await overviewOf(parts, actor, enrolment);
  const { catalogueCourseId } = overview;
  const course = catalogueCourseId === null ? null : await findCourse(parts.db, catalogueCourseId);
  const next = overview.completion && course && parts.comesNext ? await parts.comesNext(course) : null;
  return html(
    reply,
    <CompletedPage frame={parts.frame} overview={overview} course={course} next={next} done={done} refusal={refusal} />,
  );
}
