/** What answers earn, by properties that hold for every item and whatever is sent. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answersFrom,
  type DrawnItem,
  drawItems,
  fieldOf,
  questionOf,
  responseOf,
  scoreOf,
  seededRandom,
} from '../../rules/assessment/index.js';
import { Item, QuizStep, type Response } from '../../schema/index.js';
import { ALL_ITEMS } from './eight-types.js';

const key = fc.stringMatching(/^[a-z]{1,4}$/);
const keys = (least: number, most: number) => fc.uniqueArray(key, { minLength: least, maxLength: most });
const scoring = fc.constantFrom('all' as const, 'partial' as const);
const points = fc.integer({ min: 1, max: 40 }).map((quarter) => quarter / 4);
const optionsOf = (all: readonly string[]) => all.map((one) => ({ key: one, text: `Text ${one}` }));
const common = { key: 'it', prompt: 'Say.' };
const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([n, d]) => Number(`${n}e-${d}`));

/** An item, and the response that is wholly right. */
type Case = { item: Item; right: Response };

const cases: Record<Item['type'], fc.Arbitrary<Case>> = {
  choice: fc.tuple(keys(2, 6), points).map(([all, points]) => ({
    item: Item.parse({ ...common, type: 'choice', options: optionsOf(all), answer: all[0], points }),
    right: { type: 'choice', chosen: all[0]! },
  })),
  multiple: fc.tuple(keys(2, 8), fc.nat(), scoring, points).map(([all, n, scoring, points]) => {
    const answers = all.slice(0, 1 + (n % all.length));
    return {
      item: Item.parse({ ...common, type: 'multiple', options: optionsOf(all), answers, scoring, points }),
      right: { type: 'multiple', chosen: answers },
    };
  }),
  hotspot: fc.tuple(keys(2, 8), fc.nat(), scoring, points).map(([all, n, scoring, points]) => {
    const answers = all.slice(0, 1 + (n % all.length));
    const areas = all.map((one) => ({ key: one, label: one, shape: { kind: 'circle', x: 5, y: 5, radius: 2 } }));
    return {
      item: Item.parse({
        ...common,
        type: 'hotspot',
        picture: 'media:a.png',
        alt: 'A',
        areas,
        answers,
        scoring,
        points,
      }),
      right: { type: 'hotspot', chosen: answers },
    };
  }),
  match: fc
    .tuple(keys(2, 6), keys(2, 6), fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), scoring, points)
    .map(([left, right, to, scoring, points]) => {
      const pairs = left.map((one, at) => ({ left: one, right: right[to[at]! % right.length]! }));
      return {
        item: Item.parse({
          ...common,
          type: 'match',
          left: optionsOf(left),
          right: optionsOf(right),
          pairs,
          scoring,
          points,
        }),
        right: { type: 'match', pairs },
      };
    }),
  order: fc.tuple(keys(2, 7), scoring, points).map(([all, scoring, points]) => ({
    item: Item.parse({ ...common, type: 'order', options: optionsOf(all), scoring, points }),
    right: { type: 'order', order: all },
  })),
  numeric: fc.tuple(decimal, points).map(([answer, points]) => ({
    item: Item.parse({ ...common, type: 'numeric', answer, points }),
    right: { type: 'numeric', typed: String(answer) },
  })),
  short: fc.tuple(fc.stringMatching(/^[A-Za-z]{1,8}( [A-Za-z]{1,5})?$/), points).map(([text, points]) => ({
    item: Item.parse({ ...common, type: 'short', accepted: [{ text }, { text: 'half of it', worth: 0.5 }], points }),
    right: { type: 'short', typed: text === 'half of it' ? 'HALF OF IT' : text },
  })),
  cloze: fc.tuple(keys(1, 6), scoring, points).map(([all, scoring, points]) => {
    const gaps = all.map((one, at) =>
      at % 3 === 0
        ? { key: one, kind: 'short', accepted: [{ text: `word ${one}` }] }
        : at % 3 === 1
          ? { key: one, kind: 'numeric', answer: at }
          : { key: one, kind: 'choice', options: optionsOf(['yes', 'no']), answer: 'yes' },
    );
    const text = all.map((one) => `{{${one}}}`).join(' and ');
    const right = gaps.map(({ key: one, kind }, at) => [
      one,
      kind === 'short' ? `word ${one}` : kind === 'numeric' ? String(at) : 'yes',
    ]);
    return {
      item: Item.parse({ ...common, type: 'cloze', text, gaps, scoring, points }),
      right: { type: 'cloze', gaps: Object.fromEntries(right) as Record<string, string> },
    };
  }),
};

/** A response that may be right in part, wrong, repeated, or about keys that the item does not have. */
const someKeys = fc.array(fc.oneof(key, fc.constant('zzzzz')), { maxLength: 8 });
const strayFor = (own: readonly string[]) =>
  fc.array(fc.oneof(fc.constantFrom(...own, 'zzzzz'), key), { maxLength: 8 });
function responseTo({ item, right }: Case): fc.Arbitrary<Response> {
  switch (right.type) {
    case 'choice':
      return fc.option(fc.oneof(key, fc.constant(right.chosen ?? 'a'))).map((chosen) => ({ type: 'choice', chosen }));
    case 'multiple':
    case 'hotspot':
      return strayFor(right.chosen).map((chosen) => ({ type: right.type, chosen }));
    case 'match':
      return fc
        .array(fc.oneof(fc.constantFrom(...right.pairs), fc.record({ left: key, right: key })), { maxLength: 12 })
        .map((pairs) => ({ type: 'match', pairs }));
    case 'order':
      return strayFor(right.order).map((order) => ({ type: 'order', order }));
    case 'numeric':
    case 'short':
      return fc
        .oneof(fc.string({ maxLength: 40 }), fc.constant(right.typed))
        .map((typed) => ({ type: right.type, typed }));
    case 'cloze':
      return fc
        .dictionary(
          fc.oneof(fc.constantFrom(...Object.keys(right.gaps)), key),
          fc.oneof(fc.string({ maxLength: 9 }), fc.constantFrom(...Object.values(right.gaps))),
        )
        .map((gaps) => ({ type: 'cloze', gaps: item.type === 'cloze' ? gaps : {} }));
  }
}

describe.each(Object.entries(cases))('%s', (_type, arbitrary) => {
  test('the right answer earns all, nothing earns nothing, and anything else something between', () => {
    fc.assert(
      fc.property(
        arbitrary.chain((one) => fc.tuple(fc.constant(one), responseTo(one), someKeys)),
        ([{ item, right }, other]) => {
          expect(scoreOf(item, right)).toMatchObject({
            points: item.points,
            most: item.points,
            right: true,
            answered: true,
          });
          expect(scoreOf(item, null)).toMatchObject({ points: 0, right: false, answered: false });
          const { points, right: isRight, parts } = scoreOf(item, other);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(item.points);
          expect(isRight).toBe(points === item.points);
          for (const { share } of parts) expect(share >= 0 && share <= 1).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('what is repeated or unknown changes nothing, nor does the order of what has none', () => {
    fc.assert(
      fc.property(
        arbitrary.chain((one) => fc.tuple(fc.constant(one.item), responseTo(one))),
        ([item, given]) => {
          const earned = scoreOf(item, given).points;
          expect(scoreOf(item, muddled(given)).points).toBe(earned);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('garbage never raises and never gains', () => {
    fc.assert(
      fc.property(arbitrary, fc.anything({ maxDepth: 3 }), ({ item, right }, garbage) => {
        expect(scoreOf(item, garbage).points).toBe(0);
        expect(scoreOf(item, { type: item.type, ...(garbage as object) }).points).toBeLessThanOrEqual(item.points);
        expect(scoreOf(item, { ...right, type: item.type === 'order' ? 'short' : 'order' }).points).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  test('what is sent to a learner draws the same whatever is right', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer(), ({ item, right }, seed) => {
        const [drawn] = drawItems(stepOf([item]), [], seededRandom(seed)) as [DrawnItem];
        const sent = JSON.stringify(questionOf(item, drawn.order));
        expect(sent).not.toMatch(/"(answer|answers|pairs|accepted|tolerance|worth|feedback|key|gaps)":/);
        // What the form of a right answer holds comes back as the right answer.
        const answers = answersFrom(formOf(item, drawn.order, right), [{ item, order: drawn.order }]);
        expect(scoreOf(item, responseOf(item, drawn.order, answers, 0)).right).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

test('one right part more never earns less, where parts count', () => {
  fc.assert(
    fc.property(cases.multiple, fc.nat(), ({ item, right }, n) => {
      if (right.type !== 'multiple') return;
      const few = right.chosen.slice(0, n % right.chosen.length);
      const more = right.chosen.slice(0, (n % right.chosen.length) + 1);
      expect(scoreOf(item, { type: 'multiple', chosen: more }).points).toBeGreaterThanOrEqual(
        scoreOf(item, { type: 'multiple', chosen: few }).points,
      );
    }),
  );
});

test('lines in order: the nearer, the more; upside down earns nothing', () => {
  const item = Item.parse({
    ...common,
    type: 'order',
    options: optionsOf(['a', 'b', 'c', 'd']),
    scoring: 'partial',
    points: 6,
  });
  const earned = (order: string) => scoreOf(item, { type: 'order', order: [...order] }).points;
  expect([earned('abcd'), earned('abdc'), earned('badc'), earned('dcba'), earned('ab')]).toEqual([6, 4, 2, 0, 1]);
});

test('a draw is repeatable by its seed, takes nothing twice, and never shows lines in their right order', () => {
  const step = QuizStep.parse({
    ...{ key: 's', type: 'quiz', title: 'S', minutes: 1, shuffle: true },
    draws: [
      { bank: 'b', count: 4 },
      { bank: 'b', count: 9 },
    ],
  });
  const banks = [{ key: 'b', title: 'B', items: [...ALL_ITEMS] }];
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const drawn = drawItems(step, banks, seededRandom(seed));
      expect(drawItems(step, banks, seededRandom(seed))).toEqual(drawn);
      expect(new Set(drawn.map(({ item }) => item)).size).toBe(8);
      const lines = drawn.find(({ item }) => item === 'phases')?.order.options;
      expect(lines?.toSorted()).toEqual(['a-stop', 'b-red', 'c-grow']);
      expect(lines).not.toEqual(['a-stop', 'b-red', 'c-grow']);
    }),
  );
});

function stepOf(items: readonly Item[]): QuizStep {
  return QuizStep.parse({ key: 's', type: 'quiz', title: 'S', minutes: 1, draws: [{ items }] });
}

function muddled(given: Response): Response {
  switch (given.type) {
    case 'multiple':
    case 'hotspot':
      return { ...given, chosen: [...given.chosen.toReversed(), ...given.chosen, 'zzzzzz'] };
    case 'match':
      return {
        ...given,
        pairs: [...given.pairs.toReversed(), ...given.pairs.slice(0, 0), { left: 'zzzzzz', right: 'zzzzzz' }].slice(
          -12,
        ),
      };
    case 'order':
      return { ...given, order: [...given.order, ...given.order.slice(0, 2), 'zzzzzz'].slice(0, 12) };
    case 'cloze':
      return { ...given, gaps: { ...given.gaps, zzzzzz: 'x' } };
    default:
      return given;
  }
}

/** The fields that somebody fills who answers so. */
function formOf(item: Item, order: DrawnItem['order'], response: Response): Record<string, string | string[]> {
  const code = (all: readonly string[] | undefined, one: string) => String((all ?? []).indexOf(one) + 1);
  switch (response.type) {
    case 'choice':
      return { [fieldOf(0)]: code(order.options, response.chosen ?? '') };
    case 'multiple':
      return { [fieldOf(0)]: response.chosen.map((one) => code(order.options, one)) };
    case 'hotspot':
      return { [fieldOf(0)]: response.chosen.map((one) => code(order.areas, one)) };
    case 'match':
      return Object.fromEntries(
        response.pairs.map(({ left, right }) => [
          fieldOf(0, (order.left ?? []).indexOf(left)),
          code(order.right, right),
        ]),
      );
    case 'order':
      return Object.fromEntries(
        (order.options ?? []).map((one, part) => [fieldOf(0, part), String(response.order.indexOf(one) + 1)]),
      );
    case 'cloze':
      return item.type === 'cloze'
        ? Object.fromEntries(
            item.gaps.map((gap, part) => {
              const typed = response.gaps[gap.key] ?? '';
              return [fieldOf(0, part), gap.kind === 'choice' ? code(order[gap.key], typed) : typed];
            }),
          )
        : {};
    default:
      return { [fieldOf(0)]: response.typed };
  }
}
