/** Private keys: made, and read back from what was kept. */
import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fromMultibase, toBase64url } from '../encoding/index.js';
import { KeyError, type KeyKind } from '../types.js';
import { CURVES, type CurveKind, SECRET_CODES } from './codes.js';
import { kindOf, multibaseOf } from './public-key.js';

export type NewKey = { kind: KeyKind; multibase: string; privateKey: KeyObject };

/** Ed25519 is what we sign with; the others are for tests of what we verify. */
export function newSigningKey(kind: 'ed25519' | CurveKind = 'ed25519'): NewKey {
  const { privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: CURVES[kind].node });
  return { kind, multibase: multibaseOf(privateKey), privateKey };
}

export const exportPrivateKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'pkcs8' }) as Buffer;

/** @throws KeyError where the bytes are no private key of a kind that we know. */
export function importPrivateKey(pkcs8: Uint8Array): NewKey {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch {
    throw new KeyError('malformed', 'The bytes are not a private key (PKCS 8).');
  }
  return { kind: kindOf(privateKey), multibase: multibaseOf(privateKey), privateKey };
}

/** A private key as Multikey writes it (`secretKeyMultibase`), which known answers come with. @throws KeyError */
export function fromSecretMultibase(secret: string): NewKey {
  const bytes = fromMultibase(secret);
  const kinds = Object.keys(SECRET_CODES) as (keyof typeof SECRET_CODES)[];
  const kind = kinds.find((name) => SECRET_CODES[name][0] === bytes[0] && SECRET_CODES[name][1] === bytes[1]);
  if (!kind) throw new KeyError('unsupported', 'This is not a private key of a kind that is known here.');
  const raw = bytes.slice(2);
  return kind === 'ed25519'
    ? importPrivateKey(Uint8Array.from([...ED25519_PKCS8, ...raw.slice(0, 32)]))
    : curveKey(kind, raw);
}

/** What PKCS 8 writes before the 32 bytes of an Ed25519 seed (RFC 8410 §7). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function curveKey(kind: CurveKind, raw: Uint8Array<ArrayBuffer>): NewKey {
  const { node, jwk, bytes } = CURVES[kind];
  const pair = createECDH(node);
  pair.setPrivateKey(raw);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)].map(toBase64url);
  const privateKey = createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: jwk, x, y, d: toBase64url(raw) } });
  return { kind, multibase: multibaseOf(privateKey), privateKey };
}
