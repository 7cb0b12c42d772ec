/** How far learners are, for the staff of their course: figures for every member, names for those who care for them. */
import { type Actor, NotAllowedError, recordAct, requirePerson, sendToPerson } from '../../../accounts/index.js';
import { allows, type Role, requireRole, rolesOf } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type ProgressLine, progressLine } from '../../formats/progress-table.js';
import { CHECK_IN, checkInLetter } from '../../mails/index.js';
import type { HostedCourse } from '../../queries/courses.js';
import { findOffering, lockEnrolment } from '../../queries/enrolments.js';
import {
  insertCheckIn,
  type KnownOfLearner,
  learnersOf,
  type RunBrief,
  runsTaken,
} from '../../queries/people/progress.js';
import { figuresOf, type LearnerRow, mayAskAgain, type RunFigures } from '../../rules/people/figures.js';
import { learnerRow } from '../../rules/people/learner-rows.js';
import { LearningError, type Offering } from '../../schema/index.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';
import { getLearner, getOwnCourse } from './asking.js';

export type Watched = {
  course: HostedCourse;
  title: string;
  runs: RunBrief[];
  /** The run that is looked at; null: all. */
  run: string | null;
  figures: RunFigures;
  /** Null: who looks is not told who they are. */
  learners: LearnerRow[] | null;
};
type Asked = { organisationId: string; course: string; run?: string | null | undefined };

/** Who sees names: whoever marks, and whoever enrols. */
export function seesNames(roles: readonly Role[]): boolean {
  return allows(roles, 'assessor') || allows(roles, 'registrar');
}

/** @throws NotAllowedError, LearningError 404 */
export async function watchProgress(db: Db, actor: Actor, asked: Asked, today: string): Promise<Watched> {
  const person = await requireRole(db, actor, asked.organisationId, 'viewer');
  const course = await getOwnCourse(db, asked.organisationId, asked.course);
  const runs = await runsTaken(db, course.id);
  const run = asked.run ?? null;
  if (run !== null && !runs.some(({ id }) => id === run)) throw new LearningError(404, 'This course has no such run.');
  const rows = await rowsOf(db, await learnersOf(db, course.id, { offering: run }), today);
  const content = course.edition > 0 ? (await getEdition(db, course.id, course.edition)).content : null;
  const steps = (content?.weeks ?? []).flatMap((week) =>
    week.steps.map(({ key, title }) => ({ step: key, title, week: week.title })),
  );
  const roles = await rolesOf(db, asked.organisationId, person.id);
  return {
    course,
    title: content?.title ?? course.slug,
    runs,
    run,
    figures: figuresOf(rows, steps),
    learners: seesNames(roles) ? rows : null,
  };
}

async function rowsOf(db: Db, known: readonly KnownOfLearner[], today: string): Promise<LearnerRow[]> {
  const offerings = new Map<string, Offering>();
  const rows: LearnerRow[] = [];
  for (const one of known) {
    const offering = offerings.get(one.offeringId) ?? (await findOffering(db, one.offeringId));
    if (!offering) continue;
    offerings.set(offering.id, offering);
    const { content } = await getEdition(db, one.courseId, one.edition);
    rows.push(learnerRow(one, { content, offering, today }));
  }
  return rows;
}

/** All of it as it stands, written into the log of acts. @throws NotAllowedError, LearningError 404 */
export async function exportProgress(
  db: Db,
  actor: Actor,
  asked: Asked & { format: 'csv' | 'json' },
  { today, now }: { today: string; now: Date },
): Promise<ProgressLine[]> {
  const person = await requireRole(db, actor, asked.organisationId, 'registrar');
  const { learners, runs, course } = await watchProgress(db, actor, asked, today);
  if (!learners) throw new NotAllowedError();
  const names = new Map(runs.map((run) => [run.id, runInWords(run)]));
  const detail = { format: asked.format, learners: learners.length };
  await db
    .transaction()
    .execute((trx) =>
      recordAct(trx, person, { act: 'learning.progress-exported', subject: `hosted:${course.id}`, detail }, now),
    );
  return learners.map((row) => progressLine(row, names.get(row.run) ?? ''));
}

export function runInWords({ kind, name, starts }: Pick<RunBrief, 'kind' | 'name' | 'starts'>): string {
  if (name !== null) return name;
  if (kind === 'self-paced') return 'At one’s own pace';
  return `${kind === 'cohort' ? 'Cohort' : 'For one employer'}${starts ? ` of ${starts}` : ''}`;
}

/** One learner, for whoever may know who they are. @throws NotAllowedError, LearningError 404 */
export async function watchLearner(
  db: Db,
  actor: Actor,
  asked: { organisationId: string; course: string; enrolment: string },
  today: string,
): Promise<{ row: LearnerRow; title: string }> {
  await requireRole(db, actor, asked.organisationId, 'registrar');
  const course = await getOwnCourse(db, asked.organisationId, asked.course);
  const enrolment = await getLearner(db, course.id, asked.enrolment);
  const [row] = await rowsOf(db, await learnersOf(db, course.id, { enrolment: enrolment.id }), today);
  if (!row) throw new LearningError(404, 'This course has no such learner.');
  return { row, title: (await getEdition(db, course.id, enrolment.edition)).content.title };
}

/** “Are you all right?”, by the site, at most once a week. @throws NotAllowedError, LearningError 404, 409 */
export async function askHowTheyAre(
  { db, letters, origin }: Pick<Learning, 'db' | 'letters' | 'origin'>,
  actor: Actor,
  asked: { organisationId: string; course: string; enrolment: string },
  { today, now }: { today: string; now: Date },
): Promise<{ sent: boolean }> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    const { id } = await getLearner(trx, asked.course, asked.enrolment);
    await lockEnrolment(trx, id);
    const { row, title } = await watchLearner(trx, actor, asked, today);
    if (row.state !== 'active') throw new LearningError(409, 'They are not taking this course any more.');
    if (!mayAskAgain(row.asked, today))
      throw new LearningError(409, 'They were asked less than a week ago. Give them some time.');
    const enrolment = await getLearner(trx, asked.course, asked.enrolment);
    const at = `${origin}/learn/${enrolment.id}`;
    const letter = checkInLetter({ course: title, link: at, questions: `${at}/questions` });
    const sent = await sendToPerson(trx, letters, enrolment.personId, CHECK_IN, letter);
    if (sent) await insertCheckIn(trx, enrolment.id, now);
    await recordAct(trx, person, { act: 'learning.check-in-sent', subject: `enrolment:${enrolment.id}` }, now);
    return { sent };
  });
}
