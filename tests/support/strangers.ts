/** Two who sign, and what they hand in. */
import { openContexts } from '../../src/credentials/actions/contexts.js';
import { didKeyOf, newSigningKey } from '../../src/credentials/engine/keys/index.js';
import { createLinkedData } from '../../src/credentials/engine/linked-data/index.js';
import { signCredential } from '../../src/credentials/engine/proof/index.js';
import type { Json, JsonObject, SigningKey } from '../../src/credentials/engine/types.js';
import type { Verified } from '../../src/credentials/engine/verify/index.js';
import type { CheckName } from '../../src/credentials/schema/verification.js';

export const contexts = openContexts();
const linkedData = createLinkedData(contexts);
/** The one is an issuer that a list knows, the other nobody. */
export const [ada, mallory] = [signer(), signer()];

function signer(): SigningKey & { did: string } {
  const { multibase, privateKey } = newSigningKey();
  const did = didKeyOf(multibase);
  return { kind: 'ed25519', key: privateKey, multibase, method: `${did}#${multibase}`, did };
}

/** Not signed yet. */
export function credential(more: JsonObject = {}, by = ada): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:0f0f2ba4-6f3a-4f29-8f7e-0d8d9a3b1c11',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: by.did, type: ['Profile'], name: 'Demo College' },
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
    ...more,
  };
}

export function sign(document: JsonObject, key = ada, more: object = {}): Promise<JsonObject> {
  const suite = 'eddsa-rdfc-2022';
  return signCredential(linkedData, document, { suite, key, created: '2026-01-01T00:00:00Z', ...more });
}

/** How one check came out, and in which words. */
export function blamed({ checks }: Verified, name: CheckName): string {
  const { status, message } = checks.find((check) => check.name === name)!;
  return `${status}: ${message}`;
}

/** Evidence without ids that all know each other, in words that may be used. */
export async function poisoned(size: number): Promise<JsonObject> {
  const signed = await sign(credential());
  const evidence = Array.from({ length: size }, (_, n) => ({
    id: `_:n${n}`,
    type: ['Evidence'],
    knows: Array.from({ length: size }, (_, other) => `_:n${other}`).filter((_, other) => other !== n),
  }));
  const knows = { '@id': 'https://evil.example/knows', '@type': '@id' };
  return { ...signed, '@context': [...(signed['@context'] as Json[]), { knows }], evidence };
}
