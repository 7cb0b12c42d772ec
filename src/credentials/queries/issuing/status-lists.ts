/** The SQL of status lists: their places, and each list as it was signed. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { StatusPurpose } from '../../rules/issuing/status.js';

export type StatusList = { id: string; organisationId: string; did: string; shuffle: Buffer; taken: number };

const columns = sql`id, organisation_id as "organisationId", did, shuffle, taken`;

/**
 * A list of this DID with a place left, held until the transaction ends. Only one that is served under this address: a DID that
 * is its own key goes on where one's own machine changes its port, and its older lists are at an address that nobody answers.
 */
export async function openList(trx: Db, did: string, origin: string): Promise<StatusList | null> {
  const { rows } = await sql<StatusList>`
    select ${columns} from credentials.status_list where did = ${did} and taken < 131072
      and exists (select from credentials.status_snapshot
        where list_id = status_list.id and purpose = 'revocation' and num = 1
          and starts_with(signed::jsonb ->> 'id', ${`${origin}/status/`}))
    order by made, id limit 1 for update`.execute(trx);
  return rows[0] ?? null;
}

export async function findList(db: Db, id: string): Promise<StatusList | null> {
  const { rows } = await sql<StatusList>`
    select ${columns} from credentials.status_list where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function lockList(trx: Db, id: string): Promise<StatusList> {
  const { rows } = await sql<StatusList>`
    select ${columns} from credentials.status_list where id = ${id} for update`.execute(trx);
  if (!rows[0]) throw new Error(`there is no status list ${id}`);
  return rows[0];
}

export async function insertList(trx: Db, list: StatusList & { made: Date }): Promise<void> {
  await sql`
    insert into credentials.status_list (id, organisation_id, did, shuffle, taken, made)
    values (${list.id}, ${list.organisationId}, ${list.did}, ${list.shuffle}, ${list.taken}, ${list.made})`.execute(
    trx,
  );
}

export async function takePlaces(trx: Db, id: string, count: number): Promise<void> {
  await sql`update credentials.status_list set taken = taken + ${count} where id = ${id}`.execute(trx);
}

export type Snapshot = { num: number; bits: Buffer; signed: string; since: Date };

/** The list as it was at a moment; left out: as it is. Null: it was not there yet. */
export async function snapshotAt(
  db: Db,
  listId: string,
  purpose: StatusPurpose,
  at: Date | null = null,
): Promise<Snapshot | null> {
  const { rows } = await sql<Snapshot>`
    select num, bits, signed, since from credentials.status_snapshot
    where list_id::text = ${listId} and purpose = ${purpose} and (${at}::timestamptz is null or since <= ${at})
    order by num desc limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function insertSnapshot(
  trx: Db,
  listId: string,
  purpose: StatusPurpose,
  { num, bits, signed, since }: Snapshot,
): Promise<void> {
  await sql`
    insert into credentials.status_snapshot (list_id, purpose, num, bits, signed, since)
    values (${listId}, ${purpose}, ${num}, ${bits}, ${signed}, ${since})`.execute(trx);
}
