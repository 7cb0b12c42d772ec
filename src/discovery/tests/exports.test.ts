import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { toAtom, toJsonFeed } from '../formats/atom.js';
import { toCalendar } from '../formats/calendar.js';
import { toTable } from '../formats/table.js';
import { SearchItem } from '../schema.js';

const ORIGIN = 'https://cairn.example';

function courseItem(changes: Partial<SearchItem> = {}): SearchItem {
  return SearchItem.parse({
    id: '0190a0a0-0000-7000-8000-000000000001',
    slug: 'safe-lifting-1',
    title: 'Safe lifting',
    url: '/courses/safe-lifting-1',
    link: 'https://demo.example/safe-lifting',
    summary: null,
    kind: 'course',
    provider: {
      id: '0190a0a0-0000-7000-8000-000000000002',
      slug: 'demo-college',
      name: 'Demo College',
      verified: false,
    },
    awardingBody: null,
    identifiers: [],
    level: { framework: 'FHEQ', value: '7', eqf: 7 },
    difficulty: null,
    credit: [{ scheme: 'CATS', value: 15, level: 'FHEQ 7' }],
    cpdHours: null,
    earns: ['credit'],
    workload: { totalHours: 150, weeks: 10, hoursPerWeekMin: null, hoursPerWeekMax: 15, approximate: false },
    price: {
      free: false,
      amount: 115_050,
      currency: 'GBP',
      kind: 'full',
      period: null,
      region: null,
      certificate: null,
      inGbp: null,
      rateDate: null,
      others: 0,
    },
    mode: 'online',
    pace: 'scheduled',
    availability: 'dated',
    nextOffering: {
      start: '2027-01-12',
      end: null,
      enrolUntil: '2027-01-05',
      approximate: false,
      place: null,
      url: null,
    },
    languages: ['en'],
    recognisedBy: [],
    rating: null,
    sources: [{ key: 'demo', name: 'Demo feed', checked: '2026-11-14' }],
    lastChecked: '2026-11-14',
    ...changes,
  });
}

describe('CSV of a search', () => {
  test('holds the facts in columns, money in whole units, nothing for what is not stated', () => {
    const [row] = parse(toTable([courseItem()], ORIGIN), { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      title: 'Safe lifting',
      provider: 'Demo College',
      credit: '15 CATS',
      price: '1150.50',
      currency: 'GBP',
      next_start: '2027-01-12',
      cpd_hours: '',
      cairn_link: 'https://cairn.example/courses/safe-lifting-1',
    });
  });

  test('whatever the title is, it comes back as it was, and never starts a formula', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (title) => {
        const [row] = parse(toTable([courseItem({ title })], ORIGIN), { columns: true, trim: false }) as Record<
          string,
          string
        >[];
        const dangerous = /^[=+\-@\t\r\n＝＋－＠]/.test(title);
        expect(row?.title).toBe(dangerous ? `'${title}` : title);
      }),
    );
  });
});

describe('Atom and JSON feed of a search', () => {
  const feed = (title: string) => ({
    title: `Courses for “${title}”`,
    page: `${ORIGIN}/courses?q=x&sort=newest`,
    self: `${ORIGIN}/courses.atom?q=x`,
    origin: ORIGIN,
    items: [courseItem({ title })],
  });

  test('is well-formed XML for any text, with the text unharmed where XML can hold it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (title) => {
        const texts: string[] = [];
        const parser = new SaxesParser({ xmlns: true });
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('text', (text) => texts.push(text));
        parser.write(toAtom(feed(title))).close();
        const kept = title
          .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
          .replace(/\r\n?/g, '\n');
        if (kept) expect(texts).toContain(kept);
      }),
    );
  });

  test('the JSON feed names the same course', () => {
    expect(toJsonFeed(feed('Safe lifting'))).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ title: 'Safe lifting', url: `${ORIGIN}/courses/safe-lifting-1` }],
    });
  });
});

describe('calendar of a search', () => {
  test('has an all-day event for the start and for the last day to enrol, the same bytes each time', () => {
    const calendar = toCalendar('Courses', [courseItem()], ORIGIN);
    expect(calendar).toContain('DTSTART;VALUE=DATE:20270112');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20270105');
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(toCalendar('Courses', [courseItem()], ORIGIN)).toBe(calendar);
  });

  test('a course without a date adds nothing', () => {
    expect(toCalendar('Courses', [courseItem({ nextOffering: null })], ORIGIN)).not.toContain('VEVENT');
  });
});
