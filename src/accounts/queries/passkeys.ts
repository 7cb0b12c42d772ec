/** The SQL of passkeys and of the challenges that they answer. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Passkey, PasskeySecret } from '../schema/index.js';

const shown = sql`id, name, backed_up as "backedUp", created, last_used as "lastUsed"`;

export async function listPasskeys(db: Db, personId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select ${shown} from accounts.passkey where person_id = ${personId} order by created, id`.execute(db);
  return rows;
}

export async function findPasskey(db: Db, id: string): Promise<PasskeySecret | null> {
  const { rows } = await sql<PasskeySecret>`
    select ${shown}, person_id as "personId", public_key as "publicKey", counter, transports
    from accounts.passkey where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** False: this passkey is known already. */
export async function insertPasskey(trx: Db, passkey: Omit<PasskeySecret, 'lastUsed'>): Promise<boolean> {
  const { id, personId, name, publicKey, counter, transports, backedUp, created } = passkey;
  const { numAffectedRows } = await sql`
    insert into accounts.passkey (id, person_id, name, public_key, counter, transports, backed_up, created)
    values (${id}, ${personId}, ${name}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports]}::text[], ${backedUp}, ${created})
    on conflict do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Notes a use. False: the counter was used by somebody else in between. */
export async function touchPasskey(
  trx: Db,
  { id, counter, before, now }: { id: string; counter: number; before: number; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update accounts.passkey set counter = ${counter}, last_used = ${now}
    where id = ${id} and counter = ${before}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function renamePasskey(trx: Db, personId: string, id: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update accounts.passkey set name = ${name} where id = ${id} and person_id = ${personId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deletePasskey(trx: Db, personId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from accounts.passkey where id = ${id} and person_id = ${personId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** `forWhom` is the person who makes a passkey, or empty where anybody may sign in. */
export async function insertChallenge(
  trx: Db,
  challenge: { id: string; identifier: string; forWhom: string; now: Date; expiresAt: Date },
): Promise<void> {
  const { id, identifier, forWhom, now, expiresAt } = challenge;
  await sql`
    insert into accounts.verification (id, identifier, value, expires_at, created, changed)
    values (${id}, ${identifier}, ${forWhom}, ${expiresAt}, ${now}, ${now})`.execute(trx);
}

/** Takes a challenge for its one use; null: unknown, used or too old. */
export async function takeChallenge(trx: Db, identifier: string, now: Date): Promise<{ forWhom: string } | null> {
  const { rows } = await sql<{ forWhom: string; alive: boolean }>`
    delete from accounts.verification where identifier = ${identifier}
    returning value as "forWhom", expires_at > ${now} as alive`.execute(trx);
  return rows[0]?.alive ? { forWhom: rows[0].forWhom } : null;
}
