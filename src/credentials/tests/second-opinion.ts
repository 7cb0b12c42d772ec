/** One comparison of our signer and verifier with the usual library, for a random credential. */
import { expect } from 'vitest';
import { openDigitalBazaar } from '../../../tests/support/digitalbazaar.js';
import { openContexts } from '../actions/contexts.js';
import { createKeyResolver } from '../engine/did/index.js';
import { toMultibase } from '../engine/encoding/index.js';
import { didKeyOf, newSigningKey } from '../engine/keys/index.js';
import { createLinkedData } from '../engine/linked-data/index.js';
import { signCredential, verifyProofs } from '../engine/proof/index.js';
import { DocumentError, type JsonObject, type SigningKey } from '../engine/types.js';
import { OWN_CONTEXT } from './random-credentials.js';

export const created = '2026-11-23T08:00:00Z';
export const now = new Date(created);
export const contexts = openContexts();
export const linkedData = createLinkedData(contexts, [OWN_CONTEXT]);
export const resolveKey = createKeyResolver({
  fetchDocument: async (address) => {
    throw new DocumentError('unreachable', `${address} cannot be reached.`);
  },
});

export type TestKey = { key: SigningKey; issuer: string; publicKeyMultibase: string; secretKeyMultibase: string };

export function newTestKey(kind: 'ed25519' | 'p-256' = 'ed25519'): TestKey {
  const { multibase, privateKey } = newSigningKey(kind);
  const issuer = didKeyOf(multibase);
  const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
  const prefix = kind === 'ed25519' ? [0x80, 0x26] : [0x86, 0x26];
  return {
    key: { kind, key: privateKey, multibase, method: `${issuer}#${multibase}` },
    issuer,
    publicKeyMultibase: multibase,
    secretKeyMultibase: toMultibase(Uint8Array.from([...prefix, ...secret])),
  };
}

/** Both sign the same value; each holds what the other signed for sound, and neither a change of it. */
export async function expectSameOpinion(
  document: JsonObject,
  suite: 'eddsa-rdfc-2022' | 'eddsa-jcs-2022',
  key: TestKey,
): Promise<void> {
  const ours = await signCredential(linkedData, document, { suite, key: key.key, created });
  const library = await openDigitalBazaar(contexts, { suite, key, created, now });
  const theirs = (await library.sign(document)) as JsonObject;
  expect((ours.proof as JsonObject).proofValue).toBe((theirs.proof as JsonObject).proofValue);
  expect(await library.verify(ours)).toBeNull();
  expect(await verifyProofs(linkedData, theirs, { resolveKey, now })).toMatchObject([{ verified: true }]);
  const changed = { ...ours, name: `${String(ours.name)}.` };
  expect(await verifyProofs(linkedData, changed, { resolveKey, now })).toMatchObject([{ verified: false }]);
}
