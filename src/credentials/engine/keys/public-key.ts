/** Public keys as multibase says them, and back. Each is checked to be of its length and on its curve. */
import { createPublicKey, ECDH, type KeyObject } from 'node:crypto';
import { EncodingError, fromMultibase, toBase64url, toMultibase } from '../encoding/index.js';
import { KeyError, type KeyKind, type PublicKey } from '../types.js';
import { CURVES, type CurveKind, PUBLIC_CODES, PUBLIC_LENGTHS } from './codes.js';

const LEAST_RSA_BITS = 2048;

/** Importing a key costs as much as verifying with it, and one issuer signs many credentials. */
const MOST_KEPT = 500;
const kept = new Map<string, PublicKey>();

/** @throws KeyError `malformed` (not such a key), `unsupported` (a kind that we do not verify with). */
export function publicKeyOf(multibase: string): PublicKey {
  const known = kept.get(multibase);
  if (known) return known;
  const read = readPublicKey(multibase);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(multibase, read);
  return read;
}

function readPublicKey(multibase: string): PublicKey {
  const { kind, raw } = readMultikey(multibase);
  if (kind === 'x25519') throw new KeyError('unsupported', 'This key (X25519) is for encryption and cannot sign.');
  return {
    kind,
    key: importPublic(kind, raw),
    multibase: toMultibase(Uint8Array.from([...PUBLIC_CODES[kind], ...raw])),
  };
}

/** The kind and the bare bytes of a Multikey. @throws KeyError */
export function readMultikey(multibase: string): { kind: KeyKind | 'x25519'; raw: Uint8Array<ArrayBuffer> } {
  const bytes = bytesOf(multibase);
  const kinds = Object.keys(PUBLIC_CODES) as (keyof typeof PUBLIC_CODES)[];
  const kind = kinds.find((name) => PUBLIC_CODES[name][0] === bytes[0] && PUBLIC_CODES[name][1] === bytes[1]);
  if (!kind)
    throw new KeyError('unsupported', 'This kind of key is not known here (Ed25519, P-256, P-384, P-521 and RSA are).');
  const raw = bytes.slice(2);
  if (kind !== 'rsa' && raw.length !== PUBLIC_LENGTHS[kind]) {
    throw new KeyError(
      'wrong-length',
      `A ${kind} key takes ${PUBLIC_LENGTHS[kind]} bytes; this one has ${raw.length}.`,
    );
  }
  return { kind, raw };
}

/** A public key from what `crypto` holds. @throws KeyError `unsupported`, and `malformed` for RSA below 2,048 bits. */
export function publicKeyFrom(key: KeyObject): PublicKey {
  const kind = kindOf(key);
  return {
    kind,
    key: key.type === 'private' ? createPublicKey(key) : key,
    multibase: kind === 'rsa' ? null : multibaseOf(key),
  };
}

/** `z6Mk…` of a public key, or of the public half of a private one. @throws KeyError `unsupported` for a kind without one. */
export function multibaseOf(key: KeyObject): string {
  const kind = kindOf(key);
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (kind === 'rsa') throw new KeyError('unsupported', 'An RSA key is not written as a Multikey here.');
  const x = Buffer.from(jwk.x!, 'base64url');
  if (kind === 'ed25519') return toMultibase(Uint8Array.from([...PUBLIC_CODES.ed25519, ...x]));
  const odd = Buffer.from(jwk.y!, 'base64url').at(-1)! & 1;
  return toMultibase(Uint8Array.from([...PUBLIC_CODES[kind], odd ? 3 : 2, ...x]));
}

export function kindOf(key: KeyObject): KeyKind {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return 'ed25519';
  const curves = Object.keys(CURVES) as CurveKind[];
  const curve = curves.find((name) => type === 'ec' && details?.namedCurve === CURVES[name].node);
  if (curve) return curve;
  if (type === 'rsa') {
    if ((details?.modulusLength ?? 0) < LEAST_RSA_BITS) {
      throw new KeyError('malformed', `An RSA key should have at least ${LEAST_RSA_BITS} bits.`);
    }
    return 'rsa';
  }
  throw new KeyError('unsupported', 'This kind of key is not known here (Ed25519, P-256, P-384, P-521 and RSA are).');
}

function importPublic(kind: KeyKind, raw: Uint8Array<ArrayBuffer>): KeyObject {
  try {
    if (kind === 'rsa') {
      const key = createPublicKey({ key: Buffer.from(raw), format: 'der', type: 'pkcs1' });
      kindOf(key);
      return key;
    }
    if (kind === 'ed25519')
      return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(raw) } });
    return createPublicKey({ format: 'jwk', key: pointOf(kind, raw) });
  } catch (error) {
    if (error instanceof KeyError) throw error;
    throw new KeyError('malformed', `The key is not a valid ${kind} key.`);
  }
}

/** Decompressing solves the curve's equation, so a point beside the curve is refused here. */
function pointOf(
  kind: CurveKind,
  compressed: Uint8Array<ArrayBuffer>,
): { kty: string; crv: string; x: string; y: string } {
  const { node, jwk, bytes } = CURVES[kind];
  const point = ECDH.convertKey(compressed, node, undefined, undefined, 'uncompressed') as unknown as Buffer;
  return {
    kty: 'EC',
    crv: jwk,
    x: toBase64url(point.subarray(1, 1 + bytes)),
    y: toBase64url(point.subarray(1 + bytes)),
  };
}

function bytesOf(multibase: string): Uint8Array {
  try {
    return fromMultibase(multibase);
  } catch (error) {
    if (error instanceof EncodingError) throw new KeyError('malformed', `The key cannot be read. ${error.message}`);
    throw error;
  }
}
