/** What the start page shows, asked of discovery. */
import { ORGANISATION_KINDS, subjectTree } from '../../catalogue/index.js';
import { type Discovery, searchAddress } from '../../discovery/index.js';
import type { Hill } from '../pages/hills.js';
import type { HomePageProps } from '../pages/home-page.js';
import { ASKED_NOTHING, listCourses } from './asking.js';

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

/** Everything on the start page but its frame. */
export async function gatherHome(
  discovery: Discovery,
  today: string,
  providers: number,
): Promise<Omit<HomePageProps, 'frame'>> {
  const all = await discovery.search({ ...ASKED_NOTHING, perPage: 1 }, { why: false });
  const entries = (facet: 'subject' | 'provider', folder: string) =>
    (all.facets[facet] ?? [])
      .slice(0, BROWSED)
      .map(({ value, label, count }) => ({ href: `/${folder}/${value}`, label, count }));
  return {
    totals: { courses: all.total, providers, subjects: subjectTree().length },
    hills: await gatherHills(discovery, all.facets.providerKind ?? []),
    tries: await gatherTries(discovery),
    next: await gatherNext(discovery, today),
    subjects: entries('subject', 'subjects'),
    providers: entries('provider', 'providers'),
  };
}

/** A hill needs some ground: kinds with fewer courses of stated length are left out. */
const HILL_LEAST = 5;

async function gatherHills(discovery: Discovery, kinds: readonly { value: string; count: number }[]): Promise<Hill[]> {
  const hills: Hill[] = [];
  for (const { value } of kinds.slice(0, 4)) {
    const { ranges } = await discovery.search({ ...ASKED_NOTHING, providerKind: [value], perPage: 1 }, { why: false });
    const bands = ranges.hours ?? [];
    const count = bands.reduce((sum, band) => sum + band.count, 0);
    if (count >= HILL_LEAST) hills.push({ label: ORGANISATION_KINDS[value] ?? value, count, bands });
  }
  return hills;
}

async function gatherTries(discovery: Discovery): Promise<HomePageProps['tries']> {
  const tries: { href: string; label: string }[] = [];
  for (const topic of TOPICS) {
    const { total } = await listCourses(discovery, { q: topic }, 1);
    if (total > 0 && tries.length < TRIES) tries.push({ href: searchAddress({ q: topic }), label: topic });
  }
  return tries;
}

/** What starts on a day from tomorrow; where nothing does, what can be begun at any time. */
async function gatherNext(discovery: Discovery, today: string): Promise<HomePageProps['next']> {
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const soon = await listCourses(discovery, { startFrom: tomorrow, sort: 'start' });
  if (soon.items.length > 2)
    return { title: 'Starting soon', all: { href: soon.href, label: 'All with a date' }, items: soon.items };
  const open = await listCourses(discovery, { pace: ['self-paced'], sort: 'rating' });
  return { title: 'Start any time', all: { href: open.href, label: `All ${open.total}` }, items: open.items };
}
