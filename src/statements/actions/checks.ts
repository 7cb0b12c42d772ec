/** What `cairn doctor` asks of the store. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { restingRows } from '../queries/upkeep.js';

const monthCheck: Check = databaseCheck('statements by month', async ({ db }) => {
  const rows = await restingRows(db);
  if (rows === 0) return ok('Every statement lies in the partition of its month.');
  return warning(
    `${rows} statements lie in no month’s partition.`,
    'The nightly work opens months: see that a worker runs (`cairn doctor`, jobs).',
  );
});

export const checks: readonly Check[] = [monthCheck];
