/** Invented courses for tests of pages: every name says "Demo". */
import type { Course, Offering } from '../../src/catalogue/schema.js';
import { FACETS, RANGES, SearchAnswer, type SearchItem, SearchQuery } from '../../src/discovery/schema.js';
import type { Frame } from '../../src/ui/index.js';

export const TODAY = '2026-11-23';

export const demoFrame: Frame = {
  origin: 'http://localhost:3000',
  note: {
    text: 'A dated sample: check with the provider.',
    link: { href: '/about/data', label: 'About the data' },
  },
  nav: [
    { href: '/courses', label: 'Find' },
    { href: '/subjects', label: 'Subjects' },
    { href: '/skills', label: 'Skills' },
    { href: '/providers', label: 'Providers' },
    { href: '/about/data', label: 'About' },
  ],
  footer: [
    { title: 'Find', links: [{ href: '/courses', label: 'Find a course' }] },
    { title: 'Trust', links: [{ href: '/about/data', label: 'About the data' }] },
  ],
};

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A card with nothing stated but its title and provider; give what the case needs. */
export function demoItem(n: number, given: Partial<SearchItem> = {}): SearchItem {
  return {
    id: uuid(n),
    slug: `demo-course-${n}`,
    title: `Demo Course ${n}`,
    url: `/courses/demo-course-${n}`,
    link: null,
    summary: null,
    kind: 'course',
    provider: { id: uuid(1000), slug: 'demo-university', name: 'Demo University', verified: false },
    awardingBody: null,
    identifiers: [],
    level: null,
    difficulty: null,
    credit: [],
    cpdHours: null,
    earns: [],
    workload: null,
    price: null,
    mode: null,
    pace: null,
    availability: 'unknown',
    nextOffering: null,
    languages: [],
    recognisedBy: [],
    rating: null,
    sources: [{ key: 'demo', name: 'Demo University’s feed', checked: '2026-11-14' }],
    lastChecked: '2026-11-14',
    ...given,
  };
}

const noWorkload = { totalHours: null, weeks: null, hoursPerWeekMin: null, hoursPerWeekMax: null, approximate: false };
const noPrice = {
  free: false,
  kind: 'full',
  period: null,
  region: null,
  certificate: null,
  inGbp: null,
  rateDate: null,
  others: 0,
};
const self = { id: uuid(1000), slug: 'demo-university', name: 'Demo University' };

/** Eight courses of every make that a list may hold. */
export const demoItems: SearchItem[] = [
  demoItem(1, {
    title: 'Safe Use of AI in Clinical Practice',
    awardingBody: self,
    level: { framework: 'FHEQ', value: '7', eqf: 7 },
    credit: [{ scheme: 'CATS', value: 15, level: '7' }],
    workload: { ...noWorkload, totalHours: 150, weeks: 10 },
    price: { ...noPrice, amount: 115_000, currency: 'GBP' },
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
    recognisedBy: [{ name: 'Demo Federation of Clinical Informatics', slug: 'demo-federation', signed: true }],
    rating: { value: 4.5, count: 62, source: 'Demo University' },
    why: ['“AI” stands in the title.'],
  }),
  demoItem(2, {
    title: 'AI Literacy for Nurses and Midwives',
    provider: { id: uuid(1001), slug: 'demo-college', name: 'Demo College of Nursing', verified: false },
    cpdHours: 12,
    earns: ['certificate'],
    workload: { ...noWorkload, totalHours: 12 },
    price: { ...noPrice, free: true, amount: 0, currency: 'GBP', certificate: { amount: 3900, currency: 'GBP' } },
    mode: 'online',
    pace: 'self-paced',
    availability: 'any-time',
    recognisedBy: [{ name: 'Demo Nursing Network', slug: 'demo-network', signed: false }],
    rating: { value: 4.7, count: 418, source: 'Demo Platform' },
  }),
  demoItem(3, {
    title: 'Machine Learning for Diagnosis: Reading the Evidence',
    provider: { id: uuid(1002), slug: 'demo-platform', name: 'Demo Platform', verified: false },
    awardingBody: self,
    level: { framework: 'SCQF', value: '11', eqf: 7 },
    credit: [{ scheme: 'SCQF', value: 30, level: '11' }],
    earns: ['certificate', 'badge', 'credit'],
    workload: { ...noWorkload, weeks: 12, hoursPerWeekMin: 3, hoursPerWeekMax: 5, approximate: true },
    price: { ...noPrice, amount: 65_000, currency: 'EUR', inGbp: 54_600, rateDate: '2026-11-20', others: 2 },
    mode: 'blended',
    availability: 'starts-soon',
    nextOffering: { start: '2026-12-01', end: null, enrolUntil: null, approximate: true, place: 'Leeds', url: null },
    sources: [
      { key: 'demo', name: 'Demo Platform’s feed', checked: '2026-11-20' },
      { key: 'demo-2', name: 'Demo table', checked: '2026-11-02' },
    ],
  }),
  demoItem(4, {
    title: 'Health Data Ethics',
    sources: [{ key: 't', name: 'Demo table', checked: '2022-02-11' }],
    lastChecked: '2022-02-11',
  }),
  demoItem(5, {
    title: 'Prompts, Privacy and Patient Records',
    difficulty: 'beginner',
    price: { ...noPrice, amount: 2900, currency: 'GBP', kind: 'subscription', period: 'month' },
    workload: { ...noWorkload, hoursPerWeekMin: 3, hoursPerWeekMax: 3, weeks: 4 },
    availability: 'enrolling',
  }),
  demoItem(6, {
    title: 'Reading the Small Print <script>alert(1)</script> & “More”',
    availability: 'ended',
    cpdHours: 90,
  }),
];

export function demoQuery(given: Record<string, unknown> = {}): SearchQuery {
  return SearchQuery.parse(given);
}

export function demoAnswer(given: Partial<SearchAnswer> = {}): SearchAnswer {
  const facets: SearchAnswer['facets'] = Object.fromEntries(FACETS.map((facet) => [facet, []]));
  facets.subject = Array.from({ length: 14 }, (_, n) => ({
    value: `demo-${n}`,
    label: `Demo subject ${n}`,
    count: 40 - n * 3,
  }));
  facets.level = ['5', '6', '7'].map((value) => ({
    value: `eqf-${value}`,
    label: `Level ${value}`,
    count: Number(value) * 4,
  }));
  facets.provider = [{ value: 'demo-university', label: 'Demo University', count: 9 }];
  facets.mode = [
    { value: 'online', label: 'Online', count: 71 },
    { value: 'in-person', label: 'In person', count: 0 },
  ];
  facets.pace = [{ value: 'self-paced', label: 'At your own pace', count: 44 }];
  facets.language = [{ value: 'en', label: 'English', count: 80 }];
  const ranges: SearchAnswer['ranges'] = Object.fromEntries(RANGES.map((range) => [range, []]));
  ranges.price = [0, 1, 50, 100, 250, 500, 1000, 3000].map((from, at, all) => ({
    from,
    to: all[at + 1] ?? 100_000,
    count: (at * 37) % 50,
  }));
  ranges.hours = [0, 3, 10, 30, 100, 300].map((from, at, all) => ({
    from,
    to: all[at + 1] ?? 10_000,
    count: [5, 20, 44, 30, 61, 8][at] ?? 0,
  }));
  const base: SearchAnswer = {
    total: 87,
    tookMs: 1,
    items: demoItems,
    facets,
    ranges,
    notStated: { price: 11, credit: 40 },
    page: 1,
    perPage: 20,
    didYouMean: null,
    nothingClose: false,
    almost: [],
  };
  return SearchAnswer.parse({ ...base, ...given });
}

export const demoForms = {
  atom: '/courses.atom?q=x',
  json: '/courses.json?q=x',
  ical: '/courses.ics?q=x',
  csv: '/courses.csv?q=x',
  api: '/api/v1/courses?q=x',
};

const checked = { source: 'demo', sourceName: 'Demo University’s feed', checked: '2026-11-14', how: 'stated' as const };
const brief = (n: number, slug: string, name: string, kind: 'university' | 'professional-body') => ({
  id: uuid(n),
  slug,
  name,
  kind,
  country: 'GB',
});

export const demoOffering: Offering = {
  id: uuid(500),
  source: 'demo',
  externalId: 'run-1',
  start: '2027-01-12',
  enrolUntil: '2027-01-05',
  places: 14,
  mode: 'online',
  pace: 'scheduled',
  prices: [],
  languages: ['en'],
  url: 'https://example.org/run-1',
};

/** A course with every fact stated, one of them by two sources that differ. */
export const demoCourse: Course = {
  id: uuid(1),
  num: 1,
  slug: 'safe-use-of-ai',
  state: 'published',
  title: 'Safe Use of AI in Clinical Practice',
  subtitle: 'Judge whether an AI tool is safe to use with your patients, and lead its introduction.',
  summary: 'A short course on the safe use of AI.',
  description: 'First paragraph of the demo text.\nSecond paragraph <b>not bold</b>.',
  url: 'https://example.org/course',
  code: 'DEMO7',
  identifiers: [],
  provider: brief(1000, 'demo-university', 'Demo University', 'university'),
  awardingBodies: [brief(1000, 'demo-university', 'Demo University', 'university')],
  instructors: [],
  kind: 'microcredential',
  subjects: [{ scheme: 'keyword', label: 'Health informatics' }],
  browse: [{ code: '02', slug: 'nursing', label: 'Subjects allied to medicine' }],
  skills: [
    {
      id: 'clinical-safety',
      label: 'Clinical safety',
      uri: null,
      relation: 'taught',
      evidence: { field: 'outcomes', words: 'Write a safety case' },
    },
    {
      id: 'statistics',
      label: 'Statistics',
      uri: null,
      relation: 'required',
      evidence: { field: 'prerequisites', words: 'basic statistics' },
    },
  ],
  outcomes: ['Weigh the clinical evidence for an AI tool.', 'Write a safety case that a board can decide on.'],
  prerequisites: 'Registration with a health regulator and basic statistics.',
  assessment: '2,500-word safety case; pass mark 50%.',
  syllabus: ['Evidence', 'Risk', 'Consent', 'Monitoring'],
  level: { framework: 'FHEQ', value: '7', eqf: 7 },
  credit: [{ scheme: 'CATS', value: 15, level: { framework: 'FHEQ', value: '7', eqf: 7 } }],
  cpdHours: 15,
  workload: { totalHours: 150, weeks: 10, hoursPerWeekMin: 15, hoursPerWeekMax: 15 },
  languages: ['en'],
  captions: [],
  earns: ['certificate', 'badge', 'credit'],
  recognition: [
    {
      body: brief(1003, 'demo-federation', 'Demo Federation of Clinical Informatics', 'professional-body'),
      words: 'Approved',
      signed: false,
    },
  ],
  stacksInto: [{ title: 'Demo Postgraduate Certificate in Digital Health' }],
  funding: [],
  mode: 'online',
  pace: 'scheduled',
  prices: [
    { amount: 115_000, currency: 'GBP', kind: 'full', raw: '£1,150', how: 'parsed' },
    { amount: 97_750, currency: 'GBP', kind: 'member', region: 'alumni', raw: '£977.50 for alumni', how: 'parsed' },
  ],
  rating: { value: 4.5, count: 62 },
  offerings: [
    demoOffering,
    {
      ...demoOffering,
      id: uuid(501),
      externalId: 'run-0',
      start: '2026-01-13',
      enrolUntil: undefined,
      venue: { town: 'Leeds', country: 'GB' },
    },
  ],
  refreshed: '2026-09-01',
  sources: [
    {
      key: 'demo',
      name: 'Demo University’s feed',
      url: 'https://example.org/feed.xml',
      externalId: 'x',
      checked: '2026-11-14',
      preferred: true,
    },
    { key: 'demo-2', name: 'Demo table', externalId: 'row-17', checked: '2026-11-02', preferred: false },
  ],
  provenance: {
    title: checked,
    level: { ...checked, how: 'parsed', raw: 'Masters level' },
    credit: checked,
    workload: { ...checked, how: 'parsed', raw: '10 wks, 150 notional hrs' },
    prices: checked,
    mode: checked,
    assessment: checked,
    description: checked,
    awardingBodies: checked,
  },
  differing: {
    workload: [
      { value: '9 weeks', from: { ...checked, source: 'demo-2', sourceName: 'Demo table', checked: '2026-11-02' } },
    ],
  },
  edition: { number: 2, since: '2026-09-01' },
  lastChecked: '2026-11-14',
};
