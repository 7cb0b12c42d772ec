/** The W3C's known answers for Data Integrity: canonical forms, hashes and signatures byte for byte. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openContexts } from '../actions/contexts.js';
import { createKeyResolver } from '../engine/did/index.js';
import { canonicalize } from '../engine/encoding/index.js';
import { didKeyOf, fromSecretMultibase } from '../engine/keys/index.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { type Signing, signCredential, verifyProofs } from '../engine/proof/index.js';
import { DocumentError, type JsonObject, type SigningKey } from '../engine/types.js';
import { CONTEXTS_FOLDER, CREDENTIALS, hasSamples, sampleJson, sampleText } from './samples.js';

const linkedData = createLinkedData(openContexts(CONTEXTS_FOLDER, { forTests: true }));
const resolveKey = createKeyResolver({
  fetchDocument: async (address) => {
    throw new DocumentError('unreachable', `${address} cannot be reached.`);
  },
});
const now = new Date('2026-11-23T08:00:00Z');

const EDDSA = 'vc-vectors/vc-di-eddsa';
const ECDSA = 'vc-vectors/vc-di-ecdsa';
const ANSWERS = [
  `${EDDSA}/eddsa-rdfc-2022`,
  `${EDDSA}/eddsa-rdfc-2022/employ`,
  `${EDDSA}/eddsa-jcs-2022`,
  `${EDDSA}/Ed25519Signature2020`,
  `${ECDSA}/ecdsa-rdfc-2019-p256`,
  `${ECDSA}/ecdsa-rdfc-2019-p256/employ`,
  `${ECDSA}/ecdsa-rdfc-2019-p384`,
  `${ECDSA}/ecdsa-rdfc-2019-p384/employ`,
  `${ECDSA}/ecdsa-jcs-2019-p256`,
  `${ECDSA}/ecdsa-jcs-2019-p384`,
];

/** The file of a folder whose name begins so. */
function named(folder: string, beginning: string): string {
  const name = readdirSync(join(CREDENTIALS, folder)).find((file) => file.startsWith(beginning));
  return `${folder}/${name}`;
}

function keyOf({ publicKeyMultibase, privateKeyMultibase }: Record<string, string>): SigningKey {
  const { privateKey: key } = fromSecretMultibase(privateKeyMultibase!);
  const method = `${didKeyOf(publicKeyMultibase!)}#${publicKeyMultibase}`;
  return { kind: 'ed25519', key, multibase: publicKeyMultibase!, method };
}

const signingOf = (proof: JsonObject, key: SigningKey): Signing => ({
  suite: proof.cryptosuite as Signing['suite'],
  key,
  created: proof.created as string,
  ...(typeof proof.id === 'string' && { id: proof.id }),
  ...(proof.previousProof !== undefined && { previousProof: proof.previousProof as string | string[] }),
});

describe.skipIf(!hasSamples)('known answers', () => {
  test.each(ANSWERS)('%s', async (folder) => {
    const hash = folder.includes('p384') ? ('sha384' as const) : ('sha256' as const);
    const digest = (text: string): string => createHash(hash).update(text).digest('hex');
    const signed = sampleJson(named(folder, 'signed'));
    const { proof, ...document } = signed as JsonObject & { proof: JsonObject };
    const { proofValue: _, ...configuration } = proof;
    const text = async (one: JsonObject): Promise<string> =>
      folder.includes('jcs') ? canonicalize(one) : linkedData.canonize(one, { hash });
    const [content, options] = [
      await text(document),
      await text({ '@context': document['@context']!, ...configuration }),
    ];
    expect(content).toBe(sampleText(named(folder, 'canonDoc')));
    expect(options).toBe(sampleText(named(folder, 'proofCanon')));
    expect(digest(content)).toBe(sampleText(named(folder, 'docHash')));
    expect(digest(options) + digest(content)).toBe(sampleText(named(folder, 'combinedHash')));
    expect(await verifyProofs(linkedData, signed, { resolveKey, now })).toMatchObject([
      { verified: true, fault: null },
    ]);
  });

  test.each(ANSWERS.filter((folder) => folder.includes('eddsa-')))('%s is signed the same', async (folder) => {
    const { proof, ...document } = sampleJson(named(folder, 'signed')) as JsonObject & { proof: JsonObject };
    const key = keyOf(sampleJson(`${EDDSA}/keyPair.json`) as Record<string, string>);
    const signed = await signCredential(linkedData, document, signingOf(proof, key));
    expect(signed).toEqual({ ...document, proof });
  });

  test('sets and chains of proofs, signed one after the other', async () => {
    const keys = sampleJson(`${EDDSA}/proof-set-chain/multiKeyPairs.json`) as Record<string, Record<string, string>>;
    const expected = sampleJson(`${EDDSA}/proof-set-chain/signedProofChain2.json`);
    let signed = sampleJson(`${EDDSA}/proof-set-chain/unsigned.json`);
    for (const [index, proof] of (expected.proof as JsonObject[]).entries())
      signed = await signCredential(linkedData, signed, signingOf(proof, keyOf(keys[`keyPair${index + 1}`]!)));
    expect(signed).toEqual(expected);
    for (const name of ['signedProofSet1', 'signedProofSet2', 'signedProofChain1', 'signedProofChain2']) {
      const results = await verifyProofs(linkedData, sampleJson(`${EDDSA}/proof-set-chain/${name}.json`), {
        resolveKey,
        now,
      });
      expect(
        results.map(({ verified, fault }) => fault ?? verified),
        name,
      ).toEqual(results.map(() => true));
    }
  });

  test('a chain falls with each of the proofs that it builds on, and a set does not', async () => {
    const chain = sampleJson(`${EDDSA}/proof-set-chain/signedProofChain2.json`);
    const [first, second, third, fourth] = chain.proof as JsonObject[];
    const verdicts = async (proof: JsonObject[]): Promise<(boolean | null)[]> =>
      (await verifyProofs(linkedData, { ...chain, proof }, { resolveKey, now })).map(({ verified }) => verified);
    const damaged = { ...second!, proofValue: first!.proofValue! };
    expect(await verdicts([first!, damaged, third!, fourth!])).toEqual([true, false, false, false]);
    expect(await verdicts([first!, damaged])).toEqual([true, false]);
    expect(await verdicts([first!, third!, fourth!])).toEqual([true, false, false]);
    expect(await verdicts([first!, second!, second!, third!])).toEqual([true, true, true, false]);
    const round = { ...first!, previousProof: first!.id! };
    expect(await verdicts([round])).toEqual([false]);
  });
});
