/** The SQL of organisations. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Known } from '../rules/names.js';
import type {
  Organisation,
  OrganisationBrief,
  OrganisationFilter,
  OrganisationIdentifier,
  StatedField,
} from '../schema.js';

/** What resolving needs to know of an organisation, with the names and identifiers by which it was found. */
export type Candidate = Known & OrganisationBrief & { keys: string[] };

/** All organisations that go by one of `keys` or have one of `identifiers`, oldest first. */
export async function findCandidates(
  db: Db,
  keys: readonly string[],
  identifiers: readonly OrganisationIdentifier[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select organisation.id, slug, name, kind, country, url,
      coalesce((select jsonb_agg(jsonb_build_object('scheme', scheme, 'value', value))
        from organisations.organisation_identifier where organisation_id = organisation.id), '[]') as identifiers,
      (select array_agg(key) from organisations.organisation_alias where organisation_id = organisation.id) as keys
    from organisations.organisation
    where merged_into is null and id in (
      select organisation_id from organisations.organisation_alias where key = any(${keys}::text[])
      union
      select organisation_id from organisations.organisation_identifier
        join jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb) as sought(scheme text, value text) using (scheme, value))
    order by created, id`.execute(db);
  return rows;
}

export type OrganisationRow = {
  id: string;
  slug: string;
  name: string;
  kind: string;
  country: string | null;
  url: string | null;
};

/** New rows. `trusted`: their addresses are of a source that the operator chose. */
export async function insertOrganisations(
  db: Db,
  rows: readonly OrganisationRow[],
  { trusted }: { trusted: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into organisations.organisation (id, slug, name, kind, country, url, url_trusted)
    select id, slug, name, kind, country, url, ${trusted} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new(id uuid, slug text, name text, kind text, country text, url text)`.execute(db);
}

/** The slugs among `slugs`, and those made from them with a number, that are taken. */
export async function takenSlugs(db: Db, slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from organisations.organisation
    where regexp_replace(slug, '-[0-9]+$', '') = any(${slugs}::text[]) or slug = any(${slugs}::text[])`.execute(db);
  return new Set(rows.map((row) => row.slug));
}

/** Adds names; one that is already there is left as it is. */
export async function insertAliases(
  db: Db,
  rows: readonly { key: string; organisation_id: string; name: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into organisations.organisation_alias (key, organisation_id, name)
    select key, organisation_id, name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new(key text, organisation_id uuid, name text)
    on conflict do nothing`.execute(db);
}

/** Adds identifiers; one that another organisation has stays with that one. */
export async function insertIdentifiers(
  db: Db,
  rows: readonly { scheme: string; value: string; organisation_id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into organisations.organisation_identifier (scheme, value, organisation_id)
    select scheme, value, organisation_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new(scheme text, value text, organisation_id uuid)
    on conflict do nothing`.execute(db);
}

/** Fills what was not known: a stated country, address or kind never replaces another one, nor the organisation's own word. */
export async function fillOrganisations(
  db: Db,
  rows: readonly { id: string; kind: string | null; country: string | null; url: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update organisations.organisation set
      kind = case when organisation.kind = 'other' and not ${isStated('kind')}
        then coalesce(new.kind, organisation.kind) else organisation.kind end,
      country = coalesce(organisation.country, case when not ${isStated('country')} then new.country end),
      url = coalesce(organisation.url, case when not ${isStated('url')} then new.url end), changed = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(id uuid, kind text, country text, url text)
    where organisation.id = new.id`.execute(db);
}

/** What our own list says replaces what sources said, but not what an organisation, once proved, says of itself. */
export async function correctOrganisations(db: Db, rows: readonly OrganisationRow[]): Promise<void> {
  await sql`
    update organisations.organisation set
      name = case when ${isStated('name')} then organisation.name else new.name end,
      kind = case when ${isStated('kind')} then organisation.kind else new.kind end,
      country = case when ${isStated('country')} then organisation.country else coalesce(new.country, organisation.country) end,
      url = case when ${isStated('url')} then organisation.url else coalesce(new.url, organisation.url) end,
      url_trusted = organisation.url_trusted or (new.url is not null and not ${isStated('url')}), changed = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(id uuid, name text, kind text, country text, url text)
    where organisation.id = new.id`.execute(db);
}

function isStated(field: StatedField) {
  return sql`exists (select from organisations.stated where organisation_id = organisation.id and field = ${field})`;
}

export async function findSeedHash(db: Db): Promise<string | null> {
  const { rows } = await sql<{ hash: string }>`select hash from organisations.seed`.execute(db);
  return rows[0]?.hash ?? null;
}

export async function saveSeedHash(db: Db, hash: string): Promise<void> {
  await sql`insert into organisations.seed (hash) values (${hash})
    on conflict (only_row) do update set hash = excluded.hash`.execute(db);
}

/** Held until the end of the transaction: two imports must not both create the same organisation. */
export async function lockOrganisations(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('organisations.resolve'))`.execute(db);
}

/**
 * The organisation with this slug or id, whole; null: there is none. One that was merged into another is that other: its
 * slug then differs from the one asked for.
 */
export async function findOrganisation(db: Db, slugOrId: string): Promise<Organisation | null> {
  const { rows } = await sql<Organisation>`${wholeOrganisation}
    where id = (
      select coalesce(merged_into, id) from organisations.organisation
      where slug = ${slugOrId} or id::text = ${slugOrId} limit 1)`.execute(db);
  return rows[0] ?? null;
}

/** Whether it was made in this very transaction. */
export async function isNewHere(trx: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    select created = now() as fresh from organisations.organisation where id = ${id}`.execute(trx);
  return rows[0]?.fresh ?? false;
}

/** Organisations by name, whole. */
export async function listOrganisations(db: Db, filter: OrganisationFilter = {}): Promise<Organisation[]> {
  const text = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<Organisation>`${wholeOrganisation}
    where merged_into is null and (${filter.ids ?? null}::uuid[] is null or id = any(${filter.ids ?? null}::uuid[]))
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.country ?? null}::text is null or country = ${filter.country ?? null})
      and (${text}::text is null or exists (
        select from organisations.organisation_alias alias
        where alias.organisation_id = organisation.id and alias.name ilike ${text}))
    order by lower(name), slug`.execute(db);
  return rows;
}

const wholeOrganisation = sql`
  select id, slug, name, kind, country, url, description,
    coalesce((select array_agg(distinct alias.name order by alias.name) from organisations.organisation_alias alias
      where alias.organisation_id = organisation.id and alias.name <> organisation.name), '{}') as aliases,
    coalesce((select jsonb_agg(jsonb_build_object('scheme', scheme, 'value', value) order by scheme, value)
      from organisations.organisation_identifier identifier
      where identifier.organisation_id = organisation.id), '[]') as identifiers
  from organisations.organisation`;

/** Briefs by id. Ids that are unknown are absent; one that was merged into another gives that other. */
export async function organisationsById(db: Db, ids: readonly string[]): Promise<Map<string, OrganisationBrief>> {
  const { rows } = await sql<OrganisationBrief & { asked: string }>`
    select asked.id as asked, organisation.id, organisation.slug, organisation.name, organisation.kind, organisation.country
    from organisations.organisation asked
    join organisations.organisation on organisation.id = coalesce(asked.merged_into, asked.id)
    where asked.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ asked, ...brief }) => [asked, brief]));
}

/** Every name of each organisation beside its own, for searching. */
export async function aliasesByOrganisation(db: Db): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; names: string[] }>`
    select organisation_id as id, array_agg(alias.name order by alias.name) as names
    from organisations.organisation_alias alias
    join organisations.organisation on organisation.id = alias.organisation_id and organisation.name <> alias.name
    group by organisation_id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.names]));
}

/** The organisation whose own address is on `host` (without `www.`): the publisher of a feed that lies there. */
export async function organisationByHost(db: Db, host: string): Promise<OrganisationBrief | null> {
  const { rows } = await sql<OrganisationBrief>`
    select id, slug, name, kind, country from organisations.organisation
    where lower(regexp_replace(url, '^https?://(www\\.)?([^/:?#]+).*$', '\\2', 'i')) = ${host} and merged_into is null
    order by length(url), created limit 1`.execute(db);
  return rows[0] ?? null;
}
