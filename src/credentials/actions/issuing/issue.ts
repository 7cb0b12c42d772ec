/** Signing awards and writing them down with their places, their recipients and their letters: all of them or none. */
import { newId, newToken, sha256 } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { BatchTemplate } from '../../engine/batch/index.js';
import { claimLetter } from '../../mails.js';
import { insertCredentials, type NewCredential } from '../../queries/issuing/credentials.js';
import { insertLetters } from '../../queries/issuing/letters.js';
import { buildCredential } from '../../rules/building.js';
import {
  type AwardFrame,
  awardOf,
  credentialAddress,
  type SlottedAward,
  slotted,
} from '../../rules/issuing/awarding.js';
import { wholeSeconds } from '../../rules/issuing/issuers.js';
import { openSigner } from '../../rules/issuing/signed-as.js';
import type { PublishedAchievement } from '../../schema/achievement.js';
import type { Award } from '../../schema/award.js';
import type { BatchTerms, GivenAward, SignedAs } from '../../schema/issuing.js';
import type { Issuer } from './issuers.js';
import type { Issuing } from './parts.js';
import { type TakenPlaces, takeStatusPlaces } from './status-lists.js';

export type ToIssue = {
  issuer: Issuer;
  achievement: PublishedAchievement;
  awards: readonly { num: number | null; given: GivenAward }[];
  batchId: string | null;
  terms: BatchTerms;
  replacesId?: string | null;
  renewsId?: string | null;
  /** What the letter is about. */
  letter?: 'offered' | 'corrected' | 'renewed';
};

/** So few are signed here and now; a thread would take longer to start. */
const FEW = 20;

/** Issues awards in the transaction of the act. Returns the ids in the order of the awards. @throws IssuingError */
export async function issueAwards(trx: Db, issuing: Issuing, asked: ToIssue): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < asked.awards.length; ) {
    const taken = await takeStatusPlaces(trx, issuing, asked.issuer, asked.awards.length - from);
    const awards = asked.awards.slice(from, from + taken.places.length);
    ids.push(...(await issueInList(trx, issuing, { ...asked, awards }, taken)));
    from += awards.length;
  }
  return ids;
}

async function issueInList(trx: Db, issuing: Issuing, asked: ToIssue, taken: TakenPlaces): Promise<string[]> {
  const { issuer, achievement, awards, batchId, terms } = asked;
  const now = issuing.clock.now();
  const issued = terms.issued ?? wholeSeconds(now);
  const frame: AwardFrame = {
    origin: issuing.origin,
    issued,
    months: achievement.content.validity.months,
    revocation: taken.revocation,
    suspension: terms.suspendable ? taken.suspension : null,
  };
  const drawn = awards.map((_, at) => ({
    id: newId(),
    emailSalt: newToken(16),
    nameSalt: newToken(16),
    place: taken.places[at] as number,
  }));
  const full = awards.map(({ given }, at) => awardOf(given, drawn[at] as (typeof drawn)[number], frame));
  const signed = await signAwards(issuing, asked, full, issued);
  const letters = terms.letters
    ? await sendLetters(
        trx,
        issuing,
        asked,
        drawn.map(({ id }) => id),
      )
    : [];
  const rows = awards.map(({ num, given }, at): NewCredential => {
    const award = full[at] as Award;
    return {
      id: drawn[at]?.id as string,
      batchNum: num,
      signed: signed[at] as string,
      validFrom: new Date(award.validFrom),
      validUntil: award.validUntil ? new Date(award.validUntil) : null,
      statusPlace: drawn[at]?.place as number,
      email: given.recipient.email ?? null,
      name: given.recipient.name ?? null,
      did: given.recipient.did ?? null,
      letterId: letters[at] ?? null,
    };
  });
  const shared = {
    organisationId: issuer.organisation.id,
    achievementId: achievement.id,
    achievementVersion: achievement.version,
    batchId,
    keyId: issuer.keyId,
    issued: new Date(issued),
    statusListId: taken.listId,
    suspendable: terms.suspendable,
    replacesId: asked.replacesId ?? null,
    renewsId: asked.renewsId ?? null,
  };
  await insertCredentials(trx, shared, rows);
  return rows.map(({ id }) => id);
}

/** Each shape of award is one template: it is expanded once, and filled in for each learner. */
async function signAwards(
  issuing: Issuing,
  { issuer, achievement, terms: { signedAs } }: ToIssue,
  awards: readonly Award[],
  created: string,
): Promise<string[]> {
  const slots = awards.map((award) => slotted(award));
  const signed: string[] = new Array(awards.length);
  for (const [, places] of Map.groupBy(slots.keys(), (at) => (slots[at] as SlottedAward).shape)) {
    const first = slots[places[0] as number] as SlottedAward;
    const document = buildCredential({
      achievement: { ...achievement, origin: issuing.origin },
      issuer: issuer.profile,
      award: first.award,
    });
    const template = { document, slots: Object.keys(first.values), key: issuer.key, created };
    const values = places.map((at) => (slots[at] as SlottedAward).values);
    const texts =
      values.length <= FEW
        ? await signHere(issuing, template, signedAs, values)
        : await issuing.threads.sign({ ...template, signedAs, values });
    for (const [at, place] of places.entries()) signed[place] = texts[at] as string;
  }
  return signed;
}

async function signHere(
  { linkedData }: Issuing,
  template: BatchTemplate,
  signedAs: SignedAs,
  values: readonly Record<string, string>[],
): Promise<string[]> {
  const signer = await openSigner(linkedData, template, signedAs);
  return values.map((of) => signer.sign(of));
}

/** One letter to each address. Returns its id for each award; null where there is no address. */
async function sendLetters(
  trx: Db,
  issuing: Issuing,
  { issuer, achievement, awards, batchId, letter = 'offered' }: ToIssue,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const letters = awards.map(({ given }, at) =>
    given.recipient.email === undefined
      ? null
      : { id: newId(), token: newToken(), email: given.recipient.email, credential: ids[at] as string },
  );
  const sent = letters.filter((one) => one !== null);
  await insertLetters(
    trx,
    { organisationId: issuer.organisation.id, batchId, sent: issuing.clock.now() },
    sent.map(({ id, token }) => ({ id, tokenHash: sha256(token) })),
  );
  await issuing.post.sendMany(
    trx,
    sent.map(({ token, email, credential }) =>
      claimLetter(email, {
        about: letter,
        issuer: issuer.profile.name,
        achievement: achievement.content.name,
        origin: issuing.origin,
        token,
        credential: credentialAddress(issuing.origin, credential),
      }),
    ),
  );
  return letters.map((one) => one?.id ?? null);
}
