import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { reviewSummaries } from '../index.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a course without reviews has no figures', async () => {
  expect((await reviewSummaries(database.db, ['0198c5e0-0000-7000-8000-000000000001'])).size).toBe(0);
});
