import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, availability, changesOn, type Datable, nextOffering } from '../rules/availability.js';
import type { Offering } from '../schema.js';

const TODAY = '2026-11-23';

const run = (fields: Partial<Offering>): Offering => ({
  id: fields.externalId ?? 'run',
  externalId: 'run',
  source: 'demo',
  prices: [],
  languages: [],
  ...fields,
});
const course = (offerings: Partial<Offering>[], rest: Partial<Datable> = {}): Datable => ({
  offerings: offerings.map(run),
  ...rest,
});

describe('availability', () => {
  it.each<[string, Datable, string]>([
    ['nothing stated', course([]), 'unknown'],
    ['a self-paced course without runs', course([], { pace: 'self-paced' }), 'any-time'],
    ['a scheduled course without runs', course([], { pace: 'scheduled' }), 'unknown'],
    ['a run without dates', course([{}]), 'unknown'],
    ['a self-paced run without dates', course([{ pace: 'self-paced' }]), 'any-time'],
    [
      'a self-paced run that began and ends later',
      course([{ pace: 'self-paced', start: '2026-01-01', end: '2026-12-31' }]),
      'any-time',
    ],
    [
      'a self-paced run that began long ago, without an end',
      course([{ pace: 'self-paced', start: '2019-01-01' }]),
      'any-time',
    ],
    [
      'a self-paced run that was archived',
      course([{ pace: 'self-paced', start: '2019-01-01', end: '2020-01-01' }]),
      'ended',
    ],
    ['a self-paced run whose enrolment closed', course([{ pace: 'self-paced', enrolUntil: '2026-11-22' }]), 'ended'],
    ['a start in 30 days', course([{ start: addDays(TODAY, 30) }]), 'starts-soon'],
    ['a start in 31 days', course([{ start: addDays(TODAY, 31) }]), 'dated'],
    ['a start today', course([{ start: TODAY }]), 'starts-soon'],
    ['a month that has begun', course([{ start: '2026-11-01', startApproximate: true }]), 'starts-soon'],
    ['a month that is over, and no more known', course([{ start: '2025-10-01', startApproximate: true }]), 'ended'],
    [
      'enrolment open after the start',
      course([{ start: '2026-11-01', enrolUntil: '2026-11-30', weeks: 1 }]),
      'enrolling',
    ],
    ['enrolment open before a far start', course([{ start: '2027-09-01', enrolFrom: '2026-09-01' }]), 'enrolling'],
    ['enrolment that opens later', course([{ start: '2027-09-01', enrolFrom: '2027-01-01' }]), 'dated'],
    ['enrolment open, but the run is over', course([{ end: '2026-11-01', enrolUntil: '2026-12-01' }]), 'ended'],
    ['a run under way', course([{ start: '2026-11-01', weeks: 6 }]), 'dated'],
    ['no end, start and length are past', course([{ start: '2026-09-01', weeks: 6 }]), 'ended'],
    ['the length is stated for the course', course([{ start: '2026-09-01' }], { workload: { weeks: 6 } }), 'ended'],
    ['a start two years ago and nothing else', course([{ start: '2024-11-01' }]), 'ended'],
    ['one run over, one to come', course([{ start: '2020-01-01', weeks: 3 }, { start: '2027-06-01' }]), 'dated'],
    ['cancelled', course([{ start: '2026-12-01', cancelled: true }]), 'unknown'],
  ])('%s', (_case, of, expected) => expect(availability(of, TODAY)).toBe(expected));

  it('does not depend on the order of the runs', () => {
    fc.assert(
      fc.property(datable(), fc.nat(3000), (of, days) => {
        const day = addDays('2022-01-01', days);
        const turned = { ...of, offerings: of.offerings.toReversed() };
        expect(availability(turned, day)).toBe(availability(of, day));
        expect(nextOffering(turned, day)?.id).toBe(nextOffering(of, day)?.id);
      }),
    );
  });
});

describe('the next offering', () => {
  it('is one that can be joined, then the soonest, then one under way', () => {
    const soon = { externalId: 'soon', start: '2026-12-01' };
    const later = { externalId: 'later', start: '2027-02-01' };
    const open = { externalId: 'open', start: '2027-09-01', enrolFrom: '2026-01-01' };
    const running = { externalId: 'running', start: '2026-11-01', weeks: 10 };
    const over = { externalId: 'over', start: '2025-11-01', weeks: 10 };
    expect(nextOffering(course([later, running, soon, open, over]), TODAY)?.id).toBe('open');
    expect(nextOffering(course([later, running, soon, over]), TODAY)?.id).toBe('soon');
    expect(nextOffering(course([over, running]), TODAY)?.id).toBe('running');
    expect(nextOffering(course([over]), TODAY)).toBeNull();
    expect(nextOffering(course([{ ...soon, cancelled: true }]), TODAY)).toBeNull();
  });

  it('is there exactly when the course is not over', () => {
    fc.assert(
      fc.property(datable(), fc.nat(3000), (of, days) => {
        const day = addDays('2022-01-01', days);
        const joinable = of.offerings.filter((one) => !one.cancelled);
        if (availability(of, day) === 'ended') expect(nextOffering(of, day)).toBeNull();
        else if (joinable.length === of.offerings.length && joinable.length > 0)
          expect(nextOffering(of, day)).not.toBeNull();
      }),
    );
  });
});

describe('the day on which it changes', () => {
  it('is the next day with another availability or next offering, and none before', () => {
    const state = (of: Datable, day: string) => `${availability(of, day)} ${nextOffering(of, day)?.id}`;
    fc.assert(
      fc.property(datable(), fc.nat(2500), (of, days) => {
        const today = addDays('2022-01-01', days);
        const change = changesOn(of, today);
        // Nothing in these courses lies further ahead than this.
        const last = change ?? addDays(today, 1200);
        let day = addDays(today, 1);
        for (; day < last; day = addDays(day, 1)) expect(state(of, day)).toBe(state(of, today));
        if (change) expect(state(of, change)).not.toBe(state(of, today));
      }),
      { numRuns: 60 },
    );
  });

  it('never comes for a course without runs', () => {
    expect(changesOn(course([], { pace: 'self-paced' }), TODAY)).toBeNull();
  });
});

/** Courses whose dates lie close together, so that they meet. */
function datable(): fc.Arbitrary<Datable> {
  const day = fc.nat(1500).map((days) => addDays('2022-01-01', days));
  const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
  const offering = fc.record({
    start: optional(day),
    length: optional(fc.nat(200)),
    enrolFrom: optional(day),
    enrolUntil: optional(day),
    startApproximate: fc.boolean(),
    pace: optional(fc.constantFrom('self-paced' as const, 'scheduled' as const)),
    weeks: optional(fc.integer({ min: 1, max: 40 })),
    cancelled: optional(fc.boolean()),
  });
  return fc
    .record({ offerings: fc.array(offering, { maxLength: 4 }), pace: optional(fc.constantFrom('self-paced' as const)) })
    .map(({ offerings, pace }) => ({
      pace,
      offerings: offerings.map(({ length, ...one }, at) =>
        run({
          ...one,
          id: String(at),
          externalId: String(at),
          end: one.start && length ? addDays(one.start, length) : undefined,
        }),
      ),
    }));
}
