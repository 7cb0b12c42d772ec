/** Cryptosuites: how document and proof become bytes, and which keys may sign them. */
import { createHash, verify } from 'node:crypto';
import { canonicalize, fromMultibase } from '../encoding/index.js';
import type { Json, JsonObject, KeyKind, LinkedData, PublicKey } from '../types.js';

/** As statements (RDFC-1.0), or as JSON (JCS). */
export type Form = 'rdfc' | 'jcs';
type Suite = { form: Form; kinds: readonly KeyKind[] };
export type DigestName = 'sha256' | 'sha384';

const EDDSA: readonly KeyKind[] = ['ed25519'];
const ECDSA: readonly KeyKind[] = ['p-256', 'p-384'];

/** By `cryptosuite`. `eddsa-2022` and `ecdsa-2019` are what the drafts called their successors. */
const CRYPTOSUITES: ReadonlyMap<string, Suite> = new Map([
  ['eddsa-rdfc-2022', { form: 'rdfc', kinds: EDDSA }],
  ['eddsa-2022', { form: 'rdfc', kinds: EDDSA }],
  ['eddsa-jcs-2022', { form: 'jcs', kinds: EDDSA }],
  ['ecdsa-rdfc-2019', { form: 'rdfc', kinds: ECDSA }],
  ['ecdsa-2019', { form: 'rdfc', kinds: ECDSA }],
  ['ecdsa-jcs-2019', { form: 'jcs', kinds: ECDSA }],
]);

/** By `type`, for proofs from before there were cryptosuites. */
const TYPES: ReadonlyMap<string, Suite> = new Map([['Ed25519Signature2020', { form: 'rdfc', kinds: EDDSA }]]);

const LENGTHS: Readonly<Record<KeyKind, number>> = { ed25519: 64, 'p-256': 64, 'p-384': 96, 'p-521': 132, rsa: 0 };

/** `eddsa-rdfc-2022`, `Ed25519Signature2020`; the type alone where a proof names no suite. */
export function suiteNameOf(proof: JsonObject): string {
  if (proof.type === 'DataIntegrityProof' && typeof proof.cryptosuite === 'string') return proof.cryptosuite;
  return typeof proof.type === 'string' ? proof.type : 'unknown';
}

export function findSuite(proof: JsonObject): Suite | null {
  const table = proof.type === 'DataIntegrityProof' ? CRYPTOSUITES : TYPES;
  return table.get(suiteNameOf(proof)) ?? null;
}

/** SHA-384 goes with P-384, in the canonical form too (Data Integrity ECDSA 1.0 §3.2). */
export const digestOf = (kind: KeyKind): DigestName => (kind === 'p-384' ? 'sha384' : 'sha256');

/** The one text of a document or of a proof's configuration. @throws LinkedDataError, EncodingError */
export async function transform(ld: LinkedData, form: Form, document: JsonObject, hash: DigestName): Promise<string> {
  return form === 'jcs' ? canonicalize(document) : ld.canonize(document, { hash });
}

/** What is signed: the hash of the proof's configuration, then that of the document. */
export function hashData(configuration: string | Uint8Array, document: string, name: DigestName = 'sha256'): Buffer {
  const first = typeof configuration === 'string' ? digest(configuration, name) : configuration;
  return Buffer.concat([first, digest(document, name)]);
}

export const digest = (text: string, name: DigestName = 'sha256'): Buffer => createHash(name).update(text).digest();

/** Null where the value is no signature of that kind of key. */
export function readSignature(proofValue: Json | undefined, kind: KeyKind): Uint8Array | null {
  if (typeof proofValue !== 'string' || !proofValue.startsWith('z')) return null;
  try {
    const bytes = fromMultibase(proofValue);
    return bytes.length === LENGTHS[kind] ? bytes : null;
  } catch {
    return null;
  }
}

export function isSignedBy({ kind, key }: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (kind === 'ed25519') return verify(null, data, key, signature);
  return verify(digestOf(kind), data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
