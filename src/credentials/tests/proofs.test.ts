/** What makes a proof hold, fall, or stay open. */
import { describe, expect, test } from 'vitest';
import {
  ProofError,
  type ProofExpectation,
  type Signing,
  signCredential,
  verifyProofs,
} from '../engine/proof/index.js';
import { type FoundKey, type JsonObject, KeyError } from '../engine/types.js';
import { linkedData, newTestKey, now, resolveKey } from './second-opinion.js';

const { key, issuer } = newTestKey();
const document: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer,
  name: 'Wound care',
  credentialSubject: { id: 'did:example:2' },
};
const signing: Signing = { suite: 'eddsa-rdfc-2022', key, created: '2026-11-23T08:00:00Z' };
const sign = (more: Partial<Signing> = {}): Promise<JsonObject> =>
  signCredential(linkedData, document, { ...signing, ...more });
const verify = async (signed: JsonObject, more: Partial<ProofExpectation> = {}) => {
  const [result] = await verifyProofs(linkedData, signed, { resolveKey, now, ...more });
  return result!;
};
const withProof = (signed: JsonObject, changes: JsonObject): JsonObject => ({
  ...signed,
  proof: { ...(signed.proof as JsonObject), ...changes },
});

test('a document without a proof has no results, and what is no object is no proof', async () => {
  expect(await verifyProofs(linkedData, document, { resolveKey, now })).toEqual([]);
  for (const proof of [null, 'text', 7])
    expect(await verify({ ...document, proof })).toMatchObject({
      verified: false,
      fault: expect.stringContaining('not an object'),
    });
});

describe('one changed member of the proof', () => {
  test.each<[JsonObject, boolean | null, RegExp]>([
    [{ created: '2026-11-23T08:00:01Z' }, false, /signature does not fit/],
    [{ created: 'yesterday' }, false, /is not a time/],
    [{ created: '2026-02-30T08:00:00Z' }, false, /is not a time/],
    [{ expires: '2026-11-23' }, false, /ends is not a time/],
    [{ expires: '2026-11-23T07:59:59Z' }, false, /ended on/],
    [{ proofPurpose: 'authentication' }, false, /another purpose/],
    [{ type: 'SomethingElse' }, null, /SomethingElse.*cannot be checked/],
    [{ cryptosuite: 'future-suite-2099' }, null, /cannot be checked/],
    [{ cryptosuite: 7 }, false, /names no cryptosuite/],
    [{ cryptosuite: 'ecdsa-rdfc-2019' }, false, /ed25519 key cannot sign/],
    [{ cryptosuite: 'eddsa-jcs-2022' }, false, /signature does not fit/],
    [{ verificationMethod: 7 }, false, /with which key/],
    [{ verificationMethod: 'urn:uuid:1#key' }, null, /./],
    [{ verificationMethod: 'did:web:unreachable.test#key' }, null, /./],
    [{ proofValue: 'z' }, false, /damaged/],
    [{ proofValue: 'uAAAA' }, false, /damaged/],
    [{ proofValue: null }, false, /damaged/],
    [{ previousProof: 'urn:uuid:none' }, false, /not there/],
    [{ previousProof: [7] }, false, /not there/],
    [{ unheardOf: 'x' }, false, /unheardOf/],
  ])('%j', async (changes, verified, fault) => {
    expect(await verify(withProof(await sign(), changes))).toMatchObject({
      verified,
      fault: expect.stringMatching(fault),
    });
  });
});

test('any change of the content shows, a term that nobody defines above all', async () => {
  const signed = await sign();
  expect(await verify(signed)).toMatchObject({ verified: true, fault: null, controller: issuer });
  const changes: JsonObject[] = [
    { name: 'Wound Care' },
    { description: 'more' },
    { credentialSubject: { id: 'did:example:3' } },
  ];
  for (const change of changes)
    expect(await verify({ ...signed, ...change })).toMatchObject({
      verified: false,
      fault: expect.stringMatching(/does not fit/),
    });
  expect(await verify({ ...signed, colour: 'red' })).toMatchObject({
    verified: false,
    fault: expect.stringMatching(/colour/),
  });
  const elsewhere = [...(signed['@context'] as string[]), 'https://unpinned.test/v1'];
  expect(await verify({ ...signed, '@context': elsewhere })).toMatchObject({
    verified: null,
    fault: expect.stringMatching(/unpinned/),
  });
});

test('as JSON, contexts that were not signed are refused at the front and left out at the end', async () => {
  const signed = await sign({ suite: 'eddsa-jcs-2022' });
  const [first] = signed['@context'] as string[];
  expect(await verify(signed)).toMatchObject({ verified: true });
  expect(await verify({ ...signed, '@context': [first!, 'https://other.test/v1'] })).toMatchObject({ verified: true });
  expect(await verify({ ...signed, '@context': ['https://other.test/v1', first!] })).toMatchObject({
    verified: false,
    fault: expect.stringMatching(/not those that were signed/),
  });
});

test('challenge and domain are asked where they are expected', async () => {
  const signed = await sign({ purpose: 'authentication', challenge: 'one', domain: ['a.test', 'b.test'] });
  const purpose = 'authentication' as const;
  expect(await verify(signed, { purpose, challenge: 'one', domain: 'b.test' })).toMatchObject({ verified: true });
  expect(await verify(signed, { purpose, challenge: 'two' })).toMatchObject({ verified: false });
  expect(await verify(signed, { purpose, challenge: 'one', domain: 'c.test' })).toMatchObject({ verified: false });
  expect(await verify(signed)).toMatchObject({ verified: false, fault: expect.stringMatching(/another purpose/) });
});

test('a key that ended before counts for nothing, one that ended since still does', async () => {
  const signed = await sign();
  const endedOn = (ended: string): Partial<ProofExpectation> => ({
    resolveKey: async (method, purpose): Promise<FoundKey> => ({ ...(await resolveKey(method, purpose)), ended }),
  });
  expect(await verify(signed, endedOn('2026-11-23T07:00:00Z'))).toMatchObject({
    verified: false,
    fault: expect.stringMatching(/ended/),
  });
  expect(await verify(signed, endedOn('2026-11-23'))).toMatchObject({ verified: false });
  expect(await verify(signed, endedOn('2026-11-23T09:00:00Z'))).toMatchObject({ verified: true });
});

test('a key that is not for this is a refusal, one that cannot be reached an open question', async () => {
  const signed = await sign();
  const failing = (fault: 'not-allowed' | 'unreachable'): Partial<ProofExpectation> => ({
    resolveKey: async () => {
      throw new KeyError(fault, 'No key.');
    },
  });
  expect(await verify(signed, failing('not-allowed'))).toMatchObject({ verified: false, keyFault: 'not-allowed' });
  expect(await verify(signed, failing('unreachable'))).toMatchObject({ verified: null, keyFault: 'unreachable' });
});

test('more than sixteen proofs are not looked at, nor their keys asked for', async () => {
  const signed = await sign();
  let asked = 0;
  const counting: Partial<ProofExpectation> = {
    resolveKey: (method, purpose) => {
      asked += 1;
      return resolveKey(method, purpose);
    },
  };
  const proof = Array.from({ length: 40 }, () => structuredClone(signed.proof!));
  const results = await verifyProofs(linkedData, { ...signed, proof }, { resolveKey, now, ...counting });
  expect(results.map(({ verified }) => verified)).toEqual([...Array(16).fill(true), ...Array(24).fill(null)]);
  expect(asked).toBe(16);
});

test('a credential on version 1.1 is given the context of proofs; what cannot be signed is refused', async () => {
  const older = {
    ...document,
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    issuanceDate: '2026-11-23T08:00:00Z',
  };
  const { name: _, ...plain }: JsonObject = older;
  const signed = await signCredential(linkedData, plain, signing);
  expect(signed['@context']).toEqual([...older['@context'], 'https://w3id.org/security/data-integrity/v2']);
  expect(await verify(signed)).toMatchObject({ verified: true });
  await expect(sign({ created: 'now' })).rejects.toBeInstanceOf(ProofError);
  await expect(sign({ previousProof: 'urn:uuid:none' })).rejects.toBeInstanceOf(ProofError);
  await expect(sign({ key: newTestKey('p-256').key })).rejects.toBeInstanceOf(ProofError);
  await expect(signCredential(linkedData, { ...document, colour: 'red' }, signing)).rejects.toMatchObject({
    fault: 'undefined-term',
  });
});
