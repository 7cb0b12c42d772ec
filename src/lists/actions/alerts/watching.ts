/** What changes of courses that stand in lists. */
import { addDays, type Course, coursesByNum } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import {
  forgetWatched,
  saveWatched,
  standingOf,
  unknownListed,
  type WatchedRow,
  watchedComing,
  watchedFacts,
} from '../../queries/following-changes.js';
import { watchersOf } from '../../queries/watching.js';
import { changesBetween, factsOf, remindersOn, withdrawn } from '../../rules/watched-facts.js';
import type { CourseChange, NewAlert, WatchedFacts } from '../../schema/alerts.js';
import type { Alerting } from './parts.js';

type Told = { id: string; changes: CourseChange[] };

/** `courses`: those of `nums` that are published. */
export async function watchChanges(
  { clock }: Pick<Alerting, 'clock'>,
  trx: Db,
  nums: readonly number[],
  courses: readonly Course[],
): Promise<void> {
  const standing = await standingOf(trx, nums);
  const before = await watchedFacts(
    trx,
    standing.map(({ id }) => id),
  );
  const published = new Map(courses.map((course) => [course.id, course]));
  const kept: WatchedRow[] = [];
  const gone: string[] = [];
  const told: Told[] = [];
  for (const { id, mergedInto } of standing) {
    const was = before.get(id);
    if (was === undefined) continue;
    // Whoever kept it keeps the course that it is now: nothing has ended for them.
    if (mergedInto !== null) gone.push(id);
    else {
      const course = published.get(id);
      const facts = course === undefined ? withdrawn(was) : factsOf(course, clock.today());
      kept.push({ id, facts });
      told.push({ id, changes: changesBetween(was, facts) });
    }
  }
  await saveWatched(trx, kept);
  await forgetWatched(trx, gone);
  await tellWatchers(trx, told, clock.now());
}

const AT_ONCE = 500;

/** Learns of courses that came into a list. What they are now is no news to whoever has just put them there. */
export async function noteUnknown({ clock }: Pick<Alerting, 'clock'>, trx: Db): Promise<void> {
  for (;;) {
    const unknown = await unknownListed(trx, AT_ONCE);
    if (unknown.length === 0) return;
    const courses = await coursesByNum(
      trx,
      unknown.map(({ num }) => num),
    );
    const facts = new Map(courses.map((course) => [course.id, factsOf(course, clock.today())]));
    await saveWatched(
      trx,
      unknown.map(({ id }) => ({ id, facts: facts.get(id) ?? NOTHING_KNOWN })),
    );
    if (unknown.length < AT_ONCE) return;
  }
}

/** Of a course that was withdrawn before anybody watched it. */
const NOTHING_KNOWN: WatchedFacts = {
  state: 'withdrawn',
  price: null,
  content: { day: null, edition: 1 },
  start: null,
  startApproximate: false,
  enrolUntil: null,
};

/** Starts and ends of enrolment that come near, once each. Returns of how many courses. */
export function remindOfDates({ db, clock }: Pick<Alerting, 'db' | 'clock'>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const today = clock.today();
    const coming = await watchedComing(trx, today, addDays(today, 7));
    const told = coming.map(({ id, facts }) => ({ id, changes: remindersOn(facts, today) }));
    await tellWatchers(trx, told, clock.now());
    return told.length;
  });
}

/** Everybody who has the course in a list, once however many lists that are. */
async function tellWatchers(trx: Db, told: readonly Told[], now: Date): Promise<void> {
  const changed = new Map(told.filter(({ changes }) => changes.length > 0).map(({ id, changes }) => [id, changes]));
  if (changed.size === 0) return;
  const watchers = await watchersOf(trx, [...changed.keys()]);
  const persons = Map.groupBy(watchers, ({ courseId }) => courseId);
  const alerts = [...persons].flatMap(([id, all]): NewAlert[] =>
    [...new Set(all.map(({ personId }) => personId))].flatMap((personId) =>
      (changed.get(id) ?? []).map((change) => ({ ...change, personId, subject: `course:${id}` as const })),
    ),
  );
  await insertAlerts(trx, alerts, now);
  const unwatched = [...changed.keys()].filter((id) => !persons.has(id));
  await forgetWatched(trx, unwatched);
}
