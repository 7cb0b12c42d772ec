/** Signing anything else in the name of an organisation: endorsements, and what comes later. */
import type { Db } from '../../../platform/db/index.js';
import { signCredential } from '../../engine/proof/index.js';
import type { JsonObject } from '../../engine/types.js';
import { wholeSeconds } from '../../rules/issuing/issuers.js';
import { type Issuer, issuerFor } from './issuers.js';
import type { Issuing } from './parts.js';

/**
 * Signs a document as an organisation, with its living key; `build` makes it, knowing the issuer. For a place in its status lists
 * `takeStatusPlace` is called in the same transaction. @throws IssuingError, LinkedDataError
 */
export async function signAs(
  trx: Db,
  issuing: Issuing,
  organisationId: string,
  build: (issuer: Issuer) => JsonObject | Promise<JsonObject>,
): Promise<{ signed: JsonObject; issuer: Issuer }> {
  const issuer = await issuerFor(trx, issuing, organisationId);
  const document = await build(issuer);
  const created = wholeSeconds(issuing.clock.now());
  const signed = await signCredential(issuing.linkedData, document, {
    suite: 'eddsa-rdfc-2022',
    key: issuer.key,
    created,
  });
  return { signed, issuer };
}
