/** The credentials of a demonstration: made once, in a demonstration alone, anew under another address. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type RunningSite, SITE_DAY } from '../../../tests/support/site.js';
import { fixedClock } from '../../platform/clock/index.js';
import { findDemonstration, makeDemonstration } from '../actions/demonstration.js';

const clock = fixedClock(SITE_DAY);
let site: RunningSite;
beforeAll(async () => {
  site = await openSite({ starter: false });
});
afterAll(() => site?.close());

const count = async (table: string) =>
  (await sql.raw<{ n: number }>(`select count(*)::int as n from ${table}`).execute(site.database.db)).rows[0]?.n;
const idsAt = async (origin: string) => {
  const found = await findDemonstration(site.database.db, { origin, now: clock.now() });
  return Object.fromEntries([...found].map(([standing, { id }]) => [standing, id]));
};

test('made once, and nowhere but in a demonstration', { timeout: 60_000 }, async () => {
  const { config, origin } = site;
  const { db } = site.database;
  const home = async () => (await fetch(`${origin}/`)).text();
  await makeDemonstration({ db, clock, config: { ...config, demonstration: false } });
  expect(await idsAt(origin)).toEqual({});
  expect(await home()).not.toContain('Try it');

  await makeDemonstration({ db, clock, config });
  const first = await idsAt(origin);
  expect(Object.keys(first).sort()).toEqual(['ended', 'revoked', 'valid']);
  expect(await home()).toContain(`/verify?credential=${first.valid}`);
  await makeDemonstration({ db, clock, config });
  expect(await idsAt(origin)).toEqual(first);

  // Another port: what was signed names the old one, so that it is issued anew; nothing else is made twice.
  const moved = 'http://localhost:1';
  await makeDemonstration({ db, clock, config: { ...config, origin: moved } });
  expect(Object.values(await idsAt(moved)).filter((id) => Object.values(first).includes(id))).toEqual([]);
  expect(await idsAt(origin)).toEqual(first);
  // A list at the old address could not be asked for.
  const found = await findDemonstration(db, { origin: moved, now: clock.now() });
  for (const { signed } of found.values()) expect(signed).toContain(`"statusListCredential":"${moved}/status/`);
  expect(await count('credentials.achievement')).toBe(1);
  expect(await count('credentials.endorsement')).toBe(1);
});

test('nobody is written to, nobody owns what was made up, no course of it is in the catalogue', async () => {
  for (const table of ['platform.mail', 'organisations.member', 'accounts.person', 'catalogue.course'])
    expect(await count(table), table).toBe(0);
});
