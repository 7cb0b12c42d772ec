/** What is news and what is not, when a letter is due, and what stands in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../catalogue/index.js';
import { digestLetter } from '../mails.js';
import { choiceInWords } from '../rules/alert-words.js';
import { digestOf, isDigestDue, MOST_LINES, mondayOf } from '../rules/digests.js';
import { feedToken, readFeedToken } from '../rules/feed-address.js';
import { changesBetween, daysUntil, remindersOn, withdrawn } from '../rules/watched-facts.js';
import { ALERT_KINDS, type AlertShown, type PriceFact, type WatchedFacts } from '../schema/alerts.js';

const price = fc.option(
  fc.record<PriceFact>({
    free: fc.boolean(),
    amount: fc.option(fc.integer({ min: 0, max: 3 })),
    currency: fc.constantFrom('GBP', 'EUR'),
    kind: fc.constantFrom('full', 'subscription'),
    period: fc.constantFrom(null, 'month'),
    region: fc.constant(null),
    certificate: fc.option(fc.record({ amount: fc.integer({ min: 0, max: 2 }), currency: fc.constant('GBP') })),
  }),
);
const someDay = fc.integer({ min: -40, max: 40 }).map((days) => addDays('2026-11-23', days));
const facts = fc.record<WatchedFacts>({
  state: fc.constantFrom('published', 'withdrawn'),
  price,
  content: fc.record({ day: fc.option(someDay), edition: fc.integer({ min: 1, max: 3 }) }),
  start: fc.option(someDay),
  startApproximate: fc.boolean(),
  enrolUntil: fc.option(someDay),
});

test('the same facts are no news, however they were kept; every change tells what was and what is', () => {
  fc.assert(
    fc.property(facts, facts, (before, after) => {
      expect(changesBetween(before, JSON.parse(JSON.stringify(before)))).toEqual([]);
      for (const { kind, facts: told } of changesBetween(before, after)) {
        expect(['price', 'refreshed', 'withdrawn']).toContain(kind);
        expect(told).toHaveProperty('before');
        expect((told as { before: unknown }).before).not.toEqual((told as { after: unknown }).after);
      }
    }),
  );
});

test('a course that goes is told as that alone, and nothing of it comes near any more', () => {
  fc.assert(
    fc.property(facts, someDay, (before, today) => {
      const gone = withdrawn(before);
      const told = changesBetween({ ...before, state: 'published' }, gone).map(({ kind }) => kind);
      expect(told).toEqual(['withdrawn']);
      expect(remindersOn(gone, today)).toEqual([]);
    }),
  );
});

test('looked at on every day, or on any of them, a date is told at most once for a start and twice for an end of enrolment', () => {
  fc.assert(
    fc.property(facts, fc.uniqueArray(fc.integer({ min: -50, max: 50 })), (watched, days) => {
      const told = days
        .toSorted((a, b) => a - b)
        .flatMap((day) =>
          remindersOn(watched, addDays('2026-11-23', day)).map(({ kind, event }) => `${kind} ${event}`),
        );
      const once = new Set(told);
      expect([...once].filter((event) => event.startsWith('start')).length).toBeLessThanOrEqual(1);
      expect([...once].filter((event) => event.startsWith('closing')).length).toBeLessThanOrEqual(2);
    }),
  );
  const coming = { start: '2026-12-01', startApproximate: false, enrolUntil: '2026-11-27' };
  const on = (day: string) => remindersOn(coming, day).map(({ kind, event }) => `${kind} ${event}`);
  expect(on('2026-11-19')).toEqual([]);
  expect(on('2026-11-20')).toEqual(['closing 2026-11-27 7']);
  expect(on('2026-11-24')).toEqual(['start 2026-12-01', 'closing 2026-11-27 7']);
  expect(on('2026-11-26')).toEqual(['start 2026-12-01', 'closing 2026-11-27 1']);
  expect(on('2026-11-27')).toEqual(['start 2026-12-01']);
});

test('letters: one a day, or one a week however the days fall, and none that was missed stays unwritten', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      fc.constantFrom('day', 'week'),
      (ups, every) => {
        let lastLetter: string | null = null;
        const letters: string[] = [];
        // Something waits all the time; the worker runs on some days only.
        ups.forEach((up, i) => {
          const today = addDays('2026-11-23', i);
          const waitingSince = lastLetter === null ? '2026-11-23' : addDays(lastLetter, 1);
          if (!up || waitingSince > today || !isDigestDue(every, { today, waitingSince, lastLetter })) return;
          letters.push(today);
          lastLetter = today;
        });
        const spans = every === 'day' ? letters : letters.map(mondayOf);
        expect(new Set(spans).size).toBe(letters.length);
        const days = ups.flatMap((up, i) => (up ? [addDays('2026-11-23', i)] : []));
        const wanted = every === 'day' ? days : days.filter((day) => mondayOf(day) > '2026-11-23').map(mondayOf);
        // A letter on another day than Monday lets the rest of that week wait for the next.
        expect(spans.length).toBeGreaterThanOrEqual(new Set(wanted).size - 1);
      },
    ),
  );
  expect(isDigestDue('never', { today: '2026-11-23', waitingSince: '2026-01-01', lastLetter: null })).toBe(false);
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2);
});

const alert = fc.record<AlertShown>({
  id: fc.uuid(),
  kind: fc.constantFrom(...ALERT_KINDS),
  why: fc.constantFrom('Your search “a”', 'Courses in your lists', 'You follow “b”'),
  text: fc.string({ maxLength: 300, unit: 'binary' }),
  href: fc.constant('/courses/x-1'),
  courses: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      title: fc.string({ maxLength: 30, unit: 'binary' }),
      provider: fc.constant('Demo'),
      href: fc.constant('/courses/y-2'),
    }),
    { maxLength: 5, selector: ({ id }) => id },
  ),
  more: fc.nat(500),
  changed: fc.date({ noInvalidDate: true }),
  read: fc.boolean(),
});

test('a letter has at most twenty lines, names no course twice, leaves nothing uncounted, and stays one letter', () => {
  fc.assert(
    fc.property(fc.uniqueArray(alert, { selector: ({ id }) => id, minLength: 1, maxLength: 40 }), (alerts) => {
      const digest = digestOf(alerts);
      const told = digest.groups.flatMap((group) => group.alerts);
      expect(digest.lines).toBeLessThanOrEqual(MOST_LINES);
      expect(told.length + digest.left).toBe(alerts.length);
      const named = told.flatMap(({ courses }) => courses.map(({ id }) => id));
      expect(new Set(named).size).toBe(named.length);
      for (const one of told) {
        const before = alerts.find(({ id }) => id === one.id)!;
        expect(one.courses.length + one.more).toBe(before.courses.length + before.more);
      }
      const { subject, text } = digestLetter(digest, 'https://cairn.example.org');
      expect(subject).not.toMatch(/[\r\n]/);
      const links = [...text.matchAll(/https?:\/\/\S*/g)].map(([link]) => link);
      expect(links.every((link) => link.startsWith('https://cairn.example.org/'))).toBe(true);
    }),
  );
});

test('the address of a feed is read back with its own secret alone', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), (id, other) => {
      const token = feedToken('secret', id);
      expect(readFeedToken('secret', token)).toBe(id);
      expect(readFeedToken('another', token)).toBe(null);
      expect(readFeedToken('secret', other)).toBe(null);
      expect(readFeedToken('secret', `${token}x`)).toBe(null);
    }),
  );
});

test('a choice in words', () => {
  expect(choiceInWords({ every: 'week', unwanted: ['price', 'start'] })).toBe('Once a week, without prices, starts');
});
