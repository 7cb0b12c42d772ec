import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoAnswer, demoItem } from '../../../tests/support/demo.js';
import { wholeAnswer } from '../actions/answer.js';
import { answerJson } from '../formats/answer-json.js';
import { labelOf } from '../rules/labels.js';

test('the bytes of an answer are the JSON of the whole answer, whatever is written in it, also when asked again', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.array(texts, { maxLength: 3 })), { maxLength: 4 }), (courses) => {
      const items = courses.map(([title], n) => demoItem(n, { title }));
      const answer = demoAnswer({ items, total: items.length });
      const why = courses.map(([, sentences]) => sentences);
      const written = () => JSON.parse(answerJson(answer, why).toString());
      expect(written()).toEqual(JSON.parse(JSON.stringify(wholeAnswer({ answer, why }))));
      expect(written()).toEqual(written());
    }),
    { numRuns: 50 },
  );
});

test('a value that nobody knows is named by itself', () => {
  for (const value of ['constructor', '__proto__']) expect(labelOf('kind', value, { kind: {} })).toBe(value);
  for (const code of ['!!', 'not-a-country', '1', '<b>']) {
    expect(labelOf('country', code, {})).toBe(code);
    expect(labelOf('language', code, {})).toBe(code);
  }
  expect(labelOf('country', 'GB', {})).toBe('United Kingdom');
});
