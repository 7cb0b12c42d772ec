/** What `cairn doctor` asks of the catalogue: do its sources still come in? */
import { type Check, databaseCheck, ok, warning } from '../../platform/checks/index.js';
import { failingFeeds, listSources, restingRuns } from '../queries/index.js';

const HOUR = 3_600_000;
/** The longest import measured took minutes. One that has run for this long was killed. */
const LONGEST_HOURS = 6;
const FEED_PATIENCE_HOURS = 7 * 24;

export const checks: readonly Check[] = [
  databaseCheck('imports', async ({ db }, { clock }) => {
    const { killed, broken } = await restingRuns(db, new Date(clock.now().getTime() - LONGEST_HOURS * HOUR));
    if (killed.length > 0)
      return warning(`Killed in the middle: the import of ${named(killed)}.`, 'Read that source again.');
    if (broken.length > 0)
      return warning(
        `The last import did not end well: ${named(broken)}.`,
        'Look at its report and read the source again.',
      );
    return ok('The last import of every source ended well.');
  }),
  databaseCheck('feeds', async ({ db }, { clock }) => {
    const failing = await failingFeeds(db, new Date(clock.now().getTime() - FEED_PATIENCE_HOURS * HOUR));
    if (failing.length > 0)
      return warning(
        `Feeds that have failed for a week or more: ${named([...new Set(failing)])}.`,
        'Their editors have had a letter. If several fail, look whether this machine reaches the web.',
      );
    return ok('No feed has failed for a week.');
  }),
  databaseCheck('sources', async ({ db }) => {
    const sources = await listSources(db);
    const empty = sources.filter(({ published, withdrawn }) => published === 0 && withdrawn > 0);
    if (empty.length > 0)
      return warning(
        `Everything of these sources is withdrawn: ${named(empty.map(({ name }) => name))}.`,
        'If the source has not closed, read it again and look at what was withdrawn.',
      );
    return ok(`${sources.length} sources, none withdrawn as a whole.`);
  }),
];

const MOST_NAMED = 5;

function named(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
