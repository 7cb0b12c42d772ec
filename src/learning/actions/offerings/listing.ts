/** Keeps the provider’s own listing in the catalogue true to the runs that are open here. */
import { z } from 'zod';
import { stateRunsHere } from '../../../catalogue/index.js';
import type { Db } from '../../../platform/db/index.js';
import { defineTask, enqueue } from '../../../platform/jobs/index.js';
import { findHostedCourse } from '../../queries/courses.js';
import { freeRuns, openRunsAt, runsOf, setListingNote } from '../../queries/offerings/runs.js';
import { sessionsOf } from '../../queries/offerings/sessions.js';
import { dayIn } from '../../rules/offerings/days.js';
import { closedBecause } from '../../rules/offerings/entry.js';
import { listedRun } from '../../rules/offerings/listing.js';
import type { Run } from '../../schema/runs.js';
import type { Learning } from '../parts.js';

export const listRuns = defineTask('learning.list-runs', z.object({ course: z.uuid() }));

/** In the transaction of whatever changed a run; done in the background, so that a fault there is no fault of the act. */
export async function listSoon(trx: Db, course: string): Promise<void> {
  await enqueue(trx, listRuns, { course }, { key: `list runs ${course}` });
}

const NOTES = {
  'not-own': 'The catalogue does not show this run: the course there is listed under another provider.',
  'not-verified': 'The catalogue does not show this run: who speaks for your organisation is not proved yet.',
  'not-listed':
    'The catalogue does not show this run among its dates: state the course yourself first, under Courses. Its page says “Take it here” all the same.',
} as const;

export async function stateRuns(
  { db, clock, origin }: Pick<Learning, 'db' | 'clock' | 'origin'>,
  courseId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const course = await findHostedCourse(trx, courseId);
    if (!course?.catalogueCourseId) return;
    const open = (await runsOf(trx, courseId)).filter(({ state, kind }) => state === 'open' && kind !== 'private');
    const runs = [];
    for (const run of open) {
      const meets = (await sessionsOf(trx, run.id)).some(({ address, cancelled }) => address !== null && !cancelled);
      runs.push(listedRun(run, { origin, meets }));
    }
    const stated = await stateRunsHere(trx, {
      ...{ organisationId: course.organisationId, courseId: course.catalogueCourseId, runs, today: clock.today() },
    });
    for (const run of open) await setListingNote(trx, run.id, stated === 'stated' ? null : NOTES[stated]);
  });
}

/** What can be taken here now of a course in the catalogue, private runs left out. */
export async function runsHere(db: Db, catalogueCourseId: string, now: Date): Promise<Run[]> {
  const open = await openRunsAt(db, catalogueCourseId);
  return open.filter((run) => run.kind !== 'private' && isOpen(run, now));
}

/** A course that anybody can begin now, free, to see what that is like; null: there is none. `minutes`: as designed. */
export async function courseToTry(db: Db, now: Date): Promise<{ href: string; title: string; minutes: number } | null> {
  const free = (await freeRuns(db)).find((run) => isOpen(run, now) && (run.seats === null || run.taken < run.seats));
  return free ? { href: `/learn/runs/${free.id}`, title: free.title, minutes: free.minutes } : null;
}

function isOpen(run: Run, now: Date): boolean {
  return closedBecause(run, dayIn(now, run.timeZone)) === null;
}
