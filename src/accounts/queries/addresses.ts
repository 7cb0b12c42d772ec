/** The SQL of a person's several addresses. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Address } from '../schema/index.js';

/** The first one first, then in the order in which they came. */
export async function listAddresses(db: Db, personId: string): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select address.id, address.email, address.verified_at as "verifiedAt", address.email = person.email as "isFirst"
    from accounts.address join accounts.person on person.id = address.person_id
    where person_id = ${personId}
    order by "isFirst" desc, address.created, address.id`.execute(db);
  return rows;
}

/** Held until the transaction ends: of two acts on one person's addresses, the second sees what the first did. */
export async function lockPerson(trx: Db, personId: string): Promise<void> {
  await sql`select from accounts.person where id = ${personId} for update`.execute(trx);
}

/** An address that is still to be proved; nothing where it is in the list already. */
export async function insertClaimedAddress(
  trx: Db,
  { id, personId, email, now }: { id: string; personId: string; email: string; now: Date },
): Promise<void> {
  await sql`
    insert into accounts.address (id, person_id, email, created) values (${id}, ${personId}, ${email}, ${now})
    on conflict do nothing`.execute(trx);
}

/** False: the address is not in the list any more, or somebody else proved it first. */
export async function proveAddress(trx: Db, personId: string, email: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update accounts.address set verified_at = ${now}
    where person_id = ${personId} and email = ${email} and verified_at is null
      and not exists (select from accounts.address other where other.email = ${email} and other.verified_at is not null)`.execute(
    trx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteAddress(trx: Db, personId: string, id: string): Promise<void> {
  await sql`delete from accounts.address where id = ${id} and person_id = ${personId}`.execute(trx);
}

export async function chooseEmail(trx: Db, personId: string, email: string, now: Date): Promise<void> {
  await sql`update accounts.person set email = ${email}, changed = ${now} where id = ${personId}`.execute(trx);
}
