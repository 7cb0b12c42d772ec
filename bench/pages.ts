/**
 * `npm run bench -- pages`: the search page over all the sample tables, as one process on one core serves it to autocannon,
 * and the script that each page loads. Twice: every address asked for the first time, so that nothing kept helps; and as
 * visitors ask, a few addresses often and many seldom (Zipf, exponent 1, over the addresses of the search benchmark's mix).
 * The peer is a fixed page of the same server.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { type Figure, print } from './support/figures.js';
import { seeded } from './support/random.js';

const root = new URL('..', import.meta.url).pathname;
const samples = process.env.CAIRN_SAMPLES ?? join(root, '../shared/data');
const json = process.argv.includes('--json');
const SECONDS = 10;
const CONNECTIONS = 20;
const PORT = 3199;
const ORIGIN = `http://localhost:${PORT}`;

const folder = mkdtempSync(join(tmpdir(), 'cairn-pages-'));
const env = { ...process.env, CAIRN_DATA: folder, PORT: String(PORT), HOST: 'localhost', CAIRN_ORIGIN: ORIGIN };
let server: ChildProcess | undefined;

try {
  const rows = load();
  server = await serve();
  print([...(await throughput(rows)), ...(await scripts())], json);
} finally {
  server?.kill('SIGTERM');
  await new Promise((resolve) => (server ? server.once('exit', resolve) : resolve(null)));
  rmSync(folder, { recursive: true, force: true });
}

/** Imports the tables into a database of its own. Returns how many courses were read. */
function load(): number {
  const tables = join(samples, 'catalogues');
  if (!existsSync(tables)) throw new Error(`The sample tables are not at ${tables}. Set CAIRN_SAMPLES.`);
  process.stderr.write('Reading the tables …\n');
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'dist/commands.js'), 'import', tables, '--json'], {
    env,
    maxBuffer: 2 ** 30,
  });
  if (status !== 0 && status !== 1) throw new Error('The tables could not be read.');
  return String(stdout)
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + (JSON.parse(line) as { read: number }).read, 0);
}

/** The web part alone, on one core where the system can say so. */
async function serve(): Promise<ChildProcess> {
  const command = [process.execPath, join(root, 'dist/main.js'), 'web'];
  const pinned = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '0', ...command] : command;
  const child = spawn(pinned[0] as string, pinned.slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 600; tries++) {
    const ready = await fetch(`${ORIGIN}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return child;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The server did not become ready.');
}

function addresses(): string[] {
  const words = JSON.parse(readFileSync(join(root, 'bench/data/query-mix.json'), 'utf8')) as Record<
    'one' | 'few' | 'long' | 'misspelt',
    string[]
  >;
  const filters = [
    '',
    '',
    '&mode=online&earns=certificate',
    '&language=en&free=1',
    '&level=not-stated&sort=rating',
    '&kind=course&pace=self-paced',
  ];
  const texts = [
    ...take(words.one, 40),
    ...take(words.few, 30),
    ...take(words.long, 10),
    ...take(words.misspelt, 10),
    ...Array.from({ length: 10 }, () => ''),
  ];
  return texts.flatMap((text) => filters.map((filter) => `/courses?q=${encodeURIComponent(text)}${filter}`));
}

function take(list: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => list[at % list.length] as string);
}

async function throughput(rows: number): Promise<Figure[]> {
  const paths = addresses();
  let asked = 0;
  const unseen = () => `${paths[asked % paths.length]}&n=${asked++}`;
  const popular = zipf(paths.length);
  const visited = () => paths[popular()] as string;
  // Long enough that compiled code and the cards of courses are there, as after a few minutes of service.
  await fire(unseen, 15);
  const first = await fire(unseen, SECONDS);
  await fire(visited, 3);
  const usual = await fire(visited, SECONDS);
  const fixed = await fire(() => '/accessibility', 5);
  const searched = await fire(() => unseen().replace('/courses?', '/api/v1/courses?'), SECONDS);
  const peer = { name: 'a fixed page, same server', value: fixed.requests.average };
  return [
    ...figuresOf(`search page, ${rows} rows, as visitors ask`, usual, peer),
    ...figuresOf(`search page, ${rows} rows, every address new`, first, peer),
    ...figuresOf('search API, every address new', searched, peer).slice(0, 1),
  ];
}

function figuresOf(
  name: string,
  { requests, latency, errors, non2xx }: autocannon.Result,
  peer: { name: string; value: number },
): Figure[] {
  const n = requests.total;
  const rate = requests.average;
  const failed = errors + non2xx;
  return [
    {
      name: `${name}: requests a second`,
      value: rate,
      unit: 'req/s',
      target: '>= 1000',
      met: rate >= 1000,
      peer,
      ratio: rate / peer.value,
      n,
    },
    { name: `${name}: p99`, value: latency.p99, unit: 'ms', target: '<= 50', met: latency.p99 <= 50, n },
    { name: `${name}: p50`, value: latency.p50, unit: 'ms', target: null, met: null, n },
    { name: `${name}: failed`, value: failed, unit: 'requests', target: '= 0', met: failed === 0, n },
  ];
}

/** Draws ranks from 0 to `count` - 1, the first as often as all of the next octave together; seeded, so that runs can be compared. */
function zipf(count: number): () => number {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  const upTo = weights.map((weight) => {
    reached += weight / total;
    return reached;
  });
  const random = seeded(7);
  return () => {
    const drawn = random.below(2 ** 30) / 2 ** 30;
    const rank = upTo.findIndex((bound) => drawn <= bound);
    return rank < 0 ? count - 1 : rank;
  };
}

function fire(path: () => string, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url: ORIGIN,
    connections: CONNECTIONS,
    duration,
    requests: [{ method: 'GET', setupRequest: (request) => ({ ...request, path: path() }) }],
  });
}

/** What a first visit loads of script, gzipped. */
async function scripts(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const { items } = (await (await fetch(`${ORIGIN}/api/v1/courses?perPage=2`)).json()) as {
    items: { url: string; id: string }[];
  };
  const pages = [
    '/',
    '/courses',
    items[0]?.url ?? '/',
    `/compare?course=${items[0]?.id}&course=${items[1]?.id}`,
    '/providers',
    '/subjects',
    '/skills',
    '/about/data',
  ];
  for (const page of pages) {
    const text = await (await fetch(ORIGIN + page)).text();
    const sources = [...text.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] as string);
    const bodies = await Promise.all(
      sources.map(
        async (source) =>
          gzipSync(Buffer.from(await (await fetch(ORIGIN + source)).arrayBuffer()), { level: 9 }).length,
      ),
    );
    const bytes = bodies.reduce((sum, size) => sum + size, 0);
    figures.push({
      name: `script of ${page.split('?')[0]?.replace(/-\d+$/, '')}`,
      value: bytes / 1000,
      unit: 'kB gzip',
      target: '<= 15',
      met: bytes <= 15_000,
      n: sources.length,
    });
  }
  return figures;
}
