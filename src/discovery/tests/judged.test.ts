import { describe, expect, test } from 'vitest';
import type { Course } from '../../catalogue/index.js';
import type { ReviewSummary } from '../../reviews/index.js';
import { indexDocumentOf } from '../rules/document.js';
import { itemOf } from '../rules/item.js';
import { FLAG } from '../schema.js';
import { demoCourse, demoOffering } from './demo-course.js';

const TODAY = '2026-11-23';
const judged = (changes: Partial<Course>, reviews: ReviewSummary | null = null) =>
  indexDocumentOf(demoCourse(changes), TODAY, () => [], reviews);
const priced = (kind: Course['prices'][number]['kind'], amount: number, more = {}): Course['prices'][number] => {
  return { kind, amount, currency: 'GBP', raw: '', how: 'stated', ...more };
};
const monthly = priced('subscription', 3_000, { period: 'month' });

describe('what one pays to end with the certificate in hand', () => {
  test.each<[string, Partial<Course>, number | null]>([
    ['nothing is stated', {}, null],
    ['a full price', { prices: [priced('full', 20_000)] }, 20_000],
    [
      'a full price and the certificate beside it',
      { prices: [priced('full', 20_000), priced('certificate', 4_900)] },
      24_900,
    ],
    ['a full price of nothing', { prices: [priced('full', 0)] }, 0],
    ['free to read, and a certificate', { freeToAudit: true, prices: [priced('certificate', 4_900)] }, 4_900],
    ['free to read, and a price for the whole', { freeToAudit: true, prices: [priced('full', 9_000)] }, 9_000],
    ['free to read, and no word of a certificate', { freeToAudit: true }, null],
    ['a month at a time, for ten weeks', { prices: [monthly], workload: { weeks: 10 } }, 9_000],
    ['a month at a time, for nobody knows how long', { prices: [monthly] }, null],
    ['a deposit', { prices: [priced('deposit', 5_000)] }, null],
    ['a certificate alone', { prices: [priced('certificate', 4_900)] }, null],
    ['another currency', { prices: [priced('full', 10_000, { currency: 'EUR' })] }, 8_338],
    ['a currency of no table', { prices: [priced('full', 10_000, { currency: 'XAU' })] }, null],
  ])('%s', (_, changes, pence) => {
    expect(judged(changes).measures.allIn).toBe(pence);
  });
});

describe('what else is judged', () => {
  test('hours a week: as stated, else all of them over the weeks', () => {
    expect(
      judged({ workload: { hoursPerWeekMin: 2, hoursPerWeekMax: 4, totalHours: 90, weeks: 10 } }).measures.weekly,
    ).toBe(4);
    expect(judged({ workload: { totalHours: 20, weeks: 3 } }).measures.weekly).toBe(6.67);
    expect(judged({ workload: { totalHours: 20 } }).measures.weekly).toBeNull();
  });

  test('a first edition says nothing of when its content was refreshed', () => {
    expect(judged({ edition: { number: 1, since: '2026-01-01' } }).measures.refreshed).toBeNull();
    expect(judged({ edition: { number: 2, since: '1970-01-11' } }).measures.refreshed).toBe(10);
    expect(judged({ refreshed: '1970-01-06', edition: { number: 2, since: '1970-01-11' } }).measures.refreshed).toBe(5);
  });

  test('only runs to come say when it is held', () => {
    const run = (externalId: string, start: string, pattern: 'evening' | 'weekend', cancelled = false) =>
      demoOffering({ externalId, start, pattern, cancelled });
    const offerings = [
      run('past', '2026-01-12', 'weekend'),
      run('off', '2027-01-12', 'weekend', true),
      run('next', '2027-01-12', 'evening'),
    ];
    expect(judged({ offerings }).traits.pattern).toEqual(['evening']);
  });

  test('thin: nothing but its title; assessed: it says how', () => {
    expect(judged({}).flags & FLAG.thin).toBeTruthy();
    expect(judged({ summary: 'Lift with your knees.' }).flags & FLAG.thin).toBe(0);
    expect(judged({ assessment: 'An essay' }).flags & FLAG.assessed).toBeTruthy();
  });
});

describe('a rating', () => {
  const NONE = { contentCurrent: null, workloadTrue: null, support: null, assessmentFair: null, useful: null };
  const own = (count: number): ReviewSummary => ({
    count,
    verified: 0,
    mean: 3.6,
    plain: 2.5,
    aspects: { ...NONE, useful: { mean: 3, count: 2 } },
  });
  const stated = { rating: { value: 4.8, count: 900 } };

  test.each<[string, Partial<Course>, ReviewSummary | null, { value: number; count: number; source: string } | null]>([
    [
      'five of our own come before what a source says',
      stated,
      own(5),
      { value: 2.5, count: 5, source: 'Cairn reviews' },
    ],
    ['four do not', stated, own(4), { value: 4.8, count: 900, source: 'Demo feed' }],
    ['where no source says anything, ours are shown', {}, own(1), { value: 2.5, count: 1, source: 'Cairn reviews' }],
    ['nobody has said anything', {}, null, null],
  ])('%s, on the card and in the index alike', (_, changes, reviews, rating) => {
    expect(itemOf(demoCourse(changes), TODAY, { reviews, verified: false }).rating).toEqual(rating);
    const { numbers, ratingCount, measures } = judged(changes, reviews);
    expect(numbers.rating).toBe(rating?.value ?? null);
    expect(ratingCount).toBe(rating?.count ?? 0);
    expect(measures.reviews).toBe(rating?.count ?? null);
    expect(measures.useful).toBe(reviews === null ? null : 3);
  });
});
