/** The SQL of shared things and of who looked at them. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { ShareGrant, Viewing } from '../schema/index.js';

const grant = sql`
  id, person_id as "personId", subject, label, passcode is not null as "hasPasscode", created,
  expires_at as "expiresAt", withdrawn_at as "withdrawnAt"`;

export type NewGrant = Pick<ShareGrant, 'id' | 'personId' | 'subject' | 'label' | 'expiresAt' | 'created'> & {
  tokenHash: string;
  /** Hashed; null: whoever has the link sees the thing. */
  passcode: string | null;
};

export async function insertGrant(trx: Db, given: NewGrant): Promise<void> {
  await sql`
    insert into accounts.share_grant (id, person_id, subject, label, token_hash, passcode, created, expires_at)
    values (${given.id}, ${given.personId}, ${given.subject}, ${given.label}, ${given.tokenHash}, ${given.passcode},
      ${given.created}, ${given.expiresAt})`.execute(trx);
}

/** How many links a person made since a moment; held until the transaction ends, so that acts at once count each other. */
export async function countGrants(trx: Db, personId: string, since: Date): Promise<number> {
  await sql`select from accounts.person where id = ${personId} for no key update`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from accounts.share_grant where person_id = ${personId} and created > ${since}`.execute(
    trx,
  );
  return rows[0]?.n ?? 0;
}

/** Newest first. */
export async function listGrants(db: Db, personId: string): Promise<ShareGrant[]> {
  const { rows } = await sql<ShareGrant>`
    select ${grant} from accounts.share_grant where person_id = ${personId} order by created desc, id desc`.execute(db);
  return rows;
}

/** Those of these links that show this thing at this moment, by the database's clock. */
export async function liveGrants(db: Db, subject: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from accounts.share_grant
    where subject = ${subject} and id = any(${ids}::uuid[]) and withdrawn_at is null
      and (expires_at is null or expires_at > now())`.execute(db);
  return rows.map(({ id }) => id);
}

/** The newest looks at each thing that a person shares, newest first. */
export async function listViewings(db: Db, ownerId: string, most: number): Promise<Viewing[]> {
  const { rows } = await sql<Viewing>`
    select grant_id as "grantId", at, viewer.name as viewer, total from (
      select share_view.*, count(*) over same as total, row_number() over (same order by at desc, share_view.id desc) as place
      from accounts.share_view join accounts.share_grant on share_grant.id = grant_id
      where share_grant.person_id = ${ownerId}
      window same as (partition by grant_id)
    ) look
    left join accounts.person viewer on viewer.id = viewer_id
    where place <= ${most} order by at desc, look.id desc`.execute(db);
  return rows;
}

export type GrantRow = ShareGrant & { passcode: string | null; failures: number; waitUntil: Date | null };

const row = sql`${grant}, passcode, failures, wait_until as "waitUntil"`;

export async function findGrant(db: Db, tokenHash: string): Promise<GrantRow | null> {
  const { rows } = await sql<GrantRow>`
    select ${row} from accounts.share_grant where token_hash = ${tokenHash}`.execute(db);
  return rows[0] ?? null;
}

/**
 * Counts a try before its passcode is looked at, so that tries made all at once are counted too. Returns how many were
 * wrong so far, this one taken as wrong; null: no try is allowed at this moment.
 */
export async function countTry(db: Db, grantId: string, now: Date): Promise<number | null> {
  const { rows } = await sql<{ failures: number }>`
    update accounts.share_grant set failures = failures + 1
    where id = ${grantId} and (wait_until is null or wait_until <= ${now}) returning failures`.execute(db);
  return rows[0]?.failures ?? null;
}

export async function waitUntil(db: Db, grantId: string, until: Date): Promise<void> {
  await sql`
    update accounts.share_grant set wait_until = greatest(wait_until, ${until}) where id = ${grantId}`.execute(db);
}

export async function forgetTries(db: Db, grantId: string): Promise<void> {
  await sql`update accounts.share_grant set failures = 0, wait_until = null where id = ${grantId}`.execute(db);
}

/** Writes that somebody looked, once a minute at most: who reloads looks once. True: it was the very first look. */
export async function insertViewing(
  trx: Db,
  { id, grantId, viewerId, at }: { id: string; grantId: string; viewerId: string | null; at: Date },
): Promise<boolean> {
  await sql`select from accounts.share_grant where id = ${grantId} for no key update`.execute(trx);
  const { rows } = await sql<{ first: boolean }>`
    insert into accounts.share_view (id, grant_id, viewer_id, at)
    select ${id}, ${grantId}, ${viewerId}::uuid, ${at}::timestamptz where not exists (
      select from accounts.share_view same
      where same.grant_id = ${grantId} and same.viewer_id is not distinct from ${viewerId}
        and same.at > ${at}::timestamptz - interval '1 minute')
    returning not exists (select from accounts.share_view earlier where earlier.grant_id = ${grantId}) as first`.execute(
    trx,
  );
  return rows[0]?.first ?? false;
}

/** False: it is not theirs, or was withdrawn before. */
export async function withdrawGrant(trx: Db, id: string, personId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update accounts.share_grant set withdrawn_at = ${now}
    where id = ${id} and person_id = ${personId} and withdrawn_at is null`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}
