/**
 * Alerts: a hundred thousand different saved searches, read from their kept texts, against a thousand new courses in an index
 * of the whole catalogue, one thread. The peer is what one would do without: each search asked of the whole index, and what it
 * finds compared with the new courses; measured on some hundreds and said for all.
 *
 *   npm run bench -- alerts [--json] [--searches 100000] [--new 1000] [--courses 100000] [--peer-searches 300]
 */
import { parseArgs } from 'node:util';
import { createIndex } from '../src/discovery/engine/index.js';
import type { SearchQuery } from '../src/discovery/index.js';
import { engineQueryOf } from '../src/discovery/rules/question.js';
import { type EngineQuery, FACETS, type IndexDocument } from '../src/discovery/schema.js';
import { readSearch, writeSearch } from '../src/lists/rules/canonical.js';
import { type Figure, print } from './support/figures.js';
import { askMix } from './support/query-mix.js';
import { type Random, seeded } from './support/random.js';
import { resample } from './support/resample.js';
import { readRows } from './support/rows.js';
import { synonyms } from './support/synonyms.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    searches: { type: 'string', default: '100000' },
    new: { type: 'string', default: '1000' },
    courses: { type: 'string', default: '100000' },
    'peer-searches': { type: 'string', default: '300' },
  },
});
const [wanted, fresh, courses] = [Number(options.searches), Number(options.new), Number(options.courses)];
const peerSearches = Number(options['peer-searches']);

const rows = readRows(process.env.CAIRN_SAMPLES ?? '../shared/data');
const index = createIndex({ synonyms: synonyms() });
for (const batch of resample(rows, courses - fresh, 5_000)) {
  index.apply({ upsert: batch });
  while (index.mergeStep(5_000_000)) {}
}
index.merge();
const arrivals = [...resample(rows, fresh, fresh, 7)][0]!.map((one, i) => ({ ...one, num: courses - fresh + 1 + i }));
index.apply({ upsert: arrivals });
const kept = differentSearches(wanted);
console.error(`${courses} courses, of which ${fresh} are new; ${kept.length} different searches`);

// Once for the compiler: what is measured is the second time, as in a process that has been up for a while.
matchAll(kept.slice(0, 2_000));
const began = process.cpuUsage();
const { matching, pairs } = matchAll(kept);
const own = seconds(began);
const peer = peerSeconds();
const figures: Figure[] = [
  {
    name: `${wanted} searches against ${fresh} new courses`,
    value: own,
    unit: 's CPU',
    target: '<= 10',
    met: own <= 10,
    peer: { name: `each asked of all courses (${peerSearches} asked, said for all)`, value: peer },
    ratio: peer / own,
    n: kept.length,
  },
  { name: 'searches with a new course', value: matching, unit: 'searches', target: null, met: null, n: kept.length },
  { name: 'new courses found', value: pairs, unit: 'pairs', target: null, met: null, n: kept.length },
  { name: 'one search', value: (own / kept.length) * 1e6, unit: 'µs CPU', target: null, met: null, n: kept.length },
];
print(figures, options.json);
process.exit(0);

/** From the kept text to the courses that are told, the making of the small segment included. */
function matchAll(texts: readonly string[]): { matching: number; pairs: number } {
  const among = index.among();
  among.add(arrivals);
  let [matching, pairs] = [0, 0];
  for (const text of texts) {
    const { total } = among.find({ ...engineQueryOf(readSearch(text).query, false), offset: 0, limit: 5 });
    if (total > 0) matching += 1;
    pairs += total;
  }
  return { matching, pairs };
}

function peerSeconds(): number {
  const nums = new Set(arrivals.map(({ num }) => num));
  const every = Math.max(1, Math.floor(kept.length / peerSearches));
  const some = kept.filter((_text, i) => i % every === 0);
  const ask = (text: string) => {
    const query = { ...engineQueryOf(readSearch(text).query, false), offset: 0, limit: courses };
    return index.search(query).hits.filter(({ num }) => nums.has(num)).length;
  };
  some.slice(0, 20).forEach(ask);
  const from = process.cpuUsage();
  some.forEach(ask);
  return (seconds(from) / some.length) * kept.length;
}

/** As people search: words of the mix and of titles, half of them with filters; no two alike in canonical form. */
function differentSearches(count: number): string[] {
  const random = seeded(11);
  const texts = new Set<string>();
  const mix = askMix(rows, 4_000, 5);
  while (texts.size < count) {
    const asked = random.pick(mix).query;
    const text = random.chance(0.35) ? asked.text : wordsOf(random.pick(rows), random);
    const { query } = readSearch('');
    const filled = { ...query, q: text, ...filtersOf(asked) } as SearchQuery;
    const written = writeSearch(filled);
    if (written !== '') texts.add(written);
  }
  return [...texts];
}

/** One to three words that stand together in a title. */
function wordsOf(row: IndexDocument, random: Random): string {
  const words = row.text.title.split(/\s+/).filter((word) => word.length > 2);
  const from = random.below(Math.max(1, words.length - 1));
  return words.slice(from, from + 1 + random.below(3)).join(' ');
}

function filtersOf({ facets, ranges }: EngineQuery): Partial<SearchQuery> {
  const chosen = Object.fromEntries(FACETS.flatMap((facet) => (facets[facet] ? [[facet, [...facets[facet]]]] : [])));
  return {
    ...chosen,
    ...(ranges.price?.to !== undefined && { priceMax: Math.round(ranges.price.to / 100) }),
    ...(ranges.weeks?.to !== undefined && { weeksMax: ranges.weeks.to }),
    ...(ranges.rating?.from !== undefined && { ratingMin: ranges.rating.from }),
  };
}

function seconds(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}
