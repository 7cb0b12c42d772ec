/** The algorithms of signatures. Each belongs to one kind of key: a token cannot choose how its verifier reads a key. */
import { type KeyObject, sign, verify } from 'node:crypto';
import type { KeyKind, PublicKey } from '../types.js';
import { JwtError } from './jwt-error.js';

type Algorithm = { kind: KeyKind; hash: string | null };
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ['EdDSA', { kind: 'ed25519', hash: null }],
  ['Ed25519', { kind: 'ed25519', hash: null }],
  ['ES256', { kind: 'p-256', hash: 'sha256' }],
  ['ES384', { kind: 'p-384', hash: 'sha384' }],
  ['ES512', { kind: 'p-521', hash: 'sha512' }],
  ['RS256', { kind: 'rsa', hash: 'sha256' }],
]);

/** @throws JwtError `algorithm`: none at all, a shared secret, or one that is not known here. */
export function requireAlgorithm(alg: unknown): Algorithm {
  const algorithm = typeof alg === 'string' ? ALGORITHMS.get(alg) : undefined;
  if (algorithm) return algorithm;
  const name = String(alg).slice(0, 20);
  if (name.toLowerCase() === 'none') throw new JwtError('algorithm', 'The token is not signed (alg none).');
  if (/^HS\d+$/i.test(name))
    throw new JwtError(
      'algorithm',
      `The token is sealed with a shared secret (${name}), which proves nothing to others.`,
    );
  throw new JwtError(
    'algorithm',
    `The algorithm “${name}” is not known here (EdDSA, ES256, ES384, ES512 and RS256 are).`,
  );
}

export function algorithmFor(kind: KeyKind): string {
  return [...ALGORITHMS].find(([, algorithm]) => algorithm.kind === kind)![0];
}

/** @throws JwtError `algorithm` where the key is of another kind than the algorithm. */
export function verifyWith(alg: unknown, input: string, signature: Uint8Array, { kind, key }: PublicKey): boolean {
  const algorithm = requireAlgorithm(alg);
  if (algorithm.kind !== kind) {
    throw new JwtError('algorithm', `The token names ${String(alg)}, but the key is of the kind ${kind}.`);
  }
  return verify(algorithm.hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

export function signWith(alg: string, input: string, key: KeyObject): Buffer {
  const { hash } = requireAlgorithm(alg);
  // Ed25519 has one encoding, and Node takes a third less time for a key alone than for one with options.
  return sign(hash, Buffer.from(input), hash === null ? key : { key, dsaEncoding: 'ieee-p1363' });
}
