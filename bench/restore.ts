/**
 * `npm run bench -- restore`: the restore drill. A site of 20,000 courses, 1,000 people, their acts and letters, and files
 * is backed up and restored elsewhere by the commands that an operator has; then every table of both is hashed and compared.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, recordAct } from '../src/accounts/index.js';
import { importInput } from '../src/catalogue/index.js';
import { writeBackup } from '../src/platform/backup/index.js';
import { sha256 } from '../src/platform/crypto/index.js';
import { type Database, migrate, openDatabase } from '../src/platform/db/index.js';
import { createClient } from '../src/platform/fetch/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { type Figure, print } from './support/figures.js';

const COURSES = 20_000;
const PEOPLE = 1_000;
const ACTS = 2_000;
const FILES = 200;
const FILE_BYTES = 100_000;
/** What the commands themselves write: their act, and the restored database's new identity. */
const TOLD = ['accounts.audit', 'discovery.database_identity'];

const root = new URL('..', import.meta.url).pathname;
const json = process.argv.includes('--json');
const folder = mkdtempSync(join(tmpdir(), 'cairn-restore-'));
const site = join(folder, 'site');
const elsewhere = join(folder, 'elsewhere');
const file = join(folder, 'site.backup');
const passphraseFile = join(folder, 'passphrase');

try {
  writeFileSync(passphraseFile, 'demo passphrase of a benchmark\n');
  process.stderr.write('Making the site …\n');
  await makeSite();
  process.stderr.write('Backing up …\n');
  const saved = await cairn(site, 'backup', file);
  process.stderr.write('Restoring elsewhere …\n');
  const restored = await cairn(elsewhere, 'restore', file);
  process.stderr.write('Comparing …\n');
  const [here, there] = [await hashesOf(site, 'here'), await hashesOf(elsewhere, 'there')];
  const different = [...new Set([...here.keys(), ...there.keys()])].filter(
    (name) => here.get(name) !== there.get(name),
  );
  for (const name of different) process.stderr.write(`Different: ${name}\n`);
  print(figures(saved, restored, here.size, different.length), json);
  if (different.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeSite(): Promise<void> {
  const database = await openSite(site);
  await migrate(database.pool);
  await importCourses(database);
  await addPeople(database);
  await database.close();
  mkdirSync(join(site, 'files'));
  for (let number = 0; number < FILES; number++)
    writeFileSync(join(site, 'files', `demo-${number}.bin`), randomBytes(FILE_BYTES));
}

function openSite(dataFolder: string): Promise<Database> {
  mkdirSync(dataFolder, { recursive: true });
  return openDatabase({ dataFolder, databaseUrl: undefined }, silentLog);
}

async function importCourses({ db }: Database): Promise<void> {
  const table = join(folder, 'courses.csv');
  const rows = Array.from({ length: COURSES }, (_, row) => courseRow(row));
  writeFileSync(table, `title,provider,url,description,weeks,language\n${rows.join('\n')}\n`);
  const client = createClient([]);
  const options = { db, input: table, today: '2026-11-23', source: 'demo', actor: 'operator', client };
  for await (const report of importInput({ ...options, signal: new AbortController().signal }))
    if (report.added !== COURSES) throw new Error(`only ${report.added} courses of ${COURSES} were added`);
  await client.close();
}

/** About 1 kB of words that differ from row to row, so that they compress as texts do and not as one text does. */
function courseRow(row: number): string {
  const words =
    'method practice evidence risk care design data law energy soil patient school budget audit water team'.split(' ');
  const text = Array.from(
    { length: 150 },
    (_, at) => words[Math.floor(((row + 1) * (at + 7) * 2_654_435_761) / 97) % words.length],
  );
  return `Demo course ${row} on ${text.slice(0, 3).join(' ')},Demo Academy ${row % 300},https://demo.example/${row},"${text.join(' ')}",${(row % 12) + 1},en`;
}

async function addPeople({ db, pool }: Database): Promise<void> {
  await pool.query(
    `insert into accounts.person (id, name, email, email_verified)
     select gen_random_uuid(), 'Demo Person ' || n, 'demo-' || n || '@example.org', true from generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  await pool.query(`
    insert into accounts.address (id, person_id, email, verified_at) select gen_random_uuid(), id, email, now() from accounts.person;
    insert into accounts.sign_in_method (id, person_id, provider_id, account_id, password)
      select gen_random_uuid(), id, 'credential', id::text, md5(id::text) from accounts.person;
    insert into accounts.pseudonym (person_id, key) select id, gen_random_uuid() from accounts.person;
    insert into accounts.consent (id, person_id, purpose, version, given)
      select gen_random_uuid(), id, 'demo', '1', true from accounts.person;
    insert into platform.mail (id, recipient, subject, body_text, sent_at)
      select gen_random_uuid(), email, 'Demo', repeat('A letter. ', 100), now() from accounts.person`);
  for (let number = 0; number < ACTS; number++)
    await db
      .transaction()
      .execute((trx) => recordAct(trx, OPERATOR, { act: 'demo.acted', subject: 'demo', detail: { number } }));
}

type Run = { seconds: number; peak: number | null; report: { rows: number; files: number; tables: number } };

/** Runs the command as an operator does. `peak`: its highest resident memory in MB. */
async function cairn(dataFolder: string, command: string, ...args: string[]): Promise<Run> {
  const { DATABASE_URL: _url, CAIRN_SECRET: _secret, ...env } = process.env;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'dist/commands.js'), command, ...args, '--passphrase-file', passphraseFile, '--json'],
    { env: { ...env, CAIRN_DATA: dataFolder }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));
  const watched = watchMemory(child);
  const [status] = (await once(child, 'close')) as [number];
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`cairn ${command} ended with ${status}`);
  return { seconds, peak: watched(), report: JSON.parse(said) as Run['report'] };
}

/** Linux keeps the high-water mark of a process. */
function watchMemory(child: ChildProcess): () => number | null {
  let peak: number | null = null;
  const timer = setInterval(() => {
    try {
      const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      if (kilobytes) peak = Number(kilobytes) / 1024;
    } catch {
      // Gone already, or no Linux.
    }
  }, 50);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** A hash of every table, computed anew, and of the files. */
async function hashesOf(dataFolder: string, name: string): Promise<Map<string, string>> {
  const database = await openSite(dataFolder);
  const { tables } = await writeBackup({
    database,
    dataFolder,
    derived: ['database', 'discovery'],
    secret: readFileSync(join(dataFolder, 'secret'), 'utf8'),
    passphrase: 'demo passphrase of a benchmark',
    file: join(folder, `${name}.backup`),
  });
  await database.close();
  const files = readdirSync(join(dataFolder, 'files')).sort();
  const contents = files.map((path) => `${path} ${sha256(readFileSync(join(dataFolder, 'files', path)))}`);
  return new Map([
    ...tables.filter(({ table }) => !TOLD.includes(table)).map(({ table, sha256 }) => [table, sha256] as const),
    ['files', sha256(contents.join('\n'))],
    ['secret', sha256(readFileSync(join(dataFolder, 'secret')))],
  ]);
}

function figures(saved: Run, restored: Run, compared: number, different: number): Figure[] {
  const n = saved.report.rows;
  const none = { target: null, met: null, n };
  return [
    { name: 'backup', value: saved.seconds, unit: 's', target: '≤ 30', met: saved.seconds <= 30, n },
    { name: 'size of the backup', value: statSync(file).size / 1e6, unit: 'MB', ...none },
    {
      name: 'restore, with every table compared',
      value: restored.seconds,
      unit: 's',
      target: '≤ 60',
      met: restored.seconds <= 60,
      n,
    },
    { name: 'peak memory of backup', value: saved.peak ?? 0, unit: 'MB', ...none },
    { name: 'peak memory of restore', value: restored.peak ?? 0, unit: 'MB', ...none },
    { name: 'tables and folders compared afterwards', value: compared, unit: '', ...none },
    { name: 'of which different', value: different, unit: '', target: '0', met: different === 0, n: compared },
  ];
}
