/** Discussions of a course: a thread on each step, and a private one between a learner and the staff. */
import { type Actor, requirePerson } from '../../../accounts/index.js';
import type { SubjectKind, SubjectKinds, WrittenPost } from '../../../discussion/index.js';
import { allows, type Role, rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { emit } from '../../../platform/jobs/index.js';
import { findHostedCourse } from '../../queries/courses.js';
import { findEnrolment, lockEnrolment } from '../../queries/enrolments.js';
import { findPlaceIn, findTalk, follow, saveAnswered, saveAsked, unfollow } from '../../queries/people/talk.js';
import {
  QUESTION_KIND,
  readQuestionSubject,
  readStepSubject,
  runOf,
  STEP_KIND,
  type StepTalk,
  stepSubject,
  talkAddress,
} from '../../rules/people/circles.js';
import { type Enrolment, LearningError } from '../../schema/index.js';
import { questionAsked } from '../../schema/people.js';
import { getEdition } from '../editions.js';
import { getPlace, getStep, placeOf } from '../learner.js';
import { completeStep } from '../progress.js';

const NOBODYS = 'There is nothing here to discuss. The page may be gone.';
/** Who speaks for the course: they read, answer and moderate. */
const STAFF_ROLES: readonly Role[] = ['assessor', 'editor', 'author', 'registrar'];

export type Talk = { title: string; courseTitle: string; organisationId: string };

/** What the discussion of a step is about; null: there is no such step. */
export async function findTalkAbout(db: Db, talk: StepTalk): Promise<Talk | null> {
  const found = await findTalk(db, talk);
  if (!found) return null;
  const edition = await getEdition(db, talk.courseId, found.edition);
  const step = edition.steps.find(({ step }) => step.key === talk.step)?.step;
  return step ? { title: step.title, courseTitle: edition.content.title, organisationId: found.organisationId } : null;
}

export type Standing = { enrolmentId: string | null; roles: readonly Role[]; isStaff: boolean };

/** How somebody stands to the discussion of a step. */
export async function standingIn(db: Db, actor: Actor, talk: StepTalk): Promise<Standing> {
  if (actor.kind !== 'person') return { enrolmentId: null, roles: [], isStaff: false };
  const course = await findHostedCourse(db, talk.courseId);
  return {
    enrolmentId: await findPlaceIn(db, actor.id, talk),
    roles: course ? await rolesOf(db, course.organisationId, actor.id) : [],
    isStaff: actor.isStaff,
  };
}

const speaksFor = ({ roles }: Pick<Standing, 'roles'>) => STAFF_ROLES.some((role) => allows(roles, role));

export const threadReaders = 'Whoever takes this course with you can read it, and its staff, with your name.';

/** Read and written by whoever takes the course in the same run, and by its staff. */
const stepKind: SubjectKind = {
  async find(db, subject) {
    const talk = readStepSubject(subject);
    const about = talk && (await findTalkAbout(db, talk));
    return about ? { title: about.title, href: talkAddress(talk as StepTalk) } : null;
  },
  async mayRead(db, actor, subject) {
    const talk = readStepSubject(subject);
    const standing = talk && (await standingIn(db, actor, talk));
    return standing !== null && (standing.enrolmentId !== null || standing.roles.length > 0 || standing.isStaff);
  },
  async mayWrite(db, actor, subject) {
    const talk = readStepSubject(subject);
    const standing = talk && (await standingIn(db, actor, talk));
    return standing !== null && (standing.enrolmentId !== null || speaksFor(standing));
  },
  async mayModerate(db, actor, subject) {
    const talk = readStepSubject(subject);
    const standing = talk && (await standingIn(db, actor, talk));
    return (
      standing !== null && (standing.isStaff || allows(standing.roles, 'assessor') || allows(standing.roles, 'editor'))
    );
  },
  readers: threadReaders,
  written: stepWritten,
};

/** Who writes follows from then on; where the step is a discussion, it is done. */
async function stepWritten(trx: Db, { subject, personId, at }: WrittenPost): Promise<void> {
  const talk = readStepSubject(subject);
  const enrolmentId = talk && (await findPlaceIn(trx, personId, talk));
  const enrolment = enrolmentId ? await lockEnrolment(trx, enrolmentId) : null;
  if (!talk || !enrolment) return;
  await follow(trx, enrolment.id, subject, at);
  const place = await placeOf(trx, enrolment);
  const step = place.edition.steps.find(({ step }) => step.key === talk.step)?.step;
  if (step?.type === 'discussion') await completeStep(trx, place, { step: step.key, how: 'posted', now: at });
}

/** Read and written by the learner and by those who assess; staff of the site decide on what is reported, there alone. */
const questionKind: SubjectKind = {
  async find(db, subject) {
    const enrolment = await enrolmentOf(db, subject);
    if (!enrolment) return null;
    const { content } = await getEdition(db, enrolment.courseId, enrolment.edition);
    return { title: `your questions on ${content.title}`, href: `/learn/${enrolment.id}/questions` };
  },
  mayRead: (db, actor, subject) => isParty(db, actor, subject),
  mayWrite: (db, actor, subject) => isParty(db, actor, subject),
  mayModerate: async (_db, actor) => actor.kind === 'person' && actor.isStaff,
  readers: 'You and the staff of the course alone can read it.',
  called: { first: 'question', answer: 'answer' },
  tells: async (db, subject) => (await enrolmentOf(db, subject))?.personId ?? null,
  async written(trx, { subject, personId, at }) {
    const enrolment = await enrolmentOf(trx, subject);
    if (!enrolment) return;
    if (personId !== enrolment.personId) return saveAnswered(trx, enrolment.id, at);
    if (await saveAsked(trx, enrolment.id, at)) await emit(trx, questionAsked, { enrolment: enrolment.id });
  },
};

async function enrolmentOf(db: Db, subject: string): Promise<Enrolment | null> {
  const id = readQuestionSubject(subject);
  return id === null ? null : findEnrolment(db, id);
}

async function isParty(db: Db, actor: Actor, subject: string): Promise<boolean> {
  const enrolment = await enrolmentOf(db, subject);
  if (!enrolment || actor.kind !== 'person') return false;
  return enrolment.personId === actor.id || answersFor(db, actor, enrolment);
}

/** Whether somebody answers the questions of this learner. */
export async function answersFor(db: Db, actor: Actor, { courseId }: Pick<Enrolment, 'courseId'>): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  const course = await findHostedCourse(db, courseId);
  return course !== null && allows(await rolesOf(db, course.organisationId, actor.id), 'assessor');
}

export const learningKinds: SubjectKinds = { [STEP_KIND]: stepKind, [QUESTION_KIND]: questionKind };

/** Where a learner's own step is discussed. */
export function talkOf(place: { enrolment: Enrolment; offering: Parameters<typeof runOf>[0] }, step: string): StepTalk {
  return { courseId: place.enrolment.courseId, run: runOf(place.offering), step };
}

/** Has the letter tell of a step's discussion, or no more. @throws LearningError 404, 409 */
export async function followTalk(
  db: Db,
  actor: Actor,
  asked: { enrolment: string; step: string; following: boolean },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const place = await getPlace(trx, actor, asked.enrolment);
    const subject = stepSubject(talkOf(place, getStep(place, asked.step).key));
    if (!asked.following) return unfollow(trx, place.enrolment.id, subject);
    if (place.enrolment.state === 'left')
      throw new LearningError(409, 'You left this course, so nothing is told of it.');
    await follow(trx, place.enrolment.id, subject, now);
  });
}

/** Where whoever opens the address of a discussion is led. @throws LearningError 404 for whoever may not read it. */
export async function openTalk(
  db: Db,
  actor: Actor,
  talk: StepTalk,
): Promise<{ step: string } | { about: Talk; subject: string }> {
  requirePerson(actor);
  const standing = await standingIn(db, actor, talk);
  if (standing.enrolmentId !== null) {
    const enrolment = await findEnrolment(db, standing.enrolmentId);
    const place = enrolment && (await placeOf(db, enrolment));
    // Their edition may be older or newer than the one that has this step.
    if (place?.edition.steps.some(({ step }) => step.key === talk.step))
      return { step: `/learn/${place.enrolment.id}/steps/${talk.step}` };
  }
  const about = await findTalkAbout(db, talk);
  const mayRead = standing.enrolmentId !== null || standing.roles.length > 0 || standing.isStaff;
  if (!about || !mayRead) throw new LearningError(404, NOBODYS);
  return { about, subject: stepSubject(talk) };
}
