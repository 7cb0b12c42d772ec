/** An organisation that issues, with an achievement, over a database of the test's own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR } from '../../src/accounts/index.js';
import type { Issuing } from '../../src/credentials/index.js';
import { AchievementDraft, openIssuing } from '../../src/credentials/index.js';
import { insertAchievement, publishVersion } from '../../src/credentials/queries/achievements.js';
import { resolveOrganisations, verifyOrganisation } from '../../src/organisations/index.js';
import type { Clock } from '../../src/platform/clock/index.js';
import { newId } from '../../src/platform/crypto/index.js';
import type { Database, Db } from '../../src/platform/db/index.js';
import { openPost } from '../../src/platform/mail/index.js';

export type IssuingTest = { issuing: Issuing; organisationId: string; slug: string; achievement: string };

export type IssuingTestOptions = {
  clock: Clock;
  /** `https://cairn.test`, or a loopback address for a demonstration. */
  origin?: string;
  secret?: string;
  content?: Partial<AchievementDraft>;
  /** Letters are kept, never sent. */
  dataFolder?: string;
};

/** Issuing as `main` composes it, for one organisation with one published achievement. */
export async function openIssuingTest(database: Database, options: IssuingTestOptions): Promise<IssuingTest> {
  const issuing = openTestIssuing(database, options);
  const { db } = database;
  const organisation = await addIssuer(db, 'Demo Institute of Issuing');
  const achievement = await addAchievement(db, organisation.id, options.content);
  return { issuing, organisationId: organisation.id, slug: organisation.slug, achievement };
}

export function openTestIssuing(
  database: Database,
  {
    clock,
    origin = 'https://cairn.test',
    secret = 'a secret of tests, long enough to be one',
    dataFolder,
  }: IssuingTestOptions,
): Issuing {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'cairn-issuing-'));
  const post = openPost({ demonstration: true, smtpUrl: undefined, dataFolder: folder, origin } as never, database);
  const config = { origin, demonstration: !origin.startsWith('https:'), secret, contextsFolder: undefined };
  return openIssuing({ db: database.db, clock, post, config });
}

export function addIssuer(db: Db, name: string): Promise<{ id: string; slug: string }> {
  return db.transaction().execute(async (trx) => {
    const [found] = await resolveOrganisations(trx, [{ name, kind: 'university', country: 'GB' }]);
    if (!found) throw new Error(`${name} was not made`);
    await verifyOrganisation(trx, OPERATOR, found.id, 'staff');
    return { id: found.id, slug: found.slug };
  });
}

export async function addAchievement(
  db: Db,
  organisationId: string,
  content: Partial<AchievementDraft> = {},
): Promise<string> {
  const id = newId();
  const now = new Date('2026-11-01T00:00:00Z');
  const draft = AchievementDraft.parse({
    name: 'Demo wound care',
    description: 'Assesses and dresses wounds.',
    criteria: { narrative: 'Pass the practical assessment.' },
    outcomes: ['Assess a wound'],
    ...content,
  });
  await insertAchievement(db, { id, organisationId, course: null, content: draft, sources: {}, now });
  await publishVersion(db, id, now);
  return id;
}
