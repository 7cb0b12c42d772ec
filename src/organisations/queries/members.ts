/** The SQL of members, and of ownership handed over. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { HandOver, Member, Membership, OrganisationBrief, Role } from '../schema.js';

/** The roles of a person in the organisation with this slug or id, or in what it was merged into; empty: none. */
export async function rolesOf(db: Db, slugOrId: string, personId: string): Promise<Role[]> {
  const { rows } = await sql<{ roles: Role[] }>`
    select roles from organisations.member
    join organisations.organisation on coalesce(merged_into, organisation.id) = member.organisation_id
    where person_id = ${personId} and (slug = ${slugOrId} or organisation.id::text = ${slugOrId})`.execute(db);
  return rows[0]?.roles ?? [];
}

/** Every organisation that a person belongs to, by name. */
export async function membershipsOf(db: Db, personId: string): Promise<Membership[]> {
  const { rows } = await sql<{ organisation: OrganisationBrief; roles: Role[]; since: Date }>`
    select jsonb_build_object('id', id, 'slug', slug, 'name', name, 'kind', kind, 'country', country) as organisation, roles, since
    from organisations.member join organisations.organisation on organisation.id = member.organisation_id
    where person_id = ${personId} and merged_into is null order by lower(name), slug`.execute(db);
  return rows;
}

/** Held until the transaction ends: who joins, leaves or changes roles is decided one after the other. */
export async function lockMembers(trx: Db, organisationId: string): Promise<void> {
  await sql`select from organisations.organisation where id = ${organisationId} for no key update`.execute(trx);
}

/** Owners first, then by name. */
export async function listMembers(db: Db, organisationId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select person_id as "personId", name, roles, since
    from organisations.member join accounts.person_brief on person_brief.id = member.person_id
    where organisation_id = ${organisationId}
    order by not 'owner' = any(roles), lower(name), person_id`.execute(db);
  return rows;
}

/** Makes somebody a member, or gives a member other roles. */
export async function saveMember(
  trx: Db,
  { organisationId, personId, roles, now }: { organisationId: string; personId: string; roles: Role[]; now: Date },
): Promise<void> {
  await sql`
    insert into organisations.member (organisation_id, person_id, roles, since)
    values (${organisationId}, ${personId}, ${roles}::text[], ${now})
    on conflict (organisation_id, person_id) do update set roles = excluded.roles`.execute(trx);
}

export async function deleteMember(trx: Db, organisationId: string, personId: string): Promise<void> {
  await sql`delete from organisations.member where organisation_id = ${organisationId} and person_id = ${personId}`.execute(
    trx,
  );
}

/** Ends all memberships, with what was offered and asked: nobody speaks for it any more. */
export async function deleteMembers(trx: Db, organisationId: string, now: Date): Promise<void> {
  await sql`delete from organisations.member where organisation_id = ${organisationId}`.execute(trx);
  await endHandOvers(trx, organisationId, 'withdrawn', now);
  await sql`
    update organisations.invitation set answer = 'withdrawn', answered_at = ${now}
    where organisation_id = ${organisationId} and answer is null`.execute(trx);
}

export async function insertHandOver(
  trx: Db,
  offer: { id: string; organisationId: string; fromId: string; toId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into organisations.hand_over (id, organisation_id, from_id, to_id, created, expires_at)
    values (${offer.id}, ${offer.organisationId}, ${offer.fromId}, ${offer.toId}, ${offer.now}, ${offer.expiresAt})`.execute(
    trx,
  );
}

/** The offer that waits for an answer; null: none, or it is too old. */
export async function findHandOver(db: Db, organisationId: string, now: Date): Promise<HandOver | null> {
  const { rows } = await sql<HandOver>`
    select hand_over.id, from_id as "fromId", to_id as "toId", giver.name as "fromName", receiver.name as "toName",
      expires_at as "expiresAt"
    from organisations.hand_over
    join accounts.person_brief giver on giver.id = from_id join accounts.person_brief receiver on receiver.id = to_id
    where organisation_id = ${organisationId} and state = 'open' and expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

/** Ends every open offer of an organisation, and says how. */
export async function endHandOvers(
  trx: Db,
  organisationId: string,
  state: 'accepted' | 'declined' | 'withdrawn',
  now: Date,
): Promise<void> {
  await sql`
    update organisations.hand_over set state = ${state}, decided_at = ${now}
    where organisation_id = ${organisationId} and state = 'open'`.execute(trx);
}

/** Ends the open offers that somebody made or was made: they are a member or an owner no more. */
export async function endHandOversOf(trx: Db, organisationId: string, personId: string, now: Date): Promise<void> {
  await sql`
    update organisations.hand_over set state = 'withdrawn', decided_at = ${now}
    where organisation_id = ${organisationId} and state = 'open' and (from_id = ${personId} or to_id = ${personId})`.execute(
    trx,
  );
}
