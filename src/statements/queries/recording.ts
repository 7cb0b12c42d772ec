/** The SQL that stores statements: one question for a whole batch. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export type Row = {
  id: string;
  hash: Buffer;
  voids: string | null;
  /** Of another statement that this one is about. */
  refers: string | null;
  terms: string[];
  bytes: number;
  statement: string;
};
export type Batch = { organisationId: string; sourceId: string | null; stored: Date; rows: readonly Row[] };

/**
 * Stores those whose ids are new and returns these ids; of the others nothing is said but that they are missing here.
 * Ids are claimed in their order, so that two batches with the same ones wait for each other instead of for ever.
 */
export async function insertStatements(trx: Db, { organisationId, sourceId, stored, rows }: Batch): Promise<string[]> {
  const voided = rows.map(({ voids }) => voids).filter((id) => id !== null);
  const { rows: added } = await sql<{ id: string }>`
    with given as materialized (
      select nextval('statements.statement_seq') as seq, g.*
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ hash }) => hash)}::bytea[],
        ${rows.map(({ voids }) => voids)}::uuid[], ${rows.map(({ terms }) => `{${terms.join(',')}}`)}::text[],
        ${rows.map(({ bytes }) => bytes)}::integer[], ${rows.map(({ statement }) => statement)}::text[])
        as g(id, hash, voids, terms, bytes, statement)
    ), claimed as (
      insert into statements.register (organisation_id, id, hash, stored, seq)
      select ${organisationId}::uuid, id, hash, ${stored}::timestamptz, seq from given order by id
      on conflict do nothing returning id
    ), declared as (
      insert into statements.voiding (organisation_id, id)
      select ${organisationId}::uuid, id from unnest(${[...voided].sort()}::uuid[]) id on conflict do nothing
    )
    insert into statements.statement (organisation_id, stored, seq, id, source_id, voids, terms, bytes, statement)
    select ${organisationId}::uuid, ${stored}::timestamptz, seq, id, ${sourceId}::uuid, voids, terms::bigint[], bytes, statement
    from given join claimed using (id)
    returning id`.execute(trx);
  return added.map(({ id }) => id);
}

/** What makes those statements the same, by id. */
export async function hashesOf(trx: Db, organisationId: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<{ id: string; hash: Buffer }>`
    select id, hash from statements.register
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

/**
 * A statement about another is found by whatever finds that one (xAPI 1.0.3 Communication 2.1.3): these take over the
 * terms of their targets, and wait for targets that have not arrived.
 */
export async function takeOverTerms(trx: Db, organisationId: string, ids: readonly string[]): Promise<void> {
  await sql`
    with about as (
      select s.stored, s.seq, ((s.statement::json -> 'object' ->> 'id')::uuid) as target
      from statements.register r join statements.statement s using (organisation_id, stored, seq)
      where r.organisation_id = ${organisationId} and r.id = any(${[...ids]}::uuid[])
    ), found as (
      select about.*, t.terms from about
      left join statements.register r on r.organisation_id = ${organisationId} and r.id = about.target
      left join statements.statement t on t.organisation_id = r.organisation_id and t.stored = r.stored and t.seq = r.seq
    ), waiting as (
      insert into statements.awaited (organisation_id, id, by_stored, by_seq)
      select ${organisationId}::uuid, target, stored, seq from found where terms is null on conflict do nothing
    )
    update statements.statement s set terms = array(select distinct t from unnest(s.terms || found.terms) t)
    from found where found.terms is not null
      and s.organisation_id = ${organisationId} and s.stored = found.stored and s.seq = found.seq`.execute(trx);
}

/** The ids among these that others wait for. */
export async function awaitedAmong(trx: Db, organisationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct id from statements.awaited
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Gives the terms of statements that have arrived to those which waited for them; returns the ids of these. */
export async function lendTerms(trx: Db, organisationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with arrived as (
      delete from statements.awaited a using statements.register r, statements.statement t
      where a.organisation_id = ${organisationId} and a.id = any(${[...ids]}::uuid[])
        and r.organisation_id = a.organisation_id and r.id = a.id
        and t.organisation_id = r.organisation_id and t.stored = r.stored and t.seq = r.seq
      returning a.by_stored, a.by_seq, t.terms
    )
    update statements.statement s set terms = array(select distinct t from unnest(s.terms || arrived.terms) t)
    from arrived where s.organisation_id = ${organisationId} and s.stored = arrived.by_stored and s.seq = arrived.by_seq
    returning s.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Waiting ones whose targets arrived in a transaction that nobody here could see. */
export async function missedTargets(db: Db, most: number): Promise<{ organisationId: string; id: string }[]> {
  const { rows } = await sql<{ organisationId: string; id: string }>`
    select distinct a.organisation_id as "organisationId", a.id from statements.awaited a
    join statements.register r on r.organisation_id = a.organisation_id and r.id = a.id limit ${most}`.execute(db);
  return rows;
}

export type AttachmentRow = { sha2: string; contentType: string; content: Buffer };

export async function insertAttachments(
  trx: Db,
  organisationId: string,
  files: readonly AttachmentRow[],
  now: Date,
): Promise<void> {
  await sql`
    insert into statements.attachment (organisation_id, sha2, content_type, content, created)
    select ${organisationId}::uuid, g.sha2, g.type, g.content, ${now}::timestamptz
    from unnest(${files.map(({ sha2 }) => sha2)}::text[], ${files.map(({ contentType }) => contentType)}::text[],
      ${files.map(({ content }) => content)}::bytea[]) as g(sha2, type, content)
    order by g.sha2 on conflict do nothing`.execute(trx);
}

export async function linkAttachments(
  trx: Db,
  organisationId: string,
  links: readonly { sha2: string; statementId: string }[],
): Promise<void> {
  await sql`
    insert into statements.attached (organisation_id, sha2, statement_id)
    select ${organisationId}::uuid, g.sha2, g.id
    from unnest(${links.map(({ sha2 }) => sha2)}::text[], ${links.map(({ statementId }) => statementId)}::uuid[]) as g(sha2, id)
    on conflict do nothing`.execute(trx);
}

/** From here on this transaction is one that `writingSince` sees, also before its first row. */
export async function beginWriting(trx: Db): Promise<void> {
  await sql`select pg_current_xact_id()`.execute(trx);
}

/** Makes the partition of the month of a day, and says whether there was none. */
export async function openMonth(db: Db, day: string): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`select statements.open_month(${day}::date) as opened`.execute(db);
  return rows[0]?.opened ?? false;
}
