/** The SQL of members. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Membership, OrganisationBrief, Role } from '../schema.js';

/** The roles of a person in the organisation with this slug or id; empty: none. */
export async function rolesOf(db: Db, slugOrId: string, personId: string): Promise<Role[]> {
  const { rows } = await sql<{ roles: Role[] }>`
    select roles from organisations.member
    join organisations.organisation on organisation.id = member.organisation_id
    where person_id = ${personId} and (slug = ${slugOrId} or organisation.id::text = ${slugOrId})`.execute(db);
  return rows[0]?.roles ?? [];
}

/** Every organisation that a person belongs to, by name. */
export async function membershipsOf(db: Db, personId: string): Promise<Membership[]> {
  const { rows } = await sql<{ organisation: OrganisationBrief; roles: Role[]; since: Date }>`
    select jsonb_build_object('id', id, 'slug', slug, 'name', name, 'kind', kind, 'country', country) as organisation, roles, since
    from organisations.member join organisations.organisation on organisation.id = member.organisation_id
    where person_id = ${personId} order by lower(name), slug`.execute(db);
  return rows;
}
