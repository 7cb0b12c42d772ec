/** The SQL of who is staff. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export type StaffRow = { id: string; name: string; email: string; since: Date };

/** Who came first stands first. */
export async function listStaff(db: Db): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select person.id, name, email, since from accounts.staff join accounts.person on person.id = person_id order by since, person.id`.execute(
    db,
  );
  return rows;
}

/** False: they are staff already. */
export async function insertStaff(trx: Db, personId: string, since: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into accounts.staff (person_id, since) values (${personId}, ${since}) on conflict do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** False: they were not staff. */
export async function deleteStaff(trx: Db, personId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from accounts.staff where person_id = ${personId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}
