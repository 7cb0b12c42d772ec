/** Statements as a course sends them, in batches of 50 on several connections, into a Cairn of its own; then what it costs to find them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figures.js';

const root = new URL('../..', import.meta.url).pathname;
const PORT = 3198;
const ORIGIN = `http://localhost:${PORT}`;
const BATCH = 50;
const CONNECTIONS = 6;
const WARM_MS = 4000;
const MEASURED_MS = 12_000;

export async function statementFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-statements-'));
  const env = { ...process.env, CAIRN_DATA: folder, PORT: String(PORT), HOST: 'localhost', CAIRN_ORIGIN: ORIGIN };
  const server = await serve(env);
  try {
    const made = spawnSync(process.execPath, [join(root, 'bin/conformance-source.mjs'), '2.0.0'], {
      env,
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(`No source could be made: ${made.stderr}`);
    const headers = {
      authorization: `Basic ${Buffer.from(made.stdout.trim()).toString('base64')}`,
      'x-experience-api-version': '2.0.0',
      'content-type': 'application/json',
    };
    await fire(headers, WARM_MS);
    const taken = await fire(headers, MEASURED_MS);
    return [...takenFigures(taken), ...(await givenFigures(headers))];
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function serve(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 900; tries++) {
    const isReady = await fetch(`${ORIGIN}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return child;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill('SIGKILL');
  throw new Error('The server did not become ready.');
}

type Taken = { statements: number; seconds: number; millis: number[] };

/** Every connection sends its next batch when the last one was acknowledged. */
async function fire(headers: Record<string, string>, forMs: number): Promise<Taken> {
  const millis: number[] = [];
  const began = performance.now();
  const connection = async () => {
    while (performance.now() - began < forMs) {
      const body = JSON.stringify(Array.from({ length: BATCH }, statement));
      const sent = performance.now();
      const answer = await fetch(`${ORIGIN}/xapi/statements`, { method: 'POST', headers, body });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      millis.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const seconds = (performance.now() - began) / 1000;
  return { statements: millis.length * BATCH, seconds, millis: millis.sort((a, b) => a - b) };
}

const LEARNERS = Array.from({ length: 2000 }, () => randomUUID());
const STEPS = Array.from({ length: 60 }, (_, at) => `https://example.org/courses/demo/steps/${at}`);
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

function statement(): object {
  const learner = pick(LEARNERS);
  return {
    id: randomUUID(),
    actor: { objectType: 'Agent', account: { homePage: 'https://example.org', name: learner } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/progressed', display: { 'en-GB': 'progressed' } },
    object: {
      id: pick(STEPS),
      definition: { type: 'http://adlnet.gov/expapi/activities/lesson', name: { 'en-GB': 'A step' } },
    },
    result: { completion: Math.random() < 0.3, duration: 'PT35S', score: { scaled: 0.7, raw: 7, min: 0, max: 10 } },
    context: {
      registration: learner,
      contextActivities: {
        parent: [{ id: 'https://example.org/courses/demo' }],
        grouping: [{ id: 'https://example.org/programmes/demo' }],
      },
    },
    timestamp: new Date().toISOString(),
  };
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;

function takenFigures({ statements, seconds, millis }: Taken): Figure[] {
  const rate = statements / seconds;
  const n = millis.length;
  const p99 = at(millis, 0.99);
  return [
    {
      name: `statements taken, batches of ${BATCH}`,
      value: rate,
      unit: 'a second',
      target: '>= 3000',
      met: rate >= 3000,
      n: statements,
    },
    { name: 'a batch acknowledged: p50', value: at(millis, 0.5), unit: 'ms', target: null, met: null, n },
    { name: 'a batch acknowledged: p99', value: p99, unit: 'ms', target: '<= 500', met: p99 <= 500, n },
  ];
}

/** What is asked most: a learner's own statements, one step's, the newest. */
async function givenFigures(headers: Record<string, string>): Promise<Figure[]> {
  const agent = () => JSON.stringify({ account: { homePage: 'https://example.org', name: pick(LEARNERS) } });
  const asked: [string, () => Record<string, string>][] = [
    ['a learner’s newest 50', () => ({ agent: agent(), limit: '50' })],
    ['a step’s newest 50', () => ({ activity: pick(STEPS), limit: '50' })],
    ['the newest 50', () => ({ limit: '50' })],
  ];
  const figures: Figure[] = [];
  for (const [name, query] of asked) {
    const millis: number[] = [];
    for (let round = 0; round < 100; round++) {
      const began = performance.now();
      const answer = await fetch(`${ORIGIN}/xapi/statements?${new URLSearchParams(query())}`, { headers });
      await answer.arrayBuffer();
      millis.push(performance.now() - began);
    }
    millis.sort((a, b) => a - b);
    figures.push({
      name: `${name}: p50`,
      value: at(millis, 0.5),
      unit: 'ms',
      target: null,
      met: null,
      n: millis.length,
    });
    figures.push({
      name: `${name}: p99`,
      value: at(millis, 0.99),
      unit: 'ms',
      target: null,
      met: null,
      n: millis.length,
    });
  }
  return figures;
}
