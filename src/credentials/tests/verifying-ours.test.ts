/** What this site issued verifies here without a network: its issuer, its lists as they are and as they were, and who it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { type IssuingTest, openIssuingTest, openTestIssuing } from '../../../tests/support/issuing.js';
import { fixedClock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { openContexts } from '../actions/contexts.js';
import { issueOne } from '../actions/issuing/issuing.js';
import { changeCredentials } from '../actions/issuing/revoking.js';
import { openVerifier, type Verifier } from '../actions/verifying.js';
import { findCredential } from '../queries/issuing/credentials.js';
import { AchievementDraft } from '../schema/achievement.js';

const origin = 'https://cairn.test';
const client = createClient([]);
let database: Database;
let on: IssuingTest;
let verifier: Verifier;

beforeAll(async () => {
  database = await openTestDatabase();
  const content = AchievementDraft.pick({ credits: true, cpdHours: true }).parse({
    credits: [{ value: 15, scheme: 'CATS' }],
    cpdHours: 12,
  });
  on = await openIssuingTest(database, {
    clock: fixedClock('2026-10-01T09:00:00Z'),
    origin,
    content,
  });
  const clock = fixedClock('2026-11-23T09:30:00Z');
  verifier = openVerifier({ db: database.db, clock, client, origin, contexts: openContexts() });
});
afterAll(async () => {
  await verifier.close();
  await client.close();
  await on.issuing.close();
  await database.close();
});

test('issued, then revoked: known, current then, not now', async () => {
  const who = { organisationId: on.organisationId, by: 'key' as const };
  const award = { recipient: { email: 'ada@example.org', name: 'Demo Learner' } };
  const id = await issueOne(on.issuing, who, { achievement: on.achievement, award });
  const { signed } = (await findCredential(database.db, id))!;
  const all = { authentic: true, current: true, issuerKnown: true, policy: true };
  const first = await verifier.verify(signed, { recipient: 'ada@example.org' });
  expect(first.checks.filter(({ status }) => status === 'failed' || status === 'unknown')).toEqual([]);
  expect(first.verdict).toEqual(all);
  expect(first.summary?.credit).toEqual([
    { value: 15, unit: null, scheme: 'CATS' },
    { value: 12, unit: 'CPD hours', scheme: null },
  ]);
  expect((await verifier.verify(signed, { recipient: 'Demo  Learner ' })).verdict.policy).toBe(true);

  const later = openTestIssuing(database, { clock: fixedClock('2026-11-10T09:00:00Z'), origin });
  await changeCredentials(later, who, { ids: [id], how: 'revoked', reason: 'mistake', words: null });
  await later.close();
  expect((await verifier.verify(signed)).verdict).toMatchObject({ authentic: true, current: false });
  const before = await verifier.verify(signed, { at: new Date('2026-11-01T00:00:00Z') });
  expect(before.verdict).toMatchObject({ authentic: true, current: true });
});
