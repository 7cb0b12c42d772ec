/**
 * Search quality during development: the engine alone over a FutureLearn feed, read straight from its JSON, against graded
 * judgements. The figures that count are measured through the public API (`cairn search-eval`); this is for tuning.
 *
 *   FEED=feed.json QUERIES=queries.csv QRELS=qrels.csv [VERBOSE=1]
 */
import { readFileSync } from 'node:fs';
import { createIndex, type Index } from '../src/discovery/engine/index.js';
import { FACETS, type IndexDocument, RANGES } from '../src/discovery/schema.js';
import { NOT_JUDGED } from './support/rows.js';
import { synonyms } from './support/synonyms.js';

type Course = {
  uuid: string;
  name: string;
  introduction: string;
  description: string;
  categories: string[];
  organisation: { name: string };
};

const samples = process.env.CAIRN_SAMPLES ?? '../shared/data';
const feed = JSON.parse(
  readFileSync(process.env.FEED ?? `${samples}/feeds/futurelearn/courses-feed-2017-04.json`, 'utf8'),
) as Course[];
const judged = process.env.JUDGED ?? `${samples}/judgements/futurelearn-dev`;
const queries = table(`${judged}/queries.csv`).map(([qid, query, kind]) => ({
  qid: qid as string,
  query: query as string,
  kind: kind as string,
}));
const grades = new Map<string, Map<string, number>>();
for (const [qid, uuid, grade] of table(`${judged}/qrels.csv`)) {
  const own = grades.get(qid as string) ?? new Map<string, number>();
  own.set(uuid as string, Number(grade));
  grades.set(qid as string, own);
}

/** Lines of a plain CSV whose first columns hold no quotes. */
function table(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;/g, ' ');
}

function documentOf(course: Course, i: number): IndexDocument {
  return {
    num: i + 1,
    text: {
      title: course.name,
      subtitle: '',
      summary: plain(course.introduction),
      description: plain(course.description),
      organisations: [course.organisation.name, 'FutureLearn'],
      subjects: course.categories,
      skills: [],
      outcomes: '',
      codes: [],
    },
    facets: Object.fromEntries(FACETS.map((facet) => [facet, []])) as unknown as IndexDocument['facets'],
    numbers: Object.fromEntries(RANGES.map((range) => [range, null])) as IndexDocument['numbers'],
    flags: 0,
    ratingCount: 0,
    added: 0,
    places: [],
    ...NOT_JUDGED,
  };
}

function top(index: Index, text: string, limit: number) {
  return index.search({
    text,
    facets: {},
    ranges: {},
    unknown: false,
    free: false,
    funded: false,
    near: null,
    sort: 'relevance',
    offset: 0,
    limit,
    counts: false,
  });
}

function ndcg(ranked: string[], judged: Map<string, number>): number {
  const gain = (grade: number, i: number) => (2 ** grade - 1) / Math.log2(i + 2);
  const got = ranked.slice(0, 10).reduce((sum, uuid, i) => sum + gain(judged.get(uuid) ?? 0, i), 0);
  const ideal = [...judged.values()]
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((sum, grade, i) => sum + gain(grade, i), 0);
  return ideal === 0 ? (ranked.length === 0 ? 1 : 0) : got / ideal;
}

/** One typing error in the longest word of a query, chosen by `seed`: a letter dropped, doubled, swapped or replaced. */
function misspell(query: string, seed: number): string {
  let state = seed * 2654435761 + query.length * 40503;
  const random = (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return (state >>> 8) % below;
  };
  const words = query.split(' ');
  const long = words.map((word, i) => ({ word, i })).filter(({ word }) => word.length >= 4);
  if (long.length === 0) return query;
  const { word, i } = long[random(long.length)] as { word: string; i: number };
  const at = 1 + random(word.length - 2);
  const letter = String.fromCharCode(97 + random(26));
  const kinds = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    word.slice(0, at) + letter + word.slice(at + 1),
  ];
  words[i] = kinds[random(4)] as string;
  return words.join(' ');
}

const index = createIndex({ synonyms: synonyms() });
index.apply({ upsert: feed.map(documentOf) });

const verbose = process.env.VERBOSE !== undefined;
const score = (text: string, qid: string): { value: number; total: number } => {
  const answer = top(index, text, 20);
  const uuids = answer.hits.map((hit) => (feed[hit.num - 1] as Course).uuid);
  const judgedHere = grades.get(qid) ?? new Map<string, number>();
  const value = ndcg(answer.nothingClose && judgedHere.size === 0 ? [] : uuids, judgedHere);
  if (verbose) {
    console.log(
      `\n${qid} “${text}” ${value.toFixed(3)} total ${answer.total}${answer.nothingClose ? ' NOTHING CLOSE' : ''}${answer.didYouMean ? ` → ${answer.didYouMean}` : ''}`,
    );
    answer.hits.slice(0, 10).forEach((hit) => {
      const course = feed[hit.num - 1] as Course;
      console.log(`   ${judgedHere.get(course.uuid) ?? '·'} ${hit.score.toFixed(2)} ${course.name}`);
    });
    for (const [uuid, grade] of judgedHere) {
      const at = uuids.indexOf(uuid);
      if (at < 0 || at >= 10)
        console.log(`   missing ${grade} at ${at}: ${feed.find((course) => course.uuid === uuid)?.name}`);
    }
  }
  return { value, total: answer.total };
};

let sum = 0;
let typoKept = 0;
let worst = '';
let tries = 0;
for (const { qid, query } of queries) {
  const { value } = score(query, qid);
  sum += value;
  if ((grades.get(qid)?.size ?? 0) === 0) continue;
  for (let seed = 1; seed <= Number(process.env.TYPOS ?? 5); seed += 1) {
    const typed = misspell(query, seed);
    const wrong =
      process.env.VERBOSE === '2'
        ? score(typed, qid).value
        : ndcg(
            top(index, typed, 20).hits.map((hit) => (feed[hit.num - 1] as Course).uuid),
            grades.get(qid) ?? new Map(),
          );
    const kept = value === 0 ? 1 : Math.min(1, wrong / value);
    typoKept += kept;
    tries += 1;
    if (kept < 0.95)
      worst += `\n   ${typed}: keeps ${kept.toFixed(2)} of ${query} → ${top(index, typed, 0).didYouMean}`;
  }
}
console.log(
  `\nNDCG@10 ${(sum / queries.length).toFixed(4)} over ${queries.length} queries; with a typing error ${(typoKept / tries).toFixed(3)} is kept${worst}`,
);
