/**
 * What a demonstration has of credentials, so that a visitor can check one at once: made once, by the acts that everybody
 * else uses, in the name of whoever runs the site. Nothing of it is in the catalogue; the one course of a demonstration is, and
 * says what it is (`demonstration-course.ts`).
 */
import { NOBODY, OPERATOR } from '../../accounts/index.js';
import {
  beginAchievement,
  type CredentialState,
  changeCredentials,
  credentialsForAddresses,
  endorse,
  endorsementsOf,
  findAchievement,
  type GivenAward,
  type IssuedCredential,
  type Issuing,
  issueOne,
  listAchievements,
  openContexts,
  openIssuing,
  openVerifier,
  saveAchievement,
  stands,
  stateOf,
  type Verifier,
} from '../../credentials/index.js';
import {
  findStanding,
  type OrganisationBrief,
  type OrganisationRef,
  resolveOrganisations,
  verifyOrganisation,
} from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Db } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import type { Message, Post } from '../../platform/mail/index.js';
import { claimLetter } from '../../wallet/index.js';
import {
  addressOfDemo,
  DEMO_ACHIEVEMENT,
  DEMO_BODY,
  DEMO_ENDORSEMENT,
  DEMO_KINDS,
  DEMO_LEARNER,
  DEMO_PROVIDER,
  type DemoStanding,
  ENDORSED_DAYS,
} from '../rules/demonstration.js';

export type DemonstrationParts = { db: Db; config: Config; clock: Clock };

const STANDING_OF: Partial<Record<CredentialState, DemoStanding>> = {
  claimed: 'valid',
  revoked: 'revoked',
  ended: 'ended',
};

/** The credentials of the demonstration that were issued under this address, by how they stand now: the newest of each. */
export async function findDemonstration(
  db: Db,
  { origin, now }: { origin: string; now: Date },
): Promise<Map<DemoStanding, IssuedCredential>> {
  const found = new Map<DemoStanding, IssuedCredential>();
  for (const credential of await credentialsForAddresses(db, DEMO_KINDS.map(addressOfDemo))) {
    const standing = STANDING_OF[stateOf(credential, now)];
    const isHere = credential.signed.includes(`"${origin}/credentials/${credential.id}"`);
    if (standing && isHere && !found.has(standing)) found.set(standing, credential);
  }
  return found;
}

/**
 * Makes whatever of the demonstration is missing; done again it changes nothing. Under another address it is issued anew,
 * because the address stands in what was signed.
 */
export async function makeDemonstration({ db, config, clock }: DemonstrationParts): Promise<void> {
  if (!config.demonstration) return;
  const made = await findDemonstration(db, { origin: config.origin, now: clock.now() });
  const missing = DEMO_KINDS.filter((standing) => !made.has(standing));
  if (missing.length === 0) return;
  const letters: Message[] = [];
  const issuing = openIssuing({ db, clock, config, post: keptPost(letters) });
  const client = createClient([]);
  const contexts = openContexts(config.contextsFolder);
  const verifier = openVerifier({ db, clock, client, origin: config.origin, contexts });
  try {
    const provider = await findOrMake(db, DEMO_PROVIDER, clock);
    const body = await findOrMake(db, DEMO_BODY, clock);
    const achievement = await findOrPublish(issuing, provider, DEMO_ACHIEVEMENT);
    await endorseOnce(issuing, body, achievement);
    for (const standing of missing) {
      const award = awardOf(standing, clock);
      await issueAndClaim(issuing, verifier, letters, { organisationId: provider.id, achievement, award });
      if (standing === 'revoked') await revokeIssued(issuing, provider.id);
    }
  } finally {
    await issuing.close();
    await verifier.close();
    await client.close();
  }
}

/** Nobody is written to: the letters are read here, as their receivers would. */
export function keptPost(letters: Message[]): Post {
  return {
    send: async (_trx, message) => String(letters.push(message)),
    sendMany: async (_trx, messages) => void letters.push(...messages),
    handlers: [],
  };
}

/** The organisation, known to be who it says, so that it may publish and issue. */
export function findOrMake(db: Db, ref: OrganisationRef, clock: Clock): Promise<OrganisationBrief> {
  return db.transaction().execute(async (trx) => {
    const [organisation] = (await resolveOrganisations(trx, [ref])) as [OrganisationBrief];
    const { verification } = await findStanding(trx, organisation.id);
    if (verification === null) await verifyOrganisation(trx, OPERATOR, organisation.id, 'staff', { now: clock.now() });
    return organisation;
  });
}

/** By its code, which no other of the organisation has. */
export async function findOrPublish(
  { db, clock, origin }: Pick<Issuing, 'db' | 'clock' | 'origin'>,
  { id: organisation }: OrganisationBrief,
  texts: Readonly<Record<string, string>>,
): Promise<string> {
  const known = (await listAchievements(db, organisation, 20)).filter(({ content }) => content.code === texts.code);
  const published = known.find(({ state }) => state === 'published');
  if (published) return published.id;
  const writing = { db, origin, now: clock.now() };
  const id = await beginAchievement(writing, OPERATOR, { organisation, course: null });
  const saves = (await findAchievement(db, id))?.saves ?? 0;
  await saveAchievement(writing, OPERATOR, { organisation, id, saves, texts, publish: true });
  return id;
}

async function endorseOnce(issuing: Issuing, body: OrganisationBrief, achievement: string): Promise<void> {
  const { db, clock } = issuing;
  const standing = await endorsementsOf(db, { achievementIds: [achievement] }, clock.today());
  if (standing.length > 0) return;
  const subject = { kind: 'achievement', reference: achievement } as const;
  const until = dayFrom(clock, ENDORSED_DAYS);
  await endorse(issuing, OPERATOR, body.id, { ...DEMO_ENDORSEMENT, subject, until });
}

function awardOf(standing: DemoStanding, clock: Clock): GivenAward {
  const recipient = { email: addressOfDemo(standing), name: DEMO_LEARNER };
  const results = [{ result: 1, value: '71' }];
  if (standing !== 'ended') return { recipient, results, finished: dayFrom(clock, -14) };
  const [began, ended] = [dayFrom(clock, -1126), dayFrom(clock, -30)];
  return { recipient, results, finished: began, awarded: began, validFrom: began, validUntil: ended };
}

/** Held by the link of a letter that nobody has, so that its page stands and nobody can take it away. */
async function issueAndClaim(
  issuing: Issuing,
  verifier: Verifier,
  letters: Message[],
  { organisationId, ...asked }: { organisationId: string; achievement: string; award: GivenAward },
): Promise<void> {
  await issueOne(issuing, { organisationId, by: 'operator' }, { ...asked, again: true });
  const [, token] = /\/claim\/([\w-]+)/.exec(letters.pop()?.text ?? '') ?? [];
  if (token === undefined) throw new Error('the letter that offers a credential has no link to claim it');
  await claimLetter({ db: issuing.db, verifier }, NOBODY, token, issuing.clock.now());
}

async function revokeIssued(issuing: Issuing, organisationId: string): Promise<void> {
  const { db, clock } = issuing;
  const issued = await credentialsForAddresses(db, [addressOfDemo('revoked')]);
  const ids = issued.filter((credential) => stands(credential, clock.now())).map(({ id }) => id);
  const why = { reason: 'mistake', words: 'Issued to show what a revoked credential looks like.' } as const;
  await changeCredentials(issuing, { organisationId, by: 'operator' }, { ids, how: 'revoked', ...why });
}

/** The calendar day so many days from today. */
function dayFrom(clock: Clock, days: number): string {
  return new Date(Date.parse(`${clock.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
