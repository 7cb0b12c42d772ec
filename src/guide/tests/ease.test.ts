/** One limit set anew by a button of the shortlist. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { easeQuestion } from '../rules/ease.js';
import { GuideQuestion } from '../schema.js';

const question = GuideQuestion.parse({
  time: { hoursPerWeek: { value: 5, hard: true }, weeks: { value: 10 } },
  budget: { limit: { value: 100, hard: true } },
});
const ease = (path: string, value: unknown) => easeQuestion(question, JSON.stringify({ path, value }));

it('sets what a relaxation says and leaves the rest', () => {
  expect(ease('time.hoursPerWeek.value', 7)).toEqual({
    ...question,
    time: { ...question.time, hoursPerWeek: { value: 7, hard: true } },
  });
  expect(ease('budget.limit.hard', false).budget?.limit).toEqual({ value: 100, hard: false });
});

it('leaves the question as it was where that would make no question', () => {
  expect(ease('time.hoursPerWeek.value', 'many')).toEqual(question);
  expect(ease('time.nonsense', 1)).toEqual(question);
  expect(ease('__proto__.polluted', 1)).toEqual(question);
  expect(easeQuestion(question, undefined)).toBe(question);
  fc.assert(
    fc.property(fc.string(), fc.json(), (text, json) => {
      for (const set of [text, json]) expect(GuideQuestion.safeParse(easeQuestion(question, set)).success).toBe(true);
    }),
  );
});
