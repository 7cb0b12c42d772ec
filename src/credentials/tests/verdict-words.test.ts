/** The sentence at the head of an answer: it claims no more than was checked. */
import { expect, test } from 'vitest';
import { saidIn } from '../rules/endorsing.js';
import { answerOf, boxesOf, toneOf, wordsOf } from '../rules/verdict-words.js';
import type { Check, Verdict } from '../schema/verification.js';

const check = (name: Check['name'], status: Check['status'], message = ''): Check => ({
  name,
  status,
  message,
  fix: null,
});
const told = (verdict: Partial<Verdict>, checks: Check[] = [], read = true) => {
  const whole = { authentic: true, current: true, issuerKnown: null, policy: null, ...verdict };
  return answerOf({
    verification: { format: 'open-badges-3', verdict: whole, checks },
    issuer: 'Demo University',
    read,
  });
};

test('names a known issuer as the list does, whatever the credential calls it', () => {
  const { title, tone, lede } = told({ issuerKnown: true }, [
    check('issuer-known', 'passed', 'The issuer is known: Demo Provider.'),
  ]);
  expect([title, tone]).toEqual(['Real and current.', 'pass']);
  expect(lede).toContain('Demo Provider');
  expect(lede).not.toContain('Demo University');
});

test('warns of an issuer that nobody knows, and never says that they issued it', () => {
  for (const issuerKnown of [false, null]) {
    const { title, tone, lede } = told({ issuerKnown });
    expect([title, tone]).toEqual(['Real and current. We do not know the issuer.', 'warn']);
    expect(lede).toContain('Check who “Demo University” is');
  }
  expect(told({ current: false }, [check('valid-until', 'failed', 'It ended.')]).lede).not.toContain('issued it');
});

test('tells withdrawn, ended, not begun, false, and what could not be checked or read apart', () => {
  expect(told({ current: false }, [check('status', 'failed', 'Revoked.'), check('valid-until', 'failed')]).title).toBe(
    'Real, but no longer valid.',
  );
  expect(told({ current: false }, [check('valid-until', 'failed')]).title).toBe('Real, but it has ended.');
  expect(told({ current: false }, [check('valid-from', 'failed')]).title).toBe('Real, but it had not begun.');
  expect(told({ current: null }).title).toBe('Real. Whether it still holds could not be checked.');
  expect(told({ authentic: null }).title).toBe('Whether this is real could not be checked.');
  expect(
    told({ authentic: false }, [check('status', 'failed', 'Revoked.'), check('proof', 'failed', 'It does not fit.')]),
  ).toMatchObject({
    title: 'Not real, as far as can be told.',
    tone: 'fail',
    lede: expect.stringContaining('It does not fit.'),
  });
  expect(told({ authentic: null, current: null }, [check('format', 'failed', 'It is empty.')], false)).toMatchObject({
    title: 'This could not be read.',
    lede: 'It is empty.',
  });
});

test('shows an issuer on no list, and somebody else’s, as a caution; and dates of what is false as nothing', () => {
  expect(toneOf(check('issuer-known', 'failed'))).toBe('warn');
  expect(toneOf(check('recipient', 'failed'))).toBe('warn');
  expect(toneOf(check('proof', 'failed'))).toBe('fail');
  const verdict = { authentic: false, current: true, issuerKnown: false, policy: null };
  const boxes = boxesOf({ format: '', verdict, checks: [check('proof', 'failed', 'It does not fit.')] });
  expect(boxes.map(({ tone }) => tone)).toEqual(['fail', 'na', 'warn', 'na']);
});

test('asks of an endorsement what it is about, never whose it is', () => {
  const verdict = { authentic: true, current: true, issuerKnown: true, policy: null };
  const questions = (format: string) => boxesOf({ format, verdict, checks: [] }).map(({ question }) => question);
  expect(questions('open-badges-3 in png')).toContain('Is it theirs?');
  expect(questions('endorsement in json')).toEqual(['Is it real?', 'Is it current?', 'Is the issuer known?']);
  expect(wordsOf('subject', 'endorsement in json')).toBe('What it is about');
  expect(wordsOf('subject', 'open-badges-3 in json')).toBe('What was earned');
});

test('reads of an endorsement what it says, whatever strangers put there', () => {
  const type = ['VerifiableCredential', 'EndorsementCredential'];
  const credentialSubject = { id: 'urn:demo', endorsementComment: 'Counts for 3 hours.' };
  expect(saidIn({ type, credentialSubject })).toEqual({ about: 'urn:demo', words: 'Counts for 3 hours.' });
  expect(saidIn({ type, credentialSubject: [{ id: 7, endorsementComment: { en: 'x' } }] })).toBeNull();
  for (const odd of [null, 'x', [], 3]) expect(saidIn({ type, credentialSubject: odd })).toBeNull();
  expect(saidIn({ type: ['VerifiableCredential'], credentialSubject })).toBeNull();
});
