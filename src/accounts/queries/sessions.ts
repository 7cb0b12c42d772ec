/** The SQL of sessions: better-auth makes and renews them, their owner sees and ends them here. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { SessionRow } from '../schema/index.js';

/** Sessions of a person that have not run out, the newest first. */
export async function listSessions(db: Db, personId: string, now: Date): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select id, user_agent as "userAgent", created, changed as used from accounts.session
    where person_id = ${personId} and expires_at > ${now} order by created desc, id desc limit 100`.execute(db);
  return rows;
}

/** Ends one session, of this person only. */
export async function forgetSession(trx: Db, personId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from accounts.session where id = ${id} and person_id = ${personId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function provedAt(db: Db, sessionId: string): Promise<Date | null> {
  const { rows } = await sql<{ proved: Date }>`select proved from accounts.session where id = ${sessionId}`.execute(db);
  return rows[0]?.proved ?? null;
}

export async function markProved(trx: Db, sessionId: string, now: Date): Promise<void> {
  await sql`update accounts.session set proved = ${now} where id = ${sessionId}`.execute(trx);
}

/** The password as better-auth hashes it; null: this person has none. */
export async function findPasswordHash(db: Db, personId: string): Promise<string | null> {
  const { rows } = await sql<{ password: string | null }>`
    select password from accounts.sign_in_method
    where person_id = ${personId} and provider_id = 'credential'`.execute(db);
  return rows[0]?.password ?? null;
}

/** From now on every browser is asked for a code again. */
export async function forgetTrust(trx: Db, personId: string): Promise<void> {
  await sql`
    delete from accounts.verification where value = ${personId} and identifier like 'trust-device-%'`.execute(trx);
}

/** Signs everybody out and makes every link in a letter useless. */
export async function closeDoors(trx: Db): Promise<void> {
  await sql`delete from accounts.session`.execute(trx);
  await sql`delete from accounts.verification`.execute(trx);
  await sql`update accounts.link set used_at = now() where used_at is null`.execute(trx);
}
