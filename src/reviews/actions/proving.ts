/** The slot for proofs that somebody took a course: credentials and hosted courses call it, the rule judges. */
import { courseChanged } from '../../catalogue/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { coursesProvedBy, endProofs, organisationNow, partiesOf, saveProof, wholeOf } from '../queries/proofs.js';
import { ProofFacts, type ProofRefusal, refusalOfProof } from '../rules/proof.js';

export type ProofGiven = {
  personId: string;
  courseId: string;
  /** Null: of no edition in particular. */
  editionNumber: number | null;
  /** The credential or attempt, by which it is ended later. */
  reference: string;
  facts: ProofFacts;
};

/**
 * Keeps what is known, and says why it is no proof; null: it is one, and the learner's reviews of this course carry the
 * mark. In the transaction of the act that knows. Whether the issuer is verified, and is a party of the course, is asked
 * here again: the caller's word counts only where it says less.
 */
export async function proveLearner(trx: Db, given: ProofGiven, now: Date): Promise<ProofRefusal> {
  const stated = ProofFacts.parse(given.facts);
  const whole = await wholeOf(trx, given.courseId);
  if (whole === null) return stated.by === 'credential' ? 'achievement' : 'other-course';
  const facts = await wholeFacts(trx, stated);
  const asked = { personId: given.personId, courseId: whole, parties: await partiesOf(trx, whole) };
  const refusal = refusalOfProof(facts, asked);
  const { personId, reference } = given;
  const courseId = await mappedCourse(trx, stated, { ...given, whole });
  const proof = { id: newId(), personId, courseId, edition: given.editionNumber, by: facts.by, reference, now };
  await saveProof(trx, { ...proof, facts: stated, stands: refusal === null });
  await courseChanged(trx, [courseId]);
  return refusal;
}

/** The course that the facts name: should it be parted from what it was found to be, the proof goes with it. */
async function mappedCourse(
  trx: Db,
  facts: ProofFacts,
  { courseId, whole }: { courseId: string; whole: string },
): Promise<string> {
  if (facts.by === 'graded-step') return (await wholeOf(trx, facts.course)) === whole ? facts.course : courseId;
  if (facts.achievementOf.includes(courseId)) return courseId;
  for (const id of facts.achievementOf) if ((await wholeOf(trx, id)) === whole) return id;
  return courseId;
}

/** The same facts in terms of courses as they are now, and of what Cairn knows of the issuer itself. */
async function wholeFacts(trx: Db, facts: ProofFacts): Promise<ProofFacts> {
  if (facts.by === 'graded-step') return { ...facts, course: (await wholeOf(trx, facts.course)) ?? facts.course };
  const issuer = facts.issuer === null ? null : await organisationNow(trx, facts.issuer);
  const issuerVerified = issuer !== null && facts.issuerVerified && issuer.verified;
  const achievementOf: string[] = [];
  for (const id of facts.achievementOf) achievementOf.push((await wholeOf(trx, id)) ?? id);
  return { ...facts, issuer: issuer?.id ?? null, issuerVerified, achievementOf };
}

/** Takes back what rests on a credential (revoked, say) or an attempt: the mark goes. */
export async function disproveLearner(
  trx: Db,
  { by, reference }: { by: ProofFacts['by']; reference: string },
  now: Date,
): Promise<void> {
  await courseChanged(trx, await endProofs(trx, by, reference, now));
}

/** The identity of an issuer was proved, or its proof withdrawn: its learners' marks came or went, so courses are read again. */
export async function heedIssuer(db: Db, organisationId: string): Promise<void> {
  await db.transaction().execute(async (trx) => courseChanged(trx, await coursesProvedBy(trx, organisationId)));
}
