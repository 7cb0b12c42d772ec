/**
 * The engine on a million courses resampled from the real rows, one thread: a mix of queries, half of them with two filters,
 * each answered with its exact total, all facet counts, all ranges and the best twenty.
 *
 *   npm run bench -- search [--json] [--courses 1000000] [--queries 2000] [--peer-queries 200] [--no-peers]
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIndex, type Index, loadIndex } from '../src/discovery/engine/index.js';
import type { IndexDocument } from '../src/discovery/schema.js';
import { type Figure, print } from './support/figures.js';
import { buildMiniSearch } from './support/mini-search-peer.js';
import { openPostgresPeer } from './support/postgres-peer.js';
import { type Asked, askMix, CLASSES } from './support/query-mix.js';
import { resample } from './support/resample.js';
import { readRows } from './support/rows.js';
import { synonyms } from './support/synonyms.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    courses: { type: 'string', default: '1000000' },
    queries: { type: 'string', default: '2000' },
    'peer-queries': { type: 'string', default: '200' },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const courses = Number(options.courses);
const rows = readRows(process.env.CAIRN_SAMPLES ?? '../shared/data');
const known = synonyms();
const figures: Figure[] = [];

const before = memory();
const index = timed('indexed', () => build(rows, courses));
timed('merged', () => index.merge());
const perCourse = (memory() - before) / courses;
add({
  name: 'memory per course, index alone',
  value: index.stats().bytes / courses,
  unit: 'bytes',
  target: '<= 1000',
  met: index.stats().bytes / courses <= 1000,
  n: courses,
});
add({
  name: 'memory per course, process',
  value: perCourse,
  unit: 'bytes',
  target: '<= 1000',
  met: perCourse <= 1000,
  n: courses,
});

const mix = askMix(rows, Number(options.queries));
for (const asked of askMix(rows, 300, 7)) index.search(asked.query);
const times = measure(index, mix);
// Before the peers fill the memory, which their garbage would share with us.
measureChanges();
measureSuggestions();
measureStart();
const peers = options.peers ? await measurePeers() : new Map<string, number[]>();
for (const name of CLASSES) report(name, times.get(name) ?? [], name === 'empty' ? 80 : 30);
report('all', [...times.values()].flat(), null);
print(figures, options.json);
process.exit(0);

function build(from: readonly IndexDocument[], count: number): Index {
  const fresh = createIndex({ synonyms: known });
  for (const batch of resample(from, count, 5_000)) {
    fresh.apply({ upsert: batch });
    while (fresh.mergeStep(5_000_000)) {}
  }
  return fresh;
}

function measure(on: Index, asked: readonly Asked[]): Map<string, number[]> {
  const byClass = new Map<string, number[]>();
  const slow: { took: number; text: string; total: number; facets: string; ranges: string }[] = [];
  for (const { name, query } of asked) {
    const from = performance.now();
    const answer = on.search(query);
    const took = performance.now() - from;
    const own = byClass.get(name) ?? [];
    own.push(took);
    byClass.set(name, own);
    slow.push({
      took,
      text: query.text,
      total: answer.total,
      facets: JSON.stringify(query.facets),
      ranges: JSON.stringify(query.ranges),
    });
  }
  slow.sort((a, b) => b.took - a.took);
  if (process.env.SLOW)
    for (const one of slow.slice(0, Number(process.env.SLOW)))
      say(`${one.took.toFixed(1)} ms`, one.text, `${one.total}`, one.facets, one.ranges);
  return byClass;
}

function report(name: string, own: readonly number[], p99: number | null): void {
  const theirs = name === 'all' ? [...peers.values()].flat() : (peers.get(name) ?? []);
  const peer = theirs.length > 0 ? { name: 'PostgreSQL full-text search', value: at(theirs, 0.5) } : null;
  const ratio = peer === null ? null : peer.value / at(own, 0.5);
  add({
    name: `search ${name} p50`,
    value: at(own, 0.5),
    unit: 'ms',
    target: '<= 4',
    met: at(own, 0.5) <= 4,
    peer,
    ratio,
    n: own.length,
  });
  if (name === 'all' && ratio !== null) {
    add({
      name: 'times faster at the median',
      value: ratio,
      unit: 'times',
      target: '>= 30',
      met: ratio >= 30,
      n: theirs.length,
    });
  }
  if (p99 === null) return;
  const worst = theirs.length > 0 ? { name: 'PostgreSQL full-text search', value: at(theirs, 0.99) } : null;
  add({
    name: `search ${name} p99`,
    value: at(own, 0.99),
    unit: 'ms',
    target: `<= ${p99}`,
    met: at(own, 0.99) <= p99,
    peer: worst,
    ratio: worst === null ? null : worst.value / at(own, 0.99),
    n: own.length,
  });
}

/** PostgreSQL on the same courses with the first questions of the same mix; MiniSearch beside us at up to 100,000. */
async function measurePeers(): Promise<Map<string, number[]>> {
  const smaller = Math.min(courses, 100_000);
  const few = timed(`${smaller} indexed for comparison`, () => build(rows, smaller));
  few.merge();
  const mini = timed('MiniSearch indexed', () => buildMiniSearch(resample(rows, smaller, 5_000)));
  const texts = mix.filter(({ query }) => query.text !== '').slice(0, 400);
  const ours = texts.map(({ query }) => took(() => few.search({ ...query, facets: {}, ranges: {}, counts: false })));
  const theirs = texts.map(({ query }) => took(() => mini(query.text)));
  const peer = { name: 'MiniSearch', value: at(theirs, 0.5) };
  add({
    name: `search ${smaller} courses, text alone p50`,
    value: at(ours, 0.5),
    unit: 'ms',
    target: null,
    met: null,
    peer,
    ratio: peer.value / at(ours, 0.5),
    n: texts.length,
  });
  const from = performance.now();
  const postgres = await openPostgresPeer(resample(rows, courses, 5_000), resolve('.bench'));
  say(`PostgreSQL filled in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  const byClass = new Map<string, number[]>();
  const asked = mix.slice(0, Number(options['peer-queries']));
  for (const { query } of asked.slice(0, 20)) await postgres.search(query);
  for (const { name, query } of asked) {
    const start = performance.now();
    await postgres.search(query);
    byClass.set(name, [...(byClass.get(name) ?? []), performance.now() - start]);
  }
  await postgres.close();
  return byClass;
}

/** A change must be searchable within a second: what it costs to put one course, and two thousand, into the large index. */
function measureChanges(): void {
  const fresh = [...resample(rows, 2_000, 2_000, 99)][0] as IndexDocument[];
  const single = fresh.slice(0, 200).map((document) => took(() => index.apply({ upsert: [document] })));
  add({
    name: 'change of one course p99',
    value: at(single, 0.99),
    unit: 'ms',
    target: '<= 2',
    met: at(single, 0.99) <= 2,
    n: single.length,
  });
  const many = took(() => index.apply({ upsert: fresh }));
  add({ name: 'change of 2,000 courses', value: many, unit: 'ms', target: '<= 300', met: many <= 300, n: 1 });
}

function measureSuggestions(): void {
  const typed = mix.filter(({ query }) => query.text.length > 4).slice(0, 400);
  const each = typed.map(({ query }, i) => took(() => index.suggest(query.text.slice(0, 3 + (i % 8)), 8)));
  add({
    name: 'suggestions p99',
    value: at(each, 0.99),
    unit: 'ms',
    target: '<= 5',
    met: at(each, 0.99) <= 5,
    n: each.length,
  });
}

function measureStart(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-search-'));
  const path = join(folder, 'snapshot');
  writeFileSync(path, '');
  for (const part of index.parts()) appendFileSync(path, part);
  const start = took(() => loadIndex(readFileSync(path), { synonyms: known }));
  rmSync(folder, { recursive: true });
  add({ name: 'start from snapshot', value: start / 1000, unit: 's', target: '<= 5', met: start <= 5_000, n: 1 });
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function took(act: () => unknown): number {
  const from = performance.now();
  act();
  return performance.now() - from;
}

function timed<T>(what: string, act: () => T): T {
  const from = performance.now();
  const result = act();
  say(`${what} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return result;
}

/** Bytes in use after a collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function add(figure: Figure): void {
  figures.push(figure);
}

function say(...words: string[]): void {
  console.error(words.join(' '));
}
