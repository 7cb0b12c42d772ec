/** The decisions of reviews as pure functions: means, order, proofs, signs of made-up reviews, forms. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complaintState } from '../rules/complaints.js';
import { readReview, textsOfReview } from '../rules/form.js';
import { bayesianMean, priorOf } from '../rules/mean.js';
import { refusalOfProof } from '../rules/proof.js';
import { helpfulness } from '../rules/ranking.js';
import { isToHold, type Seen, type SignalFacts, signalsOf, wordsOf } from '../rules/signals.js';
import type { Said } from '../schema.js';

const prior = { mean: 3.8, strength: 6 };
const heap = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 });
const heapOf = (ratings: readonly number[]) => ({
  count: ratings.length,
  sum: ratings.reduce((all, one) => all + one, 0),
});

describe('the mean', () => {
  test('lies between the prior and the ratings, and a higher rating never lowers it', () => {
    fc.assert(
      fc.property(heap, heap, fc.integer({ min: 1, max: 4 }), (verified, unverified, rating) => {
        const mean = (more: readonly number[]) =>
          bayesianMean({ verified: heapOf(verified), unverified: heapOf([...unverified, ...more]) }, prior);
        const all = [...verified, ...unverified, prior.mean];
        expect(mean([])).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9);
        expect(mean([])).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
        expect(mean([rating + 1])).toBeGreaterThan(mean([rating]));
      }),
    );
  });
  test('two proved ratings move it as far as four that are not', () => {
    const none = { count: 0, sum: 0 };
    const proved = bayesianMean({ verified: heapOf([5, 5]), unverified: none }, prior);
    expect(proved).toBeCloseTo(bayesianMean({ verified: none, unverified: heapOf([5, 5, 5, 5]) }, prior));
    expect(proved).toBeCloseTo((6 * 3.8 + 10) / 8);
  });
  test('the prior goes from 3.5 to the mean of all ratings', () => {
    expect(priorOf({ count: 0, sum: 0 }).mean).toBe(3.5);
    expect(priorOf({ count: 20, sum: 90 }).mean).toBe(4);
    expect(priorOf({ count: 20_000, sum: 95_808 }).mean).toBeCloseTo(4.789, 3);
  });
});

test('helpfulness is a lower bound: more votes of one share are trusted more, and it stays below the share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (helpful, unhelpful) => {
      const low = helpfulness({ helpful, unhelpful });
      expect(low).toBeGreaterThanOrEqual(-1e-12);
      if (helpful + unhelpful > 0) expect(low).toBeLessThanOrEqual(helpful / (helpful + unhelpful) + 1e-12);
      expect(helpfulness({ helpful: helpful + 1, unhelpful })).toBeGreaterThan(low - 1e-12);
    }),
  );
  expect(helpfulness({ helpful: 1, unhelpful: 0 })).toBeLessThan(helpfulness({ helpful: 90, unhelpful: 10 }));
});

describe('a proof', () => {
  const [issuer, me, course] = ['a', 'b', 'c'];
  const asked = { personId: me!, courseId: course!, parties: [issuer!] };
  const good = {
    by: 'credential' as const,
    issuer: issuer!,
    issuerVerified: true,
    signatureChecked: true,
    recipient: me!,
    achievementOf: [course!],
    current: true,
  };
  test.each([
    ['a good one', {}, null],
    ['signed by its holder', { issuer: null }, 'issuer-unknown'],
    ['signed by nobody we know', { signatureChecked: false }, 'signature'],
    ['of an issuer whose identity is not proved', { issuerVerified: false }, 'issuer-not-verified'],
    ['of another provider', { issuer: 'z' }, 'issuer-not-party'],
    ['of another recipient', { recipient: 'z' }, 'recipient'],
    ['whose recipient is only stated', { recipient: null }, 'recipient'],
    ['of another course', { achievementOf: ['z'] }, 'achievement'],
    ['of no course', { achievementOf: [] }, 'achievement'],
    ['revoked', { current: false }, 'ended'],
  ])('%s', (_what, more, refusal) => {
    expect(refusalOfProof({ ...good, ...more }, asked)).toBe(refusal);
  });
  test('a step counts when it was graded, of this course, by this learner', () => {
    const step = { by: 'graded-step' as const, learner: me!, course: course!, graded: true, current: true };
    expect(refusalOfProof(step, asked)).toBeNull();
    expect(refusalOfProof({ ...step, graded: false }, asked)).toBe('not-graded');
    expect(refusalOfProof({ ...step, course: 'z' }, asked)).toBe('other-course');
    expect(refusalOfProof({ ...step, learner: 'z' }, asked)).toBe('recipient');
    expect(refusalOfProof({ ...step, current: false }, asked)).toBe('ended');
  });
});

describe('signs', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const said = { ...readReview({ overall: '5', finished: 'finished', incentive: 'none' }, '2026-11-23').said } as Said;
  const facts = (more: Partial<SignalFacts>): SignalFacts => ({
    said,
    since: ago(24 * 90),
    now,
    seen: [],
    hiddenBefore: false,
    providerAddress: false,
    ...more,
  });
  const seen = (more: Partial<Seen>): Seen => ({
    isOwn: false,
    sameProvider: true,
    words: '',
    at: ago(2),
    since: ago(24 * 90),
    ...more,
  });

  test('an honest newcomer who loves a course is not held; nor is an old hand', () => {
    expect(isToHold(signalsOf(facts({ since: ago(1) })))).toBe(false);
    expect(signalsOf(facts({ seen: Array.from({ length: 50 }, () => seen({})) }))).toEqual([]);
  });
  test('a burst from new accounts, a row of accounts, copied words, one hidden before, two weak signs: held', () => {
    const burst = Array.from({ length: 4 }, (_, at) => seen({ since: ago(24 + at * 3) }));
    expect(signalsOf(facts({ since: ago(40), seen: burst }))).toContain('burst');
    expect(signalsOf(facts({ since: ago(40), seen: burst.slice(1) }))).not.toContain('burst');
    const row = [seen({ since: ago(40.3) }), seen({ since: ago(39.8) })];
    expect(signalsOf(facts({ since: ago(40), seen: row }))).toContain('row');
    expect(signalsOf(facts({ since: ago(40), seen: row.slice(1) }))).not.toContain('row');
    const copied = { ...said, advantages: 'Every week brought something that I could use on Monday morning.' };
    const same = [
      seen({ sameProvider: false, words: wordsOf({ ...copied, advantages: copied.advantages.toUpperCase() }) }),
    ];
    expect(isToHold(signalsOf(facts({ said: copied, seen: same })))).toBe(true);
    expect(isToHold(signalsOf(facts({ hiddenBefore: true })))).toBe(true);
    expect(isToHold(signalsOf(facts({ since: ago(1), providerAddress: true })))).toBe(true);
  });
});

test('a form read and shown again reads the same, whatever was typed', () => {
  const rating = fc.constantFrom('', '1', '5');
  const form = fc.record({
    overall: fc.constantFrom('1', '2', '3', '4', '5'),
    support: rating,
    useful: rating,
    advantages: fc.string({ maxLength: 300, unit: 'grapheme' }),
    suits: fc.string({ maxLength: 100 }),
    hours: fc.constantFrom('', '0.05', '12', '7.25'),
    paid: fc.constantFrom('', 'self', 'scheme'),
    incentive: fc.constantFrom('none', 'gift'),
    finished: fc.constantFrom('finished', 'part', 'not'),
    taken: fc.constantFrom('', '2026-11', '2020-01'),
    signed: fc.constantFrom('', 'yes'),
  });
  fc.assert(
    fc.property(form, (texts) => {
      const { said } = readReview(texts, '2026-11-23');
      if (said) expect(readReview(textsOfReview(said), '2026-11-23').said).toEqual(said);
    }),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('overall', 'hours', 'taken', 'paid', 'signed', '__proto__'), fc.string()),
      (texts) => {
        const { said, faults } = readReview(texts, '2026-11-23');
        expect(said === null).toBe(faults !== null);
      },
    ),
  );
});

test('a complaint ends as the report that it is, turned round where an appeal turned it', () => {
  const decided = { state: 'decided', outcome: 'hidden', appeal: null } as const;
  expect(complaintState(decided)).toBe('hidden');
  expect(complaintState({ ...decided, appeal: 'reversed' })).toBe('kept');
  expect(complaintState({ ...decided, appeal: 'upheld' })).toBe('hidden');
  expect(complaintState({ state: 'moot', outcome: null, appeal: null })).toBe('gone');
  expect(complaintState({ state: 'open', outcome: null, appeal: null })).toBe('open');
});
