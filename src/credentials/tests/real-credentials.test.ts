/** Every real credential of the samples gets the outcome that its source states, and the check named that the source names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FetchDocument } from '../engine/types.js';
import { unwrap } from '../formats/index.js';
import type { CheckName } from '../schema/verification.js';
import { type Expected, fetchSample, readExpected, samples, samplesThere, verify } from './real-credentials.js';

/** What must fail, and nothing else: by the outcome that is stated. */
const BY_OUTCOME: Readonly<Record<string, CheckName[]>> = {
  valid: [],
  warning: [],
  expired: ['valid-until'],
  revoked: ['status'],
  'expired+revoked': ['status', 'valid-until'],
  'not-yet-valid': ['valid-from'],
  tampered: ['proof'],
  'not-json': ['format'],
  'status-list-wrong-type': [],
  'status-list-tampered': [],
  'issuer-unresolvable': [],
};

/** What fails in each invalid one, and what fails besides in some of the others. */
const BY_FILE: Readonly<Record<string, CheckName[]>> = {
  // SomeProofType is defined nowhere; the other proof of the same credential is good.
  'ob30/simple-multiple-proofs.json': ['context'],
  'ob30/simple-noproof.json': ['proof'],
  'ob30/simple-err-context.json': ['context', 'schema', 'proof'],
  'ob30/simple-err-issuer.json': ['schema', 'issuer'],
  'ob30/simple-err-credential-subject-type.json': ['context', 'schema', 'proof'],
  'ob30/simple-err-credential-subject-result-type.json': ['context', 'schema', 'proof'],
  'ob30/simple-err-issuer-type.json': ['context', 'schema', 'proof'],
  'ob30/simple-err-proof-method.json': ['proof'],
  'ob30/simple-err-proof-method-unknown-scheme.json': ['proof'],
  // There is no achievement in it.
  'ob30/simple-err-issued.json': ['schema', 'valid-from'],
  'ob30/complete.json': ['attached-schema', 'endorsements'],
  // Neither its issuer nor its list is published.
  'ob30/credential-status-revoked.json': [],
  'ob20/basic-assertion-invalid-context.json': ['context'],
  'ob20/rdf-validation/invalid-class.json': ['type'],
  'ob20/rdf-validation/invalid-empty-type.json': ['type'],
  'ob20/basic-assertion-with-allowed-origins-invalid-starts-with.json': ['proof'],
  'ob20/basic-assertion-expired-before-issued.json': ['schema', 'valid-until'],
  'ob20/assertion-with-extension-node-invalid.json': ['attached-schema'],
  'credentials/v2/dataIntegrityProof/didKey/twoOIDF-revoked-notExpired-badSchema.json': ['schema', 'status'],
};

/** What cannot be found out from the samples, so that authentic or current stays open. */
const OPEN: Readonly<Record<string, CheckName[]>> = {
  // It names no key; its draft context is kept nowhere.
  'ob30/simple.jwt': ['context', 'issuer', 'proof'],
  'clr20/simple.jwt': ['context', 'attached-schema', 'issuer', 'endorsements'],
  'ob30/credential-status-revoked.json': ['issuer', 'proof', 'status'],
  'ob30/complete.json': ['issuer', 'status'],
  'credentials/v2/ed25519/didWeb/badDidWeb.json': ['issuer', 'proof'],
  'credentials/v2/ed25519/didKey/legacy-missingTypeStatus-noExpiry.json': ['status'],
  'credentials/v2/ed25519/didKey/legacy-tamperedStatus-noExpiry.json': ['status'],
};

/** Nobody signs a badge class or a profile: nothing is wrong with them, and there is nothing to be authentic. */
const UNSIGNED = /^ob20\/(assets\/badgeclass1|issuer-compact-iri|rdf-validation)/;

describe.skipIf(!samplesThere).each(['openbadges', 'fixtures'] as const)('%s', (folder) => {
  const cases = samplesThere ? readExpected(folder) : [];
  test.each(cases.map((one) => [one.file, one] as const))('%s', async (file, { expect: outcome }) => {
    const { checks, verdict } = await verify(join(folder, file), { fetchDocument: hosting(join(folder, file)) });
    const named = (status: string) => checks.filter((check) => check.status === status).map(({ name }) => name);
    expect(named('failed')).toEqual(BY_FILE[file] ?? BY_OUTCOME[outcome]);
    // A key that comes with the credential leaves it open who signed it: told of many of these, and held against none.
    const open = named('unknown').filter((name) => name !== 'issuer' && name !== 'attached-schema');
    expect(open).toEqual((OPEN[file] ?? []).filter((name) => name !== 'issuer' && name !== 'attached-schema'));
    if (outcome === 'valid' || outcome === 'warning') expectGood(file, verdict);
    if (outcome === 'warning')
      expect(checks.some(({ status, fix }) => status !== 'skipped' && fix !== null)).toBe(true);
    if (['invalid', 'tampered', 'not-json'].includes(outcome)) expect(verdict.authentic).toBe(false);
    if (/expired|revoked|not-yet/.test(outcome) && !(file in OPEN)) expect(verdict.current).toBe(false);
    if (outcome.startsWith('status-list')) expect(verdict).toMatchObject({ authentic: true, current: null });
  });
});

function expectGood(file: string, verdict: { authentic: boolean | null; current: boolean | null }): void {
  if (UNSIGNED.test(file)) expect(verdict).toMatchObject({ authentic: null, current: null });
  else expect(verdict).toMatchObject({ authentic: file in OPEN ? null : true, current: true });
}

/** A hosted badge stands at its own address, which is not among the samples: there the very same badge answers. */
function hosting(file: string): FetchDocument {
  const content = file.includes('ob20') && !file.endsWith('.jwt') ? jsonIn(file) : null;
  const address = content === null ? null : (JSON.parse(content) as { id?: unknown }).id;
  return (asked, options) =>
    content !== null && asked === address && !UNSIGNED.test(file.slice('openbadges/'.length))
      ? Promise.resolve({ address: asked, contentType: 'application/json', body: Buffer.from(content) })
      : fetchSample(asked, options);
}

function jsonIn(file: string): string | null {
  const { content } = unwrap(readFileSync(join(samples, file)));
  return 'json' in content ? content.json : null;
}

test.skipIf(!samplesThere)('every outcome that the samples state is known here', () => {
  const stated = new Set(
    [...readExpected('openbadges'), ...readExpected('fixtures')].map((one: Expected) => one.expect),
  );
  expect([...stated].filter((outcome) => outcome !== 'invalid' && !(outcome in BY_OUTCOME))).toEqual([]);
});
