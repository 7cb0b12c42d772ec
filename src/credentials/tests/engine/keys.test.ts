import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMultibase } from '../../engine/encoding/index.js';
import {
  didKeyOf,
  exportPrivateKey,
  fromJwk,
  fromSecretMultibase,
  importPrivateKey,
  jwkOf,
  newSigningKey,
  publicKeyFrom,
  publicKeyOf,
} from '../../engine/keys/index.js';
import { KeyError } from '../../engine/types.js';

const KINDS = ['ed25519', 'p-256', 'p-384'] as const;

describe('keys', () => {
  test.each(KINDS)('a %s key comes back from each way to write it', (kind) => {
    const made = newSigningKey(kind);
    const data = Buffer.from('a stone');
    const hash = kind === 'ed25519' ? null : 'sha256';
    const signature = sign(hash, data, made.privateKey);
    const back = importPrivateKey(exportPrivateKey(made.privateKey));
    const readings = [publicKeyOf(made.multibase), fromJwk(jwkOf(made.privateKey)), publicKeyFrom(back.privateKey)];
    for (const key of readings) {
      expect(key).toMatchObject({ kind, multibase: made.multibase });
      expect(verify(hash, data, key.key, signature)).toBe(true);
    }
  });

  test('the known beginnings of each kind', () => {
    expect(didKeyOf(newSigningKey().multibase)).toMatch(/^did:key:z6Mk/);
    expect(newSigningKey('p-256').multibase).toMatch(/^zDn/);
    expect(newSigningKey('p-384').multibase).toMatch(/^z82L/);
  });

  // Ed25519 test key of RFC 8032 §7.1, test 1.
  test('a private key in multibase', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const key = fromSecretMultibase(toMultibase(Uint8Array.from([0x80, 0x26, ...seed])));
    expect(Buffer.from(publicKeyOf(key.multibase).key.export({ format: 'jwk' }).x!, 'base64url').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });

  test.each([
    ['too short', toMultibase(Uint8Array.of(0xed, 0x01, 1, 2, 3)), 'wrong-length'],
    ['an unknown kind', toMultibase(Uint8Array.of(0x12, 0x20, ...new Uint8Array(32))), 'unsupported'],
    ['for encryption', toMultibase(Uint8Array.of(0xec, 0x01, ...new Uint8Array(32))), 'unsupported'],
    ['beside the curve', toMultibase(Uint8Array.of(0x80, 0x24, 2, ...new Uint8Array(32).fill(0xff))), 'malformed'],
    ['no multibase', 'Mk', 'malformed'],
  ])('refuses a key that is %s', (_, multibase, fault) => {
    expect(() => publicKeyOf(multibase)).toThrow(expect.objectContaining({ name: 'KeyError', fault }));
  });

  test('refuses private members, shared secrets and short RSA in a JWK', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    for (const jwk of [
      { kty: 'oct', k: 'AA' },
      jwkOf(publicKey),
      privateKey.export({ format: 'jwk' }),
      null,
      [],
      'x',
      { kty: 'EC' },
    ])
      expect(() => fromJwk(jwk as never)).toThrow(KeyError);
  });

  test('no bytes make it fail in any other way', () => {
    const prefixes = fc.constantFrom([0xed, 1], [0x80, 0x24], [0x81, 0x24], [0x85, 0x24], []);
    fc.assert(
      fc.property(prefixes, fc.uint8Array({ maxLength: 60 }), (prefix, rest) => {
        try {
          publicKeyOf(toMultibase(Uint8Array.from([...prefix, ...rest])));
        } catch (error) {
          expect(error).toBeInstanceOf(KeyError);
        }
      }),
    );
  });
});
