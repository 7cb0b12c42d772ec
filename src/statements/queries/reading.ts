/** The SQL that finds statements. */
import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { StoredStatement } from '../schema/index.js';

export type Asked = {
  organisationId: string;
  /** Those of one source alone; null: all of the organisation. */
  sourceId: string | null;
  /** All of which a statement must have (rules/terms.ts). */
  terms: readonly string[];
  since: Date | null;
  until: Date | null;
  ascending: boolean;
  /** Where the last answer ended. */
  after: { stored: Date; seq: number } | null;
  limit: number;
  mostBytes: number;
};

/** A void statement is found by its id alone; one that declares another void is never void itself. */
const STANDS = sql<SqlBool>`(s.voids is not null or not exists (
  select from statements.voiding v where v.organisation_id = s.organisation_id and v.id = s.id))`;

/**
 * The newest first, or the oldest. At most `limit`, and at most `mostBytes` with their attachments, but one in any case.
 * `isMore`: there are others behind them.
 */
export async function findStatements(
  db: Db,
  { organisationId, sourceId, terms, since, until, ascending, after, limit, mostBytes }: Asked,
): Promise<{ statements: StoredStatement[]; isMore: boolean }> {
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const beyond = sql.raw(ascending ? '>' : '<');
  const { rows } = await sql<StoredStatement & { before: number }>`
    select id, stored, seq, statement, before from (
      select *, coalesce(sum(bytes) over (order by stored ${direction}, seq ${direction}
        rows between unbounded preceding and 1 preceding), 0) as before
      from (
        select s.id, s.stored, s.seq, s.statement, s.bytes from statements.statement s
        where s.organisation_id = ${organisationId} and ${STANDS}
          and (${sourceId}::uuid is null or s.source_id = ${sourceId}::uuid)
          ${terms.length > 0 ? sql`and s.terms @> ${[...terms]}::bigint[]` : sql``}
          ${since ? sql`and s.stored > ${since}` : sql``}
          ${until ? sql`and s.stored <= ${until}` : sql``}
          ${after ? sql`and (s.stored, s.seq) ${beyond} (${after.stored}::timestamptz, ${after.seq}::bigint)` : sql``}
        order by s.stored ${direction}, s.seq ${direction} limit ${limit + 1}
      ) found
    ) reckoned
    where before < ${mostBytes} order by stored ${direction}, seq ${direction}`.execute(db);
  const counted = rows.slice(0, limit);
  const isMore = rows.length > limit || (counted.length < limit && (await isCut(rows)));
  return { statements: counted, isMore };

  /** Fewer than asked for: because there are no more, or because they would be too large. */
  async function isCut(found: readonly StoredStatement[]): Promise<boolean> {
    const last = found.at(-1);
    if (!last) return false;
    const { statements } = await findStatements(db, {
      ...{ organisationId, sourceId, terms, since, until, ascending, limit: 1, mostBytes: 1 },
      after: last,
    });
    return statements.length > 0;
  }
}

/** One by its id; `voided`: that it is declared void, or that it is not. */
export async function findStatement(
  db: Db,
  asked: { organisationId: string; sourceId: string | null; id: string; voided: boolean },
): Promise<StoredStatement | null> {
  const { rows } = await sql<StoredStatement>`
    select s.id, s.stored, s.seq, s.statement
    from statements.register r join statements.statement s using (organisation_id, stored, seq)
    where r.organisation_id = ${asked.organisationId} and r.id = ${asked.id} and ${STANDS} = ${!asked.voided}
      and (${asked.sourceId}::uuid is null or s.source_id = ${asked.sourceId}::uuid)`.execute(db);
  return rows[0] ?? null;
}

/** When the oldest transaction began that is writing something in this database, and may not be seen yet. */
export async function writingSince(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(xact_start) as since from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`.execute(db);
  return rows[0]?.since ?? null;
}

export type KeptAttachment = { sha2: string; contentType: string; content: Buffer };

/** The files of these statements, each once. */
export async function attachmentsOf(db: Db, organisationId: string, ids: readonly string[]): Promise<KeptAttachment[]> {
  const { rows } = await sql<KeptAttachment>`
    select a.sha2, a.content_type as "contentType", a.content from statements.attachment a
    where a.organisation_id = ${organisationId} and a.sha2 in (
      select sha2 from statements.attached where organisation_id = ${organisationId} and statement_id = any(${[...ids]}::uuid[]))
    order by a.sha2`.execute(db);
  return rows;
}
