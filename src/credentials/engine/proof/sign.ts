/** Signing with Ed25519: `eddsa-rdfc-2022` and `eddsa-jcs-2022` (Data Integrity EdDSA 1.0 §3.2, §3.3). */
import { sign } from 'node:crypto';
import { canonicalize, toMultibase } from '../encoding/index.js';
import type { Json, JsonObject, LinkedData } from '../types.js';
import { chainedDocument, proofsOf } from './chain.js';
import { ProofError, type Signing } from './schema.js';
import { digest, hashData, transform } from './suites.js';
import { readTimestamp } from './timestamps.js';

const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/';
/** Proofs of one batch differ in nothing but their signature: the hash of what they share is kept. */
const MOST_KEPT = 64;
const kept = new WeakMap<LinkedData, Map<string, Uint8Array>>();

/**
 * The document with one more proof, last. A document whose contexts say nothing of proofs is given the context that does.
 * @throws LinkedDataError for a document that is not sound; ProofError for times that are none, another key than Ed25519, or proofs to
 *   vouch for that the document has not.
 */
export async function signCredential(ld: LinkedData, document: JsonObject, signing: Signing): Promise<JsonObject> {
  const { proof: _, ...unsecured } = withProofContext(document, signing);
  const proofs = proofsOf(document);
  const configuration = configurationOf(unsecured, signing);
  const chained = chainedDocument(unsecured, proofs, signing.previousProof);
  if (typeof chained === 'string') throw new ProofError(chained);
  const form = signing.suite === 'eddsa-jcs-2022' ? 'jcs' : 'rdfc';
  const text = await transform(ld, form, chained, 'sha256');
  const data = hashData(await hashConfiguration(ld, unsecured, configuration, form), text);
  const proof = { ...configuration, proofValue: signatureOf(data, signing) };
  return { ...unsecured, proof: proofs.length > 0 ? [...proofs, proof] : proof };
}

/** `z…`: the value of a proof. */
export function signatureOf(data: Uint8Array, { key }: Pick<Signing, 'key'>): string {
  return toMultibase(sign(null, data, key.key));
}

/** The proof without its value. @throws ProofError */
export function configurationOf(document: JsonObject, signing: Signing): JsonObject {
  const { suite, key, created, expires, id, purpose = 'assertionMethod', challenge, domain, previousProof } = signing;
  if (key.kind !== 'ed25519') throw new ProofError(`A key of the kind ${key.kind} cannot sign here: Ed25519 can.`);
  for (const time of [created, expires]) {
    if (time !== undefined && !readTimestamp(time)) throw new ProofError(`“${time}” is not a time with a zone.`);
  }
  const given: Record<string, Json | undefined> = {
    type: 'DataIntegrityProof',
    id,
    cryptosuite: suite,
    created,
    expires,
    verificationMethod: key.method,
    proofPurpose: purpose,
    challenge,
    domain,
    previousProof,
    // §3.3.1: as JSON, a proof says itself which contexts it was made under.
    '@context': suite === 'eddsa-jcs-2022' ? document['@context'] : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** The hash of a configuration, under the contexts of the document. */
export async function hashConfiguration(
  ld: LinkedData,
  document: JsonObject,
  configuration: JsonObject,
  form: 'rdfc' | 'jcs',
): Promise<Uint8Array> {
  if (form === 'jcs') return digest(canonicalize(configuration));
  const whole = { '@context': document['@context']!, ...configuration };
  const known = kept.get(ld) ?? new Map<string, Uint8Array>();
  kept.set(ld, known);
  const key = JSON.stringify(whole);
  const hash = known.get(key) ?? digest(await ld.canonize(whole));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, hash);
  return hash;
}

/** A document whose contexts say nothing of proofs is given the one that does (Data Integrity 1.0 §2.4.1). */
export function withProofContext(document: JsonObject, { suite }: Pick<Signing, 'suite'>): JsonObject {
  const given = document['@context'];
  if (suite === 'eddsa-jcs-2022' && given === undefined) return document;
  const contexts = [given ?? []].flat();
  const defined = contexts.some(
    (one) => typeof one === 'string' && (one === CREDENTIALS_V2 || one.startsWith(DATA_INTEGRITY)),
  );
  return defined ? document : { ...document, '@context': [...contexts, `${DATA_INTEGRITY}v2`] };
}
