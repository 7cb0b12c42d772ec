/** A batch whose process is killed goes on where it was: nothing is lost, nothing is done twice. The long one is the soak. */
import { expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { issueUnderKills } from '../../../tests/support/killed-batches.js';

test('killed twice among 400 awards', { timeout: 120_000 }, async () => {
  const database = await openTestDatabase();
  try {
    expect(await issueUnderKills(database, { count: 400, kills: 2 })).toEqual({
      ...{ kills: 2, issued: 400, places: 400, people: 400, letters: 400, mails: 400 },
      ...{ waiting: 0, state: 'done' },
    });
  } finally {
    await database.close();
  }
});
