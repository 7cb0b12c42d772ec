/** What verifying says where it matters most: who signed, when it held, what cannot be known, and what strangers try. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openContexts } from '../actions/contexts.js';
import { signVcJwt } from '../engine/jwt/index.js';
import { didKeyOf, newSigningKey } from '../engine/keys/index.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { signCredential } from '../engine/proof/index.js';
import { DocumentError, type JsonObject, type SigningKey } from '../engine/types.js';
import { type Registry, type Verified, type VerifyDeps, verifyCredential } from '../engine/verify/index.js';
import type { CheckName } from '../schema/verification.js';

const linkedData = createLinkedData(openContexts());
const { multibase, privateKey } = newSigningKey();
const issuer = didKeyOf(multibase);
const key: SigningKey = { kind: 'ed25519', key: privateKey, multibase, method: `${issuer}#${multibase}` };
const LIST = 'https://issuer.example.org/status/1';

const unsigned = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:0f0f2ba4-6f3a-4f29-8f7e-0d8d9a3b1c11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: issuer, type: ['Profile'], name: 'Demo College' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:example:learner',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://issuer.example.org/achievements/1',
      type: ['Achievement'],
      name: 'Demo achievement',
      description: 'For tests.',
      criteria: { narrative: 'None.' },
    },
  },
} satisfies JsonObject;

const deps: VerifyDeps = {
  linkedData,
  fetchDocument: async (address) => {
    throw new DocumentError('not-found', `${address} answered 404.`);
  },
  ownDids: async () => null,
  registries: [],
  now: new Date('2026-11-23T12:00:00Z'),
};

function sign(document: JsonObject, by = key): Promise<JsonObject> {
  return signCredential(linkedData, document, { suite: 'eddsa-rdfc-2022', key: by, created: '2026-01-01T00:00:00Z' });
}

function judge(document: JsonObject, asked: Partial<VerifyDeps> = {}): Promise<Verified> {
  return verifyCredential({ document }, { ...deps, ...asked });
}

function checkOf({ checks }: Verified, name: CheckName) {
  return checks.find((check) => check.name === name)!;
}

const everyone: Registry = { name: 'everyone', find: async (found) => ({ name: found }) };

test('a good credential of a key that speaks for its issuer: every verdict, and a list that knows it', async () => {
  const verified = await judge(await sign(unsigned), { registries: [everyone] });
  expect(verified.verdict).toEqual({ authentic: true, current: true, issuerKnown: true, policy: null });
  expect(verified.summary).toMatchObject({
    name: 'Demo achievement',
    issuer: { name: 'Demo College' },
    recipient: 'did',
  });
});

test('nobody becomes known by writing a known name: a key that comes along vouches for no issuer', async () => {
  const address = 'https://college.example.org/issuer';
  const forged = { ...unsigned, issuer: { ...unsigned.issuer, id: address } };
  const verified = await judge(await sign(forged, { ...key, method: `${address}#${multibase}` }), {
    registries: [everyone],
  });
  expect(verified.verdict).toMatchObject({ authentic: true, issuerKnown: false });
  expect(checkOf(verified, 'issuer').status).toBe('unknown');
  const byOther = await judge(await sign(forged), { registries: [everyone] });
  expect(byOther.verdict).toMatchObject({ authentic: false, issuerKnown: null });
  expect(checkOf(byOther, 'issuer')).toMatchObject({ status: 'failed', message: expect.stringContaining(issuer) });
});

test('a list that does not know the issuer, or cannot be asked, is a caution and no failure', async () => {
  const signed = await sign(unsigned);
  const nobody: Registry = { name: 'nobody', find: async () => null };
  const broken: Registry = { name: 'broken', find: () => Promise.reject(new Error('away')) };
  expect((await judge(signed, { registries: [nobody] })).verdict.issuerKnown).toBe(false);
  expect((await judge(signed, { registries: [nobody, broken] })).verdict.issuerKnown).toBe(null);
  expect((await judge(signed, { registries: [nobody] })).checks.some(({ status }) => status === 'failed')).toBe(false);
});

test('as of a day: dates, and a list that was another then', async () => {
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  };
  const signed = await sign({ ...unsigned, validUntil: '2026-06-30T00:00:00Z', credentialStatus: entry });
  const [before, after] = [await listOf(false, '2026-01-01T00:00:00Z'), await listOf(true, '2026-05-01T00:00:00Z')];
  const asked: string[] = [];
  const fetchDocument: VerifyDeps['fetchDocument'] = async (address) => {
    asked.push(address);
    const list = address.includes('timestamp=2026-03') ? before : after;
    return { address, contentType: null, body: Buffer.from(JSON.stringify(list)) };
  };
  const on = async (day: string) => (await judge(signed, { fetchDocument, at: new Date(day) })).verdict.current;
  expect(await on('2025-12-31T00:00:00Z')).toBe(false);
  expect(await on('2026-03-01T00:00:00Z')).toBe(true);
  expect(asked).toContain(`${LIST}?timestamp=2026-03-01T00%3A00%3A00Z`);
  expect(await on('2026-05-15T00:00:00Z')).toBe(false);
  const now = await judge(signed, { fetchDocument });
  expect(now.checks.filter(({ status }) => status === 'failed').map(({ name }) => name)).toEqual([
    'status',
    'valid-until',
  ]);
});

test('a list that keeps no past: revoked today counts, and it is said that the day is not known', async () => {
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  };
  const list = await listOf(true, '2020-01-01T00:00:00Z');
  const fetchDocument: VerifyDeps['fetchDocument'] = async (address) => ({
    address,
    contentType: null,
    body: Buffer.from(JSON.stringify(list)),
  });
  const verified = await judge(await sign({ ...unsigned, credentialStatus: entry }), {
    fetchDocument,
    at: new Date('2026-02-01T00:00:00Z'),
  });
  expect(checkOf(verified, 'status')).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('does not say since when'),
  });
});

test('a list that is not signed, ended, or for another purpose is not believed, either way', async () => {
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  };
  const signed = await sign({ ...unsigned, credentialStatus: entry });
  const good = await listOf(true, '2026-01-01T00:00:00Z');
  const { proof: _, ...bare } = good;
  const lists = [
    bare,
    { ...good, validUntil: '2030-01-01T00:00:00Z' },
    await listOf(true, '2026-01-01T00:00:00Z', { validUntil: '2026-02-01T00:00:00Z' }),
    await listOf(true, '2026-01-01T00:00:00Z', {}, 'suspension'),
  ];
  for (const list of lists) {
    const fetchDocument: VerifyDeps['fetchDocument'] = async (address) => ({
      address,
      contentType: null,
      body: Buffer.from(JSON.stringify(list)),
    });
    const verified = await judge(signed, { fetchDocument });
    expect([checkOf(verified, 'status').status, verified.verdict]).toEqual([
      'unknown',
      expect.objectContaining({ authentic: true, current: null }),
    ]);
  }
});

async function listOf(
  set: boolean,
  validFrom: string,
  more: JsonObject = {},
  statusPurpose = 'revocation',
): Promise<JsonObject> {
  const bits = Buffer.alloc(16_384);
  if (set) bits[0] = 1;
  const document = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: LIST,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    ...more,
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'BitstringStatusList',
      statusPurpose,
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
  };
  return sign(document);
}

test('hidden and renamed: what is signed must be seen, though the signature holds', async () => {
  const { validUntil, ...rest } = await sign({ ...unsigned, validUntil: '2026-02-01T00:00:00Z' });
  const ends = { '@value': validUntil!, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' };
  const CREDENTIALS = 'https://www.w3.org/2018/credentials#';
  const contexts = unsigned['@context'];
  const attempts: [string, JsonObject, CheckName][] = [
    ['spelt out', { ...rest, [`${CREDENTIALS}validUntil`]: ends }, 'format'],
    ['renamed', { ...rest, '@context': [...contexts, { later: `${CREDENTIALS}validUntil` }], later: ends }, 'context'],
    ['by a prefix', { ...rest, '@context': [...contexts, { c: CREDENTIALS }], 'c:validUntil': ends }, 'context'],
    [
      'keyword renamed',
      { ...rest, '@context': [...contexts, { kind: '@type' }], kind: 'VerifiableCredential' },
      'context',
    ],
    ['in a graph', { '@context': contexts, '@graph': [{ ...rest, validUntil: validUntil! }] }, 'format'],
    ['two names for type', { ...rest, validUntil: validUntil!, '@type': 'Achievement' }, 'format'],
  ];
  for (const [how, document, blamed] of attempts) {
    const verified = await judge(document);
    expect([how, verified.verdict.authentic]).toEqual([how, false]);
    expect([how, checkOf(verified, how === 'in a graph' ? 'format' : blamed).status]).toEqual([how, 'failed']);
  }
});

test('a signed credential wrapped inside another lends it nothing', async () => {
  const inner = await sign(unsigned);
  const other = { ...unsigned, id: 'urn:uuid:1', issuer: { ...unsigned.issuer, name: 'Somebody else' } };
  for (const outer of [
    { ...other, evidence: [{ ...inner, type: ['Evidence'] }] },
    { ...other, credentialSubject: { ...unsigned.credentialSubject, proof: inner.proof! } },
    { ...other, endorsement: [inner] },
    { ...other, proof: inner.proof! },
  ]) {
    const verified = await judge(outer as JsonObject);
    expect(verified.verdict.authentic).toBe(false);
    expect(checkOf(verified, 'proof').status).toBe('failed');
  }
});

test('duplicate names, depth, a null, a number where text is due: refused with the place', async () => {
  const text = JSON.stringify(await sign(unsigned));
  const handed = (json: string) => verifyCredential({ bytes: Buffer.from(json) }, deps);
  const twice = await handed(text.replace('"issuer":', '"issuer":{"id":"did:example:other"},"issuer":'));
  expect(checkOf(twice, 'format')).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('“issuer” stands twice'),
  });
  const deep = await handed(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`);
  expect(checkOf(deep, 'format').message).toContain('levels deep');
  const none = await judge({ ...(await sign(unsigned)), validUntil: null });
  expect(checkOf(none, 'format').message).toContain('null');
  const signed = await sign(unsigned);
  const wrong: JsonObject[] = [
    { issuer: [issuer] },
    { type: 7 },
    { validFrom: 7 },
    { credentialSubject: 'me' },
    { proof: 'yes' },
    { credentialStatus: [] },
  ];
  for (const change of wrong)
    expect([change, (await judge({ ...signed, ...change })).verdict.authentic]).toEqual([change, false]);
});

test('a token: signed by its issuer, and refused where its claims say otherwise', async () => {
  const token = signVcJwt(unsigned, key, 'ob3');
  const verified = await verifyCredential({ jwt: token }, { ...deps, registries: [everyone] });
  expect(verified).toMatchObject({
    format: 'open-badges-3 in jwt',
    verdict: { authentic: true, current: true, issuerKnown: true },
  });
  const enveloped = {
    '@context': 'https://www.w3.org/ns/credentials/v2',
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+jwt,${token}`,
  };
  expect((await judge(enveloped)).verdict.authentic).toBe(true);
  expect((await judge({ ...enveloped, '@context': [] })).verdict.authentic).toBe(false);
  expect((await judge({ ...enveloped, id: token })).verdict.authentic).toBe(false);
  const [header, , signature] = token.split('.');
  const changed = Buffer.from(JSON.stringify({ ...unsigned, iss: issuer, jti: 'urn:uuid:other' })).toString(
    'base64url',
  );
  expect((await verifyCredential({ jwt: `${header}.${changed}.${signature}` }, deps)).verdict.authentic).toBe(false);
});

test('whose it is: by DID, by address, by the salted hash of an address; a demand of the asker', async () => {
  const salt = randomBytes(8).toString('hex');
  const { createHash } = await import('node:crypto');
  const identityHash = `sha256$${createHash('sha256').update(`learner@example.org${salt}`).digest('hex')}`;
  const identifier = [{ type: 'IdentityObject', hashed: true, identityHash, identityType: 'emailAddress', salt }];
  const signed = await sign({ ...unsigned, credentialSubject: { ...unsigned.credentialSubject, identifier } });
  const whose = async (recipient: string) => (await judge(signed, { recipient })).verdict.policy;
  expect(await whose('Learner@Example.org ')).toBe(true);
  expect(await whose('did:example:learner')).toBe(true);
  expect(await whose('other@example.org')).toBe(false);
  const policy = await judge(signed, { policy: { issuers: ['did:example:other'], withinDays: 30 } });
  expect(checkOf(policy, 'policy')).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('within 30 days'),
  });
});

test('a digest of what it refers to: right, of another, and of what is not there', async () => {
  const { createHash } = await import('node:crypto');
  const body = Buffer.from('as it was');
  const fetchDocument: VerifyDeps['fetchDocument'] = async (address) => ({ address, contentType: null, body });
  const id = 'https://example.org/syllabus.txt';
  const sri = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  const multibase256 = `u${Buffer.concat([Buffer.from([0x12, 32]), createHash('sha256').update(body).digest()]).toString('base64url')}`;
  const statusOf = async (more: JsonObject, asked: Partial<VerifyDeps> = { fetchDocument }) =>
    checkOf(await judge(await sign({ ...unsigned, relatedResource: { id, ...more } }), asked), 'related-resource')
      .status;
  expect(await statusOf({ digestSRI: sri, digestMultibase: multibase256 })).toBe('passed');
  expect(await statusOf({ digestSRI: sri.replace('sha384-', 'sha384-A') })).toBe('failed');
  expect(await statusOf({ digestMultibase: `u${Buffer.alloc(32).toString('base64url')}` })).toBe('failed');
  expect(await statusOf({ digestSRI: sri }, {})).toBe('unknown');
});

test('whatever is handed over gets an answer with all checks in their order, and is never taken for good', async () => {
  const signed = await sign(unsigned);
  const order = (await judge(signed)).checks.map(({ name }) => name);
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.string().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const { checks, verdict } = await verifyCredential({ bytes }, deps);
      expect(checks.map(({ name }) => name)).toEqual(order);
      expect(verdict.authentic).not.toBe(true);
    }),
    { numRuns: 150 },
  );
  const places = Object.keys(signed).filter((name) => name !== 'proof');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (name, value) => {
      fc.pre(
        JSON.stringify(signed[name]) !== JSON.stringify(value) &&
          JSON.stringify([signed[name]].flat()) !== JSON.stringify([value].flat()),
      );
      expect((await judge({ ...signed, [name]: value as JsonObject })).verdict.authentic).not.toBe(true);
    }),
    { numRuns: 60 },
  );
});
