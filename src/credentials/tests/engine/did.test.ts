import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClient, FetchError } from '../../../platform/fetch/index.js';
import {
  addressOfDidWeb,
  createKeyResolver,
  didWebOf,
  readDid,
  readDidUrl,
  resolution,
  resolveDid,
} from '../../engine/did/index.js';
import { toBase64url } from '../../engine/encoding/index.js';
import { didKeyOf, jwkOf, newSigningKey } from '../../engine/keys/index.js';
import { DocumentError, type FetchDocument, type JsonObject, KeyError } from '../../engine/types.js';
import { webOf } from './documents.js';

const key = newSigningKey();
const did = didKeyOf(key.multibase);
const nowhere = webOf({});
const fault = (name: string) => expect.objectContaining({ name: 'KeyError', fault: name });
const WEB = 'did:web:issuer.test:issuers:7';
const AT = 'https://issuer.test/issuers/7/did.json';
const webDocument = (changes: JsonObject = {}): JsonObject => ({
  id: WEB,
  verificationMethod: [{ id: `${WEB}#a`, type: 'Multikey', controller: WEB, publicKeyMultibase: key.multibase }],
  assertionMethod: [`${WEB}#a`],
  ...changes,
});

describe('did:key', () => {
  test('its document lists the key for signing', async () => {
    expect(await resolveDid(did, nowhere)).toMatchObject({
      id: did,
      verificationMethod: [{ id: `${did}#${key.multibase}`, type: 'Multikey', publicKeyMultibase: key.multibase }],
      assertionMethod: [`${did}#${key.multibase}`],
    });
    expect(nowhere.asked).toEqual([]);
  });

  test('a key is found with its fragment and without, but not with another', async () => {
    const resolve = createKeyResolver(nowhere);
    for (const method of [did, `${did}#${key.multibase}`])
      expect(await resolve(method, 'assertionMethod')).toMatchObject({
        controller: did,
        bound: true,
        publicKey: { kind: 'ed25519' },
      });
    await expect(resolve(`${did}#${newSigningKey().multibase}`, 'assertionMethod')).rejects.toThrow(fault('not-found'));
    await expect(resolve(`${did}?x=1#${key.multibase}`, 'assertionMethod')).rejects.toThrow(fault('unsupported'));
  });

  /** What the public suite of did:key asks of a resolver, case by case. */
  test.each([
    ['another scheme', did.replace('did', 'notDid'), {}, 'didResolutionMetadata', 'invalidDid'],
    ['another method', did.replace('key', 'experimental'), {}, 'didResolutionMetadata', 'methodNotSupported'],
    ['a negative version', did.replace('key:', 'key:-4:'), {}, 'didResolutionMetadata', 'invalidDid'],
    ['no multibase', did.replace(':z', ':'), {}, 'didResolutionMetadata', 'invalidDid'],
    ['no key', 'did:key:@', {}, 'didResolutionMetadata', 'invalidDid'],
    ['a short key', 'did:key:zTjsVPtY', {}, 'didResolutionMetadata', 'invalidPublicKeyLength'],
    ['a wrong DID URL', `${did}/^bar^/?query=\`#x`, {}, 'didDereferencingMetadata', 'invalidDidUrl'],
    ['an unknown format', did, { publicKeyFormat: 'unknown' }, 'didResolutionMetadata', 'unsupportedPublicKeyType'],
    [
      'an experimental format',
      `${did}#${key.multibase}`,
      { publicKeyFormat: 'Ed25519VerificationKey2018', enableExperimentalPublicKeyTypes: false },
      'didDereferencingMetadata',
      'invalidPublicKeyType',
    ],
  ])('a resolver says what is wrong: %s', async (_, text, options, where, error) => {
    const { status, body } = await resolution(text, options, nowhere);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toMatchObject({ [where]: { error }, didDocument: {}, didDocumentMetadata: {} });
  });

  test('a resolver answers with the document, or with one of its keys', async () => {
    expect(await resolution(did, {}, nowhere)).toMatchObject({ status: 200, body: { didDocument: { id: did } } });
    const one = await resolution(`${did}#${key.multibase}`, { publicKeyFormat: 'JsonWebKey2020' }, nowhere);
    expect(one).toMatchObject({ status: 200, body: { didDocument: { controller: did, type: 'JsonWebKey2020' } } });
  });
});

describe('did:jwk', () => {
  test('its only key is #0', async () => {
    const other = `did:jwk:${toBase64url(JSON.stringify(jwkOf(newSigningKey('p-256').privateKey)))}`;
    expect(await createKeyResolver(nowhere)(`${other}#0`, 'assertionMethod')).toMatchObject({
      controller: other,
      bound: true,
    });
    const secret = `did:jwk:${toBase64url(JSON.stringify(key.privateKey.export({ format: 'jwk' })))}`;
    await expect(resolveDid(secret, nowhere)).rejects.toThrow(fault('malformed'));
  });
});

describe('did:web', () => {
  test.each([
    ['did:web:w3c-ccg.github.io', 'https://w3c-ccg.github.io/.well-known/did.json'],
    ['did:web:example.com%3A3000:user:alice', 'https://example.com:3000/user/alice/did.json'],
  ])('%s is at %s', (web, address) => {
    expect(addressOfDidWeb(readDid(web))).toBe(address);
  });

  test('what we call an issuer leads back to its address', () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/), { maxLength: 4 });
    fc.assert(
      fc.property(path, fc.option(fc.integer({ min: 1, max: 65535 })), (parts, port) => {
        const address = new URL(`https://issuer.test${port === null ? '' : `:${port}`}/${parts.join('/')}`);
        const end = parts.length > 0 ? `${address.href}/did.json` : `${address.href}.well-known/did.json`;
        expect(addressOfDidWeb(readDid(didWebOf(address.href)))).toBe(end);
      }),
    );
  });

  test.each([
    'did:web:127.0.0.1',
    'did:web:2130706433',
    'did:web:%5B%3A%3A1%5D',
    'did:web:a.test%2F..%2Fadmin',
    'did:web:a.test%40evil.test',
    'did:web:a.test%3Fx',
    'did:web:a.test%23x',
    'did:web:a.test:..:admin',
    'did:web:a.test:%2e%2e:admin',
    'did:web:a.test::x',
    'did:web:a.test%3A99999',
    'did:web:a.test%00',
    'did:web:',
  ])('%s leads nowhere', (web) => {
    expect(() => addressOfDidWeb(readDid(web))).toThrow(fault('malformed'));
  });

  test('the guarded client lets nobody reach a private host', async () => {
    const client = createClient([]);
    const fetchDocument: FetchDocument = async (address) => {
      await client.text(address).catch((error: unknown) => {
        if (!(error instanceof FetchError)) throw error;
        throw new DocumentError('refused', `${error.fault}: ${error.message}`);
      });
      throw new Error('It answered.');
    };
    await expect(resolveDid('did:web:localhost%3A9', { fetchDocument })).rejects.toThrow(/address/);
    await client.close();
  });

  test('keys of a document, listed or inside, by any reference', async () => {
    const inside = { id: '#b', type: 'Ed25519VerificationKey2020', publicKeyMultibase: key.multibase };
    const resolve = createKeyResolver(webOf({ [AT]: webDocument({ assertionMethod: ['#a', inside] }) }));
    for (const name of ['a', 'b']) {
      const found = await resolve(`${WEB}#${name}`, 'assertionMethod');
      expect(found).toMatchObject({ controller: WEB, bound: true, publicKey: { multibase: key.multibase } });
    }
  });

  test.each([
    ['listed, but not for this', webDocument({ assertionMethod: [] }), 'not-allowed'],
    ['of somebody else', webDocument({ id: 'did:web:other.test' }), 'not-found'],
    ['not listed', webDocument({ verificationMethod: [] }), 'not-found'],
    [
      "another's key",
      webDocument({
        assertionMethod: [{ id: `${WEB}#a`, controller: did, publicKeyMultibase: key.multibase }],
        verificationMethod: [],
      }),
      'not-allowed',
    ],
    ['no document', undefined, 'not-found'],
    ['a list', [], 'malformed'],
    ['a name twice', `{"id":"${WEB}","id":"${WEB}"}`, 'malformed'],
    ['no key', webDocument({ verificationMethod: [{ id: `${WEB}#a` }] }), 'unsupported'],
  ])('refuses a key that is %s', async (_, document, name) => {
    const web = webOf(document === undefined ? {} : { [AT]: document });
    await expect(createKeyResolver(web)(`${WEB}#a`, 'assertionMethod')).rejects.toThrow(fault(name));
  });

  test('a host that sends on to another does not let it speak in its name', async () => {
    const elsewhere = 'https://evil.test/did.json';
    const web = webOf({ [elsewhere]: webDocument() }, { [AT]: elsewhere });
    await expect(resolveDid(WEB, web)).rejects.toThrow(fault('not-allowed'));
  });

  test('our own documents are read without asking, and when a key ended is told', async () => {
    const web = webOf({});
    const verificationMethod = [
      {
        id: `${WEB}#a`,
        publicKeyMultibase: key.multibase,
        expires: '2027-01-01T00:00:00Z',
        revoked: '2026-01-01T00:00:00Z',
      },
    ];
    const own = async (asked: string) => (asked === WEB ? { ...webDocument({ verificationMethod }), id: WEB } : null);
    const found = await createKeyResolver({ ...web, own })(`${WEB}#a`, 'assertionMethod');
    expect(found.ended).toBe('2026-01-01T00:00:00Z');
    expect(web.asked).toEqual([]);
  });
});

describe('issuers that are web addresses', () => {
  const issuer = 'https://issuer.test/about';
  const method = `${issuer}#${key.multibase}`;

  test('a key in the fragment is taken, but bound to nobody', async () => {
    for (const documents of [
      {},
      { [issuer]: '<!doctype html>' },
      { [issuer]: { id: issuer, name: 'A profile' } },
    ] as Record<string, string>[])
      expect(await createKeyResolver(webOf(documents))(method, 'assertionMethod')).toMatchObject({
        bound: false,
        controller: issuer,
      });
  });

  test('where the address lists its keys, only those count', async () => {
    const others = {
      id: issuer,
      assertionMethod: [{ id: `${issuer}#x`, publicKeyMultibase: newSigningKey().multibase }],
    };
    await expect(createKeyResolver(webOf({ [issuer]: others }))(method, 'assertionMethod')).rejects.toThrow(
      fault('not-found'),
    );
    const listed = { id: issuer, assertionMethod: [{ id: method, publicKeyMultibase: key.multibase }] };
    expect(await createKeyResolver(webOf({ [issuer]: listed }))(method, 'assertionMethod')).toMatchObject({
      bound: true,
    });
  });

  test.each(['urn:uuid:1#z6Mk', 'http://issuer.test/#k', 'data:,x', 'file:///etc/passwd', 'did:example:1#k'])(
    '%s is no key',
    async (text) => {
      await expect(createKeyResolver(nowhere)(text, 'assertionMethod')).rejects.toThrow(fault('unsupported'));
    },
  );
});

test('no text makes reading a DID fail in another way', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `did:${rest}`),
    fc.string().map((rest) => `did:web:${rest}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (written) => {
      for (const act of [() => readDidUrl(written), () => addressOfDidWeb(readDid(written))]) {
        try {
          act();
        } catch (error) {
          expect(error).toBeInstanceOf(KeyError);
        }
      }
      expect((await resolution(written, {}, webOf({}))).body).toHaveProperty('didDocument');
    }),
  );
});
