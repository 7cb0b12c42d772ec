/** The SQL of what the store holds about a person: statements and documents by the addresses that are known as theirs. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Organisations that other systems send statements to, or that teach here. */
export async function keepingOrganisations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct organisation_id as id from statements.source`.execute(db);
  return rows.map(({ id }) => id);
}

export type Held = { organisationId: string; id: string; stored: Date; seq: number; statement: string };

/** Statements that hold one of these terms, or none of them. Void ones too. */
export async function statementsWith(db: Db, terms: readonly string[]): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select organisation_id as "organisationId", id, stored, seq, statement from statements.statement
    where terms && ${[...terms]}::bigint[] order by stored, seq`.execute(db);
  return rows;
}

export async function rewriteStatement(
  trx: Db,
  { organisationId, stored, seq }: Held,
  { statement, terms, bytes }: { statement: string; terms: readonly string[]; bytes: number },
): Promise<void> {
  await sql`
    update statements.statement set statement = ${statement}, terms = ${[...terms]}::bigint[], bytes = ${bytes}
    where organisation_id = ${organisationId} and stored = ${stored} and seq = ${seq}`.execute(trx);
}

/** The signatures of a statement hold it whole, so they go where it is changed. */
export async function deleteFiles(trx: Db, organisationId: string, hashes: readonly string[]): Promise<void> {
  await sql`
    delete from statements.attached where organisation_id = ${organisationId} and sha2 = any(${[...hashes]})`.execute(
    trx,
  );
  await sql`
    delete from statements.attachment where organisation_id = ${organisationId} and sha2 = any(${[...hashes]})`.execute(
    trx,
  );
}

export type HeldDocument = {
  kind: string;
  activity: string | null;
  registration: string | null;
  name: string;
  contentType: string;
  content: Buffer;
  updated: Date;
};

export async function documentsOf(db: Db, agents: readonly string[]): Promise<HeldDocument[]> {
  const { rows } = await sql<HeldDocument>`
    select kind, activity, registration, name, content_type as "contentType", content, updated
    from statements.document where agent = any(${[...agents]}) order by updated, name`.execute(db);
  return rows;
}

export async function deleteDocumentsOf(trx: Db, agents: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from statements.document where agent = any(${[...agents]})`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
