import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../rules/days.js';
import { indexDocumentOf } from '../rules/document.js';
import { itemOf } from '../rules/item.js';
import { ANY_TIME, FLAG } from '../schema.js';
import { demoCourse, demoOffering } from './demo-course.js';

const TODAY = '2026-11-23';
const documentOf = (changes: Parameters<typeof demoCourse>[0]) =>
  indexDocumentOf(demoCourse(changes), TODAY, () => [], null);

describe('a course as the engine indexes it', () => {
  test('what no source states is absent, never zero', () => {
    const document = documentOf({});
    expect(document.numbers).toEqual({
      credit: null,
      cpdHours: null,
      hours: null,
      weeks: null,
      hoursPerWeek: null,
      price: null,
      start: null,
      rating: null,
    });
    expect(document.facets.level).toEqual(['not-stated']);
    expect(document.facets.mode).toEqual([]);
    expect(document.flags & FLAG.unknownAvailability).toBeTruthy();
  });

  test('credit is compared in ECTS: the largest of what is stated, CEU never', () => {
    expect(
      documentOf({
        credit: [
          { scheme: 'CATS', value: 30 },
          { scheme: 'SCQF', value: 30 },
        ],
      }).numbers.credit,
    ).toBe(15);
    expect(documentOf({ credit: [{ scheme: 'CEU', value: 2 }] }).numbers.credit).toBeNull();
  });

  test('credit earns credit, and CPD hours do not', () => {
    expect(documentOf({ credit: [{ scheme: 'CATS', value: 15 }] }).facets.earns).toEqual(['credit']);
    expect(documentOf({ cpdHours: 6 }).facets.earns).toEqual([]);
  });

  test('a price is in pence of GBP, converted by the dated table; free is 0', () => {
    const price = { kind: 'full', raw: '', how: 'stated' } as const;
    expect(documentOf({ prices: [{ ...price, amount: 11_500, currency: 'GBP' }] }).numbers.price).toBe(11_500);
    expect(documentOf({ prices: [{ ...price, amount: 10_000, currency: 'EUR' }] }).numbers.price).toBe(8_338);
    expect(documentOf({ prices: [{ ...price, amount: 0, currency: 'EUR' }] })).toMatchObject({
      numbers: { price: 0 },
      flags: expect.any(Number),
    });
    expect(documentOf({ freeToAudit: true }).flags & FLAG.free).toBeTruthy();
  });

  test('only skills that are taught can be filtered by', () => {
    const link = { uri: null, evidence: { field: 'title', words: 'lifting' } };
    const skills = [
      { ...link, id: 'manual-handling', label: 'Manual handling', relation: 'taught' as const },
      { ...link, id: 'anatomy', label: 'Anatomy', relation: 'required' as const },
    ];
    expect(documentOf({ skills }).facets.skill).toEqual(['manual-handling']);
  });

  test('an online course is taught in no country; one in person where its venue is, else where its provider is', () => {
    expect(documentOf({ mode: 'online' }).facets.country).toEqual([]);
    expect(documentOf({ mode: 'in-person' }).facets.country).toEqual(['GB']);
    expect(
      documentOf({ mode: 'in-person', offerings: [demoOffering({ start: '2027-01-12', venue: { country: 'IE' } })] })
        .facets.country,
    ).toEqual(['IE']);
  });

  test('what can be begun any time has no date that could pass', () => {
    const { numbers, flags } = documentOf({ pace: 'self-paced' });
    expect(numbers.start).toBe(ANY_TIME);
    expect(flags & FLAG.anyTime).toBeTruthy();
  });

  test('names and aliases of all who stand behind it can be searched', () => {
    const document = indexDocumentOf(demoCourse(), TODAY, () => ['DU'], null);
    expect(document.text.organisations).toEqual(['Demo University', 'DU']);
  });
});

describe('card and index read the same next start', () => {
  test('for any offerings and any day', () => {
    const day = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }).map(dayOf);
    const offering = fc.record({
      start: day,
      weeks: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      enrolUntil: fc.option(day, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(offering, { maxLength: 4 }), day, (list, today) => {
        const course = demoCourse({
          offerings: list.map((one, at) => demoOffering({ ...one, externalId: `run-${at}` })),
        });
        const item = itemOf(course, today, { reviews: null, verified: false });
        const { numbers, flags } = indexDocumentOf(course, today, () => [], null);
        const next = item.nextOffering?.start ?? null;
        expect(numbers.start).toBe(next !== null && next >= today ? dayNumber(next) : null);
        expect(Boolean(flags & FLAG.ended)).toBe(item.availability === 'ended');
        expect(Boolean(flags & FLAG.open)).toBe(
          item.availability === 'enrolling' || item.availability === 'starts-soon',
        );
      }),
    );
  });
});
