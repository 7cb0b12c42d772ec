/** In which of three ways a credential is signed, and what stands in it whichever it is. */
import { type BatchSigner, type BatchTemplate, openBatchSigner, openTokenSigner } from '../../engine/batch/index.js';
import { credentialOfJwt, readJwt } from '../../engine/jwt/index.js';
import type { LinkedDataHere } from '../../engine/linked-data/index.js';
import type { JsonObject } from '../../engine/types.js';
import type { SignedAs } from '../../schema/issuing.js';

/** @throws BatchError, LinkedDataError, ProofError for a document that cannot be signed so */
export async function openSigner(
  ld: LinkedDataHere,
  template: BatchTemplate,
  signedAs: SignedAs,
): Promise<BatchSigner> {
  if (signedAs === 'vc-jwt') return openTokenSigner(template, 'vc-jose-cose');
  if (signedAs === 'ob3-jwt') return openTokenSigner(template, 'ob3');
  return openBatchSigner(ld, template);
}

/** How one of ours was signed, so that what follows on it is signed alike. */
export function signedAsOf(signed: string): SignedAs {
  if (signed.startsWith('{')) return 'proof';
  return readJwt(signed).header.typ === 'vc+jwt' ? 'vc-jwt' : 'ob3-jwt';
}

/** What stands in one of ours, as JSON. */
export function documentOf(signed: string): JsonObject {
  if (signed.startsWith('{')) return JSON.parse(signed) as JsonObject;
  const { header, payload } = readJwt(signed);
  return credentialOfJwt(header, payload).credential;
}
