/** What lists do in the background: they forget. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { forgetRemoved } from './queries/lists.js';

const forget = defineTask('lists.forget', z.object({}));

export const listCron: readonly CronEntry[] = [{ at: '50 3 * * *', task: forget.name }];

/** So long what was taken out of a list can be put back with its note. */
const DAY_MS = 86_400_000;

export function listJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [handle(forget, async () => forgetRemoved(db, new Date(clock.now().getTime() - DAY_MS)))];
}
