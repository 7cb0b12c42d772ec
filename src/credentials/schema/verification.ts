/** What is said of a credential that was handed over: checks with a name, and four verdicts that stay apart. */
import { z } from 'zod';

/**
 * Named checks, in the order in which they are made and told (after the probes of the public validator of Open Badges).
 * `format` what it is and that it is whole · `context` pinned contexts, in the right order · `type` the types that the standard asks for ·
 * `schema` its data model · `attached-schema` schemas that it names itself · `related-resource` digests of what it refers to ·
 * `subject` whom and what it is about · `evidence` · `issuer` who says so, and that the key is theirs · `proof` the signature ·
 * `status` revoked or suspended · `valid-from`, `valid-until` · `endorsements` those inside, each by the same checks ·
 * `recipient` that it was issued to whoever is asked for · `issuer-known` on a list of issuers · `policy` what the asker demands.
 */
export const CHECKS = [
  'format',
  'context',
  'type',
  'schema',
  'attached-schema',
  'related-resource',
  'subject',
  'evidence',
  'issuer',
  'proof',
  'status',
  'valid-from',
  'valid-until',
  'endorsements',
  'recipient',
  'issuer-known',
  'policy',
] as const;
export type CheckName = (typeof CHECKS)[number];

export const Check = z.object({
  name: z.enum(CHECKS),
  /** `unknown`: could not be found out. `skipped`: does not apply, or was not asked. */
  status: z.enum(['passed', 'failed', 'unknown', 'skipped']),
  /** One sentence for whoever was handed the credential. */
  message: z.string(),
  /** What to do now; null: nothing. A check that passed with a remark says it here. */
  fix: z.string().nullable(),
});
export type Check = z.infer<typeof Check>;

/** Each true, false, or null where it could not be checked or was not asked. */
export const Verdict = z.object({
  /** Whole, well-formed, and signed by the key of the issuer that it names. */
  authentic: z.boolean().nullable(),
  /** Begun, not ended, neither revoked nor suspended, at the moment asked for. */
  current: z.boolean().nullable(),
  /** The issuer stands on a list of issuers. False is a caution, not a failure. */
  issuerKnown: z.boolean().nullable(),
  policy: z.boolean().nullable(),
});
export type Verdict = z.infer<typeof Verdict>;

/** What the thing is, and how it came: `png` holds one of the others. */
export const FORMATS = [
  'open-badges-3',
  'open-badges-2',
  'clr-2',
  'endorsement',
  'verifiable-credential',
  'verifiable-presentation',
  'unknown',
] as const;
export const WRAPPINGS = ['json', 'jwt', 'png', 'svg', 'pdf', 'url', '1ob', 'text'] as const;

export const Verification = z.object({
  /** `open-badges-3 in png`, for people and programs alike. */
  format: z.string(),
  verdict: Verdict,
  checks: z.array(Check),
});
export type Verification = z.infer<typeof Verification>;
