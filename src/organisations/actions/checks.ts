/** What `cairn doctor` asks of organisations. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { countTroubles } from '../queries/personal.js';

/** Longer than that nobody should wait for staff. */
const PATIENT_DAYS = 7;

export const checks: readonly Check[] = [
  databaseCheck('organisations', async ({ db }, { clock }) => {
    const { ownerless, waiting, oldest } = await countTroubles(db);
    if (ownerless > 0)
      return warning(
        `Verified organisations without an owner: ${ownerless}.`,
        'Find a new owner for each on /staff/organisations.',
      );
    const days = oldest === null ? 0 : (clock.now().getTime() - oldest.getTime()) / 86_400_000;
    if (days > PATIENT_DAYS)
      return warning(
        `Claims that wait for staff: ${waiting}, the oldest for ${Math.floor(days)} days.`,
        'Decide them on /staff/organisations.',
      );
    return ok(waiting === 0 ? 'No claim waits for staff.' : `Claims that wait for staff: ${waiting}.`);
  }),
];
