/** Verifying the proofs of a document, each by itself, those that build on others after those (Data Integrity 1.0 §4.4, §4.5). */
import { EncodingError } from '../encoding/index.js';
import { type FoundKey, type Json, type JsonObject, KeyError, type LinkedData, LinkedDataError } from '../types.js';
import { chainedDocument, earlierProofs, isProof, listedProofs } from './chain.js';
import { verifyEcdsaSd } from './ecdsa-sd.js';
import type { ProofExpectation, ProofResult } from './schema.js';
import {
  digestOf,
  type Form,
  findSuite,
  hashData,
  isSignedBy,
  readSignature,
  suiteNameOf,
  transform,
} from './suites.js';
import { readTimestamp } from './timestamps.js';

/** Each may cost a look at the web. */
const MOST_PROOFS = 16;

/** How a proof came out: true, false with a sentence, or null with a sentence where it could not be checked. */
class Outcome extends Error {
  constructor(
    readonly verified: false | null,
    message: string,
  ) {
    super(message);
  }
}
const refuse = (message: string): never => {
  throw new Outcome(false, message);
};

/** One result for each proof of the document, in their order; none where it has none. Never throws for what is in the document. */
export async function verifyProofs(
  ld: LinkedData,
  document: JsonObject,
  expected: ProofExpectation,
): Promise<ProofResult[]> {
  const { proof: _, ...unsecured } = document;
  const listed = listedProofs(document);
  const proofs = listed.filter(isProof);
  /** The document is worked out once for all proofs that sign the same of it. */
  const texts = new Map<string, Promise<string>>();
  const results = new Map<JsonObject, Promise<ProofResult>>();
  return Promise.all(
    listed.map((one, index) => {
      if (index >= MOST_PROOFS) return unchecked(one, null, `More than ${MOST_PROOFS} proofs are not looked at.`);
      return isProof(one) ? resultOf(one, []) : unchecked(one, false, 'The proof is not an object.');
    }),
  );

  function resultOf(proof: JsonObject, way: readonly JsonObject[]): Promise<ProofResult> {
    const known = results.get(proof);
    if (known && !way.includes(proof)) return known;
    if (way.includes(proof)) return unchecked(proof, false, 'The proofs build on each other in a circle.');
    const made = verifyOne(proof, [...way, proof]);
    results.set(proof, made);
    return made;
  }

  async function verifyOne(proof: JsonObject, way: readonly JsonObject[]): Promise<ProofResult> {
    const result = emptyResult(proof);
    try {
      checkConfiguration(proof, expected);
      await checkEarlier(proof, way);
      const key = await findKey(proof, expected);
      Object.assign(result, { key, controller: key.controller });
      checkKeyAge(proof, key, expected.now);
      await checkSignature(proof, key);
      return { ...result, verified: true, fault: null };
    } catch (error) {
      return { ...result, ...faultOf(error) };
    }
  }

  async function checkEarlier(proof: JsonObject, way: readonly JsonObject[]): Promise<void> {
    const earlier = earlierProofs(proofs, proof.previousProof);
    if (typeof earlier === 'string') return refuse(earlier);
    for (const one of earlier) {
      const { verified, fault } = await resultOf(one, way);
      if (verified !== true) throw new Outcome(verified, `It builds on a proof that does not hold: ${fault}`);
    }
  }

  async function checkSignature(proof: JsonObject, key: FoundKey): Promise<void> {
    const { proofValue, ...rest } = proof;
    const chained = chainedDocument(unsecured, proofs, proof.previousProof);
    if (typeof chained === 'string') return refuse(chained);
    if (rest.cryptosuite === 'ecdsa-sd-2023') return checkSelective(chained, rest, proofValue, key);
    const { form, kinds } = findSuite(proof)!;
    const { kind } = key.publicKey;
    if (!kinds.includes(kind)) return refuse(`A ${kind} key cannot sign for ${suiteNameOf(proof)}.`);
    const signature = readSignature(proofValue, kind);
    if (!signature) return refuse('The value of the signature is damaged: it is not one of this kind of key.');
    const { content, configuration } = form === 'jcs' ? underOwnContexts(chained, rest) : underContexts(chained, rest);
    const hash = digestOf(kind);
    const [configurationText, text] = await Promise.all([
      transform(ld, form, configuration, hash),
      textOf(content, form, hash),
    ]);
    if (!isSignedBy(key.publicKey, hashData(configurationText, text, hash), signature))
      return refuse('The signature does not fit: the content was changed after signing, or another key signed it.');
  }

  /** Documents that differ from the bare one differ in their proofs or contexts, and are worked out each for itself. */
  function textOf(content: JsonObject, form: Form, hash: 'sha256' | 'sha384'): Promise<string> {
    if (content !== unsecured) return transform(ld, form, content, hash);
    const name = `${form} ${hash}`;
    const known = texts.get(name) ?? transform(ld, form, content, hash);
    texts.set(name, known);
    return known;
  }

  async function checkSelective(
    content: JsonObject,
    rest: JsonObject,
    proofValue: Json | undefined,
    key: FoundKey,
  ): Promise<void> {
    if (typeof proofValue !== 'string') return refuse('The proof has no value.');
    const { configuration } = underContexts(content, rest);
    const fault = await verifyEcdsaSd(ld, content, configuration, proofValue, key.publicKey);
    if (fault !== null) refuse(fault);
  }
}

/** The configuration as statements takes the contexts of the document, whatever its own says. */
function underContexts(content: JsonObject, rest: JsonObject): { content: JsonObject; configuration: JsonObject } {
  const contexts = content['@context'];
  return { content, configuration: contexts === undefined ? rest : { ...rest, '@context': contexts } };
}

/** As JSON, a proof was made under the contexts that it states, and the document has to begin with those (§3.3.2). */
function underOwnContexts(content: JsonObject, rest: JsonObject): { content: JsonObject; configuration: JsonObject } {
  const own = rest['@context'];
  if (own === undefined) return { content, configuration: rest };
  const given = [content['@context'] ?? []].flat();
  const same = [own].flat().every((one, index) => JSON.stringify(one) === JSON.stringify(given[index]));
  if (!same) return refuse('The contexts of the document are not those that were signed.');
  const unchanged = JSON.stringify(own) === JSON.stringify(content['@context']);
  return { content: unchanged ? content : { ...content, '@context': own }, configuration: rest };
}

function checkConfiguration(proof: JsonObject, { purpose = 'assertionMethod', ...expected }: ProofExpectation): void {
  const { type, proofPurpose, created, expires, challenge, domain } = proof;
  if (typeof type !== 'string') refuse('The proof does not say of which type it is.');
  if (type === 'DataIntegrityProof' && typeof proof.cryptosuite !== 'string') refuse('The proof names no cryptosuite.');
  if (!findSuite(proof) && proof.cryptosuite !== 'ecdsa-sd-2023')
    throw new Outcome(null, `Signatures of the kind “${suiteNameOf(proof).slice(0, 80)}” cannot be checked here.`);
  if (proofPurpose !== purpose) refuse(`The proof was made for another purpose than ${purpose}.`);
  if (created !== undefined && !readTimestamp(created)) refuse('The time at which the proof was made is not a time.');
  const end = expires === undefined ? null : readTimestamp(expires);
  if (expires !== undefined && !end) refuse('The time at which the proof ends is not a time.');
  if (end && end <= expected.now) refuse(`The proof ended on ${String(expires)}.`);
  if (expected.challenge !== undefined && challenge !== expected.challenge)
    refuse('The proof answers another challenge than the one that was set.');
  if (expected.domain !== undefined && ![domain].flat().includes(expected.domain))
    refuse('The proof was made for another domain.');
}

async function findKey(
  proof: JsonObject,
  { resolveKey, purpose = 'assertionMethod' }: ProofExpectation,
): Promise<FoundKey> {
  const { verificationMethod } = proof;
  if (typeof verificationMethod !== 'string') return refuse('The proof does not say with which key it was made.');
  return resolveKey(verificationMethod, purpose);
}

/** A key that ended signs nothing after that; without a time of its own, a proof counts as made now. */
function checkKeyAge({ created }: JsonObject, { ended }: FoundKey, now: Date): void {
  const end = ended === null ? null : new Date(ended);
  if (end && (readTimestamp(created) ?? now) >= end)
    refuse(`The key that signed ended on ${ended}, before this was signed.`);
}

function emptyResult(proof: Json): ProofResult {
  const { verificationMethod, created } = isProof(proof) ? proof : ({} as JsonObject);
  return {
    suite: isProof(proof) ? suiteNameOf(proof) : 'unknown',
    method: typeof verificationMethod === 'string' ? verificationMethod : null,
    verified: false,
    fault: null,
    keyFault: null,
    key: null,
    controller: null,
    created: typeof created === 'string' ? created : null,
  };
}

async function unchecked(proof: Json, verified: false | null, fault: string): Promise<ProofResult> {
  return { ...emptyResult(proof), verified, fault };
}

/** @throws whatever is no fault of the document. */
function faultOf(error: unknown): Pick<ProofResult, 'verified' | 'fault' | 'keyFault'> {
  if (error instanceof Outcome) return { verified: error.verified, fault: error.message, keyFault: null };
  if (error instanceof KeyError) {
    const open = error.fault === 'unreachable' || error.fault === 'unsupported';
    return { verified: open ? null : false, fault: error.message, keyFault: error.fault };
  }
  if (error instanceof LinkedDataError) {
    const isUnpinned = error.fault === 'context' && error.subject !== null;
    const open = isUnpinned || error.fault === 'too-large' || error.fault === 'too-long';
    return { verified: open ? null : false, fault: error.message, keyFault: null };
  }
  if (error instanceof EncodingError) return { verified: false, fault: error.message, keyFault: null };
  throw error;
}
