/** How far somebody is with a course: what follows from the days that they say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateFaults, NO_DATES, nextSteps, sayStep, statedEnd, stepOf, toldCount } from '../rules/taking.js';
import { STEPS, type TakingDates } from '../schema/taking.js';

const TODAY = '2026-11-23';

test('whatever is pressed in whatever order, the step pressed last is the one shown, unless a later one was said', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 8 }), (presses) => {
      const dates = presses.reduce((before, step) => sayStep(before, step, TODAY), NO_DATES);
      const last = presses.at(-1)!;
      const shown = stepOf(dates)!;
      if (last === 'finished' || last === 'stopped') expect(shown).toBe(last);
      else expect(shown).toBe(STEPS.findLast((step) => (step === last || presses.includes(step)) && !isEnd(step)));
      expect(dateFaults(dates, TODAY)).toEqual({});
    }),
  );
});

const isEnd = (step: string) => step === 'finished' || step === 'stopped';

test('a step pressed again keeps its first day', () => {
  const once = sayStep(NO_DATES, 'enrolled', '2026-11-01');
  expect(sayStep(once, 'enrolled', TODAY).enrolled).toBe('2026-11-01');
});

test('every step leads somewhere but the end', () => {
  for (const step of STEPS) for (const next of nextSteps(step)) expect(nextSteps(next)).toBeDefined();
  expect(STEPS.filter((step) => nextSteps(step).length === 0)).toEqual(['finished']);
});

test.each<[string, Partial<TakingDates>, string]>([
  ['a day to come', { started: '2026-11-24' }, 'started'],
  ['a day that there is not', { enrolled: '2026-02-30' }, 'enrolled'],
  ['no day', { ends: 'soon' }, 'ends'],
  ['another century', { finished: '1026-11-23' }, 'finished'],
  ['an end far off', { ends: '2126-11-23' }, 'ends'],
  ['finished before started', { started: '2026-11-10', finished: '2026-11-09' }, 'finished'],
  ['stopped before enrolled', { enrolled: '2026-11-10', stopped: '2026-11-09' }, 'stopped'],
  ['an end before the start', { started: '2026-11-10', ends: '2026-11-09' }, 'ends'],
  ['finished and stopped', { finished: '2026-11-10', stopped: '2026-11-10' }, 'stopped'],
])('%s is refused at its field', (_, given, field) => {
  expect(Object.keys(dateFaults({ ...NO_DATES, ...given }, TODAY))).toEqual([field]);
});

test('the end of a run is taken over only where there is one that it can be', () => {
  expect(statedEnd([{ end: '2027-01-12' }, { end: '2026-01-12' }], TODAY)).toBe('2027-01-12');
  expect(statedEnd([{ end: '2027-01-12' }, { end: '2027-05-01' }], TODAY)).toBe(null);
  expect(statedEnd([{ end: '2027-01-12', cancelled: true }, {}], TODAY)).toBe(null);
});

test('fewer than five people are never told', () => {
  expect([0, 1, 4, 5, 6].map(toldCount)).toEqual([null, null, null, 5, 6]);
});
