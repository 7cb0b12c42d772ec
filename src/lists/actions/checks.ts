/** What `cairn doctor` asks of lists. */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { alertFigures } from '../queries/alert-feeds.js';
import { countKept } from '../queries/kept.js';
import { keptQueries } from '../queries/watching.js';
import { readSearch } from '../rules/canonical.js';

/** So many searches are read: enough to see that a vocabulary changed. */
const READ = 1_000;

/** Entries of the change log: what a large import writes in some minutes. */
const MUCH = 100_000;

export const checks: readonly Check[] = [
  databaseCheck('alerts', async ({ db }) => {
    const { waiting, behind } = await alertFigures(db);
    if (behind === null) return ok('No web process has begun to follow the catalogue for alerts.');
    if (behind > MUCH)
      return warning(
        `Alerts are ${behind} changes of courses behind the catalogue.`,
        'See that a web process runs; what it cannot read is in its log. Nothing is lost: it goes on where it stood.',
      );
    return ok(`Alerts that wait for a letter: ${waiting}; changes of courses still to be read: ${behind}.`);
  }),
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
