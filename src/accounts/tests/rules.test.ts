/** The rules of signing in: cookies of our own, known browsers, counting, names of browsers, keys for apps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countersOf, secondsLeft, WINDOW_SECONDS, windowStart } from '../rules/attempts.js';
import { browserInWords } from '../rules/browsers.js';
import { cookieText, readCookie, sealed, unsealed } from '../rules/cookies.js';
import { knownDevice, rememberBrowser } from '../rules/known-browsers.js';
import { newOnward, openOnward, sealOnward, secretsOf } from '../rules/oidc.js';
import { readPasskeyAnswer } from '../rules/passkeys.js';
import { base32, inGroups } from '../rules/totp.js';

const SECRET = 'a secret of the test, thirty-two characters';

describe('a sealed cookie', () => {
  test('opens for its purpose and its secret alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, purpose, other) => {
        const value = sealed(SECRET, purpose, text);
        expect(unsealed(SECRET, purpose, value)).toBe(text === '' ? null : text.toWellFormed());
        if (other !== purpose) expect(unsealed(SECRET, other, value)).toBe(null);
        expect(unsealed(`${SECRET}!`, purpose, value)).toBe(null);
      }),
    );
  });

  test('does not open when any sign of it is changed', () => {
    const value = sealed(SECRET, 'test', 'what it says');
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.constantFrom(...'abcXYZ019-_.'), (at, sign) => {
        const changed = value.slice(0, at) + sign + value.slice(at + 1);
        expect(unsealed(SECRET, 'test', changed)).toBe(changed === value ? 'what it says' : null);
      }),
    );
    for (const value of [null, '', '.', 'a.b.c', 'x'.repeat(9000)]) expect(unsealed(SECRET, 'test', value)).toBe(null);
  });

  test('is read from among others, whatever a browser sends', () => {
    expect(readCookie('a=1; cairn.known=x=y; b', 'cairn.known')).toBe('x=y');
    expect(readCookie('xcairn.known=1; =; ;', 'cairn.known')).toBe(null);
    fc.assert(fc.property(fc.string(), (header) => void readCookie(header, 'cairn.known')));
  });

  test('is taken away by an empty one', () => {
    const spec = { name: 'known', seconds: 60, isSecure: true };
    expect(cookieText(spec, '')).toBe('__Host-cairn.known=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
  });
});

describe('a known browser', () => {
  const place = { secret: SECRET, isSecure: false };
  const visit = (cookie: string | null, person: string) =>
    rememberBrowser(place, cookie, person).split(';')[0] as string;

  test('is known for those who signed in there, up to five, and nobody else', () => {
    let cookie: string | null = null;
    for (const person of ['person-a', 'person-b', 'person-c', 'person-d', 'person-e', 'person-f'])
      cookie = visit(cookie, person);
    expect(knownDevice(place, cookie, 'person-a')).toBe(null);
    for (const person of ['person-b', 'person-f']) expect(knownDevice(place, cookie, person)).toMatch(/^[\w-]{16}$/);
    expect(knownDevice(place, cookie, 'person-g')).toBe(null);
    expect(knownDevice({ ...place, secret: `${SECRET}!` }, cookie, 'person-f')).toBe(null);
    expect(Buffer.from(cookie?.split('=')[1] ?? '', 'base64url').toString()).not.toMatch(/person-f/);
  });

  test('has tries of its own', () => {
    const tried = { about: 'address a@example.org', client: '192.0.2.1' };
    const keys = (device: string | null) => countersOf(SECRET, { ...tried, device }).map(({ key }) => key);
    expect(keys(null)[0]).not.toBe(keys('device')[0]);
    expect(keys(null)[1]).toBe(keys('device')[1]);
    expect(keys(null).join()).not.toContain('example');
  });
});

test('windows follow each other without a gap', () => {
  const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (now) => {
      const left = secondsLeft(now);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(WINDOW_SECONDS);
      const next = new Date(now.getTime() + left * 1000);
      expect(windowStart(next).getTime() - windowStart(now).getTime()).toBe(WINDOW_SECONDS * 1000);
    }),
  );
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1 Version/19.0 Safari/605.1', 'Safari on Mac'],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox on Linux'],
  ['Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1 CriOS/150.0 Safari/605.1', 'Chrome on iPad'],
  ['Something of Windows', 'A browser on Windows'],
  ['<script>', 'An unknown browser'],
  ['', 'An unknown browser'],
  [null, 'An unknown browser'],
])('%s is %s', (userAgent, words) => {
  expect(browserInWords(userAgent)).toBe(words);
});

test('keys for apps are written as RFC 4648 has them', () => {
  const vectors = {
    '': '',
    f: 'MY',
    fo: 'MZXQ',
    foo: 'MZXW6',
    foob: 'MZXW6YQ',
    fooba: 'MZXW6YTB',
    foobar: 'MZXW6YTBOI',
  };
  for (const [text, letters] of Object.entries(vectors)) expect(base32(Buffer.from(text))).toBe(letters);
  expect(inGroups('MZXW6YTBOI')).toBe('MZXW 6YTB OI');
});

test('a way to another provider is remembered for ten minutes, each with secrets of its own', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const one = newOnward({ provider: 'college', next: '/my', purpose: 'sign-in', personId: null }, now);
  const other = newOnward({ provider: 'college', next: '/my', purpose: 'sign-in', personId: null }, now);
  const read = openOnward(SECRET, sealOnward(SECRET, one), later(10));
  expect(read).toEqual(one);
  expect(openOnward(SECRET, sealOnward(SECRET, one), later(11))).toBe(null);
  expect(secretsOf(SECRET, read ?? other)).toEqual(secretsOf(SECRET, one));
  const all = [...Object.values(secretsOf(SECRET, one)), ...Object.values(secretsOf(SECRET, other))];
  expect(new Set(all).size).toBe(6);
  for (const value of all) expect(value).toMatch(/^[\w-]{43}$/);
});

test('whatever a browser sends as a passkey is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readPasskeyAnswer(text)).toBe(null);
    }),
  );
});
