/** What waits for staff, gathered from every feature; and jobs, which staff run again or throw away. */
import { type Actor, recordAct, type StaffPlace } from '../../accounts/index.js';
import { requireStaff } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { countJobs, discardJob, findJob, type JobBrief, retryJob } from '../../platform/jobs/index.js';
import { withoutAddresses } from '../../platform/log/index.js';

export type StaffDesk = { place: StaffPlace; waiting: readonly string[] }[];

/** Every place with what waits there. One that cannot say does not keep the others from it. */
export function gatherDesk(db: Db, places: readonly StaffPlace[], now: Date): Promise<StaffDesk> {
  return Promise.all(
    places.map(async (place) => {
      const waiting = await place.waiting?.(db, now).catch(() => ['What waits here could not be found out.']);
      return { place, waiting: waiting ?? [] };
    }),
  );
}

export const jobsPlace: StaffPlace = {
  href: '/staff/jobs',
  label: 'Jobs',
  about: 'Work that is done in the background: what waits, runs, and failed.',
  async waiting(db) {
    const { failed } = await countJobs(db);
    if (failed === 0) return [];
    return [failed === 1 ? 'One job failed for good.' : `${failed} jobs failed for good.`];
  },
};

/** There is no such job, or it runs just now. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly status: 404 | 409;
  constructor(message: string, status: 404 | 409 = 409) {
    super(message);
    this.status = status;
  }
}

/** The first line of what went wrong, without mail addresses. */
export function faultInWords({ lastError }: JobBrief): string | null {
  const [line = ''] = (lastError ?? '').trim().split('\n');
  return line === '' ? null : withoutAddresses(line).slice(0, 300);
}

/** @throws JobError (404) */
export async function getJob(db: Db, id: string): Promise<JobBrief> {
  const job = await findJob(db, id);
  if (!job) throw new JobError('This job is done or gone.', 404);
  return job;
}

/** Has a job run at once, with all its attempts before it. @throws JobError */
export function runJobAgain(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  return actOnJob(db, actor, id, now, 'site.job-retried', retryJob);
}

/** Takes a job away undone. @throws JobError */
export function throwJobAway(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
  return actOnJob(db, actor, id, now, 'site.job-discarded', discardJob);
}

function actOnJob(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
  act: string,
  perform: (trx: Db, id: string) => Promise<boolean>,
): Promise<void> {
  const by = requireStaff(actor);
  return db.transaction().execute(async (trx) => {
    const { task } = await getJob(trx, id);
    if (!(await perform(trx, id))) throw new JobError('This job runs at this moment. Wait until it has ended.');
    await recordAct(trx, by, { act, subject: `job:${id}`, detail: { task } }, now);
  });
}
