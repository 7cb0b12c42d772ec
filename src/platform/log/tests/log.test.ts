/** The log names nobody, also where an error does. */
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/database.js';
import { openLog } from '../index.js';

function logOf(error: unknown): string {
  const lines: string[] = [];
  openLog({ to: { write: (line: string) => void lines.push(line) } }).error(
    { err: error, email: 'ada@example.org' },
    'failed',
  );
  return lines.join('');
}

test('an error of the database says what went wrong, not in whose row', async () => {
  const database = await openTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('create temp table demo (email text primary key)');
    await client.query("insert into demo values ('ada@example.org')");
    const error = await client.query("insert into demo values ('ada@example.org')").catch((caught: unknown) => caught);
    expect(JSON.stringify(error)).toContain('ada@example.org');
    const line = logOf(error);
    expect(JSON.parse(line).err).toMatchObject({ code: '23505', message: expect.stringContaining('demo_pkey') });
    expect(line).not.toContain('ada@');
  } finally {
    await client.end();
    await database.close();
  }
});

test('an error of a mail server tells no receiver, and its causes neither', () => {
  const cause = Object.assign(new Error('550 no mailbox <ada.o’demo+x@mail.example.org>'), {
    rejected: ['ada@example.org'],
  });
  const line = logOf(new Error('The letter to bob@example.org was refused.', { cause }));
  expect(line).toContain('550 no mailbox');
  expect(line).toContain('log.test.ts');
  expect(line).not.toMatch(/\w@\w/);
});
