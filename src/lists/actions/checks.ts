/** What `cairn doctor` asks of lists. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { countKept } from '../queries/kept.js';
import { keptQueries } from '../queries/watching.js';
import { readSearch } from '../rules/canonical.js';

/** So many searches are read: enough to see that a vocabulary changed. */
const READ = 1_000;

export const checks: readonly Check[] = [
  databaseCheck('saved searches', async ({ db }) => {
    const { lists, searches, follows } = await countKept(db);
    const read = await keptQueries(db, { after: '', limit: READ });
    const lost = read.filter(({ query }) => readSearch(query).lost.length > 0).length;
    if (lost > 0)
      return warning(
        `Of ${read.length} different searches that people keep, ${lost} name something that searches do not know any more.`,
        'Nothing is lost: whoever keeps them sees beside the search what is not understood.',
      );
    return ok(`Lists: ${lists}; saved searches: ${searches}; followed: ${follows}.`);
  }),
];
