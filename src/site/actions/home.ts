/** What the start page shows, asked of discovery. */
import { subjectTree } from '../../catalogue/index.js';
import { type Discovery, type SearchAnswer, type SearchItem, searchAddress } from '../../discovery/index.js';
import type { Db } from '../../platform/db/index.js';
import { formatNumber } from '../../ui/index.js';
import type { Hill } from '../pages/hills.js';
import type { HomePageProps } from '../pages/home-page.js';
import { DEMO_KINDS, DEMO_STANDINGS } from '../rules/demonstration.js';
import { ASKED_NOTHING, listCourses } from './asking.js';
import { findDemonstration } from './demonstration.js';
import { busiestProviders } from './providers.js';

/** Topics that many professions look for; those that the catalogue answers are offered to try. */
const TOPICS = [
  'leadership',
  'mental health',
  'data analysis',
  'project management',
  'climate change',
  'cyber security',
];
const TRIES = 4;
const BROWSED = 12;
const NEXT = 6;

/** Everything on the start page but its frame. */
export async function gatherHome(
  db: Db,
  discovery: Discovery,
  today: string,
): Promise<Omit<HomePageProps, 'frame' | 'here' | 'samples'>> {
  const all = await discovery.search({ ...ASKED_NOTHING, perPage: 1 }, { why: false });
  const providers = await busiestProviders(db, discovery);
  return {
    totals: { courses: all.total, providers: providers.length, subjects: subjectTree().length },
    ridges: await gatherRidges(discovery, all.facets),
    tries: await gatherTries(discovery),
    next: await gatherNext(discovery, today),
    subjects: (all.facets.subject ?? [])
      .slice(0, BROWSED)
      .map(({ value, label, count }) => ({ href: `/subjects/${value}`, label, count })),
    providers: providers
      .slice(0, BROWSED)
      .map(({ slug, name, courses }) => ({ href: `/providers/${slug}`, label: name, count: courses })),
  };
}

/** The credentials of a demonstration that a visitor can check at once; none anywhere else. */
export async function gatherSamples(db: Db, at: { origin: string; now: Date }): Promise<HomePageProps['samples']> {
  const found = await findDemonstration(db, at);
  return DEMO_KINDS.flatMap((standing) => {
    const id = found.get(standing)?.id;
    return id === undefined
      ? []
      : [{ label: DEMO_STANDINGS[standing], check: `/verify?credential=${id}`, page: `/credentials/${id}` }];
  });
}

/** A hill needs some ground: groups with fewer courses of stated length are left out. */
const HILL_LEAST = 5;
const HILLS = 4;

/** One ridge a kind of provider; where only one kind states its hours, one a subject. */
async function gatherRidges(discovery: Discovery, facets: SearchAnswer['facets']): Promise<HomePageProps['ridges']> {
  const kinds = await gatherHills(discovery, 'providerKind', facets.providerKind ?? []);
  if (kinds.length > 1) return { of: 'kind of provider', hills: kinds };
  return { of: 'subject', hills: await gatherHills(discovery, 'subject', facets.subject ?? []) };
}

async function gatherHills(
  discovery: Discovery,
  facet: 'providerKind' | 'subject',
  values: readonly { value: string; label: string }[],
): Promise<Hill[]> {
  const hills: Hill[] = [];
  for (const { value, label } of values.slice(0, 2 * HILLS)) {
    const { ranges } = await discovery.search({ ...ASKED_NOTHING, [facet]: [value], perPage: 1 }, { why: false });
    const bands = ranges.hours ?? [];
    const count = bands.reduce((sum, band) => sum + band.count, 0);
    if (count >= HILL_LEAST) hills.push({ label, count, bands });
  }
  return hills.toSorted((a, b) => b.count - a.count).slice(0, HILLS);
}

async function gatherTries(discovery: Discovery): Promise<HomePageProps['tries']> {
  const tries: { href: string; label: string }[] = [];
  for (const topic of TOPICS) {
    const { total } = await listCourses(discovery, { q: topic }, 1);
    if (total > 0 && tries.length < TRIES) tries.push({ href: searchAddress({ q: topic }), label: topic });
  }
  return tries;
}

/** Courses of one awarding body in a short list. */
const OF_ONE = 2;

/** The first of the list, but few of any one awarding body, so that a few rows show its breadth. */
function broadly(items: readonly SearchItem[]): SearchItem[] {
  const taken = new Map<string, number>();
  const few = items.filter(({ awardingBody, provider }) => {
    const { id } = awardingBody ?? provider;
    taken.set(id, (taken.get(id) ?? 0) + 1);
    return (taken.get(id) ?? 0) <= OF_ONE;
  });
  return few.slice(0, NEXT);
}

/** What starts on a day from tomorrow; where nothing does, what can be begun at any time. */
async function gatherNext(discovery: Discovery, today: string): Promise<HomePageProps['next']> {
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const soon = await listCourses(discovery, { startFrom: tomorrow, sort: 'start' });
  // What can be begun at any time starts tomorrow too: only days make a timetable.
  const dated = soon.items.filter(({ availability }) => availability === 'dated');
  if (dated.length > 2)
    return { title: 'Starting soon', all: { href: soon.href, label: 'All with a date' }, items: dated };
  // The page is in English, so courses said to be taught in it come first.
  const english = await listCourses(discovery, { pace: ['self-paced'], language: ['en'], sort: 'rating' }, 100);
  const open =
    english.total >= NEXT ? english : await listCourses(discovery, { pace: ['self-paced'], sort: 'rating' }, 100);
  return {
    title: 'Start any time',
    all: { href: open.href, label: `All ${formatNumber(open.total)}` },
    items: broadly(open.items),
  };
}
