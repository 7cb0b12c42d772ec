/**
 * A person's own data, drilled over the whole product: somebody leaves traces in every feature, the export holds them all,
 * and after the erasure nothing anywhere names them: no column of any table, no file, no line of the log.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAudit } from '../src/accounts/index.js';
import { composeWorker } from '../src/main/compose.js';
import { collected } from '../src/main/personal.js';
import type { Jobs } from '../src/platform/jobs/index.js';
import { openLog } from '../src/platform/log/index.js';
import { invalidHtml } from './support/html.js';
import { openSite, type RunningSite } from './support/site.js';
import { leaveTraces, type Tracing } from './support/traces.js';

const NAME = 'Demo Quillfeather';
const EMAIL = 'quill@quillfeather.test';

let site: RunningSite;
let worker: Jobs;
let tracing: Tracing;
/** Stand in every trace of this person and nowhere else, whatever they did. */
let words: string[];
const logged: string[] = [];

beforeAll(async () => {
  const log = openLog({ level: 'debug', to: { write: (line: string) => void logged.push(line) } });
  site = await openSite({ starter: false, log });
  worker = await composeWorker({ config: site.config, database: site.database, log });
  tracing = await leaveTraces(site, { name: NAME, email: EMAIL });
  words = [tracing.id, 'quillfeather', 'quillbrowser', 'quill-'];
  await everythingDone();
});
afterAll(async () => {
  await worker.stop();
  await site.close();
});

test('every table that names a person is claimed by one feature, and every claimed table is there', async () => {
  const { rows } = await site.database.pool.query<{ name: string }>(NAMES_A_PERSON);
  const claimed = collected.features.flatMap(({ tables }) => tables);
  const unclaimed = rows.map(({ name }) => name).filter((name) => !claimed.includes(name));
  expect(unclaimed, 'these tables belong into the `personal` of their feature').toEqual([]);
  expect(claimed.filter((name, at) => claimed.indexOf(name) !== at)).toEqual([]);
  const there = await tablesOf(site);
  expect(claimed.filter((name) => !there.includes(name))).toEqual([]);
});

test('somebody left traces in every claimed table', async () => {
  const traced = await traces([...words, ...(await keysOf())]);
  const claimed = collected.features.flatMap(({ tables }) => tables);
  const untraced = claimed.filter((table) => !traced.some((trace) => trace.startsWith(`${table}:`)));
  expect(untraced, 'acts that leave rows in these tables belong into tests/support/traces.ts').toEqual([]);
});

describe('the export', () => {
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    const answer = await tracing.client.get('/account/data/export.zip');
    expect(answer.headers['content-type']).toBe('application/zip');
    files = unzipSync(answer.rawPayload);
  });
  const textOf = (path: string) => strFromU8(files[path] ?? new Uint8Array());

  test('holds what stands in the rows about the person', async () => {
    const all = Object.keys(files).map(textOf).join('\n').toLowerCase();
    const missing = (await ownFacts()).filter((fact) => !all.includes(JSON.stringify(fact).slice(1, -1).toLowerCase()));
    expect(missing).toEqual([]);
  });

  test('opens offline: one valid page without script that loads nothing and links to every part', async () => {
    const page = textOf('index.html');
    expect(await invalidHtml(page.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
    expect(page).not.toMatch(/<script|src=|href="(?!account|discussion|organisations|[a-z-]+\/)/);
    for (const path of Object.keys(files)) {
      if (!['index.html', 'README.txt'].includes(path)) expect(page).toContain(`href="${path}"`);
      expect(path === 'index.html' || path === 'README.txt' || textOf('README.txt').includes(path)).toBe(true);
    }
  });

  test('holds no secret: no hash, no key, no link that acts, nothing of somebody else', async () => {
    const { rows } = await site.database.pool.query<{ secret: string }>(SECRETS);
    expect(rows.length).toBeGreaterThan(8);
    const all = Object.keys(files).map(textOf).join('\n');
    expect(rows.filter(({ secret }) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/\/(new-password|erasure|staff-link|confirmation|invitations)\/[\w-]{43}/);
    expect(all).not.toContain('other@example.org');
  });
});

describe('the erasure', () => {
  test('says first what goes and what stays, and changes nothing by saying it', async () => {
    const before = await traces();
    const { body } = await tracing.client.get('/account/data/erasure');
    expect(body).toContain('What goes');
    expect(body).toContain('log of acts');
    expect(await traces()).toEqual(before);
  });

  test('leaves nothing that names the person in any column of any table', async () => {
    const gone = await tracing.client.post('/account/data/erasure');
    expect(gone.headers.location).toBe('/farewell');
    await everythingDone();
    expect(await traces()).toEqual([]);
  });

  test('nor in any file', () => {
    const found = filesUnder(site.config.dataFolder).filter((path) => holdsWord(readFileSync(path)) || holdsWord(path));
    expect(found).toEqual([]);
  });

  test('nor was there ever a line of the log that named them', () => {
    expect(logged.length).toBeGreaterThan(5);
    expect(logged.filter(holdsWord)).toEqual([]);
  });

  test('ends every session, and the address is free again', async () => {
    expect((await tracing.client.get('/my')).headers.location).toContain('/sign-in');
  });

  test('leaves the chain of the log of acts whole, with the acts by a key that nobody has', async () => {
    expect((await checkAudit(site.database.db)).fault).toBe(null);
    const { rows } = await site.database.pool.query(`
      select actor from accounts.audit where act = 'accounts.erased'
      and replace(actor, 'person:', '') not in (select key::text from accounts.pseudonym)`);
    expect(rows).toHaveLength(1);
  });
});

/** Waits until no job is left but those that nobody handles. */
async function everythingDone(): Promise<void> {
  const left = "select count(*)::int as n from graphile_worker.jobs where task_identifier not like 'tests.%'";
  for (let tries = 0; tries < 600; tries++) {
    const { rows } = await site.database.pool.query<{ n: number }>(left);
    if (rows[0]?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('jobs were still waiting after half a minute');
}

/** Under which rows know this person that hang on something of theirs: on an enrolment, on work that they handed in. */
async function keysOf(): Promise<string[]> {
  const { rows } = await site.database.pool.query<{ key: string }>(
    `with own as (select id, actor_key from learning.enrolment where person_id = $1)
     select id::text as key from own union select actor_key::text from own
     union select id::text from learning.submission where enrolment_id in (select id from own)`,
    [tracing.id],
  );
  return rows.map(({ key }) => key);
}

/** `schema.table: n` for each table with rows in which one of the names stands, in whatever column and type. */
async function traces(named = words): Promise<string[]> {
  const { pool } = site.database;
  const found: string[] = [];
  for (const table of await tablesOf(site)) {
    // A row as text shows bytes in hexadecimal, so the words are sought in that form too.
    const sought = named.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
    const { rows } = await pool.query(
      `select count(*)::int as n from ${table} as one
       where exists (select from unnest($1::text[]) word where position(word in lower(one::text)) > 0)`,
      [sought],
    );
    if (rows[0].n > 0) found.push(`${table}: ${rows[0].n}`);
  }
  return found;
}

async function tablesOf({ database }: RunningSite): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`);
  return rows.map(({ name }) => name);
}

function holdsWord(content: string | Buffer): boolean {
  const text = content.toString('utf8').toLowerCase();
  return words.some((word) => text.includes(word));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** Tables with a column that refers to a person, by its constraint or by its name. */
const NAMES_A_PERSON = `
  select distinct conrelid::regclass::text as name from pg_constraint
  where contype = 'f' and confrelid = 'accounts.person'::regclass
  union
  select table_schema || '.' || table_name from information_schema.columns
  join information_schema.tables using (table_schema, table_name)
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
    and (column_name in ('person_id', 'viewer_id', 'email', 'recipient', 'owner')
      or (column_name like '%\\_by' and data_type = 'uuid') or column_name like '%person%id')
  order by 1`;

const SECRETS = `
  select password as secret from accounts.sign_in_method where password is not null
  union select token from accounts.session
  union select secret from accounts.second_factor
  union select backup_codes from accounts.second_factor
  union select encode(public_key, 'base64') from accounts.passkey
  union select hash from accounts.link
  union select token_hash from accounts.share_grant
  union select seal from accounts.spent_code`;

/** Texts and moments in the rows of this person that an export must hold, whatever table they stand in. */
async function ownFacts(): Promise<string[]> {
  const { rows } = await site.database.pool.query<{ fact: string }>(
    `select name as fact from accounts.person where id = $1
     union select email from accounts.address where person_id = $1
     union select user_agent from accounts.session where person_id = $1
     union select name from accounts.passkey where person_id = $1
     union select purpose from accounts.consent where person_id = $1
     union select topic from accounts.notification_choice where person_id = $1
     union select label from accounts.share_grant where person_id = $1
     union select act from accounts.audit join accounts.pseudonym on actor = 'person:' || key where person_id = $1
     union select subject from platform.mail join accounts.address on email = recipient where person_id = $1 and verified_at is not null
     union select message from organisations.claim where person_id = $1
     union select name from organisations.name_request where person_id = $1
     union select message from organisations.name_request where person_id = $1
     union select text from discussion.post where person_id = $1
     union select words from discussion.report where person_id = $1
     union select words from discussion.appeal where person_id = $1
     union select name from guide.decision where person_id = $1
     union select words from learning.submission join learning.enrolment on enrolment.id = enrolment_id where person_id = $1
     union select p.words from learning.mark_appeal p join learning.submission s on s.id = p.submission_id join learning.enrolment e on e.id = s.enrolment_id where e.person_id = $1
     union select why from guide.decision where person_id = $1
     union select organisation.name from organisations.member join organisations.organisation on organisation.id = organisation_id where person_id = $1
     union select organisation.name from organisations.claim join organisations.organisation on organisation.id = organisation_id where person_id = $1
     union select organisation.name from organisations.invitation join organisations.organisation on organisation.id = organisation_id where email = $2`,
    [tracing.id, tracing.email],
  );
  return rows.map(({ fact }) => fact);
}
