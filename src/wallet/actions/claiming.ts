/** Claiming what was issued here: by the letter that offers it, with an account or without; or by an address that is proved. */
import { type Actor, provedAddresses, requirePerson } from '../../accounts/index.js';
import {
  claimCredential,
  claimForPerson,
  credentialsForAddresses,
  declineCredential,
  findCredential,
  findPublishedAchievement,
  type IssuedCredential,
  type Issuing,
  type Offer,
  readOffer,
  stateOf,
} from '../../credentials/index.js';
import { newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { emit } from '../../platform/jobs/index.js';
import { deleteHolding, findSame, giveTo, heldByLink, insertHolding, lockPerson } from '../queries/holdings.js';
import { hasHolding, holderOf } from '../queries/upkeep.js';
import { identityOf, momentOf } from '../rules/identity.js';
import { holdingChanged, type Offered, type Recipient, WalletError, type WholeHolding } from '../schema.js';
import { type Asking, dueAfter, type Found, findOut } from './parts.js';

export type Claiming = Asking & { db: Db };

/** What a letter offers, or has brought already: then whoever has its link holds that. */
export type LetterFound = { offer: Offer; held: WholeHolding[] };

/** @throws ClaimError where the link is none of ours */
export async function readLetter(db: Db, token: string): Promise<LetterFound> {
  return { offer: await readOffer(db, token), held: await heldByLink(db, sha256(token)) };
}

/**
 * Claims what a letter offers: into the wallet of the person who acts, or, without an account, to be held by the link of the
 * letter itself. Done again it changes nothing. @returns the ids of what is held now. @throws ClaimError
 */
export async function claimLetter(parts: Claiming, actor: Actor, token: string, now: Date): Promise<string[]> {
  const { credentials } = await readOffer(parts.db, token);
  const found = await findAll(parts, credentials);
  const personId = actor.kind === 'person' ? actor.id : null;
  const linkHash = personId === null ? sha256(token) : null;
  return parts.db.transaction().execute(async (trx) => {
    if (personId !== null) await lockPerson(trx, personId);
    const claimed = await claimCredential(trx, { token, actor, now });
    const ids: string[] = [];
    for (const credential of claimed.credentials) {
      const whose = { personId, linkHash, recipient: 'letter' as const };
      ids.push(...(await hold(trx, credential, found.get(credential.id), whose, now)));
    }
    return ids;
  });
}

async function findAll(parts: Claiming, credentials: readonly IssuedCredential[]): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const { id, signed } of credentials)
    found.set(id, await findOut(parts, { content: bytesOf(signed), name: null, addresses: [] }));
  return found;
}

type Whose = { personId: string | null; linkHash: string | null; recipient: Recipient };

/** Puts what was claimed where it belongs. None: somebody holds it already. */
async function hold(
  trx: Db,
  credential: IssuedCredential,
  found: Found | undefined,
  whose: Whose,
  now: Date,
): Promise<string[]> {
  if (!found || (await hasHolding(trx, credential.id))) return [];
  const content = bytesOf(credential.signed);
  const contentHash = sha256(content);
  const identity = identityOf(found, contentHash);
  if (whose.personId !== null) await makeRoom(trx, whose.personId, identity);
  const id = newId();
  await insertHolding(trx, {
    ...found,
    ...dueAfter(id, found, { now, before: 0 }),
    ...whose,
    id,
    credentialId: credential.id,
    source: 'issued',
    fileName: null,
    sourceUrl: null,
    content,
    contentHash,
    identity,
    validFrom: momentOf(found.summary?.issued),
    now,
  });
  await emit(trx, holdingChanged, { holding: id });
  return [id];
}

/** A copy that was brought as a file gives way to the credential itself. */
async function makeRoom(trx: Db, personId: string, identity: string): Promise<void> {
  const same = await findSame(trx, personId, identity);
  if (same) await deleteHolding(trx, same.id);
}

/** “This is not me”: cancelled, and its issuer sees it. @throws ClaimError */
export function declineLetter(db: Db, issuing: Issuing, token: string): Promise<void> {
  return db.transaction().execute((trx) => declineCredential(trx, issuing, token));
}

/**
 * Takes what the link of a letter holds into the account of whoever has the link; the link opens nothing from then on.
 * @throws WalletError 410 where it holds nothing
 */
export function takeIn(db: Db, actor: Actor, token: string, now: Date): Promise<string[]> {
  const { id: personId } = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    const held = await heldByLink(trx, sha256(token));
    if (held.length === 0) throw nothingHeld();
    for (const one of held) {
      const { id, content, credentialId } = one;
      await makeRoom(trx, personId, identityOf(one, sha256(content)));
      // Two who have the link, at once: the first has it.
      if (!(await giveTo(trx, id, personId, now))) throw nothingHeld();
      if (credentialId !== null) await claimForPerson(trx, { credential: credentialId, personId, now });
      await emit(trx, holdingChanged, { holding: id });
    }
    return held.map(({ id }) => id);
  });
}

function nothingHeld(): WalletError {
  return new WalletError('This link holds nothing any more: it is in an account already.', 410);
}

/** What waits for a person: issued to an address that they proved, and not claimed yet. */
export async function offeredTo(db: Db, actor: Actor, now: Date): Promise<Offered[]> {
  const { id: personId } = requirePerson(actor);
  const issued = await credentialsForAddresses(db, await provedAddresses(db, personId));
  const waiting = issued.filter((credential) => stateOf(credential, now) === 'offered').slice(0, 50);
  const offered: Offered[] = [];
  for (const credential of waiting) offered.push(await offeredOf(db, credential));
  return offered;
}

/** What is offered, in the words of its achievement. */
export async function offeredOf(
  db: Db,
  { id, achievementId, achievementVersion, issued }: IssuedCredential,
): Promise<Offered> {
  const achievement = await findPublishedAchievement(db, achievementId, achievementVersion);
  return {
    id,
    name: achievement?.content.name ?? 'A credential',
    issuer: achievement?.organisation.name ?? 'its issuer',
    issued,
  };
}

/** Claims one that waits for the actor. @throws WalletError 404 where none of theirs does */
export async function claimOffered(parts: Claiming, actor: Actor, id: string, now: Date): Promise<string> {
  const person = requirePerson(actor);
  const { db } = parts;
  const credential = (await credentialsForAddresses(db, await provedAddresses(db, person.id))).find(
    (one) => one.id === id,
  );
  if (!credential)
    throw new WalletError('Nothing like that waits for you. It may have been claimed or cancelled.', 404);
  const holding = await takeOver(parts, credential, person.id, now);
  if (holding === null) throw new WalletError('It was claimed or cancelled in the meantime.', 409);
  return holding;
}

/**
 * For features above: what was issued to a person's own proved address is theirs at once, without a letter that offers it. Null: it was
 * claimed or cancelled before, or went to an address that is not theirs.
 */
export async function claimIssued(
  parts: Claiming,
  { credential: id, personId }: { credential: string; personId: string },
  now: Date,
): Promise<string | null> {
  const { db } = parts;
  const theirs = await credentialsForAddresses(db, await provedAddresses(db, personId));
  const credential = theirs.find((one) => one.id === id);
  return credential ? takeOver(parts, credential, personId, now) : null;
}

async function takeOver(
  parts: Claiming,
  credential: IssuedCredential,
  personId: string,
  now: Date,
): Promise<string | null> {
  const found = await findAll(parts, [credential]);
  return parts.db.transaction().execute(async (trx) => {
    await lockPerson(trx, personId);
    if (stateOf((await findCredential(trx, credential.id)) ?? credential, now) !== 'offered') return null;
    await claimForPerson(trx, { credential: credential.id, personId, now });
    const whose = { personId, linkHash: null, recipient: 'address' as const };
    const [holding] = await hold(trx, credential, found.get(credential.id), whose, now);
    return holding ?? null;
  });
}

/**
 * Another credential stands in the place of one that is held (corrected or renewed). Where the issuer carried the claim over,
 * it comes to the same holder; the one before stays, and says what became of it.
 */
export async function followReplacement(
  parts: Claiming,
  { old, by }: { old: string; by: string },
  now: Date,
): Promise<void> {
  const credential = await findCredential(parts.db, by);
  if (!credential || credential.claimed === null || credential.revoked !== null) return;
  const found = await findAll(parts, [credential]);
  await parts.db.transaction().execute(async (trx) => {
    const before = await holderOf(trx, old);
    if (before) await hold(trx, credential, found.get(by), before, now);
  });
}

function bytesOf(signed: string): Uint8Array {
  return new TextEncoder().encode(signed);
}
