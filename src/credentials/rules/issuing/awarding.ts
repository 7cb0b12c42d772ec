/** From what is given of an award to what stands in the credential; and what of it differs from learner to learner. */
import { sha256 } from '../../../platform/crypto/index.js';
import { slot } from '../../engine/batch/index.js';
import type { Award, AwardedEvidence, AwardedResult, HashedIdentity, Recipient } from '../../schema/award.js';
import type { GivenAward } from '../../schema/issuing.js';
import { statusEntry } from './status.js';

/** What is drawn or counted for one award. */
export type Drawn = { id: string; emailSalt: string; nameSalt: string; place: number };

/** What all awards of a batch share. `suspension` null: no place for it. */
export type AwardFrame = {
  origin: string;
  /** The moment of issue, whole seconds. */
  issued: string;
  /** How many months it holds; null: it does not end. */
  months: number | null;
  revocation: string;
  suspension: string | null;
};

export const credentialAddress = (origin: string, id: string): string => `${origin}/credentials/${id}`;

/**
 * The award as `buildCredential` takes it. A DID names the learner where there is one; else salted hashes of address and name
 * do (Open Badges 3.0, IdentityObject), so that whoever is handed the file can try an address, and nobody can read it there.
 */
export function awardOf(given: GivenAward, drawn: Drawn, frame: AwardFrame): Award {
  const validFrom = given.validFrom ? `${given.validFrom}T00:00:00Z` : frame.issued;
  const place = String(drawn.place);
  const entryIn = (list: string, purpose: 'revocation' | 'suspension') =>
    statusEntry(list, purpose, { id: `${list}#${place}`, place });
  return {
    id: credentialAddress(frame.origin, drawn.id),
    recipient: recipientOf(given.recipient, drawn),
    validFrom,
    validUntil: endOf(given, validFrom, frame.months),
    ...(given.awarded && { awardedDate: `${given.awarded}T00:00:00Z` }),
    ...(given.started && { activityStart: `${given.started}T00:00:00Z` }),
    ...(given.finished && { activityEnd: `${given.finished}T00:00:00Z` }),
    ...(given.results && {
      results: given.results.map(({ result, value = null, level = null }) => ({ result, value, level })),
    }),
    ...(given.evidence && {
      evidence: given.evidence.map(({ url = null, name = null, narrative = null }) => ({ url, name, narrative })),
    }),
    status: [
      entryIn(frame.revocation, 'revocation'),
      ...(frame.suspension === null ? [] : [entryIn(frame.suspension, 'suspension')]),
    ],
  };
}

function recipientOf({ did, email = '', name }: GivenAward['recipient'], drawn: Drawn): Recipient {
  if (did !== undefined) return { did };
  const identities: HashedIdentity[] = [hashed('emailAddress', email, drawn.emailSalt)];
  return { identifiers: name === undefined ? identities : [...identities, hashed('name', name, drawn.nameSalt)] };
}

function hashed(type: HashedIdentity['type'], text: string, salt: string): HashedIdentity {
  return { type, hash: `sha256$${sha256(text + salt)}`, salt };
}

/** Its last day ends at midnight UTC: from then on it holds no more. */
function endOf({ validUntil }: GivenAward, validFrom: string, months: number | null): string | null {
  if (validUntil !== undefined) return `${validUntil}T23:59:59Z`;
  return months === null ? null : monthsLater(validFrom, months);
}

/** The same day so many months later; the last of the month where it has no such day. */
export function monthsLater(moment: string, months: number): string {
  const from = new Date(moment);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return `${first.toISOString().slice(0, 10)}${moment.slice(10)}`;
}

/** An award with slots for what differs, and what stands in them. Awards with the same `shape` are signed with one template. */
export type SlottedAward = { shape: string; award: Award; values: Record<string, string> };

/** Takes every text that belongs to one learner out of an award. Numbers, and which members there are, make its shape. */
export function slotted(award: Award): SlottedAward {
  const values: Record<string, string> = {};
  const take = <T extends string | null | undefined>(name: string, value: T): T => {
    if (value === null || value === undefined || value === '') return value;
    values[name] = value;
    return slot(name) as T;
  };
  const result = (one: AwardedResult, at: number): AwardedResult => ({ ...one, value: take(`result${at}`, one.value) });
  const evidence = (one: AwardedEvidence, at: number): AwardedEvidence => ({
    ...one,
    url: take(`evidence${at}url`, one.url),
    name: take(`evidence${at}name`, one.name),
    narrative: take(`evidence${at}narrative`, one.narrative),
  });
  const filled: Award = {
    ...award,
    id: take('id', award.id),
    recipient:
      'did' in award.recipient
        ? { did: take('did', award.recipient.did) }
        : {
            identifiers: award.recipient.identifiers.map(({ type, hash, salt }) => ({
              type,
              hash: take(`${type}hash`, hash),
              salt: take(`${type}salt`, salt),
            })),
          },
    validFrom: take('validFrom', award.validFrom),
    validUntil: take('validUntil', award.validUntil),
    awardedDate: take('awardedDate', award.awardedDate),
    activityStart: take('activityStart', award.activityStart),
    activityEnd: take('activityEnd', award.activityEnd),
    ...(award.results && { results: award.results.map(result) }),
    ...(award.evidence && { evidence: award.evidence.map(evidence) }),
    ...(award.status && {
      status: award.status.map((entry) => ({
        ...entry,
        id: take(`${String(entry.statusPurpose)}id`, String(entry.id)),
        statusListIndex: take('place', String(entry.statusListIndex)),
      })),
    }),
  };
  return { shape: JSON.stringify(filled), award: filled, values };
}
