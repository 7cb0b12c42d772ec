/** A batch signs what signing one by one would, letter for letter, and refuses what it cannot. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openContexts } from '../actions/contexts.js';
import { BatchError, type BatchSigner, openBatchSigner, slot } from '../engine/batch/index.js';
import { didKeyOf, newSigningKey } from '../engine/keys/index.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { signCredential } from '../engine/proof/index.js';
import type { JsonObject, SigningKey } from '../engine/types.js';

const OWN_TERMS: JsonObject = {
  noteIn: { '@id': 'urn:note-in', '@container': '@language' },
  kept: { '@id': 'urn:kept', '@container': '@list' },
};
const linkedData = createLinkedData(openContexts(), [OWN_TERMS]);
const created = '2026-11-23T08:00:00Z';
const { multibase, privateKey } = newSigningKey();
const key: SigningKey = {
  kind: 'ed25519',
  key: privateKey,
  multibase,
  method: `${didKeyOf(multibase)}#${multibase}`,
};

const SLOTS = ['id', 'learner', 'hash', 'salt', 'day', 'grade', 'note', 'index'];
/** Nodes without an id that differ in nothing but what a slot holds, addresses that may meet, statements that may coincide. */
const badge = (at: (name: string) => string): JsonObject => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    OWN_TERMS,
  ],
  id: at('id'),
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Wound care',
  issuer: { id: key.method.split('#')[0]!, type: ['Profile'], name: 'Demo Institute' },
  validFrom: at('day'),
  credentialStatus: {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: at('index'),
    statusListCredential: 'https://demo.test/status/1',
  },
  credentialSubject: {
    id: at('learner'),
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        identityHash: at('hash'),
        identityType: 'emailAddress',
        hashed: true,
        salt: at('salt'),
      },
      { type: 'IdentityObject', identityHash: 'sha256$00', identityType: 'emailAddress', hashed: true, salt: 'fixed' },
    ],
    achievement: {
      id: 'https://demo.test/achievements/1',
      type: ['Achievement'],
      name: 'Wound care',
      description: 'Care for wounds.',
      criteria: { narrative: 'Do it.' },
    },
    result: [
      { type: ['Result'], value: at('grade') },
      { type: ['Result'], value: 'pass' },
    ],
    noteIn: { en: at('note'), cy: 'sylw' },
    kept: [at('note'), 'second'],
  },
});

let signer: BatchSigner;
beforeAll(async () => {
  signer = await openBatchSigner(linkedData, { document: badge(slot), slots: SLOTS, key, created });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'pass', 'fixed', 'sha256$00', '@en', '"\\', '\u0000slot:id', 'urn:cairn-slot:id', 'id'),
);
const address = fc.oneof(
  fc.uuid().map((id) => `urn:uuid:${id}`),
  fc.webUrl({ withFragments: true }).filter((url) => !/[\s<>"{}|\\^`]/.test(url)),
  fc.constantFrom('https://demo.test/achievements/1', 'https://demo.test/status/1', 'did:example:1', 'urn:öäü'),
);
const values = fc.record({
  id: address,
  learner: address,
  hash: text,
  salt: text,
  day: text,
  grade: text,
  note: text,
  index: text,
});

test('any values: the same as signing the filled document, letter for letter', async () => {
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      const alone = await signCredential(
        linkedData,
        badge((name) => given[name as keyof typeof given]),
        {
          suite: 'eddsa-rdfc-2022',
          key,
          created,
        },
      );
      expect(signer.sign(given)).toBe(JSON.stringify(alone));
    }),
    { numRuns: 100 },
  );
});

describe('values that a slot cannot take are refused by its name', () => {
  const good = {
    id: 'urn:x:1',
    learner: 'did:key:z1',
    hash: 'h',
    salt: 's',
    day: 'd',
    grade: 'g',
    note: 'n',
    index: '1',
  };
  test.each([
    [{ learner: 'no address' }, 'learner'],
    [{ learner: 'OpenBadgeCredential' }, 'learner'],
    [{ learner: '_:b0' }, 'learner'],
    [{ id: 'urn:x y' }, 'id'],
    [{ id: 'urn:x>' }, 'id'],
    [{ id: 'cred:x' }, 'id'],
    [{ id: '' }, 'id'],
    [{ note: '\ud800' }, 'note'],
    [{ note: undefined as unknown as string }, 'note'],
  ])('%j', (bad, name) => {
    expect(() => signer.sign({ ...good, ...bad })).toThrow(expect.objectContaining({ name: 'BatchError', slot: name }));
    expect(() => signer.sign(good)).not.toThrow();
  });
});

describe('documents that cannot be a template', () => {
  const subject = (more: JsonObject): JsonObject => ({
    '@context': ['https://www.w3.org/ns/credentials/v2', { p: 'urn:p', raw: { '@id': 'urn:raw', '@type': '@json' } }],
    type: ['VerifiableCredential'],
    issuer: 'did:example:1',
    credentialSubject: { id: 'did:example:2', ...more },
  });
  test.each<[string, JsonObject]>([
    ['a slot as a part of a text', subject({ p: `Dear ${slot('x')}` })],
    ['a slot in a key', subject({ [slot('x')]: 'a', p: slot('x') })],
    ['a slot as a type', subject({ type: slot('x') })],
    [
      'a slot in a context',
      { ...subject({ p: slot('x') }), '@context': ['https://www.w3.org/ns/credentials/v2', { p: slot('x') }] },
    ],
    ['a slot in a JSON literal', subject({ raw: { a: slot('x') } })],
    ['a slot as a datatype', subject({ p: { '@value': 'a', '@type': slot('x') } })],
    ['a slot that is not there', subject({ p: 'a' })],
    ['a slot that was not named', subject({ p: [slot('x'), slot('y')] })],
    ['a proof', { ...subject({ p: slot('x') }), proof: {} }],
  ])('%s', async (_, document) => {
    await expect(openBatchSigner(linkedData, { document, slots: ['x'], key, created })).rejects.toBeInstanceOf(
      BatchError,
    );
  });

  test('an address whose beginning is a prefix is not taken, others are', async () => {
    const document = subject({ id: slot('x') });
    document['@context'] = ['https://www.w3.org/ns/credentials/v2', { did: 'https://else.test/' }];
    const prefixed = await openBatchSigner(linkedData, { document, slots: ['x'], key, created });
    expect(() => prefixed.sign({ x: 'did:example:9' })).toThrow(BatchError);
    expect(prefixed.sign({ x: 'urn:uuid:1' })).toContain('urn:uuid:1');
  });
});
