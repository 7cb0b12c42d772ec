/** Backup and restore as a whole: what is saved comes back to the last byte, or nothing changes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAudit, OPERATOR, recordAct } from '../src/accounts/index.js';
import { importStarter } from '../src/catalogue/index.js';
import { openDiscovery } from '../src/discovery/index.js';
import { backupCommand, restoreCommand } from '../src/main/backup.js';
import { type BackupReport, restoreBackup, writeBackup } from '../src/platform/backup/index.js';
import { systemClock } from '../src/platform/clock/index.js';
import { type Database, describeDatabase, migrate, readMigrations } from '../src/platform/db/index.js';
import { projectFile } from '../src/platform/files/index.js';
import { silentLog } from '../src/platform/log/index.js';
import { runCommand } from './support/command.js';
import { openEmptyDatabase, openTestDatabase } from './support/database.js';
import { quickPassphrases } from './support/quick-passwords.js';

const PASSPHRASE = 'demo passphrase of a test';
const SECRET = 'demo secret of a site, thirty-two characters or more';
const DERIVED = ['database', 'discovery'];
const STANDING = ['platform.migration', 'discovery.database_identity'];

let folder: string;
let source: Database;
let saved: BackupReport;
const opened: Database[] = [];

beforeAll(async () => {
  quickPassphrases(true);
  folder = mkdtempSync(join(tmpdir(), 'cairn-backup-'));
  source = await openTestDatabase();
  await fill(source);
  fillFolder(join(folder, 'site'));
  saved = await backup(source, 'site', 'site.backup');
});
afterAll(async () => {
  quickPassphrases(false);
  for (const database of [source, ...opened]) await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of every kind: the starter catalogue, acts in their chain, a job that is being done, values that are hard to write down. */
async function fill({ db }: Database): Promise<void> {
  await importStarter({ db });
  for (const act of ['demo.first', 'demo.second', 'demo.third'])
    await db
      .transaction()
      .execute((trx) => recordAct(trx, OPERATOR, { act, subject: 'demo', detail: { a: 1, b: 'ä\n\\' } }));
  await sql`insert into platform.event (name, payload) values ('demo.told', ${'{"tab":"\\t","null":null}'}::jsonb)`.execute(
    db,
  );
  await sql`insert into platform.mail (id, recipient, subject, body_text)
    values (gen_random_uuid(), 'demo@example.org', 'Demo \\N', ${'tab\tline\nback\\slash\r\u00a0\u2028 and \\.'})`.execute(
    db,
  );
  await sql`insert into platform.idempotency_key (scope, key, request_hash, body, created_at)
    values ('demo', '', 'x', ${Buffer.from([0, 10, 92, 255])}, 'infinity')`.execute(db);
  await sql`select graphile_worker.add_job('demo.work', '{"n":1}'::json, queue_name => 'demo')`.execute(db);
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'demo worker'`.execute(db);
}

function fillFolder(path: string): void {
  mkdirSync(join(path, 'files/deep'), { recursive: true });
  mkdirSync(join(path, 'discovery'));
  writeFileSync(join(path, 'files/deep/Demo ä.bin'), Buffer.alloc(700_000, 'demo'));
  writeFileSync(join(path, 'files/empty'), '');
  chmodSync(join(path, 'files/empty'), 0o600);
  writeFileSync(join(path, 'files/half.tmp'), 'a draft');
  writeFileSync(join(path, 'discovery/index.snapshot'), 'made again');
  writeFileSync(join(path, 'secret'), SECRET, { mode: 0o600 });
}

const place = (name: string) => join(folder, name);

function backup(database: Database, dataFolder: string, file: string): Promise<BackupReport> {
  return writeBackup({
    database,
    dataFolder: place(dataFolder),
    derived: DERIVED,
    secret: SECRET,
    passphrase: PASSPHRASE,
    file: place(file),
  });
}

type Given = {
  file?: string;
  passphrase?: string;
  force?: boolean;
  replaceable?: boolean;
  secretTo?: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number, what: string) => void;
};

function restore(database: Database, dataFolder: string, given: Given = {}) {
  const { file = 'site.backup', passphrase = PASSPHRASE, force = false, replaceable = true, ...more } = given;
  mkdirSync(place(dataFolder), { recursive: true });
  return restoreBackup({
    database,
    dataFolder: place(dataFolder),
    derived: DERIVED,
    standing: STANDING,
    file: place(file),
    passphrase,
    force,
    secret: { current: 'another secret', replaceable },
    ...more,
  });
}

async function empty(): Promise<Database> {
  const database = await openEmptyDatabase();
  opened.push(database);
  return database;
}

async function migrated(): Promise<Database> {
  const database = await openTestDatabase();
  opened.push(database);
  return database;
}

async function countCourses({ db }: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from catalogue.course`.execute(db);
  return rows[0]!.n;
}

test('a restored site is the one that was saved', async () => {
  const target = await empty();
  const restored = await restore(target, 'elsewhere');
  expect(restored.tables).toEqual(saved.tables);
  expect(restored.rows).toBe(saved.rows);
  expect(restored.files).toBe(2);

  // Saved again, it has the same hashes: nothing was lost on the way that the comparison could have missed too.
  const again = await backup(target, 'elsewhere', 'again.backup');
  const freed = (table: { table: string }) => !/_private_job/.test(table.table);
  expect(again.tables.filter(freed)).toEqual(saved.tables.filter(freed));
  expect(await describeDatabase(target.pool)).toEqual(await describeDatabase(source.pool));

  const files = place('elsewhere');
  expect(readFileSync(join(files, 'files/deep/Demo ä.bin'))).toEqual(
    readFileSync(join(place('site'), 'files/deep/Demo ä.bin')),
  );
  expect(statSync(join(files, 'files/empty')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(files, 'secret'), 'utf8')).toBe(SECRET);
  expect(readdirSync(files).sort()).toEqual(['files', 'secret']);

  expect(await checkAudit(target.db)).toEqual({ entries: 3, fault: null });
  await expect(sql`delete from accounts.audit`.execute(target.db)).rejects.toThrow('append-only');
  await expect(sql`delete from catalogue.course`.execute(target.db)).rejects.toThrow('foreign key');
  await target.db.transaction().execute((trx) => recordAct(trx, OPERATOR, { act: 'demo.fourth', subject: 'demo' }));
  expect(await checkAudit(target.db)).toEqual({ entries: 4, fault: null });
  const { rows } = await sql<{ next: number; last: number }>`
    select nextval('catalogue.course_num') as next, (select max(num) from catalogue.course) as last`.execute(target.db);
  expect(rows[0]!.next).toBeGreaterThan(rows[0]!.last);
  const jobs =
    await sql`select from graphile_worker.jobs where task_identifier = 'demo.work' and locked_at is null`.execute(
      target.db,
    );
  expect(jobs.rows).toHaveLength(1);

  const discovery = await openDiscovery({ ...target, clock: systemClock, log: silentLog, folder: null });
  const published = await sql<{
    n: number;
  }>`select count(*) as n from catalogue.course where state = 'published'`.execute(source.db);
  expect(discovery.stats().documents).toBe(published.rows[0]!.n);
  await discovery.close();
});

test('what is there is replaced only where that is asked for', async () => {
  const target = await migrated();
  mkdirSync(place('used/files'), { recursive: true });
  writeFileSync(place('used/files/old'), 'old');
  await sql`insert into platform.event (name, payload) values ('demo.old', '{}')`.execute(target.db);
  await expect(restore(target, 'used')).rejects.toThrow(/not empty.*"platform"."event".*--force/s);
  expect(existsSync(place('used/files/old'))).toBe(true);

  const restored = await restore(target, 'used', { force: true });
  expect(restored.tables).toEqual(saved.tables);
  expect(readdirSync(place('used/files')).sort()).toEqual(['deep', 'empty']);
});

describe('a backup that cannot be used changes nothing', () => {
  let target: Database;
  beforeAll(async () => {
    target = await migrated();
    await sql`insert into platform.event (name, payload) values ('demo.stays', '{}')`.execute(target.db);
    mkdirSync(place('kept/files'), { recursive: true });
    writeFileSync(place('kept/files/mine'), 'mine');
    writeFileSync(place('kept/secret'), 'mine', { mode: 0o600 });
  });

  async function refused(given: Given, words: RegExp): Promise<void> {
    await expect(restore(target, 'kept', { force: true, ...given })).rejects.toMatchObject({
      name: 'BackupError',
      message: expect.stringMatching(words),
    });
    const { rows } = await sql<{ name: string }>`select name from platform.event`.execute(target.db);
    expect(rows).toEqual([{ name: 'demo.stays' }]);
    expect(await countCourses(target)).toBe(0);
    expect(readFileSync(place('kept/secret'), 'utf8')).toBe('mine');
    expect(readdirSync(place('kept')).sort()).toEqual(['files', 'secret']);
    expect(readdirSync(place('kept/files'))).toEqual(['mine']);
  }

  test.each([0.999_99, 0.5])('cut short to %d of its length', async (part) => {
    copyFileSync(place('site.backup'), place('cut.backup'));
    truncateSync(place('cut.backup'), Math.floor(saved.bytes * part));
    await refused({ file: 'cut.backup' }, /cut short/);
  });
  test.each([0.2, 0.9])('with one bit changed at %d of it', async (part) => {
    const bytes = readFileSync(place('site.backup'));
    bytes[Math.floor(bytes.length * part)]! ^= 1;
    writeFileSync(place('changed.backup'), bytes);
    await refused({ file: 'changed.backup' }, /damaged|cut short/);
  });
  test('with something after its end', async () => {
    writeFileSync(place('longer.backup'), Buffer.concat([readFileSync(place('site.backup')), Buffer.from('x')]));
    await refused({ file: 'longer.backup' }, /damaged/);
  });
  test('with another passphrase, or none of Cairn’s at all', async () => {
    await refused({ passphrase: 'another passphrase' }, /passphrase is not the one/);
    writeFileSync(place('letter.txt'), 'Dear all,');
    await refused({ file: 'letter.txt' }, /not a backup of Cairn/);
    await refused({ file: 'absent' }, /cannot be read/);
  });
  test('where the environment gives another secret', async () => {
    await refused({ replaceable: false }, /CAIRN_SECRET is not the secret.*--secret-to/);
  });
  test('stopped while tables are being compared', async () => {
    const stopping = new AbortController();
    const stop = (_done: number, _total: number, what: string) =>
      what === 'comparing catalogue.course' && stopping.abort(new Error('stopped'));
    const stopped = restore(target, 'kept', { force: true, signal: stopping.signal, onProgress: stop });
    await expect(stopped).rejects.toThrow('stopped');
    expect(await countCourses(target)).toBe(0);
    expect(readdirSync(place('kept')).sort()).toEqual(['files', 'secret']);
  });
  test('where Cairn is running on the database', async () => {
    const running = new Client({ connectionString: target.url, application_name: 'cairn' });
    await running.connect();
    await refused({}, /Cairn is running/);
    await running.end();
  });
});

test('the secret can be had for an environment that must give it', async () => {
  const target = await empty();
  await restore(target, 'hosted', { replaceable: false, secretTo: place('given-secret') });
  expect(readFileSync(place('given-secret'), 'utf8').trim()).toBe(SECRET);
  expect(statSync(place('given-secret')).mode & 0o777).toBe(0o600);
  expect(existsSync(place('hosted/secret'))).toBe(false);
});

test('a backup of an older Cairn is restored and brought up to date', async () => {
  const old = await empty();
  const migrations = readMigrations();
  await migrate(old.pool, migrations.slice(0, 3));
  await sql`insert into platform.event (name, payload) values ('demo.old', '{}')`.execute(old.db);
  await backup(old, 'site', 'old.backup');
  const target = await empty();
  expect((await restore(target, 'older', { file: 'old.backup' })).schema).toBe('0003 catalogue');
  expect(await migrate(target.pool)).toEqual([]);
  const fresh = await empty();
  await migrate(fresh.pool);
  expect(await describeDatabase(target.pool)).toEqual(await describeDatabase(fresh.pool));
  const { rows } = await sql<{ name: string }>`select name from platform.event`.execute(target.db);
  expect(rows).toEqual([{ name: 'demo.old' }]);
});

test('a backup is whole or absent, takes no other file’s place, and needs something to save', async () => {
  await expect(backup(source, 'site', 'site.backup')).rejects.toThrow('already there');
  await expect(backup(source, 'site', 'no/such/folder.backup')).rejects.toThrow('cannot be written');
  await expect(backup(await empty(), 'site', 'nothing.backup')).rejects.toThrow('nothing to save');
  const stopped = new AbortController();
  const cut = writeBackup({
    database: source,
    dataFolder: place('site'),
    derived: DERIVED,
    secret: SECRET,
    passphrase: PASSPHRASE,
    file: place('stopped.backup'),
    signal: stopped.signal,
    onProgress: (done) => done === 5 && stopped.abort(),
  });
  await expect(cut).rejects.toThrow();
  expect(readdirSync(folder).filter((name) => /nothing|stopped|part$/.test(name))).toEqual([]);
});

/** The command line over `dist`, as an operator has it. */
function environment(database: Database, dataFolder: string): NodeJS.ProcessEnv {
  writeFileSync(place('passphrase'), `${PASSPHRASE}\n`, { mode: 0o600 });
  return {
    ...process.env,
    DATABASE_URL: database.url,
    CAIRN_DATA: place(dataFolder),
    CAIRN_SECRET: SECRET,
    SMTP_URL: '',
    CAIRN_ORIGIN: '',
  };
}
const withPassphrase = () => ['--passphrase-file', place('passphrase')];

test('killed in the middle, a restore leaves what was there', async () => {
  // Another process reads this one, at the full cost of a passphrase.
  quickPassphrases(false);
  const whole = await backup(source, 'site', 'killed.backup');
  const target = await migrated();
  const [outside, onlooker] = [new Client(target.url), new Client(target.url)];
  for (const client of [outside, onlooker]) await client.connect();
  await outside.query("insert into platform.event (name, payload) values ('demo.stays', '{}')");
  // The queue's tables are the last that are emptied before rows come in: by then all of our schemas were dropped and made anew.
  await outside.query('begin; lock table graphile_worker._private_jobs in access share mode');
  const child = spawn(
    process.execPath,
    [projectFile('dist/commands.js'), 'restore', place('killed.backup'), '--force', ...withPassphrase()],
    {
      env: environment(target, 'killed'),
      stdio: 'ignore',
    },
  );
  const waiting = async () =>
    (
      await onlooker.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and xact_start is not null and query not like '%advisory%'",
      )
    ).rowCount;
  await expect.poll(waiting, { timeout: 45_000 }).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await outside.query('rollback');
  const { rows } = await outside.query('select name from platform.event');
  expect(rows).toEqual([{ name: 'demo.stays' }]);
  const again = await runCommand(
    restoreCommand,
    [place('killed.backup'), '--force', '--json', ...withPassphrase()],
    environment(target, 'killed'),
  );
  expect(again.stderr).toBe('');
  expect(JSON.parse(again.stdout)).toMatchObject({ tables: whole.tables.length, rows: whole.rows, files: 2 });
  expect(await lastAct(target)).toEqual({ act: 'platform.restored', actor: 'operator' });
  const identities = await outside.query<{ id: string }>('select id from discovery.database_identity');
  const before = await sql<{ id: string }>`select id from discovery.database_identity`.execute(source.db);
  expect(identities.rows[0]!.id).not.toBe(before.rows[0]!.id);
  expect(readdirSync(place('killed'))).toEqual(['files']);
  for (const client of [outside, onlooker]) await client.end();
  quickPassphrases(true);
});

test('the commands end as they should', async () => {
  const env = environment(source, 'site');
  const save = (file: string, ...args: string[]) => runCommand(backupCommand, [place(file), ...args], env);
  const made = await save('command.backup', '--json', ...withPassphrase());
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(made.stdout)).toMatchObject({ rows: saved.rows, files: 2, tables: saved.tables.length });
  expect(await lastAct(source)).toMatchObject({ act: 'platform.backed-up', actor: 'operator' });
  expect(await save('command.backup', ...withPassphrase())).toMatchObject({ status: 1, stdout: '' });
  writeFileSync(place('short'), 'short');
  const short = await save('other.backup', '--passphrase-file', place('short'));
  expect(short).toMatchObject({ status: 1, stderr: expect.stringContaining('too short') });
  const wrong = await runCommand(restoreCommand, [place('passphrase'), ...withPassphrase()], env);
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringMatching(/^cairn restore: Cairn is running.*\n$/) });
});

async function lastAct({ db }: Database): Promise<unknown> {
  const { rows } = await sql`select act, actor from accounts.audit order by seq desc limit 1`.execute(db);
  return rows[0];
}
