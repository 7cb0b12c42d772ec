import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, newId, newToken, sameText, seal, sha256 } from '../index.js';

test('identifiers are UUIDs of version 7 that sort by the time they were made', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 45), fc.integer({ min: 1, max: 1e9 }), (time, later) => {
      const [first, second] = [newId(time), newId(time + later)];
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(first.slice(0, 8) + first.slice(9, 13), 16)).toBe(time);
      expect(first < second).toBe(true);
    }),
  );
  expect(new Set(Array.from({ length: 10_000 }, () => newId(0))).size).toBe(10_000);
});

test('digests are those of the standard', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(fingerprint('abc')).toBe('ba7816bf8f01cfea');
});

test('a seal holds for one secret, one purpose and one text', () => {
  const seals = [seal('s', 'a', 'bc'), seal('s', 'ab', 'c'), seal('t', 'a', 'bc'), seal('s', 'a', 'bd')];
  expect(new Set(seals).size).toBe(4);
  expect(seal('s', 'a', 'bc')).toBe(seals[0]);
});

test('texts are the same or not, whatever their lengths', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameText(a, b) === (a === b)));
  expect(newToken()).toMatch(/^[\w-]{43}$/);
});
