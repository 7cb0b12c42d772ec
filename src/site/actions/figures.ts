/** Figures of the catalogue for pages of guidance: counted, with how many courses stand behind each, and never estimated. */
import { type Discovery, type SearchQuery, searchAddress } from '../../discovery/index.js';
import { listOrganisations } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { smallestWith } from '../rules/median.js';
import type { Figures, Middle, Offerers } from '../schema.js';
import { ASKED_NOTHING } from './asking.js';

/** @param today ISO day: the figures are of it. */
export async function gatherFigures(db: Db, discovery: Discovery, today: string): Promise<Figures> {
  const all = await discovery.search({ ...ASKED_NOTHING, perPage: 1 }, { why: false });
  const withCredit: Partial<SearchQuery> = { earns: ['credit'] };
  const total = async (asked: Partial<SearchQuery>) => (await ask(discovery, asked)).total;
  const earns = new Map((all.facets.earns ?? []).map(({ value, count }) => [value, count]));
  return {
    day: today,
    courses: all.total,
    price: await middleOf(discovery, 'price', {}),
    hours: await middleOf(discovery, 'hours', {}),
    weeks: await middleOf(discovery, 'weeks', {}),
    withCredit: {
      courses: await total(withCredit),
      price: await middleOf(discovery, 'price', withCredit),
      hours: await middleOf(discovery, 'hours', withCredit),
    },
    free: await total({ free: true }),
    stated: {
      price: sumOf(all.ranges.price),
      workload: sumOf(all.ranges.hours),
      weeks: sumOf(all.ranges.weeks),
      credit: sumOf(all.ranges.credit),
      cpdHours: sumOf(all.ranges.cpdHours),
    },
    earns: {
      certificate: earns.get('certificate') ?? 0,
      badge: earns.get('badge') ?? 0,
      credit: earns.get('credit') ?? 0,
    },
    online: await total({ mode: ['online'] }),
    selfPaced: await total({ pace: ['self-paced'] }),
    offerers: await offerersOf(db, discovery),
  };
}

type Sum = readonly { count: number }[] | undefined;
const sumOf = (bands: Sum): number => (bands ?? []).reduce((sum, { count }) => sum + count, 0);

const ask = (discovery: Discovery, asked: Partial<SearchQuery>) =>
  discovery.search({ ...ASKED_NOTHING, ...asked, perPage: 1 }, { counts: false, why: false });

const MOST = { price: 'priceMax', hours: 'hoursMax', weeks: 'weeksMax' } as const;
/** Nothing in the catalogue is dearer or longer, in pounds, hours and weeks. */
const HIGHEST = 10_000_000;

/**
 * The middle of what courses state: the smallest whole number of pounds, hours or weeks that at least half of them do not
 * exceed. Found by asking the index how many there are up to a number, so it is exact whatever the size of the catalogue.
 */
async function middleOf(
  discovery: Discovery,
  of: keyof typeof MOST,
  asked: Partial<SearchQuery>,
): Promise<Middle | null> {
  const upTo = async (most: number) => (await ask(discovery, { ...asked, [MOST[of]]: most })).total;
  const count = await upTo(HIGHEST);
  if (count === 0) return null;
  const value = await smallestWith(async (most) => 2 * (await upTo(most)) >= count, HIGHEST);
  return { value, count };
}

/** Which organisations offer or award at least one course, by kind, and how many courses bear the name of any of them. */
async function offerersOf(db: Db, discovery: Discovery): Promise<Offerers[]> {
  const all = await listOrganisations(db);
  const slugs = all.map(({ slug }) => slug);
  const offers = discovery.counts('provider', slugs);
  const awards = discovery.counts('awardingBody', slugs);
  const active = all.filter(({ slug }) => (offers.get(slug) ?? 0) + (awards.get(slug) ?? 0) > 0);
  const counted: Offerers[] = [];
  for (const { group, kinds, isHere } of GROUPS) {
    const of = active.filter(({ kind, country }) => kinds.includes(kind) && isHere(country ?? null));
    if (of.length === 0) continue;
    const largest = of.toSorted((a, b) => countOf(b.slug) - countOf(a.slug)).slice(0, NAMED);
    counted.push({
      group,
      organisations: of.length,
      largest: largest.map(({ slug, name }) => ({ slug, name, courses: countOf(slug) })),
      href: addressOf(group),
    });
  }
  return counted;

  function countOf(slug: string): number {
    return Math.max(offers.get(slug) ?? 0, awards.get(slug) ?? 0);
  }
}

const NAMED = 5;
const anywhere = () => true;
const UNIVERSITIES: readonly string[] = ['university', 'college'];
const GROUPS: readonly {
  group: Offerers['group'];
  kinds: readonly string[];
  isHere: (country: string | null) => boolean;
}[] = [
  { group: 'universities-uk', kinds: UNIVERSITIES, isHere: (country) => country === 'GB' },
  { group: 'universities-world', kinds: UNIVERSITIES, isHere: (country) => country !== 'GB' },
  { group: 'platforms', kinds: ['platform'], isHere: anywhere },
  { group: 'bodies', kinds: ['professional-body', 'awarding-body'], isHere: anywhere },
];

function addressOf(group: Offerers['group']): string {
  if (group === 'universities-uk') return '/providers?kind=university&country=GB';
  if (group === 'platforms') return searchAddress({ providerKind: ['platform'] });
  if (group === 'bodies') return '/providers?kind=professional-body';
  return '/providers?kind=university';
}
