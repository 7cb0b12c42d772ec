/** The filters in use, each in words and with the address that takes it away. Pure. */
import { formatDay, formatMoney, formatNumber } from '../../ui/index.js';
import { pointOf } from '../rules/places.js';
import { NEAR_KM } from '../rules/question.js';
import { FACETS, type SearchAnswer, type SearchQuery } from '../schema.js';
import { searchAddress, withoutValue } from './address.js';

export type ChipShown = { words: string; href: string };

/** Facets whose bare value would not explain itself on a chip. */
const PREFIXES: Partial<Record<string, string>> = {
  awardingBody: 'Awarded by ',
  captions: 'Captions in ',
  country: 'Taught in ',
  earns: 'Earns ',
  language: 'In ',
  recognisedBy: 'Recognised by ',
  source: 'From ',
};

export function chipsOf(query: SearchQuery, answer: Pick<SearchAnswer, 'facets'>): ChipShown[] {
  return [...facetChips(query, answer), ...rangeChips(query)];
}

function facetChips(query: SearchQuery, answer: Pick<SearchAnswer, 'facets'>): ChipShown[] {
  return FACETS.flatMap((facet) =>
    query[facet].map((value) => {
      const label = answer.facets[facet]?.find((one) => one.value === value)?.label ?? value;
      const prefix = PREFIXES[facet] ?? '';
      const words = prefix === 'Earns ' ? `Earns ${label.toLowerCase()}` : prefix + label;
      return { words, href: withoutValue(query, facet, value) };
    }),
  );
}

function rangeChips(query: SearchQuery): ChipShown[] {
  const chips: ChipShown[] = [];
  const add = (words: string | null, without: Partial<SearchQuery>) => {
    if (words !== null) chips.push({ words, href: searchAddress(query, without) });
  };
  add(query.free ? 'Free' : null, { free: false });
  add(query.funded ? 'Funding stated' : null, { funded: false });
  if (query.priceMax !== undefined) {
    add(`Up to ${formatMoney(Math.round(query.priceMax * 100), query.currency)}`, { priceMax: undefined });
  }
  const scheme = ` ${query.creditScheme}`;
  add(between(query.creditMin, query.creditMax, scheme), { creditMin: undefined, creditMax: undefined });
  const cpd = between(query.cpdHoursMin, query.cpdHoursMax, ' CPD hours');
  add(cpd, { cpdHoursMin: undefined, cpdHoursMax: undefined });
  add(between(query.hoursMin, query.hoursMax, ' h of work'), { hoursMin: undefined, hoursMax: undefined });
  add(between(undefined, query.weeksMax, ' weeks'), { weeksMax: undefined });
  add(between(undefined, query.hoursPerWeekMax, ' h a week'), { hoursPerWeekMax: undefined });
  add(startWords(query), { startFrom: undefined, startTo: undefined });
  add(query.ratingMin === undefined ? null : `Rated ${query.ratingMin} or more`, { ratingMin: undefined });
  add(nearWords(query), {
    near: undefined,
    withinKm: undefined,
  });
  if (chips.length > 0) add(query.unknown ? 'Including not stated' : null, { unknown: undefined });
  return chips;
}

function between(from: number | undefined, to: number | undefined, unit: string): string | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined) return `Up to ${formatNumber(to as number)}${unit}`;
  if (to === undefined) return `${formatNumber(from)}${unit} or more`;
  return `${formatNumber(from)} to ${formatNumber(to)}${unit}`;
}

function nearWords({ near, withinKm = NEAR_KM }: SearchQuery): string | null {
  const point = near === undefined ? null : pointOf(near);
  return point && `Within ${formatNumber(withinKm)} km of ${point.name ?? `${point.latitude}, ${point.longitude}`}`;
}

function startWords({ startFrom, startTo }: SearchQuery): string | null {
  if (startFrom && startTo) return `Starts ${formatDay(startFrom)} to ${formatDay(startTo)}`;
  if (startFrom) return `Starts from ${formatDay(startFrom)}`;
  return startTo ? `Starts by ${formatDay(startTo)}` : null;
}
