/** The credential that benchmarks sign: about as much as a short course with learning outcomes says. */
import { toMultibase } from '../../src/credentials/engine/encoding/index.js';
import { didKeyOf, newSigningKey } from '../../src/credentials/engine/keys/index.js';
import type { JsonObject, SigningKey } from '../../src/credentials/engine/types.js';

/** A throw-away key, as ours and as the usual library takes it. */
export function newKey(): { key: SigningKey; library: { publicKeyMultibase: string; secretKeyMultibase: string } } {
  const { multibase, privateKey } = newSigningKey();
  const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
  const secretKeyMultibase = toMultibase(Uint8Array.from([0x80, 0x26, ...secret]));
  return {
    key: { kind: 'ed25519', key: privateKey, multibase, method: `${didKeyOf(multibase)}#${multibase}` },
    library: { publicKeyMultibase: multibase, secretKeyMultibase },
  };
}

export function badge({ multibase }: SigningKey, valueAt: (slot: string) => string): JsonObject {
  const criterion = 'urn:uuid:7d0f2d4e-0f5a-4a3c-9a55-4c8f5a3f0d11';
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: valueAt('id'),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Assessing wounds in the community',
    issuer: {
      id: didKeyOf(multibase),
      type: ['Profile'],
      name: 'Demo Institute',
      url: 'https://demo.example.org/',
    },
    validFrom: '2026-11-23T08:00:00Z',
    awardedDate: '2026-11-20T00:00:00Z',
    credentialStatus: {
      id: 'https://demo.example.org/status/1#entry',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: valueAt('index'),
      statusListCredential: 'https://demo.example.org/status/1',
    },
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          identityHash: valueAt('hash'),
          identityType: 'emailAddress',
          hashed: true,
          salt: valueAt('salt'),
        },
      ],
      creditsEarned: 3,
      result: [{ type: ['Result'], resultDescription: criterion, value: 'pass' }],
      achievement: {
        id: 'https://demo.example.org/achievements/1',
        type: ['Achievement'],
        achievementType: 'MicroCredential',
        name: 'Assessing wounds in the community',
        description: 'Assess, document and review acute and chronic wounds, and know when to refer.',
        criteria: {
          narrative: 'Pass a supervised case review and a test of knowledge with at least 70 of 100 points.',
        },
        creditsAvailable: 3,
        humanCode: 'DEMO-W1',
        inLanguage: 'en',
        tag: ['nursing', 'tissue viability'],
        alignment: [1, 2, 3].map((n) => ({
          type: ['Alignment'],
          targetName: `Skill ${n}`,
          targetUrl: `https://skills.example.org/${n}`,
          targetFramework: 'ESCO',
          targetType: 'CFItem',
        })),
        resultDescription: [
          {
            id: criterion,
            type: ['ResultDescription'],
            name: 'Case review',
            resultType: 'Result',
            allowedValue: ['fail', 'pass'],
          },
        ],
      },
    },
  };
}
