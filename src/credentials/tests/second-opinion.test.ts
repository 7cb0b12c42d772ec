/** Our signer and verifier agree with the usual JavaScript library, in both directions. Ten thousand in the soak. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openDigitalBazaar } from '../../../tests/support/digitalbazaar.js';
import { verifyProofs } from '../engine/proof/index.js';
import type { JsonObject } from '../engine/types.js';
import { randomCredential } from './random-credentials.js';
import { contexts, created, expectSameOpinion, linkedData, newTestKey, now, resolveKey } from './second-opinion.js';

const key = newTestKey();

test('200 random credentials', async () => {
  const suites = fc.constantFrom('eddsa-rdfc-2022' as const, 'eddsa-rdfc-2022' as const, 'eddsa-jcs-2022' as const);
  await fc.assert(
    fc.asyncProperty(randomCredential(key.issuer), suites, (document, suite) =>
      expectSameOpinion(document, suite, key),
    ),
    { numRuns: 200 },
  );
});

test('what it signs with ecdsa-rdfc-2019 verifies here', async () => {
  const ecdsa = newTestKey('p-256');
  const library = await openDigitalBazaar(contexts, { suite: 'ecdsa-rdfc-2019', key: ecdsa, created, now });
  const check = async (document: JsonObject): Promise<void> => {
    const signed = (await library.sign(document)) as JsonObject;
    expect(await verifyProofs(linkedData, signed, { resolveKey, now })).toMatchObject([{ verified: true }]);
  };
  await fc.assert(fc.asyncProperty(randomCredential(ecdsa.issuer), check), { numRuns: 3 });
});
