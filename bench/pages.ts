/**
 * `npm run bench -- pages`: the search page over all the sample tables, as one process on one core serves it to autocannon,
 * and the script that each page loads. The addresses are those of the search benchmark's mix, so no answer is asked for
 * often enough to be a cached one; the peer is a fixed page of the same size from the same server.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { type Figure, print } from './support/figures.js';

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
  await fire(paths, 3);
  const page = await fire(paths, SECONDS);
  const fixed = await fire(['/accessibility'], 5);
  const searched = await fire(
    paths.map((path) => path.replace('/courses?', '/api/v1/courses?')),
    SECONDS,
  );
  const peer = { name: 'a page without a search, same server', value: fixed.requests.average };
  return [
    {
      name: `search page, ${rows} rows: requests a second`,
      value: page.requests.average,
      unit: 'req/s',
      target: '>= 1000',
      met: page.requests.average >= 1000,
      peer,
      ratio: page.requests.average / peer.value,
      n: page.requests.total,
    },
    {
      name: 'search page: p99',
      value: page.latency.p99,
      unit: 'ms',
      target: '<= 50',
      met: page.latency.p99 <= 50,
      n: page.requests.total,
    },
    { name: 'search page: p50', value: page.latency.p50, unit: 'ms', target: null, met: null, n: page.requests.total },
    {
      name: 'search page: failed',
      value: page.errors + page.non2xx,
      unit: 'requests',
      target: '= 0',
      met: page.errors + page.non2xx === 0,
      n: page.requests.total,
    },
    {
      name: 'search API: requests a second',
      value: searched.requests.average,
      unit: 'req/s',
      target: null,
      met: null,
      n: searched.requests.total,
    },
  ];
}

/** Each connection asks the addresses in turn, beginning at another. */
function fire(paths: readonly string[], duration: number): Promise<autocannon.Result> {
  let at = 0;
  return autocannon({
    url: ORIGIN,
    connections: CONNECTIONS,
    duration,
    requests: [
      { method: 'GET', setupRequest: (request) => ({ ...request, path: paths[at++ % paths.length] as string }) },
    ],
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
