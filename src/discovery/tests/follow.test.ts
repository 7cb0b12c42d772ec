import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import { OPERATOR } from '../../accounts/index.js';
import {
  advanceAvailability,
  type CourseRecord,
  catalogueJobs,
  importReadings,
  type Reading,
} from '../../catalogue/index.js';
import {
  mergeOrganisations,
  resolveOrganisations,
  unmergeOrganisations,
  verifyOrganisation,
} from '../../organisations/index.js';
import { type Clock, fixedClock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { startJobs } from '../../platform/jobs/index.js';
import { silentLog } from '../../platform/log/index.js';
import { type Discovery, openDiscovery } from '../actions/open.js';
import { SearchQuery } from '../schema.js';

const TODAY = '2026-11-23';
const folder = mkdtempSync(join(tmpdir(), 'cairn-follow-'));
const opened: Discovery[] = [];
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const discovery of opened.splice(0)) await discovery.close();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A web process: an index of its own over the same database. */
async function openProcess({
  keep = null as string | null,
  clock = fixedClock(TODAY) as Clock,
} = {}): Promise<Discovery> {
  const discovery = await openDiscovery({ db: database.db, pool: database.pool, clock, log: silentLog, folder: keep });
  opened.push(discovery);
  return discovery;
}

/** Reads `records` as the whole of the demo source. */
function read(records: Partial<CourseRecord>[]): ReturnType<typeof importReadings> {
  async function* readings(): AsyncGenerator<Reading> {
    for (const [at, record] of records.entries()) {
      const whole = { externalId: `demo-${record.title}`, provider: { name: 'Demo College' }, ...record };
      yield { type: 'course', at: `record ${at + 1}`, record: whole as CourseRecord };
    }
  }
  return importReadings({
    db: database.db,
    source: { key: 'demo', name: 'Demo feed' },
    format: 'demo',
    readings: readings(),
    today: TODAY,
    force: true,
  });
}

async function titles(discovery: Discovery, q: string): Promise<string[]> {
  return (await discovery.search(SearchQuery.parse({ q }))).items.map((item) => item.title);
}

/** Asks again and again, as a person would, for up to `seconds`. */
async function until(seconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

describe('discovery follows the catalogue', () => {
  test('what is imported, changed or withdrawn is found, or not, in every process, without being asked to look', async () => {
    const [one, other] = [await openProcess(), await openProcess()];
    await read([{ title: 'Wound care in the community' }, { title: 'Beekeeping basics' }]);
    for (const discovery of [one, other]) {
      expect(await until(10, async () => (await titles(discovery, 'wound')).length === 1)).toBe(true);
    }
    await read([
      {
        title: 'Beekeeping basics',
        externalId: 'demo-Beekeeping basics',
        summary: 'Now with a chapter on varroa mites.',
      },
    ]);
    for (const discovery of [one, other]) {
      expect(await until(10, async () => (await titles(discovery, 'varroa')).length === 1)).toBe(true);
      expect(await until(10, async () => (await titles(discovery, 'wound')).length === 0)).toBe(true);
    }
  });

  test('a change committed before the call is in the index after catchUp', async () => {
    const discovery = await openProcess();
    await read([{ title: 'Glaze chemistry for potters' }]);
    await discovery.catchUp();
    expect(await titles(discovery, 'glaze')).toEqual(['Glaze chemistry for potters']);
  });
});

describe('the snapshot', () => {
  const path = join(folder, 'discovery', 'index.snapshot');

  test('a restart answers the same, and catches up with what happened meanwhile', async () => {
    await read([{ title: 'Dry stone walling' }, { title: 'Hedge laying' }]);
    const first = await openProcess({ keep: folder });
    const before = await first.search(SearchQuery.parse({ q: 'stone walling' }));
    await first.close();
    opened.length = 0;
    await read([{ title: 'Dry stone walling' }, { title: 'Hedge laying' }, { title: 'Coppicing' }]);
    const second = await openProcess({ keep: folder });
    const after = await second.search(SearchQuery.parse({ q: 'stone walling' }));
    expect(before.total).toBe(1);
    expect({ ...after, tookMs: 0 }).toEqual({ ...before, tookMs: 0 });
    expect(await titles(second, 'coppicing')).toEqual(['Coppicing']);
    expect(second.suggest('demo', 5).map((one) => one.label)).toContain('Demo College');
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['with one bit turned', (bytes: Buffer) => bytes.map((byte, at) => (at === bytes.length - 100 ? byte ^ 1 : byte))],
    ['that is not one', () => Buffer.from('hello')],
    ['that is empty', () => Buffer.alloc(0)],
    [
      'of another database',
      (bytes: Buffer) =>
        Buffer.from(bytes.toString('latin1').replace(/"database":"[0-9a-f]/, '"database":"0'), 'latin1'),
    ],
  ])('a snapshot %s is not used, and the index is built anew', async (_, damage) => {
    const first = await openProcess({ keep: folder });
    await first.save();
    await first.close();
    opened.length = 0;
    const whole = readFileSync(path);
    writeFileSync(path, damage(whole));
    const second = await openProcess({ keep: folder });
    expect(await titles(second, 'hedge')).toEqual(['Hedge laying']);
    writeFileSync(path, whole);
  });
});

describe('the day turns', () => {
  test('a start that has passed is no longer offered as the next, on the card as in the filter', async () => {
    const starts = (start: string) => ({ externalId: start, start, weeks: 6, prices: [], languages: [] });
    await read([{ title: 'Lambing', offerings: [starts('2026-11-25'), starts('2027-03-01')] }]);
    const before = await openProcess();
    expect((await before.search(SearchQuery.parse({ q: 'lambing' }))).items[0]?.nextOffering?.start).toBe('2026-11-25');
    await before.close();
    opened.length = 0;
    const later = fixedClock('2027-01-10');
    await advanceAvailability(database.db, later.today());
    const after = await openProcess({ clock: later });
    const answer = await after.search(SearchQuery.parse({ q: 'lambing', startFrom: '2027-02-01' }));
    expect(answer.items[0]?.nextOffering?.start).toBe('2027-03-01');
  });
});

test('a card says whether its provider’s identity is proved, from when it is until it is not', async () => {
  const { db } = database;
  const discovery = await openProcess();
  await read([{ title: 'Weir keeping' }]);
  const client = createClient([]);
  const handlers = catalogueJobs({ db, clock: fixedClock(TODAY), client });
  const jobs = await startJobs({ database, log: silentLog, handlers });
  const isVerified = async (verified: boolean) => {
    const { items } = await discovery.search(SearchQuery.parse({ q: 'weir keeping' }));
    return items[0]?.provider.verified === verified;
  };
  try {
    expect(await until(10, () => isVerified(false))).toBe(true);
    const now = new Date();
    const merge = await db.transaction().execute(async (trx) => {
      const [academy] = await resolveOrganisations(trx, [{ name: 'Demo Academy' }]);
      const [college] = await resolveOrganisations(trx, [{ name: 'Demo College' }]);
      await verifyOrganisation(trx, OPERATOR, academy!.id, 'staff');
      return mergeOrganisations(trx, OPERATOR, { from: academy!.id, into: college!.id }, [], now);
    });
    expect(await until(20, () => isVerified(true))).toBe(true);
    await db.transaction().execute((trx) => unmergeOrganisations(trx, OPERATOR, merge, [], now));
    expect(await until(20, () => isVerified(false))).toBe(true);
  } finally {
    await jobs.stop();
    await client.close();
  }
}, 60_000);
