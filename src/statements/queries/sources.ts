/** The SQL of sources: who may write and read statements. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Source } from '../schema/index.js';

const COLUMNS = sql`id, organisation_id as "organisationId", name, key_id as "keyId", scopes, version,
  retention_months as "retentionMonths", created, revoked_at as "revokedAt"`;

export async function insertSource(trx: Db, source: Source & { secretHash: string }): Promise<void> {
  await sql`
    insert into statements.source
      (id, organisation_id, name, key_id, secret_hash, scopes, version, retention_months, created)
    values (${source.id}, ${source.organisationId}, ${source.name}, ${source.keyId}, ${source.secretHash},
      ${source.scopes}, ${source.version}, ${source.retentionMonths}, ${source.created})`.execute(trx);
}

/** One that may be used, by its key. */
export async function sourceByKey(db: Db, keyId: string): Promise<(Source & { secretHash: string }) | null> {
  const { rows } = await sql<Source & { secretHash: string }>`
    select ${COLUMNS}, secret_hash as "secretHash" from statements.source
    where key_id = ${keyId} and revoked_at is null`.execute(db);
  return rows[0] ?? null;
}

export async function listSources(db: Db, organisationId: string): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select ${COLUMNS} from statements.source where organisation_id = ${organisationId}
    order by revoked_at is not null, created, id`.execute(db);
  return rows;
}

export async function findSource(db: Db, organisationId: string, id: string): Promise<Source | null> {
  const { rows } = await sql<Source>`
    select ${COLUMNS} from statements.source where organisation_id = ${organisationId} and id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function revokeSource(trx: Db, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update statements.source set revoked_at = ${at} where id = ${id} and revoked_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Sources whose statements do not stay, with what is too old by now. */
export async function endingSources(
  db: Db,
  now: Date,
): Promise<{ id: string; organisationId: string; before: Date }[]> {
  const { rows } = await sql<{ id: string; organisationId: string; before: Date }>`
    select id, organisation_id as "organisationId", ${now}::timestamptz - make_interval(months => retention_months) as before
    from statements.source where retention_months is not null`.execute(db);
  return rows;
}

/** Takes away what a source sent before a moment, at most so many; their ids stay taken. Returns how many went. */
export async function forgetStatements(
  trx: Db,
  { sourceId, before, most }: { sourceId: string; before: Date; most: number },
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    with old as (
      select organisation_id, stored, seq from statements.statement
      where source_id = ${sourceId} and stored < ${before} order by stored limit ${most}
    ), gone as (
      delete from statements.statement s using old
      where s.organisation_id = old.organisation_id and s.stored = old.stored and s.seq = old.seq
      returning s.organisation_id, s.id
    ), unlinked as (
      delete from statements.attached a using gone where a.organisation_id = gone.organisation_id and a.statement_id = gone.id
    )
    select count(*)::int as gone from gone`.execute(trx);
  return rows[0]?.gone ?? 0;
}

/** Files that belong to no statement any more. */
export async function forgetLooseAttachments(trx: Db): Promise<void> {
  await sql`
    delete from statements.attachment a where not exists (
      select from statements.attached l where l.organisation_id = a.organisation_id and l.sha2 = a.sha2)`.execute(trx);
}
