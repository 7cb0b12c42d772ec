import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isLongFailing,
  namesOwner,
  nextAfterFailure,
  nextBySchedule,
  retryAfter,
  type Schedule,
  siteRules,
  spreadOf,
} from '../../rules/feeds/index.js';

const HOUR = 3_600_000;
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const schedules: fc.Arbitrary<Schedule> = fc.record({
  every: fc.constantFrom('six-hours', 'day', 'week'),
  hour: fc.integer({ min: 0, max: 23 }),
  weekday: fc.integer({ min: 1, max: 7 }),
});
const spreads = fc.double({ min: 0, max: 1, noNaN: true });

describe('the next reading', () => {
  test('comes after now and within one round of the schedule, at its hour and on its day', () => {
    fc.assert(
      fc.property(schedules, moments, spreads, (schedule, now, spread) => {
        const next = nextBySchedule(schedule, now, spread);
        const round = { 'six-hours': 6, day: 24, week: 168 }[schedule.every] * HOUR;
        expect(next > now && next.getTime() - now.getTime() <= round).toBe(true);
        expect((next.getUTCHours() - schedule.hour + 24) % (schedule.every === 'six-hours' ? 6 : 24)).toBe(0);
        if (schedule.every === 'week') expect(next.getUTCDay() || 7).toBe(schedule.weekday);
        expect(next.getUTCMinutes()).toBe(Math.min(59, Math.floor(spread * 60)));
      }),
    );
  });

  test('follows the one before by exactly one round', () => {
    fc.assert(
      fc.property(schedules, moments, spreads, (schedule, now, spread) => {
        const first = nextBySchedule(schedule, now, spread);
        const round = { 'six-hours': 6, day: 24, week: 168 }[schedule.every] * HOUR;
        expect(nextBySchedule(schedule, first, spread).getTime()).toBe(first.getTime() + round);
      }),
    );
  });

  test('of a feed that fails comes later each time, from a quarter of an hour to a day', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 50].map(
      (failures) => (nextAfterFailure(now, failures, null).getTime() - now.getTime()) / 60_000,
    );
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
  });

  test('waits for as long as the server asks, in seconds or until a date, but not for ever', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(retryAfter('7200', now)).toEqual(new Date('2026-11-23T12:00:00Z'));
    expect(retryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now)).toEqual(new Date('2026-11-23T11:00:00Z'));
    expect(retryAfter('Mon, 23 Nov 1996 11:00:00 GMT', now)).toEqual(now);
    expect(retryAfter('9999999999', now)).toEqual(new Date('2026-11-30T10:00:00Z'));
    expect([undefined, '', 'soon', '-5x'].map((text) => retryAfter(text, now))).toEqual([null, null, null, null]);
    expect(nextAfterFailure(now, 1, retryAfter('7200', now))).toEqual(new Date('2026-11-23T12:00:00Z'));
  });

  test('is told about after a week of failing', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(isLongFailing(null, now)).toBe(false);
    expect(isLongFailing(new Date('2026-11-16T10:00:01Z'), now)).toBe(false);
    expect(isLongFailing(new Date('2026-11-16T10:00:00Z'), now)).toBe(true);
  });

  test('is spread over the hour by what the feed is called', () => {
    fc.assert(fc.property(fc.uuid(), (id) => void expect(spreadOf(id)).toBeLessThan(1)));
  });
});

describe('what a site allows', () => {
  const origin = 'https://www.example.org';
  test('is everything where it says nothing', () => {
    expect(siteRules(origin, null).allows(`${origin}/feed.json`)).toBe(true);
    expect(siteRules(origin, null).pauseMs).toBe(1000);
  });

  test('is read for Cairn by name, else for everybody', () => {
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: Cairn\nAllow: /open/\nDisallow: /\nCrawl-delay: 7\n';
    const rules = siteRules(origin, robots);
    expect(rules.allows(`${origin}/open/feed.json`)).toBe(true);
    expect(rules.allows(`${origin}/shut/feed.json`)).toBe(false);
    expect(rules.pauseMs).toBe(7000);
    expect(siteRules(origin, 'User-agent: *\nDisallow: /private').allows(`${origin}/private/feed`)).toBe(false);
  });

  test('never stops or hurries us by a delay that makes no sense', () => {
    const pause = (delay: string) => siteRules(origin, `User-agent: *\nCrawl-delay: ${delay}`).pauseMs;
    expect([pause('0'), pause('-3'), pause('NaN'), pause('1e9')]).toEqual([1000, 1000, 1000, 30_000]);
  });

  test('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        const rules = siteRules(origin, text);
        expect(typeof rules.allows(`${origin}/a`)).toBe('boolean');
        expect(rules.pauseMs).toBeGreaterThanOrEqual(1000);
      }),
    );
  });
});

describe('whose courses a feed lists', () => {
  const isOwner = namesOwner({
    name: 'Demo University',
    aliases: ['DU Online'],
    identifiers: [{ scheme: 'ukprn', value: '10000001' }],
  });
  test('its own, by name, other name or identifier', () => {
    expect(isOwner('{"name":"The Demo University"}')).toBe(true);
    expect(isOwner('{"name":"du online"}')).toBe(true);
    expect(isOwner('{"name":"Something","identifiers":[{"scheme":"ukprn","value":"10000001"}]}')).toBe(true);
  });
  test('nobody else’s', () => {
    expect(isOwner('{"name":"Demo College"}')).toBe(false);
    expect(isOwner('{"name":"Demo University Press"}')).toBe(false);
    expect(isOwner('{"name":"X","identifiers":[{"scheme":"ukprn","value":"2"}]}')).toBe(false);
    expect(isOwner('{}')).toBe(false);
  });
});
