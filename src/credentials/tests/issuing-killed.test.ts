/** A batch whose process is killed goes on where it was: nothing is lost, nothing is done twice. The long one is the soak. */
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { issueUnderKills } from '../../../tests/support/killed-batches.js';

test('killed twice among 1,000 awards', { timeout: 120_000 }, async () => {
  const database = await openTestDatabase();
  try {
    expect(await issueUnderKills(database, { count: 1_000, kills: 2 })).toEqual({
      ...{ kills: 2, issued: 1_000, places: 1_000, people: 1_000, letters: 1_000, mails: 1_000 },
      ...{ waiting: 0, state: 'done' },
    });
  } finally {
    await database.close();
  }
});
