import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { get } from '../../../tests/support/people.js';
import { checkLinks } from '../actions/check-links.js';
import { lookAtQuality, measureQuality } from '../actions/quality.js';
import { linkChecksOf } from '../queries/index.js';
import {
  type LinkCheck,
  linkVerdict,
  medianOf,
  missingOf,
  QUALITY_FIELDS,
  type QualityField,
  sharesOf,
} from '../rules/quality.js';
import type { Course, CourseRecordInput } from '../schema.js';
import { allCourses, demo, importRows } from './demo-source.js';
import { type FeedSite, openFeedSite, PROVIDER } from './feeds/feed-site.js';

const TODAY = '2026-11-23';
const WHOLE: Partial<CourseRecordInput> = {
  provider: { name: PROVIDER },
  prices: [{ amount: 10_000, currency: 'GBP', kind: 'full', raw: '£100', how: 'stated' }],
  pace: 'self-paced',
  level: { framework: 'FHEQ', value: '7' },
  cpdHours: 10,
  outcomes: ['Do it'],
  workload: { totalHours: 10 },
  summary: 'What it is about.',
  languages: ['en'],
};

let all: FeedSite;
beforeAll(async () => {
  all = await openFeedSite();
  const { origin } = all.provider;
  await importRows(all.site.database.db, [
    demo(1, { ...WHOLE, url: `${origin}/good` }),
    demo(2, { ...WHOLE, url: `${origin}/gone`, prices: [] }),
    demo(3, { ...WHOLE, url: `${origin}/shut`, level: undefined, cpdHours: undefined }),
    demo(4, { provider: { name: PROVIDER }, url: undefined, title: '=Bare' }),
    ...[5, 6, 7, 8, 9].map((number) => demo(number, { ...WHOLE, prices: [], provider: { name: 'Demo Unverified' } })),
    demo(10, { ...WHOLE, provider: { name: 'Demo Small' } }),
  ]);
});
afterAll(() => all.close());

const moment = { now: new Date('2026-11-23T10:00:00Z'), today: TODAY };

describe('what a course lacks', () => {
  let courses: Course[];
  beforeAll(async () => {
    courses = await allCourses(all.site.database.db);
  });
  const titled = (title: string) => courses.find((course) => course.title === title) as Course;

  test('is what a learner asks for and no source states', () => {
    expect(missingOf(titled('Demo course 1'), TODAY, null)).toEqual([]);
    expect(missingOf(titled('Demo course 2'), TODAY, null)).toEqual(['price']);
    expect(missingOf(titled('Demo course 3'), TODAY, null)).toEqual(['level', 'credit']);
    expect(missingOf(titled('=Bare'), TODAY, null)).toEqual(QUALITY_FIELDS.filter((field) => field !== 'fresh'));
  });

  test('grows old', () => {
    expect(missingOf(titled('Demo course 1'), '2027-02-21', null)).toEqual([]);
    expect(missingOf(titled('Demo course 1'), '2027-02-22', null)).toEqual(['fresh']);
  });

  test('never shrinks when a fact is taken away', () => {
    const takeable = ['level', 'cpdHours', 'workload', 'summary', 'url', 'pace'] as const;
    fc.assert(
      fc.property(fc.subarray([...takeable]), fc.constantFrom(...takeable), (taken, more) => {
        const without = (fields: readonly string[]) =>
          Object.fromEntries(
            Object.entries(titled('Demo course 1')).filter(([name]) => !fields.includes(name)),
          ) as Course;
        const before = missingOf(without(taken), TODAY, null);
        const after = missingOf(without([...taken, more]), TODAY, null);
        expect(before.every((field) => after.includes(field))).toBe(true);
      }),
    );
  });
});

test('a link is broken at once where it is gone, after two looks where it fails, and never where we may not look', () => {
  const url = 'https://x.example.org/';
  const verdict = (more: Partial<LinkCheck>, of = url) =>
    linkVerdict({ url, status: 200, fault: null, failures: 0, checked: moment.now, ...more }, of);
  expect(linkVerdict(null, url)).toBe('unknown');
  expect(verdict({})).toBe('works');
  expect(verdict({}, 'https://other.example.org/')).toBe('unknown');
  expect(verdict({ status: 404, fault: 'status', failures: 1 })).toBe('broken');
  expect(verdict({ status: 500, fault: 'status', failures: 1 })).toBe('unknown');
  expect(verdict({ status: null, fault: 'unreachable', failures: 2 })).toBe('broken');
  expect(verdict({ status: null, fault: 'robots', failures: 0 })).toBe('unknown');
});

test('shares and medians are what they say', () => {
  const gaps = fc.array(fc.subarray([...QUALITY_FIELDS]), { maxLength: 30 });
  fc.assert(
    fc.property(gaps, (missing: QualityField[][]) => {
      const shares = sharesOf(missing);
      for (const field of QUALITY_FIELDS) {
        const stated = missing.filter((each) => !each.includes(field)).length;
        expect(shares[field]).toBeCloseTo(missing.length === 0 ? 1 : stated / missing.length, 10);
      }
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
      const median = medianOf(values) as number;
      const half = values.length / 2;
      expect(values.filter((value) => value <= median).length).toBeGreaterThanOrEqual(half);
      expect(values.filter((value) => value >= median).length).toBeGreaterThanOrEqual(half);
    }),
  );
  expect(medianOf([])).toBeUndefined();
});

test('links of verified providers are looked at by HEAD, then by GET where that fails, and each a week apart', async () => {
  const { provider, parts, time, site, organisation } = all;
  provider.answers['/robots.txt'] = (_, response) => response.end('User-agent: *\nDisallow: /shut\n');
  provider.answers['/good'] = (request, response) => response.writeHead(request.method === 'HEAD' ? 405 : 200).end();
  const before = provider.asked.length;
  expect(await checkLinks(parts, { budgetMs: 60_000 })).toBe(3);
  expect(provider.asked.slice(before).map(({ line }) => line)).toEqual([
    'GET /robots.txt',
    'HEAD /good',
    'GET /good',
    'HEAD /gone',
    'GET /gone',
  ]);
  expect(await checkLinks(parts, { budgetMs: 60_000 })).toBe(0);
  const checks = [...(await linkChecksOf(site.database.db, organisation.id)).values()];
  expect(checks.map(({ status, fault, failures }) => [status, fault, failures]).sort()).toEqual(
    [
      [200, null, 0],
      [404, 'status', 1],
      [null, 'robots', 0],
    ].sort(),
  );
  const { rows } = await site.database.pool.query(
    `select count(*)::int from catalogue.link_check join catalogue.course on id = course_id where title = 'Demo course 5'`,
  );
  expect(rows).toEqual([{ count: 0 }]);
  time.now = new Date(time.now.getTime() + 86_400_000);
  expect(await checkLinks(parts, { budgetMs: 60_000 })).toBe(1);
  expect(await checkLinks(parts, { budgetMs: 0 })).toBe(0);
});

test('a provider sees its gaps beside the middle of all, on a page and as CSV; nobody else does', async () => {
  const { site, organisation, viewer, stranger } = all;
  const { db } = site.database;
  expect(await measureQuality(db, moment)).toBe(1);
  const { medians, shares, entries } = await lookAtQuality(db, organisation.id, moment);
  expect(medians.find(({ field }) => field === 'price')).toMatchObject({ share: 0, providers: 1 });
  expect([shares.price, shares.level, shares.link]).toEqual([0.5, 0.5, 0.5]);
  expect(entries.map(({ title, missing }) => `${title}: ${missing.length}`)).toEqual([
    '=Bare: 9',
    'Demo course 2: 2',
    'Demo course 3: 2',
    'Demo course 1: 0',
  ]);

  const page = `/organisations/${organisation.slug}/quality`;
  const shown = (await get(site, `${page}?missing=link`, viewer.cookie)).body;
  expect(shown).toContain('answered 404');
  expect(shown).not.toContain('Demo course 3</a>');
  // A viewer may not mend.
  expect(shown).not.toContain('/edit"');
  expect((await get(site, `${page}?missing=link`, all.editor.cookie)).body).toContain('/edit"');
  const csv = (await get(site, `${page}.csv`, viewer.cookie)).body;
  expect(csv).toContain("'=Bare");
  for (const url of [page, `${page}.csv`]) {
    expect((await get(site, url, stranger.cookie)).statusCode).toBe(403);
    expect((await get(site, url)).statusCode).not.toBe(200);
  }
});
