/** The rules of Verifiable Credentials 2.0 that its public suite asks for, on documents that are not signed yet. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../engine/types.js';
import { credentialFaults, presentationFaults } from '../rules/data-model/index.js';
import type { CheckName } from '../schema/verification.js';

const unsigned = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:0f0f2ba4-6f3a-4f29-8f7e-0d8d9a3b1c11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'did:web:issuer.example.org', type: ['Profile'], name: 'Demo College' },
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

test('the rules of Verifiable Credentials 2.0, one by one', () => {
  const faultsWith = (change: JsonObject) => credentialFaults({ ...unsigned, ...change }).map(({ check }) => check);
  const right: JsonObject[] = [
    {},
    { id: 'did:example:1' },
    { type: ['https://example.org/#Mine', 'VerifiableCredential'] },
    {
      name: [
        { '@value': 'Dog', '@language': 'en' },
        { '@value': 'Ci', '@language': 'cy', '@direction': 'ltr' },
      ],
    },
    { issuer: 'https://issuer.example.org' },
    { validFrom: '2026-02-25T19:10:39.123-06:00', validUntil: '2026-02-26T01:10:40Z' },
    { credentialStatus: { type: 'Demo' } },
    { relatedResource: { id: 'https://example.org/1', digestSRI: 'sha256-x' } },
  ];
  for (const change of right) expect([change, faultsWith(change)]).toEqual([change, []]);
  const wrong: [JsonObject, CheckName][] = [
    [{ '@context': [...unsigned['@context']].reverse() }, 'context'],
    [{ '@context': [...unsigned['@context'], 5] }, 'context'],
    [{ '@context': [...unsigned['@context'], 'https ://example.org'] }, 'context'],
    [{ '@context': [...unsigned['@context'], { Mine: 'https ://example.org#Mine' }] }, 'type'],
    [{ type: ['OpenBadgeCredential'] }, 'type'],
    [{ type: [] }, 'type'],
    [{ id: 'not a URL' }, 'schema'],
    [{ id: ['urn:uuid:1', 'urn:uuid:2'] }, 'schema'],
    [{ name: { '@value': 'x', '@language': 'en', url: 'x' } }, 'schema'],
    [{ issuer: { name: 'x' } }, 'issuer'],
    [{ issuer: 'Demo College' }, 'issuer'],
    [{ credentialSubject: {} }, 'subject'],
    [{ credentialSubject: [{ id: 'urn:uuid:1' }, {}] }, 'subject'],
    [{ credentialSubject: { id: ['urn:uuid:1'] } }, 'subject'],
    [{ validFrom: '2026-02-25' }, 'schema'],
    [{ validFrom: '2026-02-30T00:00:00Z' }, 'schema'],
    [{ validUntil: '2025-12-31T23:59:59Z' }, 'schema'],
    [{ credentialStatus: { id: 'urn:uuid:1' } }, 'schema'],
    [{ credentialStatus: { type: 2 } }, 'schema'],
    [{ credentialSchema: { type: 'JsonSchema' } }, 'schema'],
    [{ credentialSchema: { id: 'https://example.org' } }, 'schema'],
    [{ refreshService: { id: 'https://example.org' } }, 'schema'],
    [{ termsOfUse: [{}] }, 'schema'],
    [{ evidence: {} }, 'evidence'],
    [{ relatedResource: ['https://example.org/1'] }, 'related-resource'],
    [{ relatedResource: { id: 'https://example.org/1' } }, 'related-resource'],
    [
      { relatedResource: [1, 2].map(() => ({ id: 'https://example.org/1', digestSRI: 'sha256-x' })) },
      'related-resource',
    ],
  ];
  for (const [change, check] of wrong)
    expect([change, faultsWith(change)]).toEqual([change, expect.arrayContaining([check])]);
});

test('a presentation: its context, its type, its holder, and credentials in it', () => {
  const right = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'] };
  const faultsWith = (change: JsonObject) => presentationFaults({ ...right, ...change }).map(({ check }) => check);
  const good: JsonObject[] = [
    {},
    { holder: 'did:example:1' },
    { holder: { id: 'did:example:1' } },
    { verifiableCredential: [unsigned] },
  ];
  for (const change of good) expect([change, faultsWith(change)]).toEqual([change, []]);
  expect(faultsWith({ '@context': [] })).toEqual(['context']);
  expect(faultsWith({ type: 'VerifiableCredential' })).toEqual(['type']);
  expect(faultsWith({ holder: { name: 'x' } })).toEqual(['issuer']);
  expect(faultsWith({ verifiableCredential: ['a.b.c'] })).toEqual(['subject']);
});
