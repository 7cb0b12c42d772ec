/** Several proofs of one document: a set, and chains in which a proof vouches for earlier ones (Data Integrity 1.0 §4.3, §4.5). */
import type { Json, JsonObject } from '../types.js';

/** The proofs of a document, in order; whatever else stands there is left out. */
export function proofsOf(document: JsonObject): JsonObject[] {
  return listedProofs(document).filter(isProof);
}

export function listedProofs({ proof }: JsonObject): Json[] {
  if (proof === undefined) return [];
  return Array.isArray(proof) ? proof : [proof];
}

export function isProof(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The proofs that a proof vouches for, in the order in which it names them; or a sentence, where it names none that is there. */
export function earlierProofs(proofs: readonly JsonObject[], previousProof: Json | undefined): JsonObject[] | string {
  const ids = previousProof === undefined ? [] : Array.isArray(previousProof) ? previousProof : [previousProof];
  const earlier: JsonObject[] = [];
  for (const id of ids) {
    const found = proofs.filter((proof) => typeof id === 'string' && proof.id === id);
    if (found.length === 0) return 'It builds on an earlier proof (previousProof) that is not there.';
    if (found.length > 1) return 'It builds on an earlier proof (previousProof) whose id is there twice.';
    earlier.push(...found);
  }
  return earlier;
}

/** What such a proof signs: the document with those proofs, each with its value. */
export function chainedDocument(
  unsecured: JsonObject,
  proofs: readonly JsonObject[],
  previousProof: Json | undefined,
): JsonObject | string {
  const earlier = earlierProofs(proofs, previousProof);
  if (typeof earlier === 'string') return earlier;
  return earlier.length > 0 ? { ...unsecured, proof: earlier } : unsecured;
}
