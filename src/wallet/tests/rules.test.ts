/** When a credential is checked again, what of it is told, how it stands, and by what it is known again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check, CredentialSummary } from '../../credentials/index.js';
import { inLines } from '../formats/lines.js';
import { asIssuerHasIt, changeBetween, hindrance, keptFindings, nextCheck } from '../rules/checking.js';
import { cvText, linkedInAddress } from '../rules/cv.js';
import { identityOf } from '../rules/identity.js';
import { webAddress } from '../rules/shown.js';
import { standingOf } from '../rules/standing.js';
import type { Findings } from '../schema.js';

const NOW = new Date('2026-11-23T00:00:00Z');
const summary: CredentialSummary = {
  id: 'urn:demo:1',
  name: 'Demo badge',
  issuer: { id: 'did:web:demo.example.org', name: 'Demo Issuer', url: null },
  achievement: null,
  issued: '2026-03-30T00:00:00Z',
  ends: null,
  credit: [],
  results: [],
  alignment: [],
  evidence: [],
  recipient: 'hashed',
  contains: 0,
};
const check = (name: Check['name'], status: Check['status'], message = ''): Check => ({
  name,
  status,
  message,
  fix: null,
});
const found = (verdict: Partial<Findings['verdict']>, checks: Check[] = []): Findings => ({
  format: 'open-badges-3',
  summary,
  checks,
  verdict: { authentic: true, current: true, issuerKnown: true, policy: null, ...verdict },
});
const good = found({});
const revoked = found({ current: false }, [check('status', 'failed', 'The issuer has revoked it.')]);
const suspended = found({ current: false }, [check('status', 'failed', 'It is suspended for now.')]);
const silent = found({ authentic: null, current: null });
const ended = found({ current: false }, [check('valid-until', 'failed')]);
const forged = found({ authentic: false }, [check('proof', 'failed', 'It was changed.')]);

describe('checking again', () => {
  test('comes within eight days, sooner the fewer have not answered, and for one holding always at the same distance', () => {
    const days = (id: string, unanswered: number) =>
      (nextCheck(id, { now: NOW, unanswered }).getTime() - NOW.getTime()) / 86_400_000;
    fc.assert(
      fc.property(fc.uuid(), fc.nat(40), (id, unanswered) => {
        const wait = days(id, unanswered);
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(wait).toBeLessThan(8);
        expect(days(id, unanswered)).toBe(wait);
      }),
    );
    const id = '01a20abf-8036-72f5-9e63-000000000000';
    expect([0, 1, 2, 3, 4, 30].map((unanswered) => days(id, unanswered))).toEqual([7, 1, 2, 4, 7, 7]);
  });

  test('tells what became different, and nothing where nobody answered', () => {
    expect(changeBetween(good, revoked)).toBe('revoked');
    expect(changeBetween(good, suspended)).toBe('suspended');
    expect(changeBetween(suspended, good)).toBe('back');
    expect(changeBetween(good, ended)).toBe('ended');
    expect(changeBetween(good, forged)).toBe('not-authentic');
    expect(changeBetween(forged, good)).toBe('authentic');
    for (const one of [good, revoked, suspended, ended, forged, silent]) {
      expect(changeBetween(one, one)).toBeNull();
      expect(changeBetween(one, silent)).toBeNull();
    }
    expect(changeBetween(silent, good)).toBeNull();
  });

  test('keeps the last verdict where nobody answered this time', () => {
    expect(keptFindings(revoked, silent).verdict).toEqual(revoked.verdict);
    expect(keptFindings(good, revoked).verdict).toEqual(revoked.verdict);
    expect(keptFindings(silent, silent).verdict).toEqual(silent.verdict);
    expect(keptFindings(good, forged).verdict.authentic).toBe(false);
  });
});

test('how it stands is told in words; an unknown issuer is a caution, an end that passed since counts', () => {
  const words = (findings: Findings) => {
    const { tone, words } = standingOf({ ...findings, checkedAt: NOW }, NOW);
    return `${tone}: ${words}`;
  };
  expect(words(good)).toBe('good: authentic and current');
  expect(words(found({ issuerKnown: false }))).toBe('caution: authentic, issuer not known here');
  expect(words(revoked)).toBe('bad: revoked');
  expect(words(suspended)).toBe('caution: suspended');
  expect(words(silent)).toBe('unknown: could not be checked');
  expect(words(forged)).toBe('bad: not authentic');
  expect(words({ ...good, summary: { ...summary, ends: '2026-11-22T00:00:00Z' } })).toBe('caution: ended');
});

test('the same credential is known again however its id is written; what has none goes by its content', () => {
  const of = (id: string | null) => identityOf({ format: 'open-badges-3 in png', summary: { ...summary, id } }, 'hash');
  expect(of(' urn:demo:%31 ')).toBe(of('urn:demo:1'));
  expect(of('urn:demo:2')).not.toBe(of('urn:demo:1'));
  expect(identityOf({ ...good, format: 'clr-2' }, 'hash')).not.toBe(of('urn:demo:1'));
  expect([of(null), of('  ')]).toEqual(['content hash', 'content hash']);
  fc.assert(
    fc.property(fc.string({ maxLength: 5000 }), (id) => {
      expect(of(id).length).toBeLessThanOrEqual(4200);
      expect(of(`${id}%00\0`)).not.toContain('\0');
    }),
  );
});

test('words for a CV and for LinkedIn are those of the credential; only web addresses become links', () => {
  const cv = cvText(summary, { address: 'https://cairn.test/credentials/1', credit: '15 CATS' });
  expect(cv).toBe('Demo badge, Demo Issuer\n30 Mar 2026 · 15 CATS\nCheck it: https://cairn.test/credentials/1');
  const asked = new URL(linkedInAddress(summary, { address: 'https://cairn.test/credentials/1', id: 'urn:demo:1' }));
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    startTask: 'CERTIFICATION_NAME',
    name: 'Demo badge',
    organizationName: 'Demo Issuer',
    issueYear: '2026',
    issueMonth: '3',
    certUrl: 'https://cairn.test/credentials/1',
    certId: 'urn:demo:1',
  });
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'https://a:b@example.org/', 'nothing', '', null])
    expect(webAddress(bad)).toBeNull();
});

test('words in lines fit, keep their order, and say where there is more', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), fc.integer({ min: 3, max: 30 }), (text, wide) => {
      const lines = inLines(text, wide, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(wide);
    }),
  );
  expect(inLines('Safe Use of AI in Clinical Practice', 17, 2)).toEqual(['Safe Use of AI in', 'Clinical Practice']);
  expect(inLines('one two three', 5, 2)).toEqual(['one', 'two…']);
});

test('what the issuer did since the last check stands at once, and nothing else is touched', () => {
  const before = found({}, [check('proof', 'passed'), check('status', 'passed')]);
  for (const state of ['revoked', 'replaced', 'suspended'] as const) {
    const now = asIssuerHasIt(before, state);
    expect(now.verdict).toEqual({ ...before.verdict, current: false });
    expect(hindrance(now)).toBe(state === 'suspended' ? 'suspended' : 'revoked');
    expect(now.checks.filter(({ name }) => name === 'proof')).toEqual([check('proof', 'passed')]);
    expect(asIssuerHasIt(now, state)).toBe(now);
  }
  for (const state of ['offered', 'claimed', 'ended', 'declined'] as const)
    expect(asIssuerHasIt(before, state)).toBe(before);
});
