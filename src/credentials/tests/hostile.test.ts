/**
 * What a stranger hands in to be believed, to reach inward, or to hold others up: each by its name, through the verifier as the site has
 * it, over servers that are really there. Elsewhere: two credentials in one file, scripts and bombs in files (`formats/`), tokens and keys
 * (`engine/jwt`, `engine/did`), words that hide (`verifying`), poison graphs and contexts (`linked-data`), tables (`issuing-rules`).
 */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ada, blamed, contexts, credential, mallory, poisoned, sign } from '../../../tests/support/strangers.js';
import { fixedClock } from '../../platform/clock/index.js';
import { type Client, createClient, type Resolve } from '../../platform/fetch/index.js';
import { hostOf } from '../actions/known-issuers.js';
import { openLinkedDataApart } from '../actions/linked-data-apart.js';
import { openVerifier, type Verifier } from '../actions/verifying.js';
import { canonicalize } from '../engine/encoding/index.js';
import type { Json, JsonObject } from '../engine/types.js';
import type { Registry, Verified } from '../engine/verify/index.js';
import { hiddenIn } from '../islands/offline/hidden.js';
import { EXTENSION } from '../rules/extension.js';
import type { CheckName } from '../schema/verification.js';

/** A name that turns round: to a public address and, in the same breath, to this machine. */
const turning: Resolve = (name, options, tell) =>
  name === 'turning.example'
    ? tell(null, [
        { address: '93.184.215.14', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    : lookup(name, options, tell);

const college: Registry = {
  name: 'colleges',
  find: async (id) => (id === ada.did ? { name: 'Demo College' } : null),
};

let inner: Server;
let outer: Server;
let innerPort: number;
let outerPort: number;
let reached = 0;
let client: Client;
let verifier: Verifier;
/** What the outer server answers; it may be asked, the inner one may not. */
const answers: Record<string, RequestListener> = {};

beforeAll(async () => {
  inner = createServer((_, answer) => {
    reached += 1;
    answer.end('{}');
  });
  outer = createServer((request, answer) => (answers[request.url ?? ''] ?? answers['/'])?.(request, answer));
  [innerPort, outerPort] = [await listen(inner), await listen(outer)];
  client = createClient([`127.0.0.1:${outerPort}`], turning);
  const clock = fixedClock('2026-11-23T12:00:00Z');
  verifier = openVerifier({ db: null, clock, client, contexts, registries: [college] });
});
afterAll(async () => {
  await verifier.close();
  await client.close();
  inner.close();
  outer.close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

type Attempt = [how: string, made: () => Promise<JsonObject | string | Uint8Array>, CheckName, said: RegExp];

describe('is not believed', () => {
  const named = (holder: string): JsonObject => ({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    holder,
  });
  const token = (header: object, sealed: (input: string) => string): string => {
    const input = [header, credential()]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${input}.${sealed(input)}`;
  };
  const text = async (change: (json: string) => string): Promise<string> =>
    change(JSON.stringify(await sign(credential())));

  const attempts: Attempt[] = [
    [
      'the proof of another credential',
      async () => ({ ...credential({ id: 'urn:uuid:2' }), proof: (await sign(credential())).proof! }),
      'proof',
      /failed: .*changed after signing/,
    ],
    [
      'a proof by another than its issuer',
      async () => sign(credential(), mallory),
      'issuer',
      new RegExp(`failed: .*${mallory.did}`),
    ],
    [
      'such a proof beside a broken one of the issuer',
      async () => {
        const [strange, own] = [await sign(credential(), mallory), await sign(credential({ id: 'urn:uuid:3' }))];
        return { ...strange, proof: [strange.proof!, own.proof!] };
      },
      'issuer',
      new RegExp(`failed: .*${mallory.did}`),
    ],
    [
      'a name put on an issuer that was signed as an address',
      async () => ({ ...(await sign(credential({ issuer: ada.did }))), issuer: { id: ada.did, name: 'Ministry' } }),
      'proof',
      /failed: .*changed after signing/,
    ],
    [
      'a presentation in the name of another holder',
      async () =>
        sign({ ...named(ada.did), verifiableCredential: [await sign(credential())] }, mallory, {
          purpose: 'authentication',
        }),
      'issuer',
      new RegExp(`failed: .*${mallory.did}`),
    ],
    [
      'a presentation that was signed as if it were issued',
      async () => sign({ ...named(ada.did), verifiableCredential: [await sign(credential())] }),
      'proof',
      /failed: .*another purpose than authentication/,
    ],
    [
      'an end that is a number',
      () => text((json) => json.replace('"validFrom"', '"validUntil":1,"validFrom"')),
      'schema',
      /failed: /,
    ],
    [
      'a number that no program keeps',
      () => text((json) => json.replace('{', '{"n":12345678901234567890,')),
      'format',
      /12345678901234567890/,
    ],
    ['a number without end', () => text((json) => json.replace('{', '{"n":1e999,')), 'format', /failed: .*too large/],
    ['a null character', () => text((json) => json.replace('For tests', 'For\0tests')), 'format', /failed: /],
    [
      'half a character',
      () => text((json) => json.replace('For tests', 'For \\ud800 tests')),
      'format',
      /failed: Half of a character/,
    ],
    [
      'UTF-16',
      async () => Buffer.from(`\ufeff${await text((json) => json)}`, 'utf16le'),
      'format',
      /failed: .*not text in UTF-8/,
    ],
    [
      'deep nesting',
      () => text((json) => json.replace('{', `{"a":${'['.repeat(99_999)}${']'.repeat(99_999)},`)),
      'format',
      /levels deep/,
    ],
    [
      'more than 2 MB',
      () => text((json) => json.replace('For tests', 'x'.repeat(2_100_000))),
      'format',
      /failed: .*larger/,
    ],
    [
      'a context that is not kept here',
      async () => ({
        ...(await sign(credential())),
        '@context': [...(credential()['@context'] as Json[]), 'https://evil.example/v1'],
      }),
      'context',
      /unknown: .*https:\/\/evil\.example\/v1/,
    ],
    ['a token with alg none', async () => token({ alg: 'none' }, () => ''), 'proof', /failed: .*alg none/],
    [
      'a token sealed with the public key as a secret',
      async () =>
        token({ alg: 'HS256', kid: ada.method }, (input) =>
          createHmac('sha256', ada.multibase).update(input).digest('base64url'),
        ),
      'proof',
      /failed: .*shared secret/,
    ],
    ['a poison graph', () => poisoned(8), 'context', /unknown: .*alike nodes/],
  ];

  test.each(attempts)('%s', async (_how, made, check, said) => {
    const verified = await verifier.verify(await made());
    expect(blamed(verified, check)).toMatch(said);
    expect(verified.verdict.authentic).not.toBe(true);
    expect(verified.verdict.issuerKnown).not.toBe(true);
  });

  test.each([
    ['by the name of the word', { later: 'validUntil' }],
    ['by a short beginning of its address', { p: 'https://www.w3.org/', later: 'p:2018/credentials#validUntil' }],
    ['by half of its scheme', { p: 'https:/', later: 'p:/www.w3.org/2018/credentials#validUntil' }],
  ])('an end under another name, %s', async (_how, words) => {
    const { validUntil, ...rest } = await sign(credential({ validUntil: '2026-02-01T00:00:00Z' }));
    const contexts = credential()['@context'] as Json[];
    const verified = await verifier.verify({ ...rest, '@context': [...contexts, words], later: validUntil! });
    expect(blamed(verified, 'context')).toMatch(/failed: Its own context (renames|gives a word)/);
    expect(verified.verdict.authentic).toBe(false);
  });

  test('the page to keep tells nothing of what could hide from whoever reads it', () => {
    const ours = canonicalize(EXTENSION);
    const said = (document: JsonObject) => hiddenIn(document, ours, canonicalize);
    const contexts = credential()['@context'] as Json[];
    const until = 'https://www.w3.org/2018/credentials#validUntil';
    expect(said(credential({ '@context': [...contexts, EXTENSION] }))).toBe('');
    for (const more of [
      { [until]: '2026-02-01' },
      { 'cred:validUntil': '2026-02-01' },
      { '@graph': [] },
      { '@type': 'VerifiableCredential' },
      { validUntil: null },
      { '@context': [...contexts, { later: until }] },
      { evidence: [{ '@context': null }] },
    ] as JsonObject[])
      expect([more, said(credential(more))]).not.toEqual([more, '']);
  });

  test('a byte order mark alone is no harm', async () => {
    expect((await verifier.verify(`\ufeff${JSON.stringify(await sign(credential()))}`)).verdict.authentic).toBe(true);
  });

  test('a name that looks alike, and one that turns round the sentence it stands in', async () => {
    const issuer = { id: mallory.did, type: ['Profile'], name: 'Demo C\u043ellege\u202e\u2066\u0007' };
    const verified = await verifier.verify(await sign(credential({ issuer }, mallory), mallory));
    expect(verified.verdict).toMatchObject({ authentic: true, issuerKnown: false });
    expect(verified.summary?.issuer.name).toBe('Demo C\u043ellege');
    expect(JSON.stringify(verified.checks)).not.toMatch(/\u202e|\u2066|\\u0007/);
  });

  test.each([
    ['https://college.example.org', 'college.example.org'],
    ['https://college.example.org/~student', null],
    ['https://college.example.org/?student', null],
    ['https://college.example.org@evil.example', 'evil.example'],
    ['http://college.example.org', null],
    ['did:web:college.example.org', 'college.example.org'],
    ['did:web:college.example.org:students:eve', null],
    ['did:web:college.example.org%3A8443', null],
  ])('whoever has a page at a known host does not speak for it: %s', (issuer, host) => {
    expect(hostOf(issuer)).toBe(host);
  });
});

describe('status lists', () => {
  const listAt = (path: string): string => `http://127.0.0.1:${outerPort}${path}`;
  const judged = async (entry: JsonObject): Promise<Verified> => {
    const credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: listAt('/list'),
      ...entry,
    };
    return verifier.verify(await sign(credential({ credentialStatus })));
  };
  async function serve(path: string, bits: Buffer, by = ada, more: JsonObject = {}): Promise<void> {
    const list = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: listAt(path),
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: by.did,
      validFrom: '2026-01-01T00:00:00Z',
      ...more,
      credentialSubject: {
        id: `${listAt(path)}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: `u${gzipSync(bits).toString('base64url')}`,
      },
    };
    const signed = JSON.stringify(await sign(list, by));
    answers[path] = (_, answer) => answer.end(signed);
  }

  test('a bomb, an index beyond its end, one that revokes itself in a circle: not known to be current', async () => {
    await serve('/bomb', Buffer.alloc(64 * 1024 * 1024));
    await serve('/list', Buffer.alloc(16_384));
    const own = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: listAt('/circle'),
    };
    await serve('/circle', Buffer.alloc(16_384), ada, { credentialStatus: own });
    for (const [entry, said] of [
      [{ statusListCredential: listAt('/bomb') }, /unpacks to more than/],
      [{ statusListIndex: '131072' }, /none has the index 131072/],
      [{ statusListIndex: '-1' }, /not a whole number/],
      [{ statusListIndex: 1e300 }, /not a whole number/],
      [{ statusListCredential: listAt('/circle') }, /./],
    ] as const) {
      const verified = await judged(entry);
      expect(blamed(verified, 'status')).toMatch(said);
      expect(verified.verdict.current).toBe(null);
    }
  });

  test('one of another issuer is told; nobody but the signer chose it', async () => {
    await serve('/other', Buffer.alloc(16_384), mallory);
    const verified = await judged({ statusListCredential: listAt('/other') });
    expect(verified.checks.find(({ name }) => name === 'status')?.fix).toMatch(/kept by somebody else/);
  });

  test.each([
    ['a private address', () => `http://127.0.0.1:${innerPort}/`],
    ['a name of this machine', () => `http://localhost:${innerPort}/`],
    ['an address of the cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['a redirect inward', () => listAt('/inward')],
    ['a name that turns round', () => `http://turning.example:${innerPort}/`],
    ['a file', () => 'file:///etc/passwd'],
  ])('%s is not reached', async (_how, address) => {
    answers['/inward'] = (_, answer) => answer.writeHead(302, { location: `http://localhost:${innerPort}/` }).end();
    const verified = await judged({ statusListCredential: address() });
    expect(blamed(verified, 'status')).toMatch(/unknown: .*(private address|no web address)/);
    expect(verified.verdict.current).toBe(null);
    expect(reached).toBe(0);
  });
});

test('keys, pictures, evidence, contexts and hosted badges lead nobody inward', async () => {
  const at = `http://127.0.0.1:${innerPort}/`;
  const subject = credential().credentialSubject as JsonObject;
  const image = { id: `${at}badge.png`, type: 'Image' };
  const seen = credential({
    image,
    evidence: [{ id: `${at}evidence`, type: ['Evidence'], name: 'Demo evidence' }],
    credentialSubject: { ...subject, achievement: { ...(subject.achievement as JsonObject), image } },
  });
  expect((await verifier.verify(await sign(seen))).verdict.authentic).toBe(true);
  for (const [method, said] of [
    [`did:web:localhost%3A${innerPort}#key`, /private address/],
    ['did:web:127.0.0.1#key', /not begin with the name of a host/],
    [`did:web:turning.example%3A${innerPort}#key`, /private address/],
    [`https://127.0.0.1:${innerPort}/#key`, /private address/],
    [`${at}#key`, /neither a DID nor an https address/],
  ] as const) {
    const signed = await sign(credential({ issuer: method.split('#')[0]! }), { ...mallory, method });
    const verified = await verifier.verify(signed);
    expect(blamed(verified, 'proof')).toMatch(said);
    expect(verified.verdict.authentic).not.toBe(true);
  }
  const context = 'https://w3id.org/openbadges/v2';
  const hosted = { '@context': context, type: 'Assertion', id: at, verify: { type: 'hosted' }, badge: `${at}badge` };
  expect((await verifier.verify(hosted)).verdict.authentic).not.toBe(true);
  expect((await verifier.verifyAt(at)).checks[0]?.message).toMatch(/private address/);
  expect(reached).toBe(0);
});

describe('holding others up', () => {
  test('a good credential is answered while poison waits', async () => {
    const poison = await poisoned(30);
    const done: string[] = [];
    const told = (name: string) => (verified: Verified) => {
      done.push(name);
      return verified.verdict.authentic;
    };
    const others = Array.from({ length: 4 }, () => verifier.verify(poison).then(told('poison')));
    const good = verifier.verify(await sign(credential())).then(told('good'));
    expect(await good).toBe(true);
    expect(await Promise.all(others)).not.toContain(true);
    expect(done.indexOf('good')).toBeLessThan(2);
  });

  test('thousands of results are not looked up one by one for the page', async () => {
    const subject = credential().credentialSubject as JsonObject;
    const result = Array.from({ length: 1000 }, () => ({ type: ['Result'], value: '1' }));
    const { summary } = await verifier.verify(credential({ credentialSubject: { ...subject, result } }));
    expect(summary?.results).toHaveLength(200);
  });

  test('nobody gets more of the thread than their share, and what is small comes first', async () => {
    const apart = openLinkedDataApart(contexts);
    await expect(apart.share(0).canonize(credential())).rejects.toMatchObject({ fault: 'too-long' });
    const order: string[] = [];
    const ask = (name: string, description: string) =>
      apart.canonize({ ...credential(), description }).then(() => order.push(name));
    await Promise.all([ask('first', 'x'), ask('large', 'x'.repeat(10_000)), ask('small', 'x')]);
    expect(order).toEqual(['first', 'small', 'large']);
    await apart.close();
  });
});
