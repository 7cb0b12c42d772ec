/** The SQL of the audit log. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { AuditEntry } from '../schema/index.js';

/** Held until the transaction ends: each entry must know the one before it. */
export async function lockAudit(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('accounts.audit'))`.execute(trx);
}

export async function lastEntry(trx: Db): Promise<Pick<AuditEntry, 'seq' | 'hash'> | null> {
  const { rows } = await sql<Pick<AuditEntry, 'seq' | 'hash'>>`
    select seq, hash from accounts.audit order by seq desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

export async function insertEntry(trx: Db, entry: AuditEntry): Promise<void> {
  await sql`
    insert into accounts.audit (seq, at, actor, act, subject, detail, previous, hash)
    values (${entry.seq}, ${entry.at}, ${entry.actor}, ${entry.act}, ${entry.subject},
      ${JSON.stringify(entry.detail)}::jsonb, ${entry.previous}, ${entry.hash})`.execute(trx);
}

/** Entries after a number, in their order. */
export async function listEntries(db: Db, after: number, limit: number): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select seq, at, actor, act, subject, detail, previous, hash from accounts.audit
    where seq > ${after} order by seq limit ${limit}`.execute(db);
  return rows;
}

/** Which entries to list: parts of what was done and to what, a whole actor, and only those before an entry. */
export type AuditAsked = { act: string; subject: string; actor: string; before: number | null; limit: number };

/** The newest first. */
export async function latestEntries(db: Db, asked: AuditAsked): Promise<AuditEntry[]> {
  const part = (text: string) => (text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  const [act, subject] = [part(asked.act), part(asked.subject)];
  const { rows } = await sql<AuditEntry>`
    select seq, at, actor, act, subject, detail, previous, hash from accounts.audit
    where (${act}::text is null or act like ${act}) and (${subject}::text is null or subject like ${subject})
      and (${asked.actor} = '' or actor = ${asked.actor}) and (${asked.before}::bigint is null or seq < ${asked.before})
    order by seq desc limit ${asked.limit}`.execute(db);
  return rows;
}
