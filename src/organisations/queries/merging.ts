/** The SQL of two rows that were one organisation. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { OrganisationIdentifier } from '../schema.js';

export type MergeRow = { id: string; fromId: string; intoId: string; at: Date; moved: Record<string, unknown> };

/** Held until the transaction ends: of two acts on these organisations the second sees what the first did. */
export async function lockBoth(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`select from organisations.organisation where id = any(${ids}::uuid[]) order by id for no key update`.execute(
    trx,
  );
}

/** What it was merged into, by its own id; null: nothing. */
export async function mergedInto(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ into: string | null }>`
    select merged_into as into from organisations.organisation where id = ${id}`.execute(db);
  return rows[0]?.into ?? null;
}

export async function countOpenClaims(db: Db, organisationId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from organisations.claim
    where organisation_id = ${organisationId} and state = 'open'`.execute(db);
  return rows[0]!.open;
}

/** Leads one organisation, and those that led to it before, to another. Returns which led to it. */
export async function leadTo(trx: Db, fromId: string, intoId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update organisations.organisation set merged_into = ${intoId}, changed = now()
    where id = ${fromId} or merged_into = ${fromId} returning id`.execute(trx);
  return rows.map(({ id }) => id).filter((id) => id !== fromId);
}

export async function leadBack(trx: Db, fromId: string, chained: readonly string[]): Promise<void> {
  await sql`
    update organisations.organisation set merged_into = case when id = ${fromId} then null else ${fromId}::uuid end, changed = now()
    where id = ${fromId} or id = any(${chained}::uuid[])`.execute(trx);
}

/** The other goes by these names too from now on. Returns the keys that it did not have. */
export async function copyAliases(trx: Db, fromId: string, intoId: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    insert into organisations.organisation_alias (key, organisation_id, name)
    select key, ${intoId}, name from organisations.organisation_alias where organisation_id = ${fromId}
    on conflict do nothing returning key`.execute(trx);
  return rows.map(({ key }) => key);
}

export async function dropAliases(trx: Db, id: string, keys: readonly string[]): Promise<void> {
  await sql`
    delete from organisations.organisation_alias where organisation_id = ${id} and key = any(${keys}::text[])`.execute(
    trx,
  );
}

export async function moveIdentifiers(trx: Db, fromId: string, intoId: string): Promise<OrganisationIdentifier[]> {
  const { rows } = await sql<OrganisationIdentifier>`
    update organisations.organisation_identifier set organisation_id = ${intoId}
    where organisation_id = ${fromId} returning scheme, value`.execute(trx);
  return rows;
}

export async function moveIdentifiersBack(
  trx: Db,
  fromId: string,
  identifiers: readonly OrganisationIdentifier[],
): Promise<void> {
  await sql`
    update organisations.organisation_identifier set organisation_id = ${fromId}
    from jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb) as moved(scheme text, value text)
    where organisation_identifier.scheme = moved.scheme and organisation_identifier.value = moved.value`.execute(trx);
}

/** Members of the one belong to the other too, as what they were; who belongs already stays what they are. Returns who came. */
export async function copyMembers(trx: Db, fromId: string, intoId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into organisations.member (organisation_id, person_id, roles, since)
    select ${intoId}, person_id, roles, since from organisations.member where organisation_id = ${fromId}
    on conflict do nothing returning person_id as id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The proof of the one serves for the other, if that has none. */
export async function copyVerification(trx: Db, fromId: string, intoId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into organisations.verification (organisation_id, method, domain, claim_id, verified_at)
    select ${intoId}, method, domain, claim_id, verified_at from organisations.verification where organisation_id = ${fromId}
    on conflict do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function insertMerge(
  trx: Db,
  { id, fromId, intoId, moved, now }: { id: string; fromId: string; intoId: string; moved: unknown; now: Date },
): Promise<void> {
  await sql`
    insert into organisations.merge (id, from_id, into_id, at, moved)
    values (${id}, ${fromId}, ${intoId}, ${now}, ${JSON.stringify(moved)}::jsonb)`.execute(trx);
}

const merge = sql`id, from_id as "fromId", into_id as "intoId", at, moved`;

export async function findMerge(db: Db, id: string): Promise<MergeRow | null> {
  const { rows } = await sql<MergeRow>`
    select ${merge} from organisations.merge where id::text = ${id} and undone_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Whether one of the two was part of a later merge that still stands: that one is to be undone first. */
export async function hasLaterMerge(db: Db, { id, fromId, intoId }: MergeRow): Promise<boolean> {
  const { rows } = await sql<{ later: boolean }>`
    select exists (select from organisations.merge
      where id > ${id} and undone_at is null and (from_id in (${fromId}, ${intoId}) or into_id = ${fromId})) as later`.execute(
    db,
  );
  return rows[0]!.later;
}

export async function endMerge(trx: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update organisations.merge set undone_at = ${now} where id = ${id} and undone_at is null`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export type MergeListed = {
  id: string;
  at: Date;
  undoneAt: Date | null;
  from: { slug: string; name: string };
  into: { slug: string; name: string };
};

/** The last merges, the newest first. */
export async function listMerges(db: Db, limit: number): Promise<MergeListed[]> {
  const { rows } = await sql<MergeListed>`
    select merge.id, at, undone_at as "undoneAt",
      jsonb_build_object('slug', gone.slug, 'name', gone.name) as from,
      jsonb_build_object('slug', kept.slug, 'name', kept.name) as into
    from organisations.merge
    join organisations.organisation gone on gone.id = from_id join organisations.organisation kept on kept.id = into_id
    order by merge.id desc limit ${limit}`.execute(db);
  return rows;
}

export type AlikeOrganisations = {
  one: { slug: string; name: string; country: string | null };
  other: { slug: string; name: string; country: string | null };
  /** What they share: a name that others use for both, or the host of their address. */
  shares: 'name' | 'host';
};

/** Pairs that go by one name or stand at one address, and may be one. */
export async function listAlike(db: Db, limit: number): Promise<AlikeOrganisations[]> {
  const { rows } = await sql<AlikeOrganisations>`
    with shared as (
      select one.organisation_id as one, other.organisation_id as other, 'name' as shares
      from organisations.organisation_alias one join organisations.organisation_alias other using (key)
      where one.organisation_id < other.organisation_id
      union all
      select one.id, other.id, 'host'
      from organisations.organisation one join organisations.organisation other
        on lower(regexp_replace(one.url, '^https?://(www\\.)?([^/:?#]+).*$', '\\2', 'i'))
          = lower(regexp_replace(other.url, '^https?://(www\\.)?([^/:?#]+).*$', '\\2', 'i'))
      where one.id < other.id)
    select min(shares) as shares, jsonb_build_object('slug', one.slug, 'name', one.name, 'country', one.country) as one,
      jsonb_build_object('slug', other.slug, 'name', other.name, 'country', other.country) as other
    from shared join organisations.organisation one on one.id = shared.one
    join organisations.organisation other on other.id = shared.other
    where one.merged_into is null and other.merged_into is null
    group by one.id, other.id order by lower(one.name), other.id limit ${limit}`.execute(db);
  return rows;
}
