/** Where staff start, and where they look after jobs. */
import { z } from 'zod';
import { type Auth, actorOfRequest, type StaffPlace } from '../../accounts/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type App, html } from '../../platform/http/index.js';
import { countJobs, type JobBrief, type JobState, listJobs } from '../../platform/jobs/index.js';
import type { Frame } from '../../ui/index.js';
import { gatherDesk, getJob, runJobAgain, throwJobAway } from '../actions/staff.js';
import { DiscardJobPage, JOB_STATES, JobsPage, StaffPage } from '../pages/staff-pages.js';

export type StaffDeskRoutes = { auth: Auth; db: Db; clock: Clock; frame: Frame; places: readonly StaffPlace[] };

const staff = { access: 'staff' } as const;
const SHOWN = 50;
const DONE: Record<string, string> = { retried: 'The job runs now.', discarded: 'The job is thrown away.' };
const doneInQuery = z.object({ done: z.string().max(40).optional().catch(undefined) });
const one = z.object({ job: z.string().regex(/^[1-9]\d{0,17}$/) });

export function addStaffDeskRoutes(app: App, { auth, db, clock, frame, places }: StaffDeskRoutes): void {
  app.get('/staff', { config: staff }, async (_request, reply) =>
    html(reply, <StaffPage frame={frame} desk={await gatherDesk(db, places, clock.now())} />),
  );

  app.get('/staff/jobs', { config: staff, schema: { querystring: doneInQuery } }, async (request, reply) => {
    const jobs: Record<JobState, readonly JobBrief[]> = { failed: [], repeating: [], running: [], waiting: [] };
    for (const state of JOB_STATES) jobs[state] = await listJobs(db, { state, limit: SHOWN });
    const done = DONE[request.query.done ?? ''];
    return html(reply, <JobsPage frame={frame} counts={await countJobs(db)} jobs={jobs} done={done} />);
  });
  app.post('/staff/jobs/:job/retry', { config: staff, schema: { params: one } }, async (request, reply) => {
    await runJobAgain(db, await actorOfRequest(auth, db, request), request.params.job, clock.now());
    return reply.redirect('/staff/jobs?done=retried', 303);
  });
  app.get('/staff/jobs/:job/discard', { config: staff, schema: { params: one } }, async (request, reply) =>
    html(reply, <DiscardJobPage frame={frame} job={await getJob(db, request.params.job)} />),
  );
  app.post('/staff/jobs/:job/discard', { config: staff, schema: { params: one } }, async (request, reply) => {
    await throwJobAway(db, await actorOfRequest(auth, db, request), request.params.job, clock.now());
    return reply.redirect('/staff/jobs?done=discarded', 303);
  });
}
