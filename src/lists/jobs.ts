/** What lists do in the background: they remind of dates, write letters of alerts, and forget. */
import { z } from 'zod';
import type { Letters } from '../accounts/index.js';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { writeDigests } from './actions/alerts/digests.js';
import { remindOfDates } from './actions/alerts/watching.js';
import { forgetAlertsBefore } from './queries/alerts.js';
import { forgetRemoved } from './queries/lists.js';

const remind = defineTask('lists.remind-of-dates', z.object({}));
const write = defineTask('lists.write-alerts', z.object({}));
const forget = defineTask('lists.forget', z.object({}));

/** In the morning of the United Kingdom; where a person lives is not known. */
export const listCron: readonly CronEntry[] = [
  { at: '40 4 * * *', task: remind.name },
  { at: '0 5 * * *', task: write.name },
  { at: '50 3 * * *', task: forget.name },
];

const DAY_MS = 86_400_000;
/** So long what was taken out of a list can be put back with its note. */
const REMOVED_MS = DAY_MS;
const ALERTS_MS = 90 * DAY_MS;

export type ListJobs = { db: Db; clock: Clock; letters: Letters };

export function listJobs(parts: ListJobs): Handler[] {
  const { db, clock } = parts;
  return [
    handle(remind, async (_payload, { log }) => {
      log.info({ courses: await remindOfDates(parts) }, 'dates that come near were told');
    }),
    handle(write, async (_payload, { log, signal }) => {
      log.info({ letters: await writeDigests(parts, signal) }, 'letters of alerts were written');
    }),
    handle(forget, async () => {
      const now = clock.now().getTime();
      await forgetRemoved(db, new Date(now - REMOVED_MS));
      await forgetAlertsBefore(db, new Date(now - ALERTS_MS));
    }),
  ];
}
