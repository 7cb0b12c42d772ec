import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownTableTemplate, readOwnTable, writeOwnTable } from '../../formats/own-csv/index.js';
import { CourseForm, formOfRecord, recordOfForm } from '../../rules/publishing/index.js';
import type { CourseRecord } from '../../schema.js';

const provider = { name: 'Demo College', country: 'GB' };

function read(fields: Partial<Record<string, unknown>>, externalId = 'demo'): CourseRecord {
  const found = recordOfForm(CourseForm.parse({ title: 'Demo course', ...fields }), { externalId, provider });
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found.record;
}

function faults(fields: Partial<Record<string, unknown>>): Record<string, string> {
  const found = recordOfForm(CourseForm.parse({ title: 'Demo course', ...fields }), { externalId: 'demo', provider });
  return 'faults' in found ? found.faults : {};
}

describe('the words of a form', () => {
  it.each([
    ['495 GBP', { amount: 49_500, currency: 'GBP', kind: 'full' }],
    ['£495', { amount: 49_500, currency: 'GBP', kind: 'full' }],
    ['certificate 25 GBP', { amount: 2500, currency: 'GBP', kind: 'certificate' }],
    ['20 EUR a month', { amount: 2000, currency: 'EUR', kind: 'subscription', period: 'month' }],
    ['300 GBP for members', { amount: 30_000, currency: 'GBP', kind: 'full', region: 'members' }],
    ['5000 JPY', { amount: 5000, currency: 'JPY', kind: 'full' }],
    ['free', { amount: 0, currency: 'XXX', kind: 'full' }],
  ])('reads the price %s', (words, price) => {
    expect(read({ price: words }).prices).toEqual([expect.objectContaining(price)]);
  });

  it.each([
    ['price', '495', /currency/],
    ['price', 'from £10', /exactly/],
    ['price', 'ask us', /not understood/],
    ['level', 'Level 7', /framework/],
    ['level', 'FHEQ 12', /framework/],
    ['credit', '15', /scheme/],
    ['credit', '15 CATS; some more', /some more/],
    ['cpd_hours', 'several', /number/],
    ['cpd_hours', '-3', /number/],
    ['duration', 'Variable', /not understood/],
    ['effort', '6 weeks', /not understood/],
    ['total_hours', '0', /number of hours/],
    ['language', 'English, Martian', /Martian/],
    ['url', 'javascript:alert(1)', /https/],
    ['url', 'www.demo.example', /https/],
    ['earns', 'certificate; medal', /medal/],
    ['kind', 'thing', /none of/],
    ['mode', 'telepathy', /none of/],
    ['title', ' \u200b ', /title/],
    ['title', 'x'.repeat(501), /500/],
    ['outcomes', 'x'.repeat(1001), /1,000/],
    ['description', 'x'.repeat(40_001), /40,000/],
  ])('says at %s what is wrong with “%s”', (field, words, said) => {
    expect(faults({ [field]: words })[field]).toMatch(said);
  });

  it.each([
    [{ start: '03/04/2027' }, 'start', /certain/],
    [{ start: '2027-02-31' }, 'start', /certain/],
    [{ start: '2027-03-04', end: '2027-03-01' }, 'end', /before/],
    [{ enrol_from: '2027-03-04', enrol_until: '2027-03-01' }, 'enrol_until', /before/],
    [{ end: 'March 2027' }, 'end', /whole day/],
    [{ start: '2027-03-04', places: 'many' }, 'places', /whole number/],
    [{ start: '2027-03-04', run_country: 'Atlantis' }, 'run_country', /Atlantis/],
    [{ start: '2027-03-04', run_price: '10' }, 'run_price', /currency/],
    [{ start: '2027-03-04', run_url: 'ftp://x' }, 'run_url', /https/],
  ])('says of the run %o what is wrong', (run, field, said) => {
    expect(faults({ runs: [{}, run] })[`runs.1.${field}`]).toMatch(said);
  });

  it('names every fault at once', () => {
    expect(Object.keys(faults({ price: '495', level: '7', runs: [{ start: 'soon' }] })).sort()).toEqual([
      'level',
      'price',
      'runs.0.start',
    ]);
  });

  it('knows the subjects of the tree by label or code, and keeps other words', () => {
    expect(read({ subjects: 'Nursing and midwifery\nBee keeping' }).subjects).toEqual([
      expect.objectContaining({ scheme: 'cah' }),
      { scheme: 'keyword', label: 'Bee keeping' },
    ]);
  });

  it('takes no total for stated that follows from length and effort', () => {
    const { workload, raw } = read({ duration: '6 weeks', effort: '5 hours' });
    expect(workload).toEqual({ weeks: 6, hoursPerWeekMin: 5, hoursPerWeekMax: 5, totalHours: 30 });
    expect(raw.workload?.how).toBe('inferred');
  });
});

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const phrase = fc
  .array(
    some([
      'Safe',
      '=SUM(A1)',
      '-water',
      '@home',
      "'quoted'",
      '"x"',
      'a; b',
      'c | d',
      'Élan',
      '数据',
      '+1',
      ', and',
      'R&D <b>',
      '\u0000x',
      '\ud800',
    ]),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((words) => words.join(' '));
const lines = fc.array(phrase, { maxLength: 3 }).map((all) => all.join('\n'));
const listOf = (values: readonly string[]) =>
  fc.uniqueArray(some(values), { maxLength: 3 }).map((all) => all.join('\n'));
const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const price = listOf([
  '495 GBP',
  '£1,250',
  'certificate 25.50 EUR',
  '20 USD a month',
  'free',
  '300 GBP for members',
  'Ireland fee: €900',
  '5000 JPY',
  '1.125 KWD',
]);
const run = fc.record({
  run_id: some(['', 'a', '=b', 'spring']),
  start: fc.oneof(day, some(['', '2027-10', 'Oct 2027', '2027'])),
  run_mode: some(['', 'online', 'In person']),
  run_pace: some(['', 'self-paced']),
  venue: fc.oneof(fc.constant(''), phrase),
  town: some(['', 'Leeds', '-Leeds']),
  run_country: some(['', 'GB', 'Ireland']),
  places: some(['', '24']),
  run_price: price,
  run_url: some(['', 'https://demo.example/run?a=1&utm_source=x']),
  cancelled: some(['', 'yes']),
});
const form = fc.record({
  title: phrase.map((words) => `Demo ${words}`),
  subtitle: fc.oneof(fc.constant(''), phrase),
  url: some(['', 'https://demo.example/a/', 'HTTP://Demo.example/b']),
  code: fc.oneof(fc.constant(''), phrase),
  summary: fc.oneof(fc.constant(''), phrase),
  description: lines.map((text) => text.replaceAll('\n', '\n\n')),
  outcomes: lines,
  syllabus: lines,
  subjects: listOf(['Nursing and midwifery', '02-04', 'Law', 'Bees; and wasps', 'Bee keeping']),
  skills: lines,
  kind: some(['', 'course', 'microcredential', 'workshop']),
  cpd_type: some(['', '10', 'Webinar'.slice(0, 0), 'Seminar/Workshop']),
  level: some(['', 'FHEQ 7', 'Level 7 (FHEQ)', 'SCQF 11', 'RQF Entry 3', 'OU M', 'NFQ 9']),
  credit: listOf([
    '15 CATS',
    '20 SCQF credits at level 11',
    '7.5 ECTS',
    '3 US-SEM',
    '4 UNITS',
    '2.6 CEU',
    '15 CATS at FHEQ 7',
  ]),
  cpd_hours: some(['', '6', '1.5', '90 minutes']),
  duration: some(['', '6 weeks', '2 days', '6-8 weeks', 'about 3 months', '12 hours', '1 week', 'P4W']),
  effort: some(['', '4 hours', '3 to 5 hours', 'about 3 hours', '2 hours a week']),
  total_hours: some(['', '24', '30', 'about 12 hours']),
  mode: some(['', 'online', 'hybrid']),
  pace: some(['', 'self paced']),
  language: listOf(['English', 'cy', 'Portuguese (Brazilian)', 'zh-hant']),
  captions: listOf(['French', 'de']),
  prerequisites: lines,
  assessment: lines,
  earns: listOf(['certificate', 'badge', 'credit']),
  award: fc.oneof(fc.constant(''), phrase),
  awarding_body: listOf(['Demo University', 'Demo College', 'Demo; Body']),
  recognised_by: listOf(['Demo Institute', 'Demo Institute: counts; as 6 hours', 'Demo Board: =x']),
  price,
  runs: fc.array(run, { maxLength: 3 }),
});

describe('what a provider states', () => {
  it('reads as the same when its words are shown and sent again', () => {
    fc.assert(
      fc.property(form, (fields) => {
        const record = read(fields);
        expect(read(formOfRecord(record, { own: true }))).toEqual(record);
      }),
      { numRuns: 150 },
    );
  });

  it('can be started from by somebody else’s record: our words for it are read again', () => {
    fc.assert(
      fc.property(form, (fields) => {
        const record = read(fields);
        const again = read(formOfRecord(record, { own: false }));
        for (const field of [
          'title',
          'level',
          'credit',
          'cpdHours',
          'languages',
          'workload',
          'outcomes',
          'subjects',
        ] as const)
          expect(again[field]).toEqual(record[field]);
        const money = ({ amount, currency, kind, period }: CourseRecord['prices'][number]) => [
          amount,
          currency,
          kind,
          period,
        ];
        expect(again.prices.map(money)).toEqual(record.prices.map(money));
      }),
      { numRuns: 100 },
    );
  });

  it('comes back unchanged from its own table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(form, { minLength: 1, maxLength: 4 }), async (forms) => {
        const records = forms.map((fields, at) => read(fields, `${at === 0 ? '=id' : 'id'}-${at}`));
        const table = await readOwnTable(new TextEncoder().encode(writeOwnTable(records)), provider);
        expect(table.faults).toEqual([]);
        expect(table.notes).toEqual([]);
        expect(table.courses.map(({ record }) => record)).toEqual(records);
      }),
      { numRuns: 150 },
    );
  });

  it('never stands in a table so that a spreadsheet would run it', () => {
    fc.assert(
      fc.property(form, (fields) => {
        const text = writeOwnTable([read(fields, '=HYPERLINK("x")')]);
        const cells = text.slice(1).match(/(?<=^|,|\n)(?:"(?:[^"]|"")*"|[^",\r\n]*)/g) ?? [];
        for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
      }),
      { numRuns: 100 },
    );
  });

  it('is shown by the template, which can be sent as it is', async () => {
    const table = await readOwnTable(new TextEncoder().encode(ownTableTemplate()), provider);
    expect(table.faults).toEqual([]);
    expect(table.courses.map(({ record }) => record.offerings.length)).toEqual([2]);
  });
});
