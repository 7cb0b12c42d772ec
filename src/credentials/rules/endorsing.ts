/** What an endorsement says, as a signed file and in words. Pure. Source of the file: Open Badges 3.0, EndorsementCredential. */
import type { JsonObject } from '../engine/types.js';
import type { IssuerOfCredential } from '../schema/award.js';
import type { Endorsement, EndorsementAnswer, EndorsementState, EndorsementUnit } from '../schema/endorsement.js';
import { CREDENTIALS_V2, OPEN_BADGES_3 } from './extension.js';
import { sparse } from './sparse.js';

/** What Open Badges has no words for; always the same bytes, for they are signed. */
const COUNTS: JsonObject = {
  countsFor: 'urn:cairn:terms#countsFor',
  countsUnit: 'urn:cairn:terms#countsUnit',
};

type Said = {
  /** Address of the endorsement, and of what it is about. */
  id: string;
  about: string;
  name: string;
  issuer: IssuerOfCredential;
  counts: Endorsement['counts'];
  words: string;
  /** Moments with their zone. */
  validFrom: string;
  validUntil: string;
  until: string;
  status: JsonObject;
};

/** The unsigned EndorsementCredential. */
export function buildEndorsement({
  id,
  about,
  name,
  issuer,
  counts,
  words,
  validFrom,
  validUntil,
  until,
  status,
}: Said): JsonObject {
  const comment = `${recognitionInWords({ body: issuer.name, counts, until })}${words === '' ? '' : ` ${words}`}`;
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_3, COUNTS],
    id,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: `Recognition of ${name} by ${issuer.name}`,
    issuer: sparse({ id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url }),
    validFrom,
    validUntil,
    credentialSubject: sparse({
      id: about,
      type: ['EndorsementSubject'],
      endorsementComment: comment,
      countsFor: counts?.amount,
      countsUnit: counts?.unit,
    }),
    credentialStatus: status,
  };
}

/** What an endorsement says, whoever signed it, and of what; null: it is no endorsement, or says neither. */
export function saidIn({ type, credentialSubject }: JsonObject): { about: string | null; words: string | null } | null {
  if (![type].flat().includes('EndorsementCredential')) return null;
  const [subject] = [credentialSubject].flat();
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) return null;
  const { id, endorsementComment } = subject;
  const about = typeof id === 'string' ? id : null;
  const words = typeof endorsementComment === 'string' ? endorsementComment : null;
  return about === null && words === null ? null : { about, words };
}

/** `Counts for 3 CPD hours with Demo Institute until 31 December 2027.` */
export function recognitionInWords({
  body,
  counts,
  until,
}: {
  body: string;
  counts: Endorsement['counts'];
  until: string;
}): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(until));
  return `${counts ? `Counts for ${amountInWords(counts)} with ${body}` : `Recognised by ${body}`} until ${day}.`;
}

const UNITS: Readonly<Record<EndorsementUnit, readonly [string, string]>> = {
  hours: ['CPD hour', 'CPD hours'],
  points: ['point', 'points'],
};

/** `3 CPD hours`, `1 point`, `2.5 points`. */
export function amountInWords({ amount, unit }: { amount: number; unit: EndorsementUnit }): string {
  return `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`;
}

/** How it stands on a day of the calendar. */
export function endorsementState(
  { revokedReason, stands, until }: Pick<Endorsement, 'revokedReason' | 'stands' | 'until'>,
  today: string,
): EndorsementState {
  if (revokedReason !== null) return 'revoked';
  if (!stands) return 'withdrawn';
  return until < today ? 'ended' : 'current';
}

export function subjectAddress({ kind, id, slug }: Pick<Endorsement['subject'], 'kind' | 'id' | 'slug'>): string {
  return kind === 'course' ? `/courses/${slug}` : `/achievements/${id}`;
}

/** As programs read it. */
export function answerOf(endorsement: Endorsement, origin: string, today: string): EndorsementAnswer {
  const { id, body, subject, counts, words, from, until, revokedReason, signed } = endorsement;
  const { kind, name, provider } = subject;
  return {
    id,
    url: `${origin}/endorsements/${id}`,
    body,
    subject: { kind, id: subject.id, name, url: `${origin}${subjectAddress(subject)}`, provider },
    counts,
    words,
    from,
    until,
    state: endorsementState(endorsement, today),
    revokedReason,
    credential: JSON.parse(signed) as EndorsementAnswer['credential'],
  };
}
