/** New courses that saved searches would find. */
import { setImmediate as others } from 'node:timers/promises';
import type { Db } from '../../../platform/db/index.js';
import { insertAlerts } from '../../queries/alerts.js';
import { type KeptQuery, keptQueries } from '../../queries/watching.js';
import { readSearch } from '../../rules/canonical.js';
import { MOST_NAMED } from '../../rules/new-courses.js';
import type { NewAlert } from '../../schema/alerts.js';
import type { Found } from './parts.js';

const PAGE = 1_000;
/** Searches asked before requests are let through. */
const AT_ONCE = 100;

/** Each search that is not paused is asked once, whoever keeps it. */
export async function matchSearches(trx: Db, found: Found): Promise<void> {
  for (let after = ''; ; ) {
    const queries = await keptQueries(trx, { after, limit: PAGE });
    const alerts: NewAlert[] = [];
    for (const [i, query] of queries.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await others();
      alerts.push(...alertsOfQuery(query, found));
    }
    await insertAlerts(trx, alerts, found.now);
    if (queries.length < PAGE) return;
    after = (queries.at(-1) as KeptQuery).key;
  }
}

function alertsOfQuery({ query, searches }: KeptQuery, { among, ids }: Found): NewAlert[] {
  const read = readSearch(query);
  // Without a filter that means nothing any more it would find what was never asked for.
  if (read.lost.length > 0) return [];
  const { total, nums } = among.find(read.query, MOST_NAMED);
  if (total === 0) return [];
  const courses = nums.flatMap((num) => ids.get(num) ?? []);
  return searches.map(({ id, personId, name }) => ({
    personId,
    kind: 'new',
    subject: `search:${id}`,
    event: '',
    facts: { because: name, total, courses },
  }));
}
