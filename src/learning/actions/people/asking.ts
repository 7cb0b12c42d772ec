/** Questions of learners to the staff of their course: told of, and answered. */
import { type Actor, sendToPerson } from '../../../accounts/index.js';
import { allows, listMembers, organisationsById, requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { QUESTIONS, questionLetter } from '../../mails/index.js';
import { findHostedCourse, type HostedCourse } from '../../queries/courses.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { saveAnswered, takeTelling } from '../../queries/people/talk.js';
import { type Enrolment, LearningError } from '../../schema/index.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';

/** Once for what waits, however often it is tried: letters and the mark that they were sent are one transaction. */
export async function tellStaff(
  { db, letters, origin }: Pick<Learning, 'db' | 'letters' | 'origin'>,
  enrolmentId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const enrolment = await findEnrolment(trx, enrolmentId);
    const course = enrolment && (await findHostedCourse(trx, enrolment.courseId));
    if (!enrolment || !course || !(await takeTelling(trx, enrolmentId))) return;
    const organisation = (await organisationsById(trx, [course.organisationId])).get(course.organisationId);
    const { content } = await getEdition(trx, course.id, enrolment.edition);
    const page = `/organisations/${organisation?.slug}/teaching/${course.id}/questions/${enrolmentId}`;
    const letter = questionLetter({ course: content.title, link: `${origin}${page}` });
    for (const { personId, roles } of await listMembers(trx, course.organisationId))
      if (allows(roles, 'assessor') && personId !== enrolment.personId)
        await sendToPerson(trx, letters, personId, QUESTIONS, letter);
  });
}

/** The course, if it is this organisation's. @throws LearningError 404 */
export async function getOwnCourse(db: Db, organisationId: string, courseId: string): Promise<HostedCourse> {
  const course = await findHostedCourse(db, courseId);
  if (course?.organisationId !== organisationId) throw new LearningError(404, 'This organisation has no such course.');
  return course;
}

/** A learner of this course. @throws LearningError 404 */
export async function getLearner(db: Db, courseId: string, enrolmentId: string): Promise<Enrolment> {
  const enrolment = await findEnrolment(db, enrolmentId);
  if (enrolment?.courseId !== courseId) throw new LearningError(404, 'This course has no such learner.');
  return enrolment;
}

/** What needs no answer waits no longer. @throws NotAllowedError, LearningError 404 */
export async function settleQuestion(
  db: Db,
  actor: Actor,
  asked: { organisationId: string; course: string; enrolment: string },
  now: Date,
): Promise<void> {
  await requireRole(db, actor, asked.organisationId, 'assessor');
  await db.transaction().execute(async (trx) => {
    await getOwnCourse(trx, asked.organisationId, asked.course);
    const enrolment = await getLearner(trx, asked.course, asked.enrolment);
    await saveAnswered(trx, enrolment.id, now);
  });
}
