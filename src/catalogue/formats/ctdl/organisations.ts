import { clip } from '../../rules/text.js';
import type { OrganisationRef, Venue } from '../../schema.js';
import { countryOf } from '../readers/countries.js';
import { type Loose, listOf, objectOf, wordsOf } from '../readers/values.js';
import { addressOf, get, type Index, line, lines, nodesOf } from './terms.js';

/** "ce-" and a UUID, wherever it stands in an address. */
const CTID = /\bce-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i;

export const ctidIn = (words: string | undefined): string | undefined => CTID.exec(words ?? '')?.[0].toLowerCase();

export function organisationOf(node: Loose): OrganisationRef | null {
  const name = line(node, 'name');
  if (!name) return null;
  const ctid = ctidIn(wordsOf(get(node, 'ctid')) ?? wordsOf(node['@id']));
  const numbers = ['duns', 'opeID', 'ipedsID'].flatMap((scheme) => {
    const value = wordsOf(get(node, scheme));
    return value ? [{ scheme: scheme.toLowerCase(), value }] : [];
  });
  const aliases = lines(node, 'alternateName').filter((alias) => alias !== name);
  const addresses = listOf(get(node, 'address')).flatMap((value) => objectOf(value) ?? []);
  const identifiers = [...(ctid ? [{ scheme: 'ctid', value: ctid }] : []), ...numbers];
  return {
    name: clip(name, 300),
    url: addressOf(node, 'subjectWebpage'),
    country: addresses.flatMap((address) => countryOf(line(address as Loose, 'addressCountry')) ?? [])[0],
    identifiers: identifiers.length > 0 ? identifiers : undefined,
    aliases: aliases.length > 0 ? aliases : undefined,
  };
}

/**
 * Organisations under a property. One that is only referred to is known by its CTID alone: with the course's own site it can
 * still be told (`host`), and the registry's document of it brings the name later.
 */
export function organisationsOf(node: Loose, property: string, index: Index, host?: string): OrganisationRef[] {
  const known = nodesOf(node, property, index).flatMap((each) => organisationOf(each) ?? []);
  if (known.length > 0 || !host || !URL.canParse(host)) return known;
  const url = new URL(host);
  const ctids = listOf(get(node, property)).flatMap(
    (value) => ctidIn(wordsOf(objectOf(value)?.['@id'] ?? value)) ?? [],
  );
  const identifiers = ctids.length === 1 ? ctids.map((value) => ({ scheme: 'ctid', value })) : undefined;
  return [{ name: url.hostname.replace(/^www\./, ''), url: url.origin, identifiers }];
}

export function venueOf(place: Loose): Venue | undefined {
  const [name, street] = [line(place, 'name'), line(place, 'streetAddress')];
  const [town, region] = [line(place, 'addressLocality'), line(place, 'addressRegion')];
  const country = countryOf(line(place, 'addressCountry'));
  const [latitude, longitude] = ['latitude', 'longitude'].map((each) => Number(get(place, each) ?? Number.NaN)) as [
    number,
    number,
  ];
  const placed = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!name && !street && !town && !region && !country && !placed) return undefined;
  const label = name ?? street;
  return {
    name: label && clip(label, 300),
    town: town && clip(town, 200),
    region: region && clip(region, 200),
    country,
    ...(placed && { latitude, longitude }),
  };
}
