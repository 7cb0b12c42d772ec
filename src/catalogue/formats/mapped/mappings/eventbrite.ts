import { parseDay, parseLanguage } from '../../../rules/index.js';
import type { OfferingRecord } from '../../../schema.js';
import { objectOf, wordsOf } from '../../readers/values.js';
import * as read from '../fields.js';
import { type Draft, type Mapping, valueAt } from '../mapping.js';
import type { Row } from '../table.js';
import { EVENTBRITE } from './providers.js';

/**
 * A page of Eventbrite's events API. The organiser's name is only there where it was asked for (`expand=organizer`); else one
 * enrols with Eventbrite. A draft is not published and is refused.
 */
export const eventbrite: Mapping = {
  name: 'eventbrite-events',
  title: 'Eventbrite API: events',
  shape: { members: ['pagination', 'events', /"(?:resource_uri|vanity_url|online_event)"\s*:/], list: 'events' },
  constants: { kind: 'cpd-event', provider: EVENTBRITE },
  straighten: (row) => (row.status === 'draft' ? 'a draft that is not published' : undefined),
  fields: {
    'name.text': read.title,
    summary: read.summary,
    'description.html': read.description,
    url: read.address(),
    id: [read.externalId, read.identifier('eventbrite')],
    'organizer.name': read.provider(),
    'logo.original.url': read.image,
    locale: read.reading((words, draft) => {
      draft.textLanguage = parseLanguage(words)?.split('-')[0];
    }),
  },
  finish(draft, row) {
    if (typeof row.online_event === 'boolean') draft.mode = row.online_event ? 'online' : 'in-person';
    const currency = wordsOf(row.currency);
    if (row.is_free === true) {
      draft.prices = [
        {
          amount: 0,
          currency: /^[A-Z]{3}$/.test(currency ?? '') ? (currency as string) : 'XXX',
          kind: 'full',
          raw: 'is_free: true',
          how: 'stated',
        },
      ];
    }
    draft.offerings = offeringsOf(row, draft);
  },
};

function offeringsOf(row: Row, draft: Draft): OfferingRecord[] {
  const [start, end] = ['start', 'end'].map((name) => parseDay(wordsOf(valueAt(row, [name, 'local'])) ?? ''));
  if (!start) return [];
  const address = objectOf(valueAt(row, ['venue', 'address']));
  const country = wordsOf(address?.country);
  const venue = {
    name: wordsOf(valueAt(row, ['venue', 'name']))?.slice(0, 300),
    town: wordsOf(address?.city)?.slice(0, 200),
    country: /^[A-Z]{2}$/.test(country ?? '') ? country : undefined,
  };
  return [
    {
      externalId: wordsOf(row.id) ?? start.day,
      start: start.day,
      ...(end && end.day >= start.day && { end: end.day }),
      mode: draft.mode,
      pace: 'scheduled',
      ...(venue.name || venue.town ? { venue } : {}),
      ...(typeof row.capacity === 'number' && row.capacity > 0 && { places: Math.floor(row.capacity) }),
      ...(row.status === 'canceled' && { cancelled: true }),
      prices: [],
      languages: [],
      url: draft.url,
    },
  ];
}
