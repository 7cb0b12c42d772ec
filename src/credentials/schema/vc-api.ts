/** Words of the test interface (VC-API 0.3, the parts that public suites drive). */
import { z } from 'zod';
import type { JsonObject } from '../engine/types.js';

const Document = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

export const IssueOptions = z.object({
  /** How an embedded proof is made; `vc+jwt` wraps the credential into a token instead (VC-JOSE-COSE). */
  cryptosuite: z.enum(['eddsa-rdfc-2022', 'eddsa-jcs-2022']).default('eddsa-rdfc-2022'),
  mediaType: z.enum(['application/vc', 'application/vc+jwt']).default('application/vc'),
  /** Gives the credential a place in the status list of this interface. */
  credentialStatus: z
    .object({ type: z.literal('BitstringStatusListEntry'), statusPurpose: z.literal('revocation') })
    .optional(),
});
export type IssueOptions = z.infer<typeof IssueOptions>;
export const ToIssueByVcApi = z.object({ credential: Document, options: IssueOptions.optional() });

export const VerifyOptionsByVcApi = z.object({
  /** `proof` alone, `credentialStatus`; left out: everything, also whose key it is and whether it is current. */
  checks: z.array(z.string().max(100)).max(20).optional(),
  challenge: z.string().max(1000).optional(),
  domain: z.string().max(1000).optional(),
});
export type VerifyOptionsByVcApi = z.infer<typeof VerifyOptionsByVcApi>;
const options = VerifyOptionsByVcApi.optional();
export const CredentialToVerify = z.object({ verifiableCredential: Document, options });
export const PresentationToVerify = z.object({ verifiablePresentation: Document, options });

/** Of a suite that hands over the key with each question. */
export const TokenAsked = z.object({
  act: z.enum(['issue', 'verify']),
  kind: z.enum(['credential', 'presentation']),
  /** JSON to sign, or a token to verify. */
  input: z.string().max(1_000_000),
  key: z.object({ id: z.string(), controller: z.string(), publicKeyJwk: Document, secretKeyJwk: Document }),
});
export type TokenAsked = z.infer<typeof TokenAsked>;
