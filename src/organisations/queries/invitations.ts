/** The SQL of invitations. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Invitation, Role } from '../schema.js';

export type InvitationRow = Invitation & { answer: 'accepted' | 'declined' | 'withdrawn' | null };

const invitation = sql`
  select invitation.id, email, roles, invitation.created, expires_at as "expiresAt", answer,
    jsonb_build_object('id', organisation.id, 'slug', slug, 'name', name, 'kind', kind, 'country', country) as organisation
  from organisations.invitation join organisations.organisation on organisation.id = invitation.organisation_id`;

export async function insertInvitation(
  trx: Db,
  given: {
    id: string;
    organisationId: string;
    email: string;
    roles: Role[];
    invitedBy: string;
    hash: string;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await sql`
    insert into organisations.invitation (id, organisation_id, email, roles, invited_by, link_hash, created, expires_at)
    values (${given.id}, ${given.organisationId}, ${given.email}, ${given.roles}::text[], ${given.invitedBy}, ${given.hash},
      ${given.now}, ${given.expiresAt})`.execute(trx);
}

/** By the digest of its link, or by its id. */
export async function findInvitation(db: Db, key: { hash: string } | { id: string }): Promise<InvitationRow | null> {
  const match = 'hash' in key ? sql`link_hash = ${key.hash}` : sql`invitation.id::text = ${key.id}`;
  const { rows } = await sql<InvitationRow>`${invitation} where ${match}`.execute(db);
  return rows[0] ?? null;
}

/** What waits for an answer: of an organisation, or for one of several addresses. The newest first. */
export async function listInvitations(
  db: Db,
  asked: { organisationId: string } | { emails: readonly string[] },
  now: Date,
): Promise<Invitation[]> {
  const match =
    'emails' in asked ? sql`email = any(${asked.emails}::text[])` : sql`organisation_id = ${asked.organisationId}`;
  const { rows } = await sql<InvitationRow>`${invitation}
    where ${match} and answer is null and expires_at > ${now} order by invitation.created desc, invitation.id`.execute(
    db,
  );
  return rows.map(({ answer: _, ...rest }) => rest);
}

/** Writes the answer, once. False: it was answered before, or is too old. */
export async function answerInvitation(
  trx: Db,
  id: string,
  answer: 'accepted' | 'declined' | 'withdrawn',
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update organisations.invitation set answer = ${answer}, answered_at = ${now}
    where id = ${id} and answer is null and expires_at > ${now}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** A newer invitation of an address to the same organisation takes the place of the older ones. */
export async function withdrawInvitations(trx: Db, organisationId: string, email: string, now: Date): Promise<void> {
  await sql`
    update organisations.invitation set answer = 'withdrawn', answered_at = ${now}
    where organisation_id = ${organisationId} and email = ${email} and answer is null`.execute(trx);
}
