/** Which titles a person should look at, and what speaks for and against two records being one course. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceBetween } from '../rules/evidence-words.js';
import { recordIdentity } from '../rules/identity.js';
import { contradicts, type Identity } from '../rules/merging-evidence.js';
import { nearness, nearPairs, tellingWords, titleWords } from '../rules/near-titles.js';

describe('near titles', () => {
  const near = (a: string, b: string) => nearness(titleWords(a), titleWords(b));

  it('are the same words in another order, with other small words', () => {
    expect(near('An Introduction to Data Science', 'Data science (online short course)')).toBe(1);
    expect(near('Nursing: leadership and management', 'Leadership & Management in Nursing')).toBe(1);
  });
  it('are never of another part or year, nor of another subject', () => {
    expect(near('Spanish for beginners 1', 'Spanish for beginners 2')).toBe(0);
    expect(near('Data science for nurses', 'Data science for farmers')).toBeLessThan(0.75);
  });
  it('of small words alone are still told apart', () => {
    expect(near('Introduction', 'Course')).toBe(0);
    expect(near('Introduction', 'Introduction')).toBe(1);
  });

  const title = fc
    .array(fc.constantFrom('data', 'nurse', 'ward', 'law', '1', '2', 'the', 'c++', 'été', '護理'), { maxLength: 6 })
    .map((words) => words.join(' '));
  it('does not depend on the order, stays between 0 and 1, and is 1 for the same title', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        expect(near(a, b)).toBe(near(b, a));
        expect(near(a, b)).toBeGreaterThanOrEqual(0);
        expect(near(a, b)).toBeLessThanOrEqual(1);
        if (tellingWords(a).length > 0) expect(near(a, a)).toBe(1);
      }),
    );
  });
  it('pairs each two courses once, and none with itself', () => {
    fc.assert(
      fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
        const courses = titles.map((title, at) => ({ id: `c${at}`, title }));
        const pairs = nearPairs(courses, 1000).map(([a, b]) => [a.id, b.id].sort().join(' '));
        expect(new Set(pairs).size).toBe(pairs.length);
        const expected = courses.flatMap((a, at) =>
          courses
            .slice(at + 1)
            .flatMap((b) => (near(a.title, b.title) >= 0.75 ? [`${[a.id, b.id].sort().join(' ')}`] : [])),
        );
        expect(pairs.toSorted()).toEqual(expected.toSorted());
        expect(nearPairs(courses, 1).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('evidence', () => {
  const identity = (more: Partial<Identity> = {}): Identity => ({
    ...recordIdentity({ url: 'https://demo.example/a/page', title: 'Demo course' }),
    providerId: 'p',
    awardingIds: [],
    ...more,
  });
  const said = (a: Identity, b: Identity) => evidenceBetween(a, b).map(({ speaks, words }) => `${speaks}: ${words}`);

  it('names what they share and what they do not', () => {
    expect(said(identity(), identity({ level: 'FHEQ 7' }))).toEqual([
      'for: they have the same page',
      'for: they have the same title',
      'for: what else they state fits',
    ]);
    expect(said(identity({ level: 'FHEQ 6', weeks: 3 }), identity({ level: 'FHEQ 7', weeks: 4, urlKey: 'b' }))).toEqual(
      expect.arrayContaining([
        'against: their levels differ',
        'against: their lengths differ',
        'against: their pages differ',
      ]),
    );
  });
  it('always says something against records that contradict each other', () => {
    const any = fc.record({
      level: fc.constantFrom(null, 'FHEQ 6', 'FHEQ 7'),
      kind: fc.constantFrom('course' as const, 'programme' as const),
      awardingIds: fc.constantFrom([], ['x'], ['y']),
      identifiers: fc.constantFrom([], ['isbn 1'], ['isbn 2']),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [one, other] = [identity(a), identity(b)];
        if (contradicts(one, other))
          expect(evidenceBetween(one, other).some(({ speaks }) => speaks === 'against')).toBe(true);
      }),
    );
  });
});
