/** What learners and strangers see of runs. */
import type { Actor, PersonActor } from '../../../accounts/index.js';
import { requirePerson } from '../../../accounts/index.js';
import { findPublishedAchievement, type PublishedAchievement } from '../../../credentials/index.js';
import { findOrganisation } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import { findHostedCourse } from '../../queries/courses.js';
import { findEnrolmentIn, isWaiting } from '../../queries/offerings/enrolling.js';
import {
  enrolmentsOf,
  invoiceStateOf,
  type OwnEnrolment,
  type OwnWaiting,
  waitingOf,
} from '../../queries/offerings/own.js';
import { paidPlaces } from '../../queries/offerings/places.js';
import { findRun, otherOpenRuns } from '../../queries/offerings/runs.js';
import { attendanceOf, sessionsOf } from '../../queries/offerings/sessions.js';
import { extensionsOf, pausesOf } from '../../queries/offerings/time.js';
import { dayIn } from '../../rules/offerings/days.js';
import { type Deadlines, deadlinesOf, isPaused, type Pause } from '../../rules/offerings/deadlines.js';
import { closedBecause, placeNeeded } from '../../rules/offerings/entry.js';
import { LearningError, type Offering } from '../../schema/index.js';
import type { AttendanceRow, Extension, LiveSession, Run } from '../../schema/runs.js';
import { type Edition, getEdition } from '../editions.js';
import { getPlace, type Place } from '../learner.js';
import type { Learning } from '../parts.js';
import { type Overview, overviewOf } from '../player/overview.js';
import { type Newer, newerEdition } from './moving.js';
import { isOfEmployer } from './places.js';

export type RunSeen = {
  run: Run;
  edition: Edition;
  provider: { name: string; slug: string };
  employer: string | null;
  achievement: PublishedAchievement | null;
  sessions: LiveSession[];
  /** Why nobody may enrol now; null: they may. */
  closed: string | null;
  isFull: boolean;
  /** Of whoever looks; null: not signed in. */
  own: {
    /** Their enrolment in this course, if any. */
    before: { id: string; state: 'active' | 'completed' | 'left'; isHere: boolean } | null;
    /** What they must still bring. */
    needed: Offering['places'];
    /** A private run that is not known to be for them: its code is asked. */
    asksCode: boolean;
    isWaiting: boolean;
  } | null;
};

/** A run as whoever looks sees it before they enrol. @throws LearningError 404 where it is a draft or not there */
export async function readRun(
  { db, clock }: Pick<Learning, 'db' | 'clock'>,
  actor: Actor,
  id: string,
): Promise<RunSeen> {
  const run = await findRun(db, id);
  const course = run && (await findHostedCourse(db, run.courseId));
  const provider = course && (await findOrganisation(db, course.organisationId));
  if (!run || run.state === 'draft' || !provider)
    throw new LearningError(404, 'There is no such run. It may have been cancelled; look at the course again.');
  const employer = run.employerId === null ? null : await findOrganisation(db, run.employerId);
  const { achievementId } = course;
  return {
    run,
    edition: await getEdition(db, run.courseId, run.edition),
    provider: { name: provider.name, slug: provider.slug },
    employer: employer?.name ?? null,
    achievement: achievementId === null ? null : await findPublishedAchievement(db, achievementId),
    sessions: (await sessionsOf(db, run.id)).filter(({ cancelled }) => cancelled === null),
    closed: closedBecause(run, dayIn(clock.now(), run.timeZone)),
    isFull: run.seats !== null && run.taken >= run.seats,
    own: actor.kind === 'person' ? await ownOf(db, actor, run) : null,
  };
}

async function ownOf(db: Db, person: PersonActor, run: Run): Promise<RunSeen['own']> {
  const before = await findEnrolmentIn(db, person.id, run.courseId);
  const paid = before && before.state !== 'completed' ? await paidPlaces(db, before.id) : [];
  return {
    before: before && { id: before.id, state: before.state, isHere: before.offeringId === run.id },
    needed: placeNeeded(paid, run),
    asksCode: run.employerId !== null && !(await isOfEmployer(db, person, run.employerId)),
    isWaiting: await isWaiting(db, run.id, person.id),
  };
}

export type OwnCourse = OwnEnrolment & {
  overview: Overview;
  sessions: LiveSession[];
  isPaused: boolean;
  isNewer: boolean;
};
export type OwnLearning = { courses: OwnCourse[]; waiting: OwnWaiting[] };

/** Everything that somebody takes here, with what is next in each. */
export async function ownLearning({ db, clock }: Pick<Learning, 'db' | 'clock'>, actor: Actor): Promise<OwnLearning> {
  const person = requirePerson(actor);
  const now = clock.now();
  const courses: OwnCourse[] = [];
  for (const enrolment of await enrolmentsOf(db, person.id)) {
    const overview = await overviewOf({ db, clock }, person, enrolment.id);
    const { place } = overview;
    const isActive = enrolment.state === 'active';
    const sessions = isActive ? await sessionsOf(db, place.offering.id) : [];
    courses.push({
      ...enrolment,
      overview,
      sessions: sessions.filter(({ cancelled, ends }) => cancelled === null && ends > now),
      isPaused: isActive && isPaused(await pausesOf(db, enrolment.id), dayIn(now, place.offering.timeZone)),
      isNewer:
        isActive && ((await findHostedCourse(db, place.enrolment.courseId))?.edition ?? 0) > place.enrolment.edition,
    });
  }
  return { courses, waiting: await waitingOf(db, person.id) };
}

export type Plan = {
  place: Place;
  run: Run;
  today: string;
  deadlines: Deadlines;
  pauses: (Pause & { id: string })[];
  extensions: Extension[];
  sessions: LiveSession[];
  attendance: AttendanceRow[];
  others: Run[];
  newer: Newer | null;
  invoice: { state: string; purchaseOrder: string } | null;
};

/** Deadlines, pauses, sessions and ways to change them, for the learner alone. */
export async function readPlan({ db, clock }: Pick<Learning, 'db' | 'clock'>, actor: Actor, id: string): Promise<Plan> {
  const place = await getPlace(db, actor, id);
  const run = (await findRun(db, place.offering.id)) as Run;
  const today = dayIn(clock.now(), run.timeZone);
  const pauses = await pausesOf(db, id);
  const others = (await otherOpenRuns(db, run)).filter((one) => closedBecause(one, today) === null);
  const person = requirePerson(actor);
  const mayEnter = await Promise.all(
    others.map(async ({ employerId }) => employerId === null || (await isOfEmployer(db, person, employerId))),
  );
  return {
    place,
    run,
    today,
    deadlines: deadlinesOf(place, pauses, today),
    pauses,
    extensions: await extensionsOf(db, id),
    sessions: await sessionsOf(db, run.id),
    attendance: await attendanceOf(db, id),
    others: others.filter((_, at) => mayEnter[at]),
    newer: await newerEdition(db, place),
    invoice: await invoiceStateOf(db, id),
  };
}
