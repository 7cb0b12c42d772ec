/**
 * `npm run bench -- import`: the sample tables from file to searchable, as an operator meets it: a server runs, `cairn import`
 * reads the folder beside it, and the clock stops when the public API finds every course. Then peak memory of the import
 * of a file and of one ten times as long.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, print } from './support/figures.js';

const root = new URL('..', import.meta.url).pathname;
const tables = join(process.env.CAIRN_SAMPLES ?? join(root, '../shared/data'), 'catalogues');
const json = process.argv.includes('--json');
const PORT = 3198;
const ORIGIN = `http://localhost:${PORT}`;
/** Rows of the short table whose import is watched for memory; the long one has ten times as many. */
const ROWS = 10_000;
/** Both runs hold the same code, vocabulary and caches; what is left over is what grows with the file. */
const MOST_GROWTH = 1.25;
const folder = mkdtempSync(join(tmpdir(), 'cairn-import-'));
const env = {
  ...process.env,
  CAIRN_DATA: join(folder, 'data'),
  PORT: String(PORT),
  HOST: 'localhost',
  CAIRN_ORIGIN: ORIGIN,
};

type Report = { read: number; added: number; withdrawn: number; offerings: number; places: number };
const sum = (reports: readonly Report[], name: keyof Report) =>
  reports.reduce((total, report) => total + report[name], 0);

const server = await serve();
try {
  if (!existsSync(tables)) throw new Error(`The sample tables are not at ${tables}. Set CAIRN_SAMPLES.`);
  print(await fileToSearchable(), json);
  print(await memory(), json);
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'dist/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 600; tries++) {
    const ready = await fetch(`${ORIGIN}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return child;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill('SIGKILL');
  throw new Error('The server did not become ready.');
}

async function fileToSearchable(): Promise<Figure[]> {
  process.stderr.write('Reading the tables …\n');
  const before = await findable();
  const started = performance.now();
  const { reports } = await importing(tables);
  const imported = performance.now();
  const wanted = before + sum(reports, 'added') - sum(reports, 'withdrawn');
  while ((await findable()) < wanted) await new Promise((resolve) => setTimeout(resolve, 100));
  const done = performance.now();
  const again = performance.now();
  await importing(tables);
  const n = sum(reports, 'read');
  const seconds = (done - started) / 1000;
  return [
    { name: 'tables, file to searchable', value: seconds, unit: 's', target: '≤ 30', met: seconds <= 30, n },
    {
      name: 'of which until the import had ended',
      value: (imported - started) / 1000,
      unit: 's',
      target: null,
      met: null,
      n,
    },
    { name: 'rows a second', value: n / seconds, unit: '1/s', target: null, met: null, n },
    { name: 'the same tables again', value: (performance.now() - again) / 1000, unit: 's', target: null, met: null, n },
  ];
}

/** How many courses the public API finds. */
async function findable(): Promise<number> {
  const response = await fetch(`${ORIGIN}/api/v1/courses?perPage=1`);
  return response.ok ? ((await response.json()) as { total: number }).total : 0;
}

/** Runs the command beside the server. `peak`: its highest resident memory in MB; null where the system does not say. */
async function importing(input: string, options: string[] = []): Promise<{ reports: Report[]; peak: number | null }> {
  const child = spawn(process.execPath, [join(root, 'dist/commands.js'), 'import', input, '--json', ...options], {
    env,
  });
  let output = '';
  let peak: number | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.pipe(process.stderr);
  const watch = setInterval(() => {
    peak = Math.max(peak ?? 0, peakOf(child.pid) ?? 0) || null;
  }, 50);
  const [status] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (status === 2) throw new Error(`${input} could not be imported.`);
  return {
    reports: output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Report),
    peak,
  };
}

/** Linux keeps the high-water mark of a process. */
function peakOf(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : null;
  } catch {
    return null;
  }
}

async function memory(): Promise<Figure[]> {
  process.stderr.write('Reading a file and one ten times as long …\n');
  const short = await importing(await invented('short', ROWS), ['--source', 'demo-short']);
  const long = await importing(await invented('long', ROWS * 10), ['--source', 'demo-long']);
  if (short.peak === null || long.peak === null) return [];
  const ratio = long.peak / short.peak;
  return [
    { name: 'peak memory, file', value: short.peak, unit: 'MB', target: null, met: null, n: ROWS },
    { name: 'peak memory, ten times the file', value: long.peak, unit: 'MB', target: null, met: null, n: ROWS * 10 },
    {
      name: 'growth of memory',
      value: ratio,
      unit: 'times',
      target: `≤ ${MOST_GROWTH}`,
      met: ratio <= MOST_GROWTH,
      n: ROWS * 10,
    },
  ];
}

/** A table of invented courses of about 1 kB each. */
async function invented(name: string, rows: number): Promise<string> {
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, '');
  const file = createWriteStream(path);
  file.write('title,provider,url,description,weeks,language\n');
  const words =
    'An invented course on the making of demonstrations, for people who make them and people who watch. '.repeat(9);
  for (let row = 0; row < rows; row++) {
    const line = `Demo ${name} course ${row},Demo Academy ${row % 300},https://demo.example/${name}/${row},"${words}",${(row % 12) + 1},en\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return path;
}
