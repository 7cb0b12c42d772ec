import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistyped, scoreRanking, seeded } from '../rules/evaluation.js';

describe('scoring a ranking against judgements', () => {
  const grades = new Map([
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ]);

  test('the ideal order scores 1 on everything', () => {
    expect(scoreRanking(['a', 'b', 'c'], grades)).toEqual({ ndcg10: 1, recall20: 1, mrr: 1, answered: true });
  });

  test('NDCG@10 as worked by hand: gains 3, 7, 1 at ranks 1 to 3', () => {
    const discounted = 3 / Math.log2(2) + 7 / Math.log2(3) + 1 / Math.log2(4);
    const ideal = 7 / Math.log2(2) + 3 / Math.log2(3) + 1 / Math.log2(4);
    const scores = scoreRanking(['b', 'a', 'c'], grades);
    expect(scores?.ndcg10).toBeCloseTo(discounted / ideal, 12);
    expect(scores?.mrr).toBe(0.5);
  });

  test('an empty answer scores 0 and counts as not answered', () => {
    expect(scoreRanking([], grades)).toEqual({ ndcg10: 0, recall20: 0, mrr: 0, answered: false });
  });

  test('a query without a relevant course is not scored', () => {
    expect(scoreRanking(['a'], new Map([['a', 0]]))).toBeNull();
  });

  test('results after the tenth do not count towards NDCG, nor after the twentieth towards recall', () => {
    const others = Array.from({ length: 20 }, (_, at) => `x${at}`);
    expect(scoreRanking([...others.slice(0, 10), 'a'], grades)?.ndcg10).toBe(0);
    expect(scoreRanking([...others, 'a', 'b'], grades)?.recall20).toBe(0);
  });

  test('no order of the judged courses beats the order of their grades', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1 })),
        (list, keys) => {
          const judged = new Map(list.map((grade, at) => [String(at), grade]));
          const shuffled = [...judged.keys()]
            .map((key) => [keys.next().value, key] as const)
            .sort((a, b) => a[0] - b[0]);
          const scores = scoreRanking(
            shuffled.map(([, key]) => key),
            judged,
          );
          if (scores) expect(scores.ndcg10).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
    );
  });
});

describe('one typing error', () => {
  test('changes one word of five letters or more, keeps its first letter, and can be repeated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (words, seed) => {
          const query = words.join(' ');
          const slip = mistyped(query, seeded(seed));
          expect(slip).toBe(mistyped(query, seeded(seed)));
          const changed = slip.split(' ').filter((word, at) => word !== words[at]);
          if (!words.some((word) => word.length >= 5)) expect(slip).toBe(query);
          else expect(changed).toHaveLength(1);
          for (const [at, word] of slip.split(' ').entries()) expect(word[0]).toBe(words[at]?.[0]);
        },
      ),
    );
  });
});
