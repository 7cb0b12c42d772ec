/** Providers with the courses that they offer, award and recognise. */
import { countryInWords, ORGANISATION_KINDS } from '../../catalogue/index.js';
import type { Discovery, SearchQuery } from '../../discovery/index.js';
import {
  findOrganisation,
  findStanding,
  listOrganisations,
  type Organisation,
  OrganisationKind,
  verificationsOf,
} from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import type { ProviderPageProps } from '../pages/provider-page.js';
import type { ProvidersPageProps, ProvidersQuery } from '../pages/providers-page.js';
import { ASKED_NOTHING, listCourses } from './asking.js';

const PER_PAGE = 60;
const SOURCES_NAMED = 4;

/** Organisations that offer or award at least one course, those with the most first. */
export async function busiestProviders(
  db: Db,
  discovery: Discovery,
): Promise<{ slug: string; name: string; courses: number }[]> {
  const all = await listOrganisations(db);
  const slugs = all.map(({ slug }) => slug);
  const offers = discovery.counts('provider', slugs);
  const awards = discovery.counts('awardingBody', slugs);
  return all
    .map(({ slug, name }) => ({ slug, name, courses: Math.max(offers.get(slug) ?? 0, awards.get(slug) ?? 0) }))
    .filter(({ courses }) => courses > 0)
    .toSorted((a, b) => b.courses - a.courses);
}

/**
 * One page of the index, those with courses first. Where recognition or a CPD type is asked for, only organisations with such a course are listed;
 * else all that fit, those for which nothing was read among them.
 */
export async function listProviders(
  db: Db,
  discovery: Discovery,
  query: ProvidersQuery,
): Promise<Pick<ProvidersPageProps, 'entries' | 'total' | 'perPage' | 'options'>> {
  const kind = OrganisationKind.safeParse(query.kind).data;
  const fitting = (await listOrganisations(db, { kind, text: query.q.trim() || undefined })).filter(
    ({ country }) => query.country === '' || country === query.country,
  );
  const asked: Partial<SearchQuery> = {
    ...(query.recognisedBy !== '' && { recognisedBy: [query.recognisedBy] }),
    ...(query.cpdType !== '' && { cpdType: [query.cpdType] }),
  };
  const slugs = fitting.map(({ slug }) => slug);
  const offers = discovery.counts('provider', slugs, asked);
  const awards = discovery.counts('awardingBody', slugs, asked);
  const counted = fitting.map(({ id, slug, name, kind, country }) => ({
    id,
    slug,
    name,
    kind,
    country,
    offers: offers.get(slug) ?? 0,
    awards: awards.get(slug) ?? 0,
  }));
  const has = counted.filter(({ offers, awards }) => offers + awards > 0);
  const listed = Object.keys(asked).length === 0 ? [...has, ...counted.filter((one) => !has.includes(one))] : has;
  const shown = listed.slice((query.page - 1) * PER_PAGE, query.page * PER_PAGE);
  const proofs = await verificationsOf(
    db,
    shown.map(({ id }) => id),
  );
  return {
    entries: shown.map(({ id, ...entry }) => ({ ...entry, verification: proofs.get(id) ?? null })),
    total: listed.length,
    perPage: PER_PAGE,
    options: await optionsOf(db, discovery),
  };
}

async function optionsOf(db: Db, discovery: Discovery): Promise<ProvidersPageProps['options']> {
  const all = await listOrganisations(db);
  const { facets } = await discovery.search({ ...ASKED_NOTHING, perPage: 1 }, { why: false });
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const countries = [...new Set(all.flatMap(({ country }) => country ?? []))];
  return {
    kinds: kinds.map((value) => ({ value, label: ORGANISATION_KINDS[value] ?? value })).toSorted(byLabel),
    countries: countries.map((value) => ({ value, label: countryInWords(value) })).toSorted(byLabel),
    recognisedBy: (facets.recognisedBy ?? []).map(({ value, label }) => ({ value, label })).toSorted(byLabel),
    cpdTypes: (facets.cpdType ?? []).map(({ value, label }) => ({ value, label })).toSorted(byLabel),
  };
}

/** An organisation and the courses that bear its name; null: there is none of this slug. One that was merged is the other. */
export async function findProvider(
  db: Db,
  discovery: Discovery,
  slug: string,
): Promise<Omit<ProviderPageProps, 'frame' | 'today'> | null> {
  const organisation: Organisation | null = await findOrganisation(db, slug);
  if (!organisation) return null;
  const { verification, stated } = await findStanding(db, organisation.id);
  const offers = await listCourses(discovery, { provider: [organisation.slug] });
  const all = await listCourses(discovery, { awardingBody: [organisation.slug] });
  // What it both offers and awards is listed once, under what it offers.
  const awards = { ...all, items: all.items.filter(({ provider }) => provider.id !== organisation.id) };
  const sources = new Map(
    [...offers.items, ...all.items].flatMap(({ sources }) => sources.map((one) => [one.key, one])),
  );
  return {
    organisation,
    verification,
    stated,
    offers,
    awards: awards.items.length === 0 ? { ...awards, total: 0 } : awards,
    recognises: await listCourses(discovery, { recognisedBy: [organisation.slug] }),
    sources: [...sources.values()].slice(0, SOURCES_NAMED),
  };
}
