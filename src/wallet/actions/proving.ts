/** What a holding proves of a course, for reviews: facts alone; whether they are enough is judged there. */
import { findCredential, findPublishedAchievement, type IssuedCredential, stands } from '../../credentials/index.js';
import type { Db } from '../../platform/db/index.js';
import { findHolding } from '../queries/holdings.js';
import type { WholeHolding } from '../schema.js';
import { signedOf } from './files.js';
import { referenceOf } from './keeping.js';

export type CourseProof = {
  personId: string;
  courseId: string;
  editionNumber: number | null;
  facts: {
    by: 'credential';
    issuer: string;
    issuerVerified: boolean;
    signatureChecked: boolean;
    recipient: string | null;
    achievementOf: string[];
    current: boolean;
  };
};
/** `proof` null: it proves nothing of any course, and what rested on it falls. */
export type HoldingProof = { reference: string; proof: CourseProof | null };

/** Null: there is no such holding any more. */
export async function proofOfHolding(db: Db, id: string, now: Date): Promise<HoldingProof | null> {
  const held = await findHolding(db, id);
  if (!held) return null;
  const credential = held.personId === null ? null : await issuedHere(db, held);
  return { reference: referenceOf(held), proof: credential && (await proofOf(db, held, credential, now)) };
}

/** The credential of ours that somebody holds: claimed, or brought back as a file to the letter as it was signed. */
async function issuedHere(db: Db, held: WholeHolding): Promise<IssuedCredential | null> {
  if (held.credentialId !== null) return findCredential(db, held.credentialId);
  const id = /\/credentials\/([0-9a-f-]{36})$/.exec(held.summary?.id ?? '')?.[1];
  const credential = id === undefined ? null : await findCredential(db, id);
  return credential !== null && credential.signed === signedOf(held)?.text ? credential : null;
}

async function proofOf(
  db: Db,
  held: WholeHolding,
  credential: IssuedCredential,
  now: Date,
): Promise<CourseProof | null> {
  const { personId, recipient, verdict } = held;
  const { achievementId, achievementVersion, organisationId } = credential;
  const course = (await findPublishedAchievement(db, achievementId, achievementVersion))?.course ?? null;
  if (course === null || personId === null) return null;
  return {
    personId,
    courseId: course.id,
    editionNumber: course.edition,
    facts: {
      by: 'credential',
      issuer: organisationId,
      // Asked there again: this word alone makes nobody verified.
      issuerVerified: true,
      signatureChecked: verdict.authentic === true,
      recipient: recipient === 'letter' || recipient === 'address' ? personId : null,
      achievementOf: [course.id],
      current: stands(credential, now),
    },
  };
}
