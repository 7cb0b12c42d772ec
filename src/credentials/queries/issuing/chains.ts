/** The SQL of credentials that follow one another. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** Holds a credential until the transaction ends: of two who correct it at once, one comes too late. */
export async function lockCredential(trx: Db, id: string): Promise<void> {
  await sql`select from credentials.credential where id = ${id} for update`.execute(trx);
}

/** The new one is as claimed as the old one was, and by the same person. */
export async function carryOver(trx: Db, oldId: string, newId: string, now: Date): Promise<void> {
  await sql`
    update credentials.credential set claimed = ${now}
    where id = ${newId} and exists (
      select from credentials.credential old join credentials.recipient on recipient.credential_id = old.id
      where old.id = ${oldId} and old.claimed is not null and recipient.person_id is not null)`.execute(trx);
  await sql`
    update credentials.recipient set person_id = old.person_id from credentials.recipient old
    where recipient.credential_id = ${newId} and old.credential_id = ${oldId}`.execute(trx);
}

/** All that follow one another, the first one first. */
export async function chainOf(
  db: Db,
  id: string,
): Promise<{ id: string; issued: Date; how: 'corrected' | 'renewed' | null }[]> {
  const { rows } = await sql<{ id: string; issued: Date; how: 'corrected' | 'renewed' | null }>`
    with recursive back as (
      select id, replaces_id, renews_id from credentials.credential where id = ${id}
      union select earlier.id, earlier.replaces_id, earlier.renews_id
      from back join credentials.credential earlier on earlier.id in (back.replaces_id, back.renews_id)),
    forth as (
      select id from back
      union select later.id from forth join credentials.credential later
        on later.replaces_id = forth.id or later.renews_id = forth.id)
    select id, issued, case when replaces_id is not null then 'corrected' when renews_id is not null then 'renewed' end as how
    from credentials.credential where id in (select id from forth) order by issued, id`.execute(db);
  return rows;
}
