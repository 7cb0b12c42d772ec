/** What `cairn doctor` asks of accounts. */
import { type Check, databaseCheck, failed, ok, warning } from '../../platform/checks/index.js';
import { listStaff } from '../queries/staff.js';
import { checkAudit } from './audit.js';

export const checks: readonly Check[] = [
  databaseCheck('audit log', async ({ db }) => {
    const { entries, fault } = await checkAudit(db);
    if (fault !== null)
      return failed(
        `The audit log was changed outside Cairn: ${fault}.`,
        'Find out who can write to the database, keep a copy of it as it is, and compare with the last backup.',
      );
    return ok(`The chain of the audit log holds (entries: ${entries}).`);
  }),
  databaseCheck('staff', async ({ db }) => {
    const { length: staff } = await listStaff(db);
    if (staff === 0)
      return warning('Nobody is staff: claims and reports wait for ever.', 'cairn staff add EMAIL prints a link.');
    return ok(`Staff of the site: ${staff}.`);
  }),
];
