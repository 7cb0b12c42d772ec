import { canonicalUrl, parseDay, parsePrices, tidy } from '../../../rules/index.js';
import type { OfferingRecord } from '../../../schema.js';
import { rawOf } from '../../readers/record.js';
import * as read from '../fields.js';
import { splitNames } from '../lists.js';
import type { Draft, Mapping } from '../mapping.js';
import type { Row } from '../table.js';

/**
 * Training events as TeSS takes them (a training portal's own CSV): one row a dated event. Descriptions stand in quotes of
 * their own inside the cell; the columns from Subtitle to Requirements may be empty.
 */
export const tessEvents: Mapping = {
  name: 'tess-events',
  title: 'TeSS training events (CSV)',
  shape: {
    columns: ['Title', 'URL', 'Description', 'Start', 'End', 'Organizer', 'Host Institutions', 'Online', 'Cost Basis'],
  },
  constants: { kind: 'cpd-event' },
  straighten(row) {
    for (const [name, cell] of Object.entries(row)) row[name] = withoutOwnQuotes(String(cell ?? ''));
    return undefined;
  },
  fields: {
    Title: read.title,
    Subtitle: read.subtitle,
    URL: read.address(),
    Description: read.description,
    Organizer: read.provider(),
    Fields: read.keywords(';'),
    Keywords: read.keywords(';'),
    Objectives: read.outcomes('lines'),
    Prerequisites: read.prerequisites,
    Duration: read.duration(),
    Recognition: read.awardName,
    Online: read.mode({ true: 'online', false: 'in-person' }),
  },
  finish(draft, row) {
    const types = splitNames(cell(row, 'Types'), ';');
    if (types.includes('webinar')) draft.kind = 'webinar';
    const hosts = splitNames(cell(row, 'Host Institutions'), ';').filter((name) => name !== draft.provider?.name);
    draft.awardingBodies = hosts.map((name) => ({ name }));
    draft.prices = priceOf(row, draft);
    draft.offerings = offeringsOf(row, draft);
    draft.externalId = `${draft.url ?? cell(row, 'Title')} ${cell(row, 'Start')}`.trim().slice(0, 500);
  },
};

const cell = (row: Row, name: string): string => tidy(String(row[name] ?? ''));

function withoutOwnQuotes(text: string): string {
  return text.trim().replace(/^"+|"+$/g, '');
}

function priceOf(row: Row, draft: Draft): Draft['prices'] {
  const [basis, cost, currency] = ['Cost Basis', 'Cost', 'Currency'].map((name) => cell(row, name)) as [
    string,
    string,
    string,
  ];
  const words = basis === 'free' ? 'free' : cost;
  const prices = parsePrices(words, { currency: currency || undefined });
  if (prices.length > 0) draft.raw.prices = rawOf([basis, cost, currency].join(' '), 'parsed', 'money.prices');
  return prices;
}

function offeringsOf(row: Row, draft: Draft): OfferingRecord[] {
  const [start, end] = [parseDay(cell(row, 'Start')), parseDay(cell(row, 'End'))];
  if (start?.precision !== 'day') return [];
  const places = Number(cell(row, 'Capacity'));
  const [name, town, country] = ['Venue', 'City', 'Country'].map((column) => cell(row, column)) as [
    string,
    string,
    string,
  ];
  const venue = {
    ...(name && { name: name.slice(0, 300) }),
    ...(town && { town: town.slice(0, 200) }),
    ...(/^[A-Z]{2}$/.test(country) && { country }),
  };
  return [
    {
      externalId: cell(row, 'Start'),
      start: start.day,
      ...(end?.precision === 'day' && end.day >= start.day && { end: end.day }),
      mode: draft.mode,
      pace: 'scheduled',
      ...(Object.keys(venue).length > 0 && { venue }),
      ...(Number.isInteger(places) && places > 0 && { places }),
      prices: [],
      languages: [],
      url: canonicalUrl(cell(row, 'URL')) ?? undefined,
    },
  ];
}
