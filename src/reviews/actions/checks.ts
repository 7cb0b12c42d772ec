/** What `cairn doctor` asks of reviews. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { openComplaints } from '../queries/standing.js';

export const checks: readonly Check[] = [
  databaseCheck('complaints about reviews', async ({ db }, { clock }) => {
    const open = await openComplaints(db);
    const late = open.filter(({ due }) => due.getTime() < clock.now().getTime());
    if (late.length > 0)
      return warning(
        `Complaints about reviews that should be decided by now: ${late.length}.`,
        'Decide them on /staff/reports.',
      );
    return ok(
      open.length === 0 ? 'No complaint about a review waits.' : `Complaints about reviews that wait: ${open.length}.`,
    );
  }),
];
