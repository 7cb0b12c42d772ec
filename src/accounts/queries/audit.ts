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
