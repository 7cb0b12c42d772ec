import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writePlan } from '../formats/plan-calendar.js';
import { type Planned, planOf } from '../rules/plan.js';
import { isAway, mondayOf, slotsOn } from '../rules/weeks.js';
import { DAY_PARTS, type GuideQuestion, WEEKDAYS } from '../schema.js';

const TODAY = '2026-11-23';
type Time = NonNullable<GuideQuestion['time']>;

const own = (totalHours: number | null): Planned => ({
  pace: 'self-paced',
  availability: 'any-time',
  nextOffering: null,
  workload: { totalHours, weeks: null, hoursPerWeekMin: null, hoursPerWeekMax: null, approximate: false },
});
const run = (start: string, end: string | null, weekly: number | null): Planned => ({
  pace: 'scheduled',
  availability: 'dated',
  nextOffering: { start, end, enrolUntil: null, approximate: false, place: null, url: null },
  workload: { totalHours: null, weeks: 4, hoursPerWeekMin: null, hoursPerWeekMax: weekly, approximate: false },
});
const hoursOf = (sessions: readonly { hours: number }[]) => sessions.reduce((sum, { hours }) => sum + hours, 0);

const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10));
const hours = fc.integer({ min: 1, max: 16 }).map((n) => n / 4);
const dayHours = fc.record(Object.fromEntries(DAY_PARTS.map((part) => [part, hours])), { requiredKeys: [] });
const week = fc.record(Object.fromEntries(WEEKDAYS.map((name) => [name, dayHours])), { requiredKeys: [] });
const away = fc.array(
  fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  { maxLength: 3 },
);
const time = fc.record({ week, away, startFrom: day }, { requiredKeys: [] }) as fc.Arbitrary<Time>;

describe('at one’s own pace', () => {
  test('the sessions add up to the work, lie in her hours, and never on a day away or before she can begin', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 200 }), (given, work) => {
        const plan = planOf(own(work), given, TODAY);
        if (plan.kind === 'none') return;
        expect(hoursOf(plan.sessions)).toBeCloseTo(work, 9);
        expect(hoursOf(plan.weeks.map(({ wanted }) => ({ hours: wanted ?? 0 })))).toBeCloseTo(work, 9);
        for (const { day, part, hours } of plan.sessions) {
          expect(day > TODAY && day >= (given.startFrom ?? '') && !isAway(given, day)).toBe(true);
          expect(slotsOn(given, day).some((slot) => slot.part === part && hours <= slot.hours)).toBe(true);
        }
      }),
    );
  });

  test('goes into her evenings, passes over the week away, and holds against her deadline', () => {
    const given: Time = {
      week: { tuesday: { evening: 2 }, thursday: { evening: 1.5 } },
      away: [{ from: '2026-11-30', to: '2026-12-06' }],
      deadline: { value: '2026-12-09', hard: true },
    };
    const plan = planOf(own(8), given, TODAY);
    expect(plan.sessions).toEqual([
      { day: '2026-11-24', part: 'evening', hours: 2 },
      { day: '2026-11-26', part: 'evening', hours: 1.5 },
      { day: '2026-12-08', part: 'evening', hours: 2 },
      { day: '2026-12-10', part: 'evening', hours: 1.5 },
      { day: '2026-12-15', part: 'evening', hours: 1 },
    ]);
    expect(plan.weeks.map(({ monday, hers, away }) => [monday, hers, away])).toEqual([
      ['2026-11-23', 3.5, 0],
      ['2026-11-30', 0, 7],
      ['2026-12-07', 3.5, 0],
      ['2026-12-14', 3.5, 0],
    ]);
    expect(plan.fits).toBe(false);
    expect(plan.sentences.slice(0, 2)).toEqual([
      '8 h at your own pace: done by 15 Dec 2026, after 4 weeks.',
      'That is after your deadline, 9 Dec 2026.',
    ]);
  });

  test('says what is missing instead of guessing it', () => {
    expect(planOf(own(null), { week: { monday: { evening: 2 } } }, TODAY)).toMatchObject({
      kind: 'none',
      sentences: ['No source states how many hours it takes, so no plan can be drawn.'],
    });
    expect(planOf(own(10), undefined, TODAY).sentences).toEqual([
      'Say how many hours a week you have, and the plan is drawn.',
    ]);
    expect(planOf(own(500), { hoursPerWeek: { value: 1, hard: false } }, TODAY).sentences[0]).toContain(
      'more than two years',
    );
    expect(planOf({ ...own(10), pace: null, availability: 'unknown' }, undefined, TODAY).kind).toBe('none');
  });
});

describe('a run', () => {
  const given: Time = { week: { monday: { morning: 3 }, saturday: { morning: 3 } } };

  test('is held against her hours week by week', () => {
    const plan = planOf(
      run('2027-01-11', '2027-02-07', 5),
      { ...given, away: [{ from: '2027-01-18', to: '2027-01-19' }] },
      TODAY,
    );
    expect(plan.weeks).toEqual([
      { monday: '2027-01-11', wanted: 5, hers: 6, away: 0 },
      { monday: '2027-01-18', wanted: 5, hers: 3, away: 2 },
      { monday: '2027-01-25', wanted: 5, hers: 6, away: 0 },
      { monday: '2027-02-01', wanted: 5, hers: 6, away: 0 },
    ]);
    expect(plan.fits).toBe(false);
    expect(plan.sentences).toContain('In 1 week of 4 it wants more hours than you have; you are away in 1 of them.');
    expect(hoursOf(plan.sessions)).toBe(18);
    expect(plan.sessions[1]).toEqual({ day: '2027-01-16', part: 'morning', hours: 2 });
  });

  test('without hours or an end is not made up', () => {
    expect(planOf(run('2027-01-11', '2027-02-07', null), given, TODAY)).toMatchObject({ fits: null, sessions: [] });
    const endless = run('2027-01-11', null, 5);
    expect(planOf({ ...endless, workload: null }, given, TODAY).kind).toBe('none');
    expect(planOf(endless, given, TODAY).end).toBe('2027-02-07');
  });
});

describe('the calendar', () => {
  const course = {
    id: 'c1',
    title: 'Demo\r\nATTENDEE:x',
    url: 'https://cairn.example/courses/demo',
    provider: 'Demo College',
  };

  test('has floating hours, or whole days where no part of the day was said', () => {
    const text = writePlan(course, planOf(own(3), { week: { friday: { afternoon: 2 } } }, TODAY), TODAY);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(text).toContain('DTSTART:20261127T130000\r\n');
    expect(text).toContain('DTEND:20261127T150000\r\n');
    expect(text).toContain('DTEND:20261204T140000\r\n');
    expect(text).not.toMatch(/^ATTENDEE/m);
    const weekly = writePlan(course, planOf(own(3), { hoursPerWeek: { value: 7, hard: false } }, TODAY), TODAY);
    expect(weekly).toContain('DTSTART;VALUE=DATE:20261124');
    expect(weekly).toContain('3 h this week');
  });

  test('is the same for the same plan', () => {
    const plan = planOf(own(9), { hoursPerWeek: { value: 3, hard: false } }, TODAY);
    expect(writePlan(course, plan, TODAY)).toBe(writePlan(course, plan, TODAY));
  });
});

test('weeks begin on Monday', () => {
  expect(['2026-11-23', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-30']);
});
