/**
 * `npm run bench -- learning`: 2,000 learners at once on this machine, with the embedded database and the load itself on the same cores. Each
 * opens a step and sends a statement every ten seconds. Then the server is killed (SIGKILL) under that load and started again: every
 * statement that was acknowledged must be there. Then statements in batches of 50. The peer is a fixed page of the same server.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { Pool } from 'undici';
import { readConfig } from '../src/platform/config/index.js';
import { type Database, migrate, openDatabase } from '../src/platform/db/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { type Figure, print } from './support/figures.js';
import { addLearners, type Learner, type Learners, statementsOf } from './support/learners.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    learners: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '40' },
  },
});
const LEARNERS = Number(options.learners);
const SECONDS = Number(options.seconds);
const WARM_SECONDS = 15;
const EVERY_MS = 10_000;
const PORT = 3198;
const ORIGIN = `http://localhost:${PORT}`;

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'cairn-learning-'));
const env = { ...process.env, CAIRN_DATA: folder, PORT: String(PORT), HOST: 'localhost', CAIRN_ORIGIN: ORIGIN };

let server: ChildProcess | undefined;
let database: Database | undefined;
let pool = new Pool(ORIGIN, { connections: 64, pipelining: 1 });
try {
  const config = readConfig(env);
  database = await openDatabase(config, silentLog);
  await migrate(database.pool);
  process.stderr.write('Making learners …\n');
  const made = await addLearners(database.db, { count: LEARNERS, secret: config.secret });
  server = await serve();
  print([...(await load(made)), ...(await killed(made)), ...(await batches(made))], options.json);
} finally {
  await pool.destroy();
  server?.kill('SIGTERM');
  if (server?.exitCode === null) await once(server, 'exit');
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Web and worker in one process, as `npm start` has them. */
async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 600; tries++) {
    const isReady = await fetch(`${ORIGIN}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return child;
    await wait(200);
  }
  throw new Error('The server did not become ready.');
}

type Round = { views: number[]; sent: number[]; failed: number; acknowledged: string[] };

async function view({ enrolment, cookie }: Learner, step: string): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    path: `/learn/${enrolment}/steps/${step}`,
    method: 'GET',
    headers: { cookie, accept: 'text/html' },
  });
  await body.dump({ limit: 1_000_000 });
  return statusCode === 200;
}

async function send(basic: string, statements: readonly object[]): Promise<boolean> {
  const { statusCode, body } = await pool.request({
    path: '/xapi/statements',
    method: 'POST',
    headers: { authorization: basic, 'content-type': 'application/json', 'x-experience-api-version': '2.0.0' },
    body: JSON.stringify(statements.length === 1 ? statements[0] : statements),
  });
  await body.dump({ limit: 1_000_000 });
  return statusCode === 200;
}

/** One after the other at their times, whether or not the answers keep up: a late answer makes no learner wait to ask. */
async function round(
  { learners, steps, basic }: Learners,
  seconds: number,
  until: () => boolean = () => false,
): Promise<Round> {
  const told: Round = { views: [], sent: [], failed: 0, acknowledged: [] };
  const begun: Promise<void>[] = [];
  const timed = async (act: Promise<boolean>, times: number[], id?: string): Promise<void> => {
    const start = performance.now();
    const isDone = await act.catch(() => false);
    times.push(performance.now() - start);
    if (!isDone) told.failed += 1;
    else if (id) told.acknowledged.push(id);
  };
  const gap = EVERY_MS / learners.length;
  const start = performance.now();
  for (let at = 0; performance.now() - start < seconds * 1000 && !until(); at += 1) {
    const learner = learners[at % learners.length]!;
    const [statement] = statementsOf(learner, ORIGIN, 1) as [{ id: string }];
    begun.push(timed(view(learner, steps[at % steps.length]!), told.views));
    begun.push(timed(send(basic, [statement]), told.sent, statement.id));
    const behind = start + (at + 1) * gap - performance.now();
    if (behind > 1) await wait(behind);
  }
  await Promise.all(begun);
  return told;
}

async function load(made: Learners): Promise<Figure[]> {
  process.stderr.write('Warming up …\n');
  await round(made, WARM_SECONDS);
  process.stderr.write('Measuring …\n');
  const { views, sent, failed } = await round(made, SECONDS);
  const fixed = await fixedPage();
  const n = views.length + sent.length;
  const all = [...views, ...sent];
  return [
    {
      name: `${LEARNERS} learners: p99 of all`,
      value: percentile(all, 99),
      unit: 'ms',
      target: '<= 200',
      met: percentile(all, 99) <= 200,
      n,
    },
    {
      name: 'step view: p50',
      value: percentile(views, 50),
      unit: 'ms',
      target: null,
      met: null,
      peer: { name: 'a fixed page, same server', value: fixed },
      ratio: percentile(views, 50) / fixed,
      n: views.length,
    },
    {
      name: 'step view: p99',
      value: percentile(views, 99),
      unit: 'ms',
      target: '<= 200',
      met: percentile(views, 99) <= 200,
      n: views.length,
    },
    {
      name: 'statement: p99',
      value: percentile(sent, 99),
      unit: 'ms',
      target: '<= 200',
      met: percentile(sent, 99) <= 200,
      n: sent.length,
    },
    {
      name: 'acts a second',
      value: n / SECONDS,
      unit: '/s',
      target: `>= ${(0.98 * 2 * LEARNERS * 1000) / EVERY_MS}`,
      met: n / SECONDS >= (0.98 * 2 * LEARNERS * 1000) / EVERY_MS,
      n,
    },
    { name: 'failed', value: failed, unit: 'acts', target: '= 0', met: failed === 0, n },
  ];
}

/** The median time of a page that depends on nobody, asked one at a time. */
async function fixedPage(): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < 200; at += 1) {
    const start = performance.now();
    const { body } = await pool.request({ path: '/accessibility', method: 'GET' });
    await body.dump({ limit: 1_000_000 });
    times.push(performance.now() - start);
  }
  return percentile(times, 50);
}

/** Under load the server is killed; started again, what it had acknowledged is counted. */
async function killed(made: Learners): Promise<Figure[]> {
  process.stderr.write('Killing under load …\n');
  let isKilled = false;
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    isKilled = false;
    const going = round(made, 60, () => isKilled);
    await wait(2000 + Math.random() * 1500);
    server?.kill('SIGKILL');
    await once(server!, 'exit');
    isKilled = true;
    acknowledged.push(...(await going).acknowledged);
    await pool.destroy();
    server = await serve();
    pool = new Pool(ORIGIN, { connections: 64, pipelining: 1 });
  }
  const { rows } = await sql<{ count: number }>`
    select count(distinct id)::int as count from statements.statement where id = any(${acknowledged}::uuid[])`.execute(
    database!.db,
  );
  const lost = acknowledged.length - (rows[0]?.count ?? 0);
  return [
    {
      name: 'acknowledged statements lost through 3 kills',
      value: lost,
      unit: 'statements',
      target: '= 0',
      met: lost === 0,
      n: acknowledged.length,
    },
  ];
}

async function batches({ learners, basic }: Learners): Promise<Figure[]> {
  process.stderr.write('Statements in batches …\n');
  const times: number[] = [];
  let failed = 0;
  const sender = async (at: number, seconds: number): Promise<void> => {
    const end = performance.now() + seconds * 1000;
    for (let turn = at; performance.now() < end; turn += 1) {
      const batch = statementsOf(learners[turn % learners.length]!, ORIGIN, 50);
      const start = performance.now();
      if (!(await send(basic, batch))) failed += 1;
      times.push(performance.now() - start);
    }
  };
  const senders = (seconds: number) => Promise.all(Array.from({ length: 6 }, (_, at) => sender(at * 100, seconds)));
  await senders(4);
  times.length = 0;
  const start = performance.now();
  await senders(15);
  const rate = (times.length * 50 * 1000) / (performance.now() - start);
  const n = times.length * 50;
  return [
    {
      name: 'statements in batches of 50',
      value: rate,
      unit: '/s',
      target: '>= 3000',
      met: rate >= 3000 && failed === 0,
      n,
    },
    { name: 'batch: p99', value: percentile(times, 99), unit: 'ms', target: null, met: null, n: times.length },
  ];
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? 0;
}
