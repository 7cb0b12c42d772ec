/** The multicodec prefixes of keys (github.com/multiformats/multicodec), as the bytes that stand before the key. */
import type { KeyKind } from '../types.js';

export const PUBLIC_CODES: Readonly<Record<KeyKind | 'x25519', readonly [number, number]>> = {
  ed25519: [0xed, 0x01],
  x25519: [0xec, 0x01],
  'p-256': [0x80, 0x24],
  'p-384': [0x81, 0x24],
  'p-521': [0x82, 0x24],
  rsa: [0x85, 0x24],
};

export const SECRET_CODES = {
  ed25519: [0x80, 0x26],
  'p-256': [0x86, 0x26],
  'p-384': [0x87, 0x26],
  'p-521': [0x88, 0x26],
} as const satisfies Partial<Record<KeyKind, readonly [number, number]>>;

/** How many bytes a public key takes after its prefix; the curves' points are compressed. RSA has no fixed length. */
export const PUBLIC_LENGTHS = { ed25519: 32, x25519: 32, 'p-256': 33, 'p-384': 49, 'p-521': 67 } as const;

/** Names of one curve in each of three worlds. */
export const CURVES = {
  'p-256': { node: 'prime256v1', jwk: 'P-256', bytes: 32 },
  'p-384': { node: 'secp384r1', jwk: 'P-384', bytes: 48 },
  'p-521': { node: 'secp521r1', jwk: 'P-521', bytes: 66 },
} as const;

export type CurveKind = keyof typeof CURVES;
