/** Rules of issuing: places, tables, months, what is taken out of an award. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSealed, sealBytes } from '../../platform/crypto/index.js';
import { slot } from '../engine/batch/index.js';
import { dayOf } from '../formats/award-table/cells.js';
import { awardTableTemplate, readAwardTable } from '../formats/award-table/index.js';
import { awardOf, monthsLater, slotted } from '../rules/issuing/awarding.js';
import { webDid } from '../rules/issuing/issuers.js';
import { LIST_PLACES, placesFrom } from '../rules/issuing/places.js';
import { AchievementDraft } from '../schema/achievement.js';

const achievement = AchievementDraft.parse({
  name: 'Demo',
  results: [
    { name: 'Score', type: 'Percent', min: '0', max: '100' },
    { name: 'Grade', type: 'RubricCriterionLevel', levels: [{ name: 'Pass' }, { name: 'Merit' }] },
  ],
});
const read = (text: string) => readAwardTable(new TextEncoder().encode(text), achievement);

test('places: each of the list once, in an order of its own, the same in pieces as at once', () => {
  const key = Buffer.alloc(16, 1);
  const all = placesFrom(key, 0, LIST_PLACES);
  expect(new Set(all).size).toBe(LIST_PLACES);
  expect(Math.max(...all.slice(0, 9)) - Math.min(...all.slice(0, 9))).toBeGreaterThan(100);
  expect([...placesFrom(key, 0, 700), ...placesFrom(key, 700, 300)]).toEqual(all.slice(0, 1000));
  expect(placesFrom(Buffer.alloc(16, 2), 0, 9)).not.toEqual(all.slice(0, 9));
  expect(() => placesFrom(key, LIST_PLACES - 1, 2)).toThrow('no place left');
});

test('months later: the same day, or the last of a shorter month', () => {
  expect(monthsLater('2026-01-31T08:00:00Z', 1)).toBe('2026-02-28T08:00:00Z');
  expect(monthsLater('2024-02-29T00:00:00Z', 12)).toBe('2025-02-28T00:00:00Z');
  expect(monthsLater('2026-11-23T08:00:00Z', 36)).toBe('2029-11-23T08:00:00Z');
});

test('what is taken out of an award, put back, is the award; no text of the learner is left in its shape', () => {
  const text = fc.string({ minLength: 3, maxLength: 30, unit: 'grapheme' }).filter((one) => one.trim().length > 2);
  fc.assert(
    fc.property(text, text, fc.nat(LIST_PLACES - 1), fc.boolean(), (value, narrative, place, suspendable) => {
      const given = {
        recipient: { email: 'a@example.org', name: 'Demo' },
        results: [{ result: 1, value }],
        evidence: [{ narrative }],
      };
      const frame = {
        origin: 'https://c.test',
        issued: '2026-11-23T08:00:00Z',
        months: 12,
        revocation: 'https://c.test/r',
        suspension: suspendable ? 'https://c.test/s' : null,
      };
      const award = awardOf(given, { id: 'x-1', emailSalt: 's', nameSalt: 't', place }, frame);
      const { shape, values } = slotted(award);
      const filled = JSON.parse(shape, (_key, member) => {
        const isSlot = typeof member === 'string' && member.startsWith(slot(''));
        return isSlot ? values[member.slice(slot('').length)] : member;
      });
      expect(filled).toEqual(JSON.parse(JSON.stringify(award)));
      expect(shape).not.toContain(`#${place}"`);
    }),
    { numRuns: 100 },
  );
});

describe('a table of awards', () => {
  test('both ways of writing days, results by their names, levels by theirs', () => {
    const { awards, faults } = read('Email,Full name,end date,Score,grade\nA@Example.org,Demo A,05/11/2026,82,merit\n');
    expect(faults).toEqual([]);
    expect(awards).toEqual([
      {
        recipient: { email: 'a@example.org', name: 'Demo A' },
        finished: '2026-11-05',
        results: [
          { result: 1, value: '82' },
          { result: 2, level: 2 },
        ],
      },
    ]);
    expect(() => dayOf('11/23/2026')).toThrow('day first');
    expect(() => dayOf('2026-02-30')).toThrow('not a day');
  });

  test('its own template can be read', () => {
    const { awards, faults, notes } = read(awardTableTemplate(achievement));
    expect([faults, notes, awards.length]).toEqual([[], [], 1]);
  });

  test('faults stand at their row and column, as a spreadsheet counts', () => {
    const { awards, faults, faulty } = read(
      'e-mail,Score\n\nx@example.org,101\ny@example.org,50\nY@EXAMPLE.org,50\n,3\n',
    );
    expect(awards.map(({ recipient }) => recipient.email)).toEqual(['y@example.org']);
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [3, 'result 1'],
      [5, 'e-mail'],
      [6, 'e-mail'],
    ]);
    expect(faulty).toBe(3);
  });

  test('whatever it holds, it never throws, and every row is an award or a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 200 }), (bytes, text) => {
        readAwardTable(bytes, achievement);
        const { awards, faults, faulty } = read(`e-mail,${text}\n${text}\n`);
        expect(awards.length + faulty > 0 || faults.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('what is sealed opens in its own place alone, under its own secret, unchanged', () => {
  const sealed = sealBytes('secret', 'purpose', 'row 1', Buffer.from('key'));
  expect(openSealed('secret', 'purpose', 'row 1', sealed).toString()).toBe('key');
  const torn = Buffer.from(sealed);
  torn[14] = (torn[14] ?? 0) ^ 1;
  for (const wrong of [
    () => openSealed('other', 'purpose', 'row 1', sealed),
    () => openSealed('secret', 'other', 'row 1', sealed),
    () => openSealed('secret', 'purpose', 'row 2', sealed),
    () => openSealed('secret', 'purpose', 'row 1', torn),
    () => openSealed('secret', 'purpose', 'row 1', Buffer.alloc(3)),
  ])
    expect(wrong).toThrow('CAIRN_SECRET');
});

test('a port in a did:web is written %3A', () => {
  expect(webDid('https://cairn.test:8443', 'x')).toBe('did:web:cairn.test%3A8443:issuers:x');
});
