/** Who counts as stuck: the rule by itself, and what is worked out from what is known of a learner. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_CONTENT } from '../../../../tests/support/learning.js';
import { daysAfter } from '../../rules/offerings/days.js';
import { type Known, learnerRow } from '../../rules/people/learner-rows.js';
import { type Progress, QUIET_DAYS, RETURNED_DAYS, whyStuck } from '../../rules/people/stuck.js';
import { CourseContent, type Offering, Pace } from '../../schema/index.js';

const TODAY = '2026-11-24';
const day = fc.integer({ min: 0, max: 60 }).map((back) => daysAfter(TODAY, -back));
const progress: fc.Arbitrary<Progress> = fc.record({
  state: fc.constantFrom('active' as const, 'completed' as const, 'left' as const),
  paused: fc.boolean(),
  starts: fc.constant('2026-09-01'),
  lastDone: fc.option(day),
  behind: fc.option(fc.record({ week: fc.constant('Week 1'), day, steps: fc.integer({ min: 1, max: 9 }) })),
  usedUp: fc.array(fc.constantFrom('Test A', 'Test B'), { maxLength: 2 }),
  returned: fc.array(fc.record({ title: fc.constant('Plan'), day }), { maxLength: 2 }),
});

describe('whoever', () => {
  test('pauses, has completed or has left is never stuck', () => {
    fc.assert(
      fc.property(progress, (one) => {
        if (one.state !== 'active' || one.paused) expect(whyStuck(one, TODAY)).toEqual([]);
      }),
    );
  });

  test('did a step of late, has no attempts used up and no work lying is never stuck, however late', () => {
    fc.assert(
      fc.property(progress, fc.integer({ min: 0, max: QUIET_DAYS - 1 }), (one, back) => {
        const busy = { ...one, lastDone: daysAfter(TODAY, -back), usedUp: [], returned: [] };
        expect(whyStuck(busy, TODAY)).toEqual([]);
      }),
    );
  });

  test('is stuck stays so as long as nothing but time passes', () => {
    fc.assert(
      fc.property(progress, fc.integer({ min: 0, max: 100 }), (one, later) => {
        const before = whyStuck(one, TODAY).map(({ kind }) => kind);
        const after = whyStuck(one, daysAfter(TODAY, later)).map(({ kind }) => kind);
        expect(after).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  test('is stuck is told why in a sentence each, with a day or a title that can be checked', () => {
    fc.assert(
      fc.property(progress, (one) => {
        for (const { sentence } of whyStuck(one, TODAY)) expect(sentence).toMatch(/^[A-Z].*(“[^”]+”|\d{4}).*\.$/);
      }),
    );
  });
});

test('each reason has its edge', () => {
  const active: Progress = {
    ...{ state: 'active', paused: false, starts: '2026-11-01', lastDone: null, behind: null, usedUp: [], returned: [] },
  };
  const behind = (on: string) => ({ week: 'Week 1', day: on, steps: 2 });
  const kinds = (more: Partial<Progress>) => whyStuck({ ...active, ...more }, TODAY).map(({ kind }) => kind);
  expect(kinds({})).toEqual([]);
  expect(kinds({ behind: behind('2026-11-23'), lastDone: daysAfter(TODAY, -QUIET_DAYS) })).toEqual(['quiet']);
  expect(kinds({ behind: behind('2026-11-23'), lastDone: daysAfter(TODAY, 1 - QUIET_DAYS) })).toEqual([]);
  expect(kinds({ behind: behind(TODAY), lastDone: null })).toEqual([]);
  expect(kinds({ usedUp: ['Check yourself'] })).toEqual(['attempts']);
  expect(kinds({ returned: [{ title: 'A plan', day: daysAfter(TODAY, -RETURNED_DAYS) }] })).toEqual(['returned']);
  expect(kinds({ returned: [{ title: 'A plan', day: daysAfter(TODAY, 1 - RETURNED_DAYS) }] })).toEqual([]);
});

describe('what staff see of one learner', () => {
  const content = CourseContent.parse(DEMO_CONTENT);
  const offering: Offering = {
    ...{ id: 'run', courseId: 'course', edition: 1, kind: 'self-paced', name: null, employerId: null, state: 'open' },
    ...{ starts: null, ends: null, enrolFrom: null, enrolUntil: null, seats: null, places: 'free', price: null },
    ...{ pace: Pace.parse({ deadlines: 'relative', daysAWeek: 7 }), timeZone: 'Europe/London' },
  };
  const known: Known = {
    ...{ id: 'e', name: 'Demo Learner', state: 'active', starts: '2026-11-01', extensionDays: 0 },
    ...{ enrolledAt: new Date('2026-11-01T10:00:00Z'), completedAt: null, lastSeen: null, firstOpened: null, done: {} },
    ...{ results: [], attempts: {}, returned: [], pauses: [], asked: null },
  };
  const row = (more: Partial<Known>) => learnerRow({ ...known, ...more }, { content, offering, today: TODAY });

  test('the first week that is over and not done, and nothing where they pause or have the time', () => {
    expect(row({})).toMatchObject({
      done: 0,
      required: 4,
      behind: { week: 'How wounds heal', steps: 2 },
      started: null,
    });
    expect(row({}).stuck.map(({ kind }) => kind)).toEqual(['quiet']);
    expect(row({ done: { phases: '2026-11-03T09:00:00Z', check: '2026-11-03T09:00:00Z' } }).behind).toMatchObject({
      week: 'In practice',
      steps: 2,
    });
    expect(row({ extensionDays: 60 }).behind).toBe(null);
    const pausing = row({ pauses: [{ from: '2026-11-02', until: null }] });
    expect(pausing).toMatchObject({ paused: true, behind: null, stuck: [] });
  });

  test('attempts used up count while the test is not passed; steps of other editions count for nothing', () => {
    const used = { attempts: { check: 3 } };
    expect(row(used).stuck.map(({ kind }) => kind)).toContain('attempts');
    const passed = { ...used, results: [{ step: 'check', score: 0.8, passed: true }] };
    expect(row(passed)).toMatchObject({ average: 0.8, tests: { taken: 1, of: 2 } });
    expect(row(passed).stuck.map(({ kind }) => kind)).not.toContain('attempts');
    expect(row({ done: { gone: '2026-11-03T09:00:00Z' } })).toMatchObject({ done: 0, doneSteps: [] });
  });
});
