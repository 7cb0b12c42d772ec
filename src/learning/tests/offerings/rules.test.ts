/** Deadlines, hours and codes: whatever the pauses, the zone and the clocks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attendanceCode, plainCode, voucherCode } from '../../rules/offerings/codes.js';
import { dayIn, daysAfter, daysBetween, endOfDay, momentOf, wallOf } from '../../rules/offerings/days.js';
import { deadlinesOf, isPaused, nextDeadline, type Pause } from '../../rules/offerings/deadlines.js';
import { closedBecause, isAtDomain, placeNeeded } from '../../rules/offerings/entry.js';
import { calendarToken, readCalendarToken } from '../../rules/offerings/feed-address.js';
import { readRunForm } from '../../rules/offerings/run-form.js';
import { readSession } from '../../rules/offerings/sessions.js';
import { Pace } from '../../schema/index.js';

const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const day = fc.integer({ min: 0, max: 1500 }).map((days) => daysAfter('2025-01-01', days));

describe('hours and zones', () => {
  test('a day ends where the next one begins, also where it has 23 or 25 hours', () => {
    expect(endOfDay('2026-10-25', 'Europe/London').toISOString()).toBe('2026-10-26T00:00:00.000Z');
    expect(endOfDay('2026-10-24', 'Europe/London').toISOString()).toBe('2026-10-24T23:00:00.000Z');
    expect(endOfDay('2027-03-28', 'Europe/London').toISOString()).toBe('2027-03-28T23:00:00.000Z');
    fc.assert(
      fc.property(day, zone, (some, where) => {
        const end = endOfDay(some, where);
        expect(dayIn(new Date(end.getTime() - 1), where)).toBe(some);
        expect(dayIn(end, where) > some).toBe(true);
      }),
    );
  });
  test('what a wall shows is the moment at which it shows it; an hour that comes twice is the first', () => {
    expect(momentOf('2026-10-25T01:30', 'Europe/London').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    // Left out in spring: half past one is half past two.
    expect(momentOf('2027-03-28T01:30', 'Europe/London').toISOString()).toBe('2027-03-28T01:30:00.000Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), zone, (minutes, where) => {
        const moment = new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000);
        const again = momentOf(wallOf(moment, where), where);
        expect(wallOf(again, where)).toBe(wallOf(moment, where));
        expect(again <= moment).toBe(true);
      }),
    );
  });
});

const weeks = ['one', 'two', 'three'].map((key) => ({ key, title: key }));
const placeOf = (
  pace: Partial<Pace>,
  more: { starts?: string; extensionDays?: number; ends?: string | null } = {},
) => ({
  enrolment: { starts: more.starts ?? '2026-11-02', extensionDays: more.extensionDays ?? 0 },
  offering: { pace: Pace.parse(pace), starts: '2026-11-01', ends: more.ends ?? null, timeZone: 'Europe/London' },
  edition: { content: { weeks } },
});
const daysOf = (place: ReturnType<typeof placeOf>, pauses: readonly Pause[], today: string) =>
  deadlinesOf(place, pauses, today).weeks.map((week) => week.day);

describe('deadlines', () => {
  test('counted from one’s own start, days of pauses left out, more time added', () => {
    const relative = placeOf({ deadlines: 'relative' });
    expect(daysOf(relative, [], '2026-11-02')).toEqual(['2026-11-09', '2026-11-16', '2026-11-23']);
    const pause = { from: '2026-11-10', until: '2026-11-13' };
    expect(daysOf(relative, [pause], '2026-11-20')).toEqual(['2026-11-09', '2026-11-19', '2026-11-26']);
    expect(daysOf(placeOf({ deadlines: 'relative' }, { extensionDays: 5 }), [], '2026-11-02')[0]).toBe('2026-11-14');
  });
  test('dated ones are the same for all, whoever pauses; more time is one’s own', () => {
    const dated = placeOf({ deadlines: 'dated', daysAWeek: 14 }, { extensionDays: 2 });
    expect(daysOf(dated, [{ from: '2026-11-03', until: null }], '2027-01-01')[0]).toBe('2026-11-17');
  });
  test('without deadlines the run’s own end is the end, with the days in which work is still taken', () => {
    const none = deadlinesOf(placeOf({ grace: 3 }, { ends: '2026-12-01' }), [], '2026-11-02');
    expect(none).toMatchObject({ weeks: [], last: { day: '2026-12-04' } });
    expect(nextDeadline(none, new Date())).toBeNull();
  });
  const pauses = fc.array(
    fc.record({
      start: fc.integer({ min: -20, max: 60 }),
      length: fc.integer({ min: 0, max: 30 }),
      open: fc.boolean(),
    }),
    { maxLength: 5 },
  );
  test('a pause moves each deadline by its own days and no more, in any order and however they overlap', () => {
    fc.assert(
      fc.property(pauses, fc.integer({ min: 0, max: 80 }), (drawn, passed) => {
        const start = '2026-11-02';
        const today = daysAfter(start, passed);
        const all = drawn.map(({ start: from, length, open }) => ({
          from: daysAfter(start, from),
          until: open ? null : daysAfter(start, from + length),
        }));
        const place = placeOf({ deadlines: 'relative', daysAWeek: 5 });
        const days = daysOf(place, all, today);
        expect(daysOf(place, [...all].reverse(), today)).toEqual(days);
        // Days that do not count, one by one: the slow way.
        for (const [index, last] of days.entries()) {
          let active = 0;
          for (let at = start; at < last; at = daysAfter(at, 1)) {
            const open = all.some(({ from, until }) => from <= at && at < (until ?? today));
            if (!open) active += 1;
          }
          expect(active).toBe((index + 1) * 5);
        }
        expect(isPaused(all, today)).toBe(
          all.some(({ from, until }) => from <= today && (until === null || today < until)),
        );
      }),
    );
  });
});

describe('places and codes', () => {
  test('what was paid for goes along into what costs no more, in its own currency, never from free to paid', () => {
    const gbp = (amount: number) => ({ places: 'invoice' as const, price: { amount, currency: 'GBP' } });
    expect(placeNeeded([gbp(480)], gbp(480))).toBe('free');
    expect(placeNeeded([gbp(480)], gbp(481))).toBe('invoice');
    expect(placeNeeded([gbp(480)], { places: 'invoice', price: { amount: 1, currency: 'EUR' } })).toBe('invoice');
    expect(placeNeeded([], { places: 'voucher', price: null })).toBe('voucher');
    expect(placeNeeded([gbp(1)], { places: 'voucher', price: null })).toBe('voucher');
    expect(placeNeeded([], { places: 'free', price: null })).toBe('free');
  });
  test('an address is at a domain or below it, not merely like it', () => {
    expect(isAtDomain('a@demo.test', 'demo.test')).toBe(true);
    expect(isAtDomain('a@ward.DEMO.test', 'www.demo.test')).toBe(true);
    expect(isAtDomain('a@notdemo.test', 'demo.test')).toBe(false);
    expect(isAtDomain('demo.test@example.org', 'demo.test')).toBe(false);
    expect(isAtDomain('a@x.test', 'test')).toBe(false);
  });
  test('codes are of signs that nobody mistakes, each as likely; as they are typed does not matter', () => {
    function* counting(): Generator<number, never> {
      for (let at = 0; ; at += 1) yield at % 256;
    }
    const code = voucherCode(counting());
    expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){2}$/);
    expect(plainCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(plainCode(code));
    expect(attendanceCode(counting())).toMatch(/^[A-Z]{6}$/);
    const [signs, drawn] = [new Map<string, number>(), counting()];
    for (let at = 0; at < 2200; at += 1)
      for (const sign of attendanceCode(drawn)) signs.set(sign, (signs.get(sign) ?? 0) + 1);
    expect(Math.max(...signs.values()) - Math.min(...signs.values())).toBeLessThan(30);
  });
  test('a calendar’s address is made for its enrolment and cannot be turned into another’s', () => {
    const [one, two] = ['0193a000-0000-7000-8000-000000000001', '0193a000-0000-7000-8000-000000000002'];
    expect(readCalendarToken('demo secret', calendarToken('demo secret', one))).toBe(one);
    const [id] = calendarToken('demo secret', two).split('.');
    const [, seal] = calendarToken('demo secret', one).split('.');
    expect(readCalendarToken('demo secret', `${id}.${seal}`)).toBeNull();
    expect(readCalendarToken('another', calendarToken('demo secret', one))).toBeNull();
  });
  test('a run is open within its days alone', () => {
    const run = {
      state: 'open' as const,
      kind: 'cohort' as const,
      enrolFrom: '2026-11-02',
      enrolUntil: '2026-11-09',
      ends: null,
    };
    expect(closedBecause(run, '2026-11-02')).toBeNull();
    expect(closedBecause(run, '2026-11-09')).toBeNull();
    expect(closedBecause(run, '2026-11-01')).toContain('2 Nov 2026');
    expect(closedBecause(run, '2026-11-10')).toContain('9 Nov 2026');
    expect(closedBecause({ ...run, state: 'closed' }, '2026-11-05')).not.toBeNull();
  });
});

describe('forms', () => {
  test('whatever is typed into the form of a run is read or refused at its field, never thrown', () => {
    const names = ['seats', 'price', 'currency', 'daysAWeek', 'grace', 'extensionLimit', 'edition', 'kind', 'starts'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (texts) => {
        const read = readRunForm(texts);
        if ('faults' in read) expect(names).toEqual(expect.arrayContaining(Object.keys(read.faults)));
      }),
    );
    expect(readRunForm({ seats: '-1' })).toEqual({ faults: { seats: 'Write a whole number.' } });
  });
  test('a session has an end after its beginning, a place or a link, and a step that is one', () => {
    const good = {
      step: 'meeting',
      starts: '2027-01-12T18:30',
      ends: '2027-01-12T20:00',
      link: 'https://example.org/m',
    };
    const empty = { address: '', room: '', access: '', capacity: '' };
    expect(readSession({ ...good, ...empty }, 'Europe/London', ['meeting'])).toMatchObject({
      session: { capacity: null },
    });
    const bad = { ...good, ...empty, ends: good.starts, link: 'javascript:alert(1)', capacity: '0', step: 'other' };
    const read = readSession(bad, 'Europe/London', ['meeting']);
    expect(Object.keys('faults' in read ? read.faults : {}).sort()).toEqual(['capacity', 'ends', 'link', 'step']);
    expect(readSession({ ...good, ...empty, starts: '2027-13-40T99:99' }, 'UTC', ['meeting'])).toHaveProperty(
      'faults.starts',
    );
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
  });
});
