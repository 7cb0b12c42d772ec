/** Claiming: what a letter offers is taken by whoever has it, or declined as not theirs. */
import type { Actor } from '../../../accounts/index.js';
import { sha256 } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { emit } from '../../../platform/jobs/index.js';
import { credentialsOfLetter, findCredential, findRecipient } from '../../queries/issuing/credentials.js';
import {
  type ClaimLetter,
  claimOfLetter,
  claimOne,
  declineLetter,
  declineOfLetter,
  findLetter,
  lockLetter,
  spendLetter,
} from '../../queries/issuing/letters.js';
import { credentialsClaimed, type IssuedCredential } from '../../schema/issuing.js';
import type { Issuing } from './parts.js';
import { revokeMany } from './revoking.js';

/** A letter cannot be used so. `fault` says why, for pages that offer another way. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
  readonly status = 410;
  constructor(
    readonly fault: 'unknown' | 'claimed' | 'declined' | 'cancelled',
    message: string,
  ) {
    super(message);
  }
}

/** What a letter offers. `email`: where it went. */
export type Offer = { letter: ClaimLetter; credentials: IssuedCredential[] };

/** What a letter would bring, without bringing it; also one that was used. @throws ClaimError `unknown` */
export async function readOffer(db: Db, token: string): Promise<Offer> {
  const letter = await findLetter(db, sha256(token));
  const credentials = letter ? await credentialsOfLetter(db, letter.id) : [];
  if (!letter || credentials.length === 0) {
    throw new ClaimError('unknown', 'This link is not one of ours. Copy the whole address from the letter.');
  }
  return { letter, credentials };
}

/**
 * Claims what a letter offers, in the transaction of whoever keeps it: for the person who acts, or for whoever has the link.
 * Done again by the same person it changes nothing. @returns the credentials that stand. @throws ClaimError
 */
export async function claimCredential(
  trx: Db,
  { token, actor, now }: { token: string; actor: Actor; now: Date },
): Promise<Offer> {
  const { letter: unheld } = await readOffer(trx, token);
  await lockLetter(trx, unheld.id);
  const { letter, credentials } = await readOffer(trx, token);
  const personId = actor.kind === 'person' ? actor.id : null;
  refuse(letter, credentials);
  const claimed = await claimOfLetter(trx, letter.id, personId, now);
  if (claimed.length === 0 && letter.spent && !(await isTheirs(trx, letter.id, personId))) {
    throw new ClaimError(
      'claimed',
      'This link was used already. What it brought is where you took it: in your account, or at the link you were given.',
    );
  }
  await spendLetter(trx, letter.id, now);
  for (const credential of credentials.filter(({ id }) => claimed.includes(id))) await tell(trx, credential, personId);
  const { credentials: after } = await readOffer(trx, token);
  return { letter, credentials: after.filter(({ revoked }) => revoked === null) };
}

function refuse(letter: ClaimLetter, credentials: readonly IssuedCredential[]): void {
  if (letter.declined)
    throw new ClaimError('declined', 'Whoever had this letter said that it is not theirs, so it was cancelled.');
  if (credentials.every(({ revoked }) => revoked !== null)) {
    throw new ClaimError(
      'cancelled',
      'What this letter offered was cancelled by its issuer. If you think that this is wrong, write to them.',
    );
  }
}

async function isTheirs(trx: Db, letterId: string, personId: string | null): Promise<boolean> {
  return personId !== null && (await holderOfLetter(trx, letterId)) === personId;
}

async function holderOfLetter(trx: Db, letterId: string): Promise<string | null> {
  const [first] = await credentialsOfLetter(trx, letterId);
  return first ? ((await findRecipient(trx, first.id))?.personId ?? null) : null;
}

/**
 * Claims one credential for a person who proved the address it was issued to; whoever calls has seen that. False: it was
 * claimed before, or does not stand.
 */
export async function claimForPerson(
  trx: Db,
  { credential: id, personId, now }: { credential: string; personId: string; now: Date },
): Promise<boolean> {
  const claimed = await claimOne(trx, id, personId, now);
  const credential = claimed ? await findCredential(trx, id) : null;
  if (credential) await tell(trx, credential, personId);
  return claimed;
}

async function tell(
  trx: Db,
  { id, organisationId, achievementId }: IssuedCredential,
  person: string | null,
): Promise<void> {
  await emit(trx, credentialsClaimed, {
    credential: id,
    organisation: organisationId,
    achievement: achievementId,
    person,
  });
}

/**
 * “This is not me”: what was not claimed is cancelled, and its issuer sees it in the list. Done twice, it is done.
 * @throws ClaimError where it was claimed or cancelled before
 */
export async function declineCredential(trx: Db, issuing: Issuing, token: string): Promise<void> {
  const { letter: unheld } = await readOffer(trx, token);
  await lockLetter(trx, unheld.id);
  const { letter, credentials } = await readOffer(trx, token);
  if (letter.declined) return;
  refuse(letter, credentials);
  if (letter.spent)
    throw new ClaimError(
      'claimed',
      'This was claimed already, so it cannot be declined. Write to its issuer if it is not yours.',
    );
  const now = issuing.clock.now();
  await declineLetter(trx, letter.id, now);
  const declined = await declineOfLetter(trx, letter.id, now);
  await revokeMany(trx, issuing, letter.organisationId, declined, { reason: 'not-theirs', words: null });
}
