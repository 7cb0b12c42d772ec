import { decode, encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { discloseWithDigitalBazaar } from '../../../../tests/support/digitalbazaar.js';
import { openContexts } from '../../actions/contexts.js';
import { fromBase64url, toBase64url } from '../../engine/encoding/index.js';
import { publicKeyOf } from '../../engine/keys/index.js';
import { createLinkedData } from '../../engine/linked-data/index.js';
import { verifyEcdsaSd } from '../../engine/proof/ecdsa-sd.js';
import { verifyProofs } from '../../engine/proof/index.js';
import type { JsonObject } from '../../engine/types.js';
import { CONTEXTS_FOLDER, hasSamples, sampleJson } from '../samples.js';
import { newTestKey, resolveKey } from '../second-opinion.js';

const contexts = hasSamples ? openContexts(CONTEXTS_FOLDER) : new Map();
const ld = createLinkedData(contexts);

type Parts = [Uint8Array, Uint8Array, Uint8Array[], Map<number, Uint8Array>, number[]];

function disclosureOf(path: string) {
  const { proof, ...document } = sampleJson(path);
  const { proofValue, ...config } = [proof].flat()[0] as JsonObject;
  return {
    document,
    config: { ...config, '@context': document['@context']! } as JsonObject,
    proofValue: String(proofValue),
  };
}
const judge = ({ document, config, proofValue }: ReturnType<typeof disclosureOf>) =>
  verifyEcdsaSd(ld, document, config, proofValue, publicKeyOf(String(config.verificationMethod).split('#')[1]!));

/** The same proof value with its parts changed. */
function rewritten(proofValue: string, change: (parts: Parts) => unknown): string {
  const parts = decode(fromBase64url(proofValue.slice(1)).subarray(3), {
    useMaps: true,
    tags: { 64: (control) => control() },
  }) as Parts;
  change(parts);
  return `u${toBase64url(Buffer.concat([Buffer.from([0xd9, 0x5d, 0x01]), encode(parts)]))}`;
}

const VECTORS = ['employ', 'prc'].map(
  (name) => `vc-vectors/vc-di-ecdsa/ecdsa-sd-2023/${name}/derivedRevealDocument.json`,
);

describe.skipIf(!hasSamples)('selective disclosure (ecdsa-sd-2023)', () => {
  test('the derived credential of 1EdTech verifies', async () => {
    expect(await judge(disclosureOf('openbadges/ob30/sd/derivedcredential.json'))).toBeNull();
  });

  test.each(VECTORS)('the W3C answer %s verifies', async (path) => {
    expect(await judge(disclosureOf(path))).toBeNull();
  });

  test('every change is noticed and named', async () => {
    const sample = disclosureOf(VECTORS[1]!);
    const with_ = (change: (parts: Parts) => unknown) =>
      judge({ ...sample, proofValue: rewritten(sample.proofValue, change) });
    expect(await with_(() => {})).toBeNull();
    const subject = sample.document.credentialSubject as JsonObject;
    expect(
      await judge({
        ...sample,
        document: { ...sample.document, credentialSubject: { ...subject, birthCountry: 'Elsewhere' } },
      }),
    ).toMatch(/changed/);
    expect(await judge({ ...sample, document: { ...sample.document, description: 'More' } })).toMatch(/added|changed/);
    expect(await judge({ ...sample, config: { ...sample.config, created: '2020-01-01T00:00:00Z' } })).toMatch(
      /changed/,
    );
    expect(await with_((parts) => parts[2].pop())).toMatch(/one signature for each/);
    expect(await with_((parts) => parts[4].push(999))).toMatch(/missing/);
    expect(await with_((parts) => parts[4].pop())).toMatch(/one signature for each/);
    expect(await with_((parts) => (parts[2] = parts[2].toReversed()))).toMatch(/changed/);
    expect(await with_((parts) => parts[3].delete(0))).toMatch(/unnamed/);
    expect(await with_((parts) => parts[3].set(0, parts[3].get(1)!))).toMatch(/unnamed/);
    expect(await with_((parts) => (parts[1] = new Uint8Array(35)))).toMatch(/cannot be read/);
    expect(await with_((parts) => (parts[0] = new Uint8Array(3)))).toMatch(/no signature/);
    expect(await with_((parts) => parts[4].push(-1 as number))).toMatch(/lists no statements/);
  });

  test('a base proof, another encoding and noise are named', async () => {
    const sample = disclosureOf(VECTORS[0]!);
    const base = `u${toBase64url(Buffer.from([0xd9, 0x5d, 0x00, 0x80]))}`;
    expect(await judge({ ...sample, proofValue: base })).toMatch(/base proof/);
    for (const proofValue of [
      '',
      'z123',
      'u',
      'u!!',
      'uAAAA',
      `u${toBase64url(Buffer.from([0xd9, 0x5d, 0x01, 0xff]))}`,
    ])
      expect(await judge({ ...sample, proofValue })).toEqual(expect.any(String));
  });
});

test('what the usual library discloses verifies, whichever parts it is; with a part of another added it does not', async () => {
  const {
    issuer,
    key: { method },
    ...keys
  } = newTestKey('p-256');
  const credential = exampleCredential(issuer);
  const pinned = openContexts();
  const here = createLinkedData(pinned);
  for (const selectivePointers of [['/credentialSubject/achievement/name'], ['/validUntil', '/credentialSubject']]) {
    const asked = { key: keys, mandatoryPointers: ['/issuer', '/validFrom'], selectivePointers };
    const disclosed = (await discloseWithDigitalBazaar(pinned, credential, asked)) as JsonObject;
    const opinion = async (document: JsonObject) =>
      (await verifyProofs(here, document, { resolveKey, now: new Date('2026-11-23T08:00:00Z') }))[0];
    expect(await opinion(disclosed)).toMatchObject({ verified: true, suite: 'ecdsa-sd-2023', method });
    expect(JSON.stringify(disclosed).includes('validUntil')).toBe(selectivePointers.includes('/validUntil'));
    expect(await opinion({ ...disclosed, name: 'Another' })).toMatchObject({ verified: false });
    expect(await opinion({ ...disclosed, validFrom: '2020-01-01T00:00:00Z' })).toMatchObject({ verified: false });
  }
});

function exampleCredential(issuer: string): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: 'urn:uuid:7a3c1c6e-5d1f-4e0a-9f0b-2b8f5f1f7a10',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: issuer, type: ['Profile'], name: 'Demo College' },
    validFrom: '2026-11-01T00:00:00Z',
    validUntil: '2029-11-01T00:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:uuid:2a0f2a5c-3f8e-4a35-8f3a-54c8b7ad6f11',
        type: ['Achievement'],
        name: 'Demo wound care',
        description: 'Assesses and dresses wounds.',
        criteria: { narrative: 'Pass the practical assessment.' },
      },
    },
  };
}
