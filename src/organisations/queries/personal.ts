/** The SQL of what organisations hold about a person, and of what the checks ask. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** What an export tells, part by part, in plain rows. */
export async function heldAbout(
  db: Db,
  personId: string,
  emails: readonly string[],
): Promise<Record<'memberships' | 'claims' | 'invitations' | 'invited' | 'handOvers' | 'names', unknown[]>> {
  const rowsOf = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    memberships: await rowsOf(sql`
      select organisation.name as organisation, roles, since from organisations.member
      join organisations.organisation on organisation.id = organisation_id where person_id = ${personId} order by since`),
    claims: await rowsOf(sql`
      select organisation.name as organisation, method, domain, email, message, state, reason, claim.created, proved_at as proved,
        decided_at as decided
      from organisations.claim join organisations.organisation on organisation.id = organisation_id
      where person_id = ${personId} order by claim.created`),
    invitations: await rowsOf(sql`
      select organisation.name as organisation, email, roles, invitation.created, expires_at as until, answer, answered_at as answered
      from organisations.invitation join organisations.organisation on organisation.id = organisation_id
      where email = any(${emails}::text[]) order by invitation.created`),
    // The address of whoever was invited is theirs, not the inviter's.
    invited: await rowsOf(sql`
      select organisation.name as organisation, roles, invitation.created, answer
      from organisations.invitation join organisations.organisation on organisation.id = organisation_id
      where invited_by = ${personId} order by invitation.created`),
    handOvers: await rowsOf(sql`
      select organisation.name as organisation, case when from_id = ${personId} then 'given' else 'received' end as offer, state,
        hand_over.created, decided_at as decided
      from organisations.hand_over join organisations.organisation on organisation.id = organisation_id
      where from_id = ${personId} or to_id = ${personId} order by hand_over.created`),
    names: await rowsOf(sql`
      select organisation.name as organisation, name_request.name, message, state, name_request.created
      from organisations.name_request join organisations.organisation on organisation.id = organisation_id
      where person_id = ${personId} order by name_request.created`),
  };
}

/** Removes memberships, offers and invitations, and unlinks and empties what the organisation keeps: that it was claimed. */
export async function removePerson(trx: Db, personId: string, emails: readonly string[], now: Date): Promise<void> {
  await sql`delete from organisations.member where person_id = ${personId}`.execute(trx);
  await sql`delete from organisations.hand_over where from_id = ${personId} or to_id = ${personId}`.execute(trx);
  await sql`delete from organisations.invitation where email = any(${emails}::text[])`.execute(trx);
  await sql`update organisations.invitation set invited_by = null where invited_by = ${personId}`.execute(trx);
  await sql`delete from organisations.name_request where person_id = ${personId} and state = 'open'`.execute(trx);
  await sql`update organisations.name_request set person_id = null, message = null where person_id = ${personId}`.execute(
    trx,
  );
  await sql`
    update organisations.claim set state = case when state = 'open' then 'withdrawn' else state end,
      decided_at = coalesce(decided_at, ${now}), person_id = null, email = null, message = null, reason = null
    where person_id = ${personId}`.execute(trx);
}

export type OwnedAlone = { name: string; slug: string; otherMembers: number };

/** Organisations that this person alone owns. */
export async function ownedAlone(db: Db, personId: string): Promise<OwnedAlone[]> {
  const { rows } = await sql<OwnedAlone>`
    select name, slug, (select count(*)::int from organisations.member other
      where other.organisation_id = organisation.id and other.person_id <> ${personId}) as "otherMembers"
    from organisations.member join organisations.organisation on organisation.id = member.organisation_id
    where person_id = ${personId} and 'owner' = any(roles) and merged_into is null and not exists (
      select from organisations.member other
      where other.organisation_id = organisation.id and other.person_id <> ${personId} and 'owner' = any(other.roles))
    order by lower(name)`.execute(db);
  return rows;
}

export type Counts = { ownerless: number; waiting: number; oldest: Date | null };

/** Verified organisations without an owner, and claims that wait for staff. */
export async function countTroubles(db: Db): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select
      (select count(*)::int from organisations.verification
        join organisations.organisation on organisation.id = organisation_id and merged_into is null where not exists (
        select from organisations.member
        where member.organisation_id = verification.organisation_id and 'owner' = any(roles))) as ownerless,
      (select count(*)::int from organisations.claim
        where state = 'open' and (method = 'staff' or proved_at is not null)) as waiting,
      (select min(created) from organisations.claim
        where state = 'open' and (method = 'staff' or proved_at is not null)) as oldest`.execute(db);
  return rows[0]!;
}
