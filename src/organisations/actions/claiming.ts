/** Claiming an organisation: by a DNS record, by a letter to an address at its domain, or before staff. */
import {
  type Acting,
  type Actor,
  findPerson,
  makeLink,
  type PersonActor,
  readLink,
  recordAct,
  requirePerson,
  spendLink,
} from '../../accounts/index.js';
import { newId, newToken } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { claimExpiredLetter, claimLetter, claimWaitsLetter, joinLetter } from '../mails.js';
import {
  claimsToCheck,
  decideClaim,
  findClaim,
  findClaimOf,
  findStanding,
  insertClaim,
  isHostShared,
  isUrlTrusted,
  markClaim,
  staleClaims,
} from '../queries/claims.js';
import { lockMembers } from '../queries/members.js';
import { type DomainFound, domainOf, proofByAddress } from '../rules/domains.js';
import { hostOf } from '../rules/names.js';
import type { Claim, Organisation } from '../schema.js';
import { findRecord, type TxtLookup } from './dns.js';
import { getOrganisation, OrganisationError, type Parts } from './parts.js';
import { ownersOf, settleClaim } from './verifying.js';

/** How long a claim by DNS or letter waits for its proof. */
export const CLAIM_DAYS = 7;
const DAY = 86_400_000;

export type ClaimAsked =
  | { method: 'dns' }
  | { method: 'address'; email: string }
  | { method: 'staff'; message: string };

/** The domain whose holder speaks for an organisation, as far as one does. */
export async function provableDomain(db: Db, { id, url }: Pick<Organisation, 'id' | 'url'>): Promise<DomainFound> {
  const host = hostOf(url)?.toLowerCase() ?? null;
  return domainOf({ url, shared: host !== null && (await isHostShared(db, host, id)) });
}

/**
 * Opens a claim, and sends the letter where that is how it is to be proved. Whoever has one open for this organisation gets
 * the new one in its place. @throws OrganisationError where this way is not open.
 */
export async function startClaim(
  parts: Parts,
  actor: Actor,
  slug: string,
  asked: ClaimAsked,
  now: Date,
): Promise<Claim> {
  const person = requirePerson(actor);
  return parts.db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    const domain = await openWay(trx, organisation, asked);
    const before = await findClaimOf(trx, organisation.id, person.id);
    if (before?.state === 'open')
      await decideClaim(trx, before.id, { state: 'withdrawn', reason: 'Another way was chosen.', now });
    // The same record stays good: it may be in the DNS already.
    const token = before?.method === 'dns' && asked.method === 'dns' ? before.token : newToken(16);
    const claim = {
      id: newId(),
      organisationId: organisation.id,
      personId: person.id,
      method: asked.method,
      domain,
      token,
      email: asked.method === 'address' ? asked.email : null,
      message: asked.method === 'staff' ? asked.message : null,
      created: now,
    };
    await insertClaim(trx, claim);
    if (asked.method === 'address') await sendLetter(parts, trx, person, organisation, claim.id, asked.email, now);
    const detail = { method: asked.method };
    await recordAct(
      trx,
      person,
      { act: 'organisations.claimed', subject: `organisation:${organisation.id}`, detail },
      now,
    );
    return { ...claim, state: 'open', reason: null, checkedAt: null, provedAt: null };
  });
}

/** The domain that this way proves; null before staff where none is known. */
async function openWay(trx: Db, organisation: Organisation, asked: ClaimAsked): Promise<string | null> {
  const found = await provableDomain(trx, organisation);
  const domain = 'domain' in found ? found.domain : null;
  if (asked.method === 'staff') return null;
  const { verification } = await findStanding(trx, organisation.id);
  if (verification) throw new OrganisationError('Its identity is proved already. Ask to join, or write to staff.');
  if (domain === null) throw new OrganisationError('No domain of its own is known, so only staff can decide.', 422);
  if (asked.method === 'dns') return domain;
  const proof = proofByAddress(asked.email, domain, organisation.kind);
  if (proof === 'public-mail')
    throw new OrganisationError(`Anybody can have an address there. Use one at ${domain}.`, 422);
  if (proof === 'elsewhere') throw new OrganisationError(`This address is not at ${domain}.`, 422);
  return domain;
}

async function sendLetter(
  { post, origin }: Parts,
  trx: Db,
  person: PersonActor,
  organisation: Organisation,
  claimId: string,
  email: string,
  now: Date,
): Promise<void> {
  const token = await makeLink(trx, {
    purpose: 'claim',
    personId: person.id,
    email,
    detail: { claim: claimId },
    hours: CLAIM_DAYS * 24,
    now,
  });
  const link = `${origin}/organisations/${organisation.slug}/claim/letter/${token}`;
  await post.send(trx, claimLetter(email, { organisation, person: person.name, link }));
}

/** `approved`: done. `waits`: proved, and staff look too. `absent`: the record is not there yet. */
export type ClaimOutcome = 'approved' | 'waits' | 'absent';

/** Looks for the record of somebody's own claim now. @throws OrganisationError where none is open. */
export async function checkOwnClaim(
  parts: Parts & { lookup: TxtLookup },
  actor: Actor,
  slug: string,
  now: Date,
): Promise<ClaimOutcome> {
  const person = requirePerson(actor);
  const organisation = await getOrganisation(parts.db, slug);
  const claim = await findClaimOf(parts.db, organisation.id, person.id);
  if (claim?.state !== 'open' || claim.method !== 'dns')
    throw new OrganisationError('You have no claim by DNS open for this organisation.');
  return checkRecord(parts, claim, person, now);
}

async function checkRecord(
  parts: Parts & { lookup: TxtLookup },
  claim: Claim,
  by: Acting,
  now: Date,
): Promise<ClaimOutcome> {
  const found = await stillProvable(parts.db, claim);
  if (!found || !(await findRecord(parts.lookup, found, claim.token))) {
    await markClaim(parts.db, claim.id, { checked: now });
    return 'absent';
  }
  return parts.db.transaction().execute((trx) => takeProof(parts, trx, claim, by, 'proves', now));
}

/** The domain of a claim, if it still is the organisation's. */
async function stillProvable(db: Db, claim: Claim): Promise<string | null> {
  const found = await provableDomain(db, await getOrganisation(db, claim.organisationId));
  return 'domain' in found && found.domain === claim.domain ? found.domain : null;
}

/** What a proof leads to: ownership, or, where it alone is too little, the staff's list. */
async function takeProof(
  parts: Parts,
  trx: Db,
  claim: Claim,
  by: Acting,
  strength: 'proves' | 'evidence',
  now: Date,
): Promise<ClaimOutcome> {
  const { organisationId } = claim;
  await lockMembers(trx, organisationId);
  await markClaim(trx, claim.id, { checked: now, proved: now });
  const subject = `organisation:${organisationId}`;
  const detail = { method: claim.method };
  const { verification } = await findStanding(trx, organisationId);
  if (strength === 'evidence' || verification || !(await isUrlTrusted(trx, organisationId))) {
    const person = claim.personId === null ? null : await findPerson(trx, claim.personId);
    const organisation = await getOrganisation(trx, organisationId);
    if (person) await parts.post.send(trx, claimWaitsLetter(person.email, organisation));
    await recordAct(trx, by, { act: 'organisations.claim-proved', subject, detail }, now);
    return 'waits';
  }
  await settleClaim(parts, trx, claim, now);
  await recordAct(trx, by, { act: 'organisations.claim-approved', subject, detail }, now);
  return 'approved';
}

/** The claim that a letter's link belongs to, for its page. @throws LinkError, OrganisationError */
export async function readClaimLetter(db: Db, actor: Actor, token: string, now: Date): Promise<Claim> {
  const { personId, detail } = await readLink(db, 'claim', token, now);
  return claimOfLink(db, requirePerson(actor), { personId, claim: String(detail.claim) });
}

async function claimOfLink(
  db: Db,
  person: PersonActor,
  link: { personId: string | null; claim: string },
): Promise<Claim> {
  if (link.personId !== person.id)
    throw new OrganisationError('Somebody else asked for this letter. Sign in as the person who did.');
  const claim = await findClaim(db, link.claim);
  if (claim?.state !== 'open') throw new OrganisationError('This claim is open no more.', 410);
  return claim;
}

/** Answers the letter. Only whoever claimed can, signed in. @throws LinkError, OrganisationError */
export async function answerClaimLetter(parts: Parts, actor: Actor, token: string, now: Date): Promise<ClaimOutcome> {
  const person = requirePerson(actor);
  await readClaimLetter(parts.db, actor, token, now);
  return parts.db.transaction().execute(async (trx) => {
    const { personId, email, detail } = await spendLink(trx, 'claim', token, now);
    const claim = await claimOfLink(trx, person, { personId, claim: String(detail.claim) });
    const organisation = await getOrganisation(trx, claim.organisationId);
    const domain = await stillProvable(trx, claim);
    const proof = domain === null || email === null ? 'elsewhere' : proofByAddress(email, domain, organisation.kind);
    if (proof !== 'proves' && proof !== 'evidence')
      throw new OrganisationError('The address of this organisation has changed since. Start again.');
    return takeProof(parts, trx, claim, person, proof, now);
  });
}

/** Takes one's own claim back. */
export async function withdrawClaim({ db }: Parts, actor: Actor, slug: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    const claim = await findClaimOf(trx, organisation.id, person.id);
    if (claim?.state !== 'open') throw new OrganisationError('You have no claim open for this organisation.');
    await decideClaim(trx, claim.id, { state: 'withdrawn', reason: null, now });
    await recordAct(
      trx,
      person,
      { act: 'organisations.claim-withdrawn', subject: `organisation:${organisation.id}` },
      now,
    );
  });
}

/** Asks the owners of an organisation to be let in. The letter names who asks, and what they write. */
export async function askToJoin(
  { db, post, origin }: Parts,
  actor: Actor,
  slug: string,
  message: string,
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const organisation = await getOrganisation(trx, slug);
    const owners = await ownersOf(trx, organisation.id);
    if (owners.length === 0) throw new OrganisationError('It has no owner at present. Write to staff.');
    for (const to of owners) await post.send(trx, joinLetter(to, { organisation, person, message, origin }));
    await recordAct(
      trx,
      person,
      { act: 'organisations.asked-to-join', subject: `organisation:${organisation.id}` },
      now,
    );
  });
}

const EVERY_MS = 15 * 60_000;
const AT_ONCE = 200;

/** Looks at open claims by DNS that were not looked at for a quarter of an hour, and ends those that are too old. */
export async function checkClaims(parts: Parts & { lookup: TxtLookup }, now: Date): Promise<{ proved: number }> {
  let proved = 0;
  for (const claim of await claimsToCheck(parts.db, new Date(now.getTime() - EVERY_MS), AT_ONCE)) {
    try {
      if ((await checkRecord(parts, claim, { kind: 'system' }, now)) !== 'absent') proved++;
    } catch (error) {
      // Withdrawn or decided while we looked: the others go on.
      if (!(error instanceof OrganisationError)) throw error;
    }
  }
  for (const claim of await staleClaims(parts.db, new Date(now.getTime() - CLAIM_DAYS * DAY)))
    await expireClaim(parts, claim, now);
  return { proved };
}

async function expireClaim({ db, post, origin }: Parts, claim: Claim, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const reason = `It was not proved within ${CLAIM_DAYS} days.`;
    if (!(await decideClaim(trx, claim.id, { state: 'expired', reason, now }))) return;
    const person = claim.personId === null ? null : await findPerson(trx, claim.personId);
    const organisation = await getOrganisation(trx, claim.organisationId);
    if (person) await post.send(trx, claimExpiredLetter(person.email, organisation, origin));
  });
}
