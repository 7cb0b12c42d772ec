/** The SQL of what organisations state of themselves. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { OrganisationKind, StatedField } from '../schema.js';

export type Profile = {
  kind: OrganisationKind;
  country: string | null;
  url: string | null;
  description: string | null;
};

export async function updateProfile(trx: Db, id: string, profile: Profile): Promise<void> {
  await sql`
    update organisations.organisation set kind = ${profile.kind}, country = ${profile.country}, url = ${profile.url},
      description = ${profile.description}, changed = now()
    where id = ${id}`.execute(trx);
}

/** Keeps whose word these facts are now: no list or import replaces them. */
export async function saveStated(
  trx: Db,
  id: string,
  fields: readonly StatedField[],
  by: 'organisation' | 'staff',
  since: string,
): Promise<void> {
  await sql`
    insert into organisations.stated (organisation_id, field, stated_by, since)
    select ${id}, field, ${by}, ${since}::date from unnest(${fields}::text[]) as field
    on conflict (organisation_id, field) do update set stated_by = excluded.stated_by, since = excluded.since`.execute(
    trx,
  );
}

/** The new name is shown; every old one stays an alias, so that sources that use it are still understood. */
export async function renameOrganisation(
  trx: Db,
  id: string,
  { name, key }: { name: string; key: string },
): Promise<void> {
  await sql`update organisations.organisation set name = ${name}, changed = now() where id = ${id}`.execute(trx);
  await sql`
    insert into organisations.organisation_alias (key, organisation_id, name) values (${key}, ${id}, ${name})
    on conflict (key, organisation_id) do update set name = excluded.name`.execute(trx);
}

export type NameRequest = {
  id: string;
  organisationId: string;
  slug: string;
  current: string;
  personId: string | null;
  personName: string | null;
  name: string;
  message: string | null;
  created: Date;
};

const nameRequest = sql`
  select name_request.id, organisation_id as "organisationId", slug, organisation.name as current,
    name_request.person_id as "personId", person_brief.name as "personName", name_request.name, message,
    name_request.created
  from organisations.name_request
  join organisations.organisation on organisation.id = organisation_id
  left join accounts.person_brief on person_brief.id = name_request.person_id
  where name_request.state = 'open'`;

/** Asks for a name; an older wish of the same organisation that waits is replaced. */
export async function insertNameRequest(
  trx: Db,
  given: { id: string; organisationId: string; personId: string; name: string; message: string | null; now: Date },
): Promise<void> {
  await sql`delete from organisations.name_request where organisation_id = ${given.organisationId} and state = 'open'`.execute(
    trx,
  );
  await sql`
    insert into organisations.name_request (id, organisation_id, person_id, name, message, created)
    values (${given.id}, ${given.organisationId}, ${given.personId}, ${given.name}, ${given.message}, ${given.now})`.execute(
    trx,
  );
}

export async function findNameRequest(db: Db, id: string): Promise<NameRequest | null> {
  const { rows } = await sql<NameRequest>`${nameRequest} and name_request.id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function listNameRequests(db: Db): Promise<NameRequest[]> {
  const { rows } = await sql<NameRequest>`${nameRequest} order by name_request.created, name_request.id`.execute(db);
  return rows;
}

export async function decideNameRequest(
  trx: Db,
  id: string,
  state: 'approved' | 'refused',
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update organisations.name_request set state = ${state}, decided_at = ${now}
    where id = ${id} and state = 'open'`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}
