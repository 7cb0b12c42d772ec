/** The SQL of letters: who is to be told of what. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type ToTell = { id: string; email: string; issuer: string; achievement: string; isDemonstration: boolean };

const facts = sql`credential.id, recipient.email, organisation.name as issuer, version.content ->> 'name' as achievement,
  issuer_key.did like 'did:key:%' as "isDemonstration"`;
const joined = sql`credentials.credential
  join credentials.recipient on recipient.credential_id = credential.id
  join credentials.issuer_key on issuer_key.id = credential.key_id
  join organisations.organisation_brief organisation on organisation.id = credential.organisation_id
  join credentials.achievement_version version
    on version.achievement_id = credential.achievement_id and version.version = credential.achievement_version`;

/** Of these credentials, those whose learner has an address. One that they declined is not told of. */
export async function toTell(db: Db, ids: readonly string[]): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    select ${facts} from ${joined}
    where credential.id = any(${ids}::uuid[]) and recipient.email is not null and credential.declined is null
    order by credential.id`.execute(db);
  return rows;
}

export type Ending = ToTell & { ends: Date; renewal: string | null };

/** Credentials that were claimed, stand, end before a moment, and of which nobody was reminded or that were not renewed. */
export async function endingBefore(db: Db, now: Date, before: Date, limit: number): Promise<Ending[]> {
  const { rows } = await sql<Ending>`
    select ${facts}, credential.valid_until as ends, version.content #>> '{validity,renewal}' as renewal from ${joined}
    where valid_until is not null and valid_until > ${now} and valid_until <= ${before} and reminded is null and revoked is null
      and claimed is not null and recipient.email is not null
      and not exists (select from credentials.credential later where later.renews_id = credential.id)
    order by valid_until, credential.id limit ${limit} for update of credential skip locked`.execute(db);
  return rows;
}

export async function markReminded(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  await sql`update credentials.credential set reminded = ${now} where id = any(${ids}::uuid[])`.execute(trx);
}
