import { clip } from '../../rules/text.js';
import type { OrganisationRef, Venue } from '../../schema.js';
import { countryOf } from '../readers/countries.js';
import { type Loose, listOf, objectOf, wordsOf } from '../readers/values.js';
import { addressOf, get, type Index, line, nameOf, nodesOf, typesOf } from './terms.js';

const KINDS: Record<string, OrganisationRef['kind']> = {
  GovernmentOrganization: 'government',
  School: 'school',
  HighSchool: 'school',
  ElementarySchool: 'school',
  Museum: 'museum-or-charity',
  NGO: 'museum-or-charity',
  Corporation: 'company',
};

/** Organisations under a property: objects, references, or plain names. */
export function organisationsOf(node: Loose, property: string, index: Index): OrganisationRef[] {
  const named = listOf(get(node, property)).flatMap((value) => (objectOf(value) ? [] : (nameOf(value) ?? [])));
  const words = named.filter((name) => !/^https?:/i.test(name)).map((name) => ({ name: clip(name, 300) }));
  return [...nodesOf(node, property, index).flatMap((each) => organisationOf(each, index) ?? []), ...words];
}

export function organisationOf(node: Loose, index: Index): OrganisationRef | null {
  const name = nameOf(node) ?? line(node, 'legalName');
  if (!name) return null;
  const id = wordsOf(node['@id']) ?? '';
  const ror = /^https?:\/\/ror\.org\/(\w{9})$/.exec(id)?.[1];
  const alias = line(node, 'alternateName');
  return {
    name: clip(name, 300),
    url: addressOf(node, 'url') ?? (ror ? undefined : addressOf(node, 'sameAs', '@id')),
    kind: typesOf(node).flatMap((type) => (Object.hasOwn(KINDS, type) ? (KINDS[type] ?? []) : []))[0],
    country: nodesOf(node, 'address', index).flatMap(
      (address) => countryOf(nameOf(get(address, 'addressCountry'))) ?? [],
    )[0],
    identifiers: ror ? [{ scheme: 'ror', value: ror }] : undefined,
    aliases: alias && alias !== name ? [alias] : undefined,
  };
}

/** Places to be at: a Place, its address, or plain words. A virtual location is none. */
export function venueOf(node: Loose, index: Index): Venue | undefined {
  const place = nodesOf(node, 'location', index).find((each) => !isVirtual(each));
  if (!place) {
    const words = listOf(get(node, 'location')).flatMap((value) => (objectOf(value) ? [] : (nameOf(value) ?? [])))[0];
    return words && !/^https?:|^\s*online\s*$/i.test(words) ? { name: clip(words, 300) } : undefined;
  }
  const address = nodesOf(place, 'address', index)[0] ?? (typesOf(place).includes('PostalAddress') ? place : {});
  const street = line(address, 'streetAddress') ?? line(place, 'address');
  const name = nameOf(place) ?? street;
  const [town, region] = [line(address, 'addressLocality'), line(address, 'addressRegion')];
  const country = countryOf(nameOf(get(address, 'addressCountry')));
  const position = positionOf(place, index);
  if (!name && !town && !region && !country && !position) return undefined;
  return {
    name: name && clip(name, 300),
    town: town && clip(town, 200),
    region: region && clip(region, 200),
    country,
    ...position,
  };
}

export function isVirtual(place: Loose): boolean {
  return typesOf(place).includes('VirtualLocation');
}

function positionOf(place: Loose, index: Index): Pick<Venue, 'latitude' | 'longitude'> | null {
  const geo = nodesOf(place, 'geo', index)[0] ?? place;
  const [latitude, longitude] = ['latitude', 'longitude'].map((each) => Number(get(geo, each) ?? Number.NaN)) as [
    number,
    number,
  ];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
