/** From the public query (`SearchQuery`, public units) to the engine's (`EngineQuery`, the index's units), and back for answers. Pure. */
import { convertCredit, inCurrency, minorDigits } from '../../catalogue/index.js';
import { type EngineQuery, FACETS, type Range, type SearchQuery } from '../schema.js';
import { dayNumber } from './days.js';
import { pointOf } from './places.js';

/** How near is near, where nobody says. */
export const NEAR_KM = 50;

/** The engine's question for what a person asked. A price limit in another currency converts by the dated table. */
export function engineQueryOf(query: SearchQuery, counts = true): EngineQuery {
  return {
    text: query.q,
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, query[facet]]).filter(([, values]) => values && values.length > 0),
    ),
    ranges: rangesOf(query),
    unknown: query.unknown === 'include',
    free: query.free,
    funded: query.funded,
    near: nearOf(query),
    sort: query.sort,
    offset: (query.page - 1) * query.perPage,
    limit: query.perPage,
    counts,
  };
}

function rangesOf(query: SearchQuery): EngineQuery['ranges'] {
  const ranges: EngineQuery['ranges'] = {};
  const limit = (range: Range, from: number | undefined, to: number | undefined) => {
    if (from !== undefined || to !== undefined)
      ranges[range] = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  };
  limit('credit', inEcts(query.creditMin, query), inEcts(query.creditMax, query));
  limit('cpdHours', query.cpdHoursMin, query.cpdHoursMax);
  limit('hours', query.hoursMin, query.hoursMax);
  limit('weeks', undefined, query.weeksMax);
  limit('hoursPerWeek', undefined, query.hoursPerWeekMax);
  limit('price', undefined, priceInPence(query));
  limit(
    'start',
    query.startFrom ? dayNumber(query.startFrom) : undefined,
    query.startTo ? dayNumber(query.startTo) : undefined,
  );
  limit('rating', query.ratingMin, undefined);
  return ranges;
}

function inEcts(value: number | undefined, query: SearchQuery): number | undefined {
  if (value === undefined || value === 0) return value;
  return convertCredit({ scheme: query.creditScheme, value }, 'ECTS') ?? undefined;
}

function priceInPence(query: SearchQuery): number | undefined {
  if (query.priceMax === undefined) return undefined;
  const amount = Math.round(query.priceMax * 10 ** minorDigits(query.currency));
  return inCurrency({ amount, currency: query.currency }, 'GBP') ?? undefined;
}

function nearOf(query: SearchQuery): EngineQuery['near'] {
  const point = query.near === undefined ? null : pointOf(query.near);
  return point && { latitude: point.latitude, longitude: point.longitude, withinKm: query.withinKm ?? NEAR_KM };
}
