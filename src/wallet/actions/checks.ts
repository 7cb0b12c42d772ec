/** What `cairn doctor` asks of the wallet. */
import { type Check, databaseCheck, failed, ok, warning } from '../../platform/checks/index.js';
import { figures } from '../queries/upkeep.js';

export const checks: readonly Check[] = [
  databaseCheck('wallets', async ({ db }) => {
    const { held, unheld, overdue, unanswered, lost } = await figures(db, new Date());
    if (lost > 0)
      return failed(
        `Of what people hold, ${lost} were issued here by credentials that are not there any more.`,
        'Restore the newest backup whole: credentials and wallets belong together.',
      );
    if (overdue > 0)
      return warning(
        `${overdue} of ${held} credentials that people hold should have been checked anew two days ago.`,
        'See that a worker runs; what it cannot do is in its log.',
      );
    const silent = unanswered === 0 ? '' : ` Of ${unanswered}, whoever has to be asked has not answered for weeks.`;
    return ok(`Held: ${held}, of which ${unheld} by the link of a letter alone.${silent}`);
  }),
];
