/**
 * The six questions on a million courses, one thread: from the answers given to the list with its sentences, less the reading
 * of twenty courses from the database. In milliseconds of the processor's time, all threads of the process together.
 *
 *   npm run bench -- guide [--json] [--courses 1000000] [--rounds 200] [--no-peers]
 */
import { parseArgs } from 'node:util';
import { createIndex, type Index } from '../src/discovery/engine/index.js';
import type { Valuation, Valued } from '../src/discovery/index.js';
import { itemOf } from '../src/discovery/rules/item.js';
import type { IndexDocument } from '../src/discovery/schema.js';
import { answerOf, foundOf, numbersOf } from '../src/guide/rules/answer-of.js';
import { compileGuide } from '../src/guide/rules/compile.js';
import { type Figure, print } from './support/figures.js';
import { guideMix } from './support/guide-mix.js';
import { courseOf, withJudged } from './support/judged.js';
import { naiveWeigh } from './support/naive-guide.js';
import { resample } from './support/resample.js';
import { readRows } from './support/rows.js';
import { synonyms } from './support/synonyms.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    courses: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '200' },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const count = Number(options.courses);
const CONTEXT = { today: '2026-11-23', bodies: { 'demo-body-3': 'Demo Body' }, development: null };
const PAGE = { page: 1, perPage: 20, candidates: 0 };
const PLAIN = 100_000;
const ALONE = { reviews: null, verified: false };
const figures: Figure[] = [];

const rows = readRows(process.env.CAIRN_SAMPLES ?? '../shared/data');
/** Kept only as far as the peer needs them: it holds plain objects. */
const plain: IndexDocument[] = [];
const index = build();
const mix = guideMix(Number(options.rounds));
measureGuide();
print(figures, options.json);

function build(): Index {
  const fresh = createIndex({ synonyms: synonyms() });
  const from = performance.now();
  for (const batch of withJudged(resample(rows, count, 5_000))) {
    fresh.apply({ upsert: batch });
    while (fresh.mergeStep(5_000_000)) {}
    if (plain.length < PLAIN) plain.push(...batch.slice(0, PLAIN - plain.length));
  }
  fresh.merge();
  console.error(`${count} courses indexed in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return fresh;
}

function measureGuide(): void {
  for (const { question } of mix.slice(0, 30)) answerOnce(question);
  const byKind = new Map<string, number[]>();
  const slices: number[] = [];
  for (const { kind, question } of mix) {
    const own = byKind.get(kind) ?? [];
    byKind.set(kind, own);
    own.push(answerOnce(question, slices));
  }
  const peer = options.peers ? naive() : null;
  for (const [kind, times] of byKind) {
    const all = kind === 'all six questions';
    add(`guide, ${kind}, p50`, at(times, 0.5), 'ms', all ? 30 : null, times.length, all ? peer : null);
    add(`guide, ${kind}, p99`, at(times, 0.99), 'ms', all ? 80 : null, times.length);
  }
  add('guide, longest without a pause, p99', at(slices, 0.99), 'ms', null, slices.length);
}

/** Milliseconds from answers to list; what a database would be asked is made ready outside. */
function answerOnce(question: Parameters<typeof compileGuide>[0], slices: number[] = []): number {
  const first = cpu();
  const compiled = compileGuide(question, CONTEXT, 500);
  const valued = weighed(index, compiled.valuation, slices);
  const found = foundOf(compiled, valued, PAGE);
  const { whole, named } = numbersOf(compiled, found);
  const until = cpu();
  const courses = new Map([...new Set([...whole, ...named])].map((num) => [num, courseFor(num)]));
  const cards = new Map([...courses].map(([num, course]) => [num, itemOf(course, CONTEXT.today, ALONE)]));
  const then = cpu();
  answerOf(compiled, found, { courses, cards, reviews: new Map() }, { ...PAGE, tookMs: 0 });
  return until - first + cpu() - then;
}

function weighed(on: Index, valuation: Valuation, slices: number[] = []): Valued {
  const work = on.weigh(valuation);
  for (;;) {
    const from = performance.now();
    const step = work.next();
    slices.push(performance.now() - from);
    if (step.done) return step.value;
  }
}

function courseFor(num: number): ReturnType<typeof courseOf> {
  return courseOf({ ...(plain[num % plain.length] as IndexDocument), num });
}

/** The same questions over plain objects, judged one by one: as many as memory allows, reckoned up to all. */
function naive(): { name: string; value: number } {
  const asked = mix.filter(({ kind }) => kind === 'all six questions').slice(0, 5);
  const times = asked.map(({ question }) => {
    const { valuation } = compileGuide(question, CONTEXT, 500);
    const from = cpu();
    naiveWeigh(plain, valuation);
    return ((cpu() - from) * count) / plain.length;
  });
  return { name: `plain objects one by one (${plain.length} measured)`, value: at(times, 0.5) };
}

function add(
  name: string,
  value: number,
  unit: string,
  most: number | null,
  n: number,
  peer: Figure['peer'] = null,
): void {
  const target = most === null ? null : `<= ${most}`;
  const ratio = peer ? peer.value / value : null;
  figures.push({ name, value, unit, target, met: most === null ? null : value <= most, peer, ratio, n });
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
