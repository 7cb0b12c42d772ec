/**
 * Who is a proved learner of a course. Judged here from facts alone: whoever brings a proof states what was found, never
 * that it is enough.
 */
import { z } from 'zod';

/** What is known of a credential that an account holds. */
export const CredentialFacts = z.object({
  by: z.literal('credential'),
  /** The organisation on whose behalf it was issued; null: it is not known which that is. */
  issuer: z.uuid().nullable(),
  /** Whether the identity of that organisation is proved to Cairn now. */
  issuerVerified: z.boolean(),
  /** The signature, and that the key is the issuer's: checked and found good. */
  signatureChecked: z.boolean(),
  /** The account to which the recipient was proved (not merely stated) to belong. */
  recipient: z.uuid().nullable(),
  /** Courses to which the issuer maps the achievement. */
  achievementOf: z.array(z.uuid()).max(1000),
  /** Neither revoked nor suspended nor past its end. */
  current: z.boolean(),
});
/** What is known of a step of a course that runs here and was marked by an assessor or by a keyed test. */
export const StepFacts = z.object({
  by: z.literal('graded-step'),
  learner: z.uuid(),
  course: z.uuid(),
  graded: z.boolean(),
  /** Whether the mark still stands. */
  current: z.boolean(),
});
export const ProofFacts = z.discriminatedUnion('by', [CredentialFacts, StepFacts]);
export type ProofFacts = z.infer<typeof ProofFacts>;

/** Whose learner is to be proved: `parties` are the provider and the awarding bodies of the course. */
export type ProofAsked = { personId: string; courseId: string; parties: readonly string[] };

/** Why facts are no proof; null: they are. */
export type ProofRefusal =
  | 'signature'
  | 'issuer-unknown'
  | 'issuer-not-verified'
  | 'issuer-not-party'
  | 'recipient'
  | 'achievement'
  | 'ended'
  | 'not-graded'
  | 'other-course'
  | null;

export function refusalOfProof(facts: ProofFacts, asked: ProofAsked): ProofRefusal {
  return facts.by === 'credential' ? refusalOfCredential(facts, asked) : refusalOfStep(facts, asked);
}

function refusalOfCredential(facts: z.infer<typeof CredentialFacts>, asked: ProofAsked): ProofRefusal {
  if (!facts.signatureChecked) return 'signature';
  if (facts.issuer === null) return 'issuer-unknown';
  if (!facts.issuerVerified) return 'issuer-not-verified';
  if (!asked.parties.includes(facts.issuer)) return 'issuer-not-party';
  if (facts.recipient !== asked.personId) return 'recipient';
  if (!facts.achievementOf.includes(asked.courseId)) return 'achievement';
  return facts.current ? null : 'ended';
}

function refusalOfStep(facts: z.infer<typeof StepFacts>, asked: ProofAsked): ProofRefusal {
  if (facts.course !== asked.courseId) return 'other-course';
  if (facts.learner !== asked.personId) return 'recipient';
  if (!facts.graded) return 'not-graded';
  return facts.current ? null : 'ended';
}
