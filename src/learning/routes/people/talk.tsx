/** Addresses of discussions: those of steps, and questions to staff. */
import { z } from 'zod';
import { commentsAsked, readDiscussion } from '../../../discussion/index.js';
import { type App, html } from '../../../platform/http/index.js';
import { getEdition } from '../../actions/editions.js';
import { getPlace } from '../../actions/learner.js';
import type { LearningRoutes } from '../../actions/parts.js';
import { getLearner, getOwnCourse, settleQuestion } from '../../actions/people/asking.js';
import { answersFor, followTalk, openTalk } from '../../actions/people/talking.js';
import { AnsweringPage, AskedPage, QuestionsPage, TalkPage } from '../../pages/people/talk-pages.js';
import { findHostedCourse, type HostedCourse } from '../../queries/courses.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { listAsked } from '../../queries/people/talk.js';
import { OWN_PACE, questionSubject } from '../../rules/people/circles.js';
import { Key, LearningError } from '../../schema/index.js';
import { actorOf, ofEnrolment, ofHosted, sent, signedIn, textsOf, workplaceOf } from './parts.js';

const ofTalk = z.object({ hosted: z.uuid(), run: z.union([z.literal(OWN_PACE), z.uuid()]), step: Key });
const MOST_ASKED = 500;

export function addTalkRoutes(app: App, parts: LearningRoutes): void {
  addStepTalk(app, parts);
  addQuestions(app, parts);
  addAnswering(app, parts);
}

function addStepTalk(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const schema = { params: ofTalk, querystring: commentsAsked };
  app.get('/learn/talk/:hosted/:run/:step', { config: signedIn, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { hosted, run, step } = request.params;
    const { comments } = request.query;
    const opened = await openTalk(db, actor, { courseId: hosted, run, step });
    if ('step' in opened)
      return reply.redirect(comments > 1 ? `${opened.step}?comments=${comments}` : opened.step, 303);
    const discussion = await readDiscussion(parts, actor, opened.subject, { page: comments, now: clock.now() });
    const { title, courseTitle } = opened.about;
    return html(reply, <TalkPage frame={frame} title={title} course={courseTitle} discussion={discussion} />);
  });

  const following = { params: ofEnrolment.extend({ step: Key }), body: sent };
  app.post(
    '/learn/:enrolment/steps/:step/following',
    { config: signedIn, schema: following },
    async (request, reply) => {
      const { enrolment, step } = request.params;
      const { following = 'yes', back } = textsOf(request.body);
      const asked = { enrolment, step, following: following !== 'no' };
      await followTalk(db, await actorOf(parts, request), asked, clock.now());
      return reply.redirect(back === 'contacts' ? '/my/contacts' : `/learn/${enrolment}/steps/${step}#comments`, 303);
    },
  );
}

function addQuestions(app: App, parts: LearningRoutes): void {
  const { db, clock, frame } = parts;
  const schema = { params: ofEnrolment, querystring: commentsAsked };
  app.get('/learn/:enrolment/questions', { config: signedIn, schema }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const id = request.params.enrolment;
    // The one address of these talks: whoever answers is led to the page for staff.
    const asked = await findEnrolment(db, id);
    if (asked && actor.kind === 'person' && asked.personId !== actor.id && (await answersFor(db, actor, asked)))
      return reply.redirect(await answeringAddress(asked.courseId, id), 303);
    const { enrolment, edition } = await getPlace(db, actor, id);
    const page = { page: request.query.comments, now: clock.now() };
    const discussion = await readDiscussion(parts, actor, questionSubject(id), page);
    const course = { title: edition.content.title, home: `/learn/${id}` };
    return html(
      reply,
      <QuestionsPage frame={frame} course={course} discussion={discussion} left={enrolment.state === 'left'} />,
    );
  });

  async function answeringAddress(courseId: string, enrolment: string): Promise<string> {
    const course = await findHostedCourse(db, courseId);
    return `/organisations/${course?.organisationId}/teaching/${courseId}/questions/${enrolment}`;
  }
}

function addAnswering(app: App, parts: LearningRoutes): void {
  const { db, clock } = parts;
  const assessor = { access: 'assessor' } as const;
  const base = '/organisations/:organisation/teaching/:hosted/questions';

  app.get(base, { config: assessor, schema: { params: ofHosted } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { id, ...workplace } = await workplaceOf(parts, actor, request.params.organisation, 'assessor');
    const course = await getOwnCourse(db, id, request.params.hosted);
    const asked = await listAsked(db, course.id, { limit: MOST_ASKED });
    const title = await titleOf(course);
    return html(
      reply,
      <AskedPage workplace={workplace} course={{ id: course.id, title }} asked={asked} now={clock.now()} />,
    );
  });

  const one = { params: ofHosted.extend({ enrolment: z.uuid() }) };
  app.get(
    `${base}/:enrolment`,
    { config: assessor, schema: { ...one, querystring: commentsAsked } },
    async (request, reply) => {
      const actor = await actorOf(parts, request);
      const { organisation, hosted, enrolment } = request.params;
      const { id, ...workplace } = await workplaceOf(parts, actor, organisation, 'assessor');
      const course = await getOwnCourse(db, id, hosted);
      await getLearner(db, course.id, enrolment);
      const asked = (await listAsked(db, course.id, { limit: MOST_ASKED })).find(
        (row) => row.enrolmentId === enrolment,
      );
      if (!asked) throw new LearningError(404, 'This learner has asked nothing yet.');
      const page = { page: request.query.comments, now: clock.now() };
      const discussion = await readDiscussion(parts, actor, questionSubject(enrolment), page);
      return html(
        reply,
        <AnsweringPage
          workplace={workplace}
          course={{ id: course.id, title: await titleOf(course) }}
          learner={asked.learner}
          discussion={discussion}
          waits={asked.waitingSince !== null}
          settle={`/organisations/${organisation}/teaching/${hosted}/questions/${enrolment}/settling`}
        />,
      );
    },
  );
  app.post(`${base}/:enrolment/settling`, { config: assessor, schema: one }, async (request, reply) => {
    const { organisation, hosted, enrolment } = request.params;
    const actor = await actorOf(parts, request);
    const { id } = await workplaceOf(parts, actor, organisation, 'assessor');
    await settleQuestion(db, actor, { organisationId: id, course: hosted, enrolment }, clock.now());
    return reply.redirect(`/organisations/${organisation}/teaching/${hosted}/questions`, 303);
  });

  async function titleOf(course: HostedCourse): Promise<string> {
    return course.edition > 0 ? (await getEdition(db, course.id, course.edition)).content.title : course.slug;
  }
}
