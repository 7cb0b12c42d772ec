/** Assessors grant more time, and record how an assessment was watched over. Nobody does either for themselves. */
import { type Actor, NotAllowedError, type PersonActor } from '../../../accounts/index.js';
import { requireRole } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  assurancesIn,
  type CourseLearner,
  learnersOf,
  removeAccommodation,
  removeAssurance,
  saveAccommodation,
  saveAssurance,
} from '../../queries/assessment/granting.js';
import { findEnrolment } from '../../queries/enrolments.js';
import { ASSURANCE_METHODS, type Assurance, Multiplier } from '../../schema/assessment.js';
import { type Enrolment, LearningError, type QuizStep } from '../../schema/index.js';
import { ownHosted, type Provider, recordTeaching, requireProvider } from '../authoring/desk.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';

type Granting = Pick<Learning, 'db' | 'clock'>;
export type AtCourse = { organisation: string; hosted: string };

/** More are found by their progress; a table of everybody is no help. */
const MOST_LEARNERS = 500;

export type GrantingLook = {
  learners: (CourseLearner & { assurances: Assurance[]; isSelf: boolean })[];
  /** Tests of the newest edition that are to be supervised, or need an identity check. */
  watched: Pick<QuizStep, 'key' | 'title' | 'supervision' | 'identityCheck'>[];
};

/** @throws SignInNeededError, NotAllowedError, LearningError 404 */
export async function lookAtGranting({ db }: Granting, actor: Actor, at: AtCourse): Promise<GrantingLook> {
  const { assessor, provider } = await assessorAt(db, actor, at);
  const { id, edition } = await ownHosted(db, provider, at.hosted);
  const learners = await learnersOf(db, id, MOST_LEARNERS);
  const assurances = await assurancesIn(db, id);
  const steps = edition === 0 ? [] : (await getEdition(db, id, edition)).steps.map(({ step }) => step);
  return {
    learners: learners.map((learner) => ({
      ...learner,
      assurances: assurances.filter(({ enrolmentId }) => enrolmentId === learner.enrolmentId),
      isSelf: learner.personId === assessor.id,
    })),
    watched: steps
      .filter((step) => step.type === 'quiz')
      .filter(({ supervision, identityCheck }) => supervision !== 'none' || identityCheck),
  };
}

/** `multiplier` empty: nothing more. It counts from the next attempt. @throws LearningError 404, 422 */
export async function grantTime(
  { db, clock }: Granting,
  actor: Actor,
  at: AtCourse,
  { enrolment: id, multiplier }: { enrolment: string; multiplier: string },
): Promise<void> {
  const parsed = multiplier === '' ? null : Multiplier.safeParse(multiplier.replace(',', '.'));
  if (parsed?.success === false)
    throw new LearningError(422, parsed.error.issues[0]?.message ?? 'Type a number from 1.05 to 3.', 'multiplier');
  await granted(db, clock.now(), actor, at, id, 'time-granted', async (trx, { personId, courseId }, assessor, now) => {
    if (!parsed) return removeAccommodation(trx, personId, courseId);
    return saveAccommodation(trx, { personId, courseId, multiplier: parsed.data, setBy: assessor.id, now });
  });
}

/** `method` empty: it was a mistake, and goes. @throws LearningError 404, 422 */
export async function recordAssurance(
  { db, clock }: Granting,
  actor: Actor,
  at: AtCourse,
  { enrolment: id, method, ...given }: Omit<Assurance, 'method'> & { enrolment: string; method: string },
): Promise<void> {
  const now = clock.now();
  const known = ASSURANCE_METHODS[given.kind].find((one) => one === method);
  if (method !== '' && !known) throw new LearningError(422, 'Choose how it was done.', 'method');
  if (known && (Number.isNaN(Date.parse(given.day)) || given.day > clock.today()))
    throw new LearningError(422, 'Give the day on which it was done; it cannot lie ahead.', 'day');
  await granted(db, now, actor, at, id, 'assurance-recorded', async (trx, enrolment, assessor) => {
    const { steps } = await getEdition(trx, enrolment.courseId, enrolment.edition);
    if (!steps.some(({ step }) => step.key === given.step && step.type === 'quiz'))
      throw new LearningError(404, 'Their edition of this course has no such test.');
    if (!known) return removeAssurance(trx, enrolment.id, given);
    return saveAssurance(trx, enrolment.id, { ...given, method: known }, { by: assessor.id, now });
  });
}

type Grant = (trx: Db, enrolment: Enrolment, assessor: PersonActor, now: Date) => Promise<void>;

/** The log says that it was done in a course, not for whom or how much. */
async function granted(
  db: Db,
  now: Date,
  actor: Actor,
  at: AtCourse,
  enrolmentId: string,
  act: string,
  grant: Grant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { assessor, provider } = await assessorAt(trx, actor, at);
    const hosted = await ownHosted(trx, provider, at.hosted);
    const enrolment = await findEnrolment(trx, enrolmentId);
    if (enrolment?.courseId !== hosted.id) throw new LearningError(404, 'Nobody is enrolled here under this number.');
    if (enrolment.personId === assessor.id)
      throw new NotAllowedError('Another assessor has to do this for you: nobody decides about their own tests.');
    await grant(trx, enrolment, assessor, now);
    await recordTeaching(trx, actor, act, { provider, hosted: hosted.id }, now);
  });
}

async function assessorAt(db: Db, actor: Actor, at: AtCourse): Promise<{ assessor: PersonActor; provider: Provider }> {
  const assessor = await requireRole(db, actor, at.organisation, 'assessor');
  return { assessor, provider: await requireProvider(db, actor, at.organisation, 'assessor') };
}
