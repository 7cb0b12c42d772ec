/** `cairn course`: from a folder into draft and edition and back, over a real database and real files. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { OPERATOR } from '../../../accounts/index.js';
import { resolveOrganisations, verifyOrganisation } from '../../../organisations/index.js';
import { runCommands } from '../../../platform/commands/index.js';
import type { Database } from '../../../platform/db/index.js';
import { STARTER_FOLDER } from '../../actions/content/delivering.js';
import { courseCommand } from '../../commands/course.js';

let database: Database;
let folder: string;
let course: string;
let organisation: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'cairn-course-'));
  course = join(folder, 'course');
  cpSync(STARTER_FOLDER, course, { recursive: true });
  organisation = await database.db.transaction().execute(async (trx) => {
    const [made] = await resolveOrganisations(trx, [{ name: 'Demo Academy', kind: 'university', country: 'GB' }]);
    await verifyOrganisation(trx, OPERATOR, made!.id, 'staff', { now: new Date('2026-11-01T00:00:00Z') });
    return made!.slug;
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function cairn(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const env = {
    DATABASE_URL: database.url,
    CAIRN_DATA: join(folder, 'data'),
    CAIRN_SECRET: 'a secret for a test that nobody else will use',
  };
  const signal = new AbortController().signal;
  const code = await runCommands([courseCommand], ['course', ...args, '--organisation', organisation], {
    stdout,
    stderr,
    env,
    signal,
  });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const count = async (table: string) =>
  (await sql.raw<{ n: number }>(`select count(*)::int as n from ${table}`).execute(database.db)).rows[0]?.n;

test('a rehearsal keeps nothing; a push keeps all; a second one of the same folder changes nothing', async () => {
  const rehearsal = await cairn('push', course, '--dry-run', '--publish');
  expect(rehearsal).toMatchObject({ code: 0, out: expect.stringContaining('would be begun') });
  expect(await count('learning.course')).toBe(0);

  const first = await cairn('push', course, '--publish');
  expect(first.out).toContain('1 hour 5 minutes, begun');
  expect(first.out).toContain('edition 1 is published');
  expect(first.code).toBe(0);
  const acts = await count('accounts.audit');
  const again = JSON.parse((await cairn('push', course, '--publish', '--json')).out);
  expect(again).toMatchObject({ isNew: false, changed: false, edition: null, media: [], faults: [] });
  expect(await count('accounts.audit')).toBe(acts);
});

test('what changed is said, a step by its key, and becomes the next edition', async () => {
  appendFileSync(join(course, '01-choosing', '02-finding-the-gap.md'), '\nOne more line.\n');
  rmSync(join(course, '03-showing', '05-what-will-you-do.md'));
  writeFileSync(
    join(course, '02-weighing', '04-more.md'),
    '---\ntype: article\ntitle: More\nminutes: 5\n---\nMore to read.\n',
  );
  const { out } = await cairn('push', course, '--publish');
  expect(out).toContain('steps: 1 added, 1 changed, 1 gone, 11 unchanged');
  expect(out).toContain('finding-the-gap: Changed its text.');
  expect(out).toContain('edition 2 is published');
});

test('what is pulled pushes back without a change', async () => {
  const pulled = join(folder, 'pulled');
  expect((await cairn('pull', 'choosing-and-evidencing-your-cpd', pulled)).code).toBe(0);
  expect(readFileSync(join(pulled, 'media/three-figures.png')).length).toBeGreaterThan(1000);
  expect(JSON.parse((await cairn('push', pulled, '--json')).out)).toMatchObject({ isNew: false, changed: false });
  expect(await cairn('pull', 'choosing-and-evidencing-your-cpd', pulled)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Something is there already'),
  });
  expect(await cairn('pull', 'none', join(folder, 'none'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('no course called “none”'),
  });
});

test('a picture under a name that means other bytes is kept under the next, and the course says so', async () => {
  cpSync(join(course, 'media/a-credential.png'), join(course, 'media/three-figures.png'));
  const { out } = await cairn('push', course);
  expect(out).toContain('media/three-figures-2.png added');
  expect(out).toContain('hours-points-and-credit: Changed its text.');
  expect((await cairn('push', course)).out).toContain('nothing changed');
});

test('folders at fault are refused by name, and what has faults is kept as a draft alone', async () => {
  const other = join(folder, 'other');
  mkdirSync(join(other, '01-a'), { recursive: true });
  writeFileSync(join(other, 'course.md'), '---\ntitle: Other\n---\n');
  writeFileSync(join(other, '01-a', 'week.md'), '---\ntitle: A\n---\n');
  writeFileSync(join(other, '01-a', '01-read.md'), '---\ntype: article\ntitle: Read\nminutes: 5\n---\n');
  expect(await cairn('push', other, '--publish')).toMatchObject({
    code: 1,
    out: expect.stringContaining('There is nothing to read yet'),
  });
  symlinkSync('/etc/hostname', join(other, '01-a', '02-link.md'));
  symlinkSync('/etc', join(other, 'media'));
  const refused = await cairn('push', other);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('01-a/02-link.md: It is a link to somewhere else');
  expect(refused.err).toContain('media: It is a link to somewhere else');
  expect(await cairn('push', join(folder, 'nowhere'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read as a folder'),
  });
  expect(await cairn('pusch', other)).toMatchObject({
    code: 1,
    err: expect.stringContaining('the acts are push and pull'),
  });
});
