/** Ten thousand random credentials: signer and verifier agree with the usual JavaScript library. */
import fc from 'fast-check';
import { test } from 'vitest';
import { randomCredential } from './random-credentials.js';
import { expectSameOpinion, newTestKey } from './second-opinion.js';

const key = newTestKey();

test.each([
  ['eddsa-rdfc-2022', 8_000],
  ['eddsa-jcs-2022', 2_000],
] as const)('%s, %i random credentials', async (suite, numRuns) => {
  await fc.assert(
    fc.asyncProperty(randomCredential(key.issuer), (document) => expectSameOpinion(document, suite, key)),
    { numRuns },
  );
});
