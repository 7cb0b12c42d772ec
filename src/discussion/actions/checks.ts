/** What `cairn doctor` asks of discussion. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { countWaiting } from '../queries/waiting.js';

const HOUR = 3_600_000;
const PATIENT_HOURS = 24;

export const checks: readonly Check[] = [
  databaseCheck('reports', async ({ db }, { clock }) => {
    const { reports, appeals, oldest } = await countWaiting(db);
    const hours = oldest === null ? 0 : (clock.now().getTime() - oldest.getTime()) / HOUR;
    const waiting = `Comments that wait for a decision: ${reports}; appeals: ${appeals}`;
    if (hours > PATIENT_HOURS)
      return warning(`${waiting}, the oldest for ${Math.floor(hours)} hours.`, 'Decide them on /staff/reports.');
    return ok(reports + appeals === 0 ? 'No report waits for a decision.' : `${waiting}.`);
  }),
];
