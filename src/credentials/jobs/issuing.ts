/** What issuing does in the background: batches, reminders, forgetting tables that nobody confirmed. */
import { z } from 'zod';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { runBatch } from '../actions/issuing/batches.js';
import type { Issuing } from '../actions/issuing/parts.js';
import { remindOfEnds } from '../actions/issuing/reminding.js';
import { forgetChecked } from '../queries/issuing/batches.js';
import { issueBatchTask } from '../schema/issuing.js';

const remind = defineTask('credentials.remind-of-ends', z.object({}));
const forget = defineTask('credentials.forget-tables', z.object({}));

export const issuingCron: readonly CronEntry[] = [
  { at: '40 6 * * *', task: 'credentials.remind-of-ends' },
  { at: '15 * * * *', task: 'credentials.forget-tables' },
];

const KEPT_MS = 86_400_000;

export function issuingJobs(issuing: Issuing): readonly Handler[] {
  return [
    handle(issueBatchTask, async ({ batch }, { signal }) => {
      await runBatch(issuing, batch, { signal });
      // Taken up again by the job that the end of this process leaves behind.
      signal.throwIfAborted();
    }),
    handle(remind, async () => void (await remindOfEnds(issuing))),
    handle(forget, () => forgetChecked(issuing.db, new Date(issuing.clock.now().getTime() - KEPT_MS))),
  ];
}
