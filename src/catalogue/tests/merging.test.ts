import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Listing, weaveCourse } from '../rules/merging.js';
import { CourseRecord, type CourseRecordInput } from '../schema.js';

let number = 0;
const listing = (record: Partial<CourseRecordInput>, more: Partial<Listing> = {}): Listing => {
  number += 1;
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const whole = CourseRecord.parse({
    externalId: id,
    title: 'Demo course',
    provider: { name: 'Demo Academy' },
    ...record,
  });
  return {
    id,
    source: `source-${number}`,
    externalId: id,
    repeat: 1,
    own: false,
    dated: '2026-01-01',
    record: whole,
    awardingIds: [],
    recognisingIds: [],
    apart: [],
    ...more,
  };
};

describe('a course from several sources', () => {
  it("prefers the provider's own source, then the newest, then the one that says most", () => {
    const own = listing({ title: 'Own' }, { own: true, dated: '2012-01-01' });
    const newest = listing({ title: 'Newest' }, { dated: '2026-10-01' });
    const rich = listing({ title: 'Rich', description: 'Long words.', cpdHours: 3 });
    const poor = listing({ title: 'Poor' });
    expect(weaveCourse([poor, rich, newest, own]).facts.title).toBe('Own');
    expect(weaveCourse([poor, rich, newest]).facts.title).toBe('Newest');
    expect(weaveCourse([poor, rich]).facts.title).toBe('Rich');
  });

  it('takes what the preferred source does not state from the others, and says from which, what was written and how it was read', () => {
    const own = listing({ title: 'Own' }, { source: 'feed', own: true });
    const table = listing(
      {
        title: 'Own',
        level: { framework: 'FHEQ', value: '7', eqf: 7 },
        raw: { level: { raw: 'Masters', how: 'parsed' } },
      },
      { source: 'table' },
    );
    const woven = weaveCourse([own, table]);
    expect(woven.facts.level).toEqual({ framework: 'FHEQ', value: '7', eqf: 7 });
    expect(woven.provenance.level).toEqual({ source: 'table', raw: 'Masters', how: 'parsed' });
    expect(woven.provenance.title).toEqual({ source: 'feed', how: 'stated' });
    expect(woven.provenance.cpdHours).toBeUndefined();
    expect(woven.facts.cpdHours).toBeUndefined();
  });

  it('keeps what the others say instead, in words, and not what only looks different', () => {
    const price = { amount: 10000, currency: 'GBP', kind: 'full' as const, raw: '£100', how: 'stated' as const };
    const own = listing(
      { title: 'Demo Course!', prices: [price], url: 'https://www.demo.example/a' },
      { own: true, source: 'feed' },
    );
    const table = listing(
      { title: 'DEMO COURSE', prices: [{ ...price, amount: 12000, raw: '£120' }], url: 'http://demo.example/a' },
      { source: 'table' },
    );
    const { differing } = weaveCourse([table, own]);
    expect(Object.keys(differing)).toEqual(['prices']);
    expect(differing.prices).toEqual([{ value: '£120', from: { source: 'table', how: 'stated' } }]);
  });

  it('gathers subjects, skills, identifiers and recognition from all of them', () => {
    const body = { name: 'Demo Body' };
    const a = listing(
      { subjects: [{ scheme: 'keyword', label: 'Law' }], recognition: [{ body, words: 'recognised' }] },
      { recognisingIds: ['body'], awardingIds: ['university'] },
    );
    const b = listing(
      {
        subjects: [
          { scheme: 'keyword', label: 'law' },
          { scheme: 'cah', code: '16', label: 'Law' },
        ],
        recognition: [{ body }],
      },
      { recognisingIds: ['body'], awardingIds: ['university', 'other'] },
    );
    const { facts } = weaveCourse([a, b]);
    expect(facts.subjects).toHaveLength(2);
    expect(facts.recognition).toHaveLength(1);
    expect([...facts.awardingIds].sort()).toEqual(['other', 'university']);
  });

  it('shows a run once, and keeps its id whenever it is read again', () => {
    const feed = listing(
      {
        offerings: [
          { externalId: 'a', start: '2027-01-11' },
          { externalId: 'b', start: '2027-05-03' },
        ],
      },
      { own: true },
    );
    const table = listing({
      offerings: [
        { externalId: 'x', start: '2027-01-11' },
        { externalId: 'y', start: '2027-09-01' },
      ],
    });
    const woven = weaveCourse([table, feed]);
    expect(woven.offerings.map((one) => [one.start, one.externalId])).toEqual([
      ['2027-01-11', 'a'],
      ['2027-05-03', 'b'],
      ['2027-09-01', 'y'],
    ]);
    expect(weaveCourse([feed, table]).offerings).toEqual(woven.offerings);
    expect(new Set(woven.offerings.map((one) => one.id)).size).toBe(3);
  });

  it('keeps runs that a source gives the same identifier apart', () => {
    const { offerings } = weaveCourse([
      listing({
        offerings: [
          { externalId: 'a', start: '2027-01-11' },
          { externalId: 'a', start: '2027-05-03' },
        ],
      }),
    ]);
    expect(new Set(offerings.map((one) => one.id)).size).toBe(2);
  });

  it('is the same in whatever order the sources come, and of one source is what it says', () => {
    fc.assert(
      fc.property(fc.array(anyListing(), { minLength: 1, maxLength: 5 }), fc.integer(), (listings, seed) => {
        const woven = weaveCourse(listings);
        expect(weaveCourse(shuffled(listings, seed))).toEqual(woven);
        for (const [field, taken] of Object.entries(woven.provenance)) {
          expect(
            listings.some((one) => one.source === taken.source),
            field,
          ).toBe(true);
        }
        const [only] = listings;
        if (listings.length === 1 && only) {
          expect(woven.facts.title).toBe(only.record.title);
          expect(woven.facts.workload).toEqual(only.record.workload);
          expect(woven.differing).toEqual({});
        }
      }),
    );
  });
});

function anyListing(): fc.Arbitrary<Listing> {
  const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
  return fc
    .record({
      title: fc.constantFrom('Demo', 'demo!', 'Other'),
      description: optional(fc.string()),
      cpdHours: optional(fc.integer({ min: 1, max: 9 })),
      weeks: optional(fc.integer({ min: 1, max: 3 })),
      languages: fc.subarray(['en', 'fr', 'cy']),
      subjects: fc.subarray(['Law', 'LAW', 'Art']),
      starts: fc.subarray(['2027-01-11', '2027-02-11']),
      own: fc.boolean(),
      dated: fc.constantFrom('2025-01-01', '2026-01-01'),
      source: fc.constantFrom('a', 'b', 'c'),
    })
    .map(({ weeks, subjects, starts, own, dated, source, ...record }) =>
      listing(
        {
          ...record,
          ...(weeks ? { workload: { weeks } } : {}),
          subjects: subjects.map((label) => ({ scheme: 'keyword' as const, label })),
          offerings: starts.map((start) => ({ externalId: start, start })),
        },
        { own, dated, source },
      ),
    );
}

/** The same list in another order, decided by `seed`. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list
    .map((one, at) => ({ one, key: Math.sin(seed + at) }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
