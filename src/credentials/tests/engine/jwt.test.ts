import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createKeyResolver } from '../../engine/did/index.js';
import { toBase64url } from '../../engine/encoding/index.js';
import { credentialOfJwt, readJwt, signVcJwt, verifyJwt } from '../../engine/jwt/index.js';
import { didKeyOf, jwkOf, newSigningKey } from '../../engine/keys/index.js';
import { type JsonObject, KeyError, type SigningKey } from '../../engine/types.js';
import { hasSamples, sampleText } from '../samples.js';
import { webOf } from './documents.js';

const made = newSigningKey();
const did = didKeyOf(made.multibase);
const key: SigningKey = {
  kind: 'ed25519',
  key: made.privateKey,
  multibase: made.multibase,
  method: `${did}#${made.multibase}`,
};
const credential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0199a3b0-0000-7000-8000-000000000001',
  type: ['VerifiableCredential'],
  issuer: { id: did, name: 'Demo provider' },
  validFrom: '2026-11-23T08:00:00Z',
  validUntil: '2027-11-23T08:00:00Z',
  credentialSubject: { type: 'AchievementSubject', name: 'Ünïcode ✓' },
};
const resolve = createKeyResolver(webOf({}));
const fault = (name: string, words = '') =>
  expect.objectContaining({ name: 'JwtError', fault: name, message: expect.stringContaining(words) });

/** A token as anybody may write one. */
function tokenOf(
  header: unknown,
  payload: unknown,
  signer: KeyObject = made.privateKey,
  hash: string | null = null,
): string {
  const part = (value: unknown) => toBase64url(typeof value === 'string' ? value : JSON.stringify(value));
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${toBase64url(sign(hash, Buffer.from(input), { key: signer, dsaEncoding: 'ieee-p1363' }))}`;
}

describe('what we sign', () => {
  test.each(['ob3', 'vc-jose-cose'] as const)('%s verifies, and is the credential again', async (profile) => {
    const { header, payload, key: found, issuer } = await verifyJwt(signVcJwt(credential, key, profile), resolve);
    expect(found).toMatchObject({ bound: true, controller: did });
    expect(issuer).toBe(did);
    expect(credentialOfJwt(header, payload)).toEqual({ credential, profile, contradictions: [] });
  });

  test('the Open Badges profile has its claims, the other none', () => {
    const ob3 = readJwt(signVcJwt(credential, key, 'ob3'));
    expect(ob3.header).toEqual({ alg: 'EdDSA', kid: key.method, typ: 'JWT' });
    expect(ob3.payload).toMatchObject({ iss: did, jti: credential.id, nbf: 1_795_420_800, exp: 1_826_956_800 });
    const w3c = readJwt(signVcJwt(credential, key, 'vc-jose-cose'));
    expect(w3c.header).toEqual({ alg: 'EdDSA', kid: key.method, typ: 'vc+jwt', cty: 'vc' });
    expect(w3c.payload).toEqual(credential);
    expect(() => signVcJwt({ ...credential, id: undefined as never }, key, 'ob3')).toThrow(fault('claims'));
  });

  test('P-256, P-384 and RSA verify as another library signs them', async () => {
    for (const [alg, kind] of [
      ['ES256', 'p-256'],
      ['ES384', 'p-384'],
    ] as const) {
      const other = newSigningKey(kind);
      const kid = didKeyOf(other.multibase);
      const token = await new SignJWT({ iss: kid }).setProtectedHeader({ alg, kid }).sign(other.privateKey);
      expect((await verifyJwt(token, resolve)).key.publicKey.kind).toBe(kind);
    }
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const issuer = 'https://issuer.test/keys/1';
    const token = await new SignJWT({ iss: 'https://issuer.test' })
      .setProtectedHeader({ alg: 'RS256', kid: issuer })
      .sign(rsa.privateKey);
    const web = createKeyResolver(webOf({ [issuer]: jwkOf(rsa.publicKey) }));
    expect((await verifyJwt(token, web)).key).toMatchObject({ bound: true, publicKey: { kind: 'rsa' } });
    const stranger = await new SignJWT({ iss: 'https://university.test' })
      .setProtectedHeader({ alg: 'RS256', kid: issuer })
      .sign(rsa.privateKey);
    expect((await verifyJwt(stranger, web)).key.bound).toBe(false);
  });
});

describe('what is refused', () => {
  const header = { alg: 'EdDSA', kid: key.method };

  test('one changed letter anywhere', async () => {
    const token = signVcJwt(credential, key, 'ob3');
    const changed = tokenOf(header, { ...credential, validUntil: '2099-01-01T00:00:00Z' });
    const swapped = [...changed.split('.').slice(0, 2), token.split('.')[2]].join('.');
    await expect(verifyJwt(swapped, resolve)).rejects.toThrow(fault('signature'));
    await expect(verifyJwt(`${token.slice(0, -2)}AA`, resolve)).rejects.toThrow();
  });

  test.each(['none', 'None', 'NONE', undefined, null, '', 'HS256', 'PS256', 'toString', '__proto__'])(
    'alg %j',
    async (alg) => {
      const token = tokenOf({ ...header, alg }, credential);
      await expect(verifyJwt(token, resolve)).rejects.toThrow(fault('algorithm'));
      await expect(verifyJwt(`${token.split('.').slice(0, 2).join('.')}.`, resolve)).rejects.toThrow(
        fault('algorithm'),
      );
    },
  );

  test('key confusion: an algorithm of another kind than the key, and a public key as shared secret', async () => {
    await expect(verifyJwt(tokenOf({ ...header, alg: 'ES256' }, credential), resolve)).rejects.toThrow(
      fault('algorithm', 'ed25519'),
    );
    const spki = createPublicKey(made.privateKey).export({ format: 'pem', type: 'spki' });
    const input = `${toBase64url(JSON.stringify({ ...header, alg: 'HS256' }))}.${toBase64url(JSON.stringify(credential))}`;
    const seal = createHmac('sha256', spki).update(input).digest('base64url');
    await expect(verifyJwt(`${input}.${seal}`, resolve)).rejects.toThrow(fault('algorithm', 'shared secret'));
  });

  test.each([
    ['an extension', { crit: ['exp'], exp: 1 }],
    ['an unencoded payload', { crit: ['b64'], b64: false }],
    ['b64 alone', { b64: false }],
    ['an empty crit', { crit: [] }],
  ])('a header with %s', async (_, extra) => {
    await expect(verifyJwt(tokenOf({ ...header, ...extra }, credential), resolve)).rejects.toThrow(fault('header'));
  });

  test('a claim or a header that stands twice', async () => {
    const twice = JSON.stringify(credential).replace('{', '{"issuer":"did:example:somebody",');
    await expect(verifyJwt(tokenOf(header, twice), resolve)).rejects.toThrow(fault('malformed', 'twice'));
    const alg = `{"alg":"none",${JSON.stringify(header).slice(1)}`;
    await expect(verifyJwt(tokenOf(alg, credential), resolve)).rejects.toThrow(fault('malformed', 'twice'));
  });

  test.each(['', 'a', 'a.b', 'a.b.c', 'e30.e30.', '..', 'e30.e30.e30.e30', `${'x'.repeat(4_000_000)}.a.b`])(
    'text that is no token (%#)',
    (text) => {
      expect(() => readJwt(text).header.alg ?? requireFault()).toThrow();
    },
  );
});

describe('whose key it is', () => {
  const other = newSigningKey();
  const jwk = jwkOf(other.privateKey);

  test("a stranger's key in the header verifies, but is bound to nobody", async () => {
    const issuer = 'https://university.test';
    for (const claims of [{ iss: issuer }, { issuer: { id: issuer } }]) {
      const { key: found } = await verifyJwt(tokenOf({ alg: 'EdDSA', jwk }, claims, other.privateKey), resolve);
      expect(found.bound).toBe(false);
    }
    const { key: found } = await verifyJwt(tokenOf({ alg: 'EdDSA', jwk }, { iss: did }, other.privateKey), resolve);
    expect(found.bound).toBe(false);
  });

  test("under the name of the issuer's key it is refused", async () => {
    const token = tokenOf({ alg: 'EdDSA', kid: key.method, jwk }, { iss: did }, other.privateKey);
    await expect(verifyJwt(token, resolve)).rejects.toThrow(fault('header', 'not the key'));
  });

  test('the key of the issuer itself is bound', async () => {
    const own = didKeyOf(other.multibase);
    const { key: found } = await verifyJwt(tokenOf({ alg: 'EdDSA', jwk }, { iss: own }, other.privateKey), resolve);
    expect(found).toMatchObject({ bound: true, controller: own });
    const asJwk = `did:jwk:${toBase64url(JSON.stringify(jwk))}`;
    expect((await verifyJwt(tokenOf({ alg: 'EdDSA' }, { iss: asJwk }, other.privateKey), resolve)).key.bound).toBe(
      true,
    );
  });

  test.each(['../../../etc/passwd', 'file:///dev/null', 'https://127.0.0.1/key', `${did}#nothing`, 'urn:uuid:1'])(
    'kid %s finds nothing',
    async (kid) => {
      await expect(verifyJwt(tokenOf({ alg: 'EdDSA', kid }, { iss: did }), resolve)).rejects.toThrow(KeyError);
    },
  );

  test('an address in the header is never asked', async () => {
    const web = webOf({ 'https://evil.test/keys': { keys: [jwk] } });
    const token = tokenOf(
      { alg: 'EdDSA', jku: 'https://evil.test/keys', x5u: 'https://evil.test/keys' },
      { iss: 'https://university.test' },
      other.privateKey,
    );
    await expect(verifyJwt(token, createKeyResolver(web))).rejects.toThrow(KeyError);
    expect(web.asked).toEqual([]);
  });
});

describe('claims', () => {
  test('fill what the credential leaves out, and are told where they contradict it', () => {
    const bare = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      credentialSubject: {},
    };
    const claims = { iss: did, jti: 'urn:a', sub: 'did:example:learner', nbf: 1_795_420_800, vc: bare };
    expect(credentialOfJwt({}, claims)).toMatchObject({
      profile: 'vc-claim',
      contradictions: [],
      credential: {
        id: 'urn:a',
        issuer: did,
        issuanceDate: '2026-11-23T08:00:00Z',
        credentialSubject: { id: 'did:example:learner' },
      },
    });
    const against = { ...credential, iss: 'did:example:b', jti: 'urn:b', nbf: 0, exp: 9e9, sub: 'did:example:learner' };
    expect(credentialOfJwt({}, against).contradictions).toEqual(['id', 'issuer', 'validFrom', 'validUntil']);
    expect(credentialOfJwt({}, { ...credential, exp: 9e99, nbf: 'x' }).contradictions).toEqual([]);
    expect(() => credentialOfJwt({}, { vc: 'x' })).toThrow(fault('claims'));
  });
});

test.skipIf(!hasSamples)('real tokens: one names a key that verifies, one names none', async () => {
  const svg = sampleText('openbadges/ob30/simple-jwt.svg');
  const token = /verify="([^"]+)"/.exec(svg)![1]!;
  expect((await verifyJwt(token, resolve)).key).toMatchObject({ bound: false, publicKey: { kind: 'rsa' } });
  await expect(verifyJwt(sampleText('openbadges/ob30/simple.jwt').trim(), resolve)).rejects.toThrow(KeyError);
  expect((await verifyJwt(sampleText('openbadges/clr20/simple.jwt').trim(), resolve)).key.bound).toBe(false);
});

function requireFault(): never {
  throw new Error('The header has no algorithm.');
}
