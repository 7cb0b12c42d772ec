/** The SQL of documents: states, profiles of agents and of activities. */
import { hash } from 'node:crypto';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { DocumentPlace, StoredDocument } from '../schema/index.js';

const COLUMNS = sql`name, content_type as "contentType", content, etag, updated`;

/** Its key in the table: what would be too long for an index is a hash there. */
function keyOf({ kind, sourceId, activity, agent, registration }: DocumentPlace, name: string): Buffer {
  return hash('sha256', JSON.stringify([kind, sourceId, activity, agent, registration, name]), 'buffer');
}

/** Whoever writes the same document waits here, also where it is not there yet. */
export async function holdDocument(trx: Db, place: DocumentPlace, name: string): Promise<void> {
  const key = keyOf(place, name).readBigInt64BE().toString();
  await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(trx);
}

export async function findDocument(db: Db, place: DocumentPlace, name: string): Promise<StoredDocument | null> {
  const { rows } = await sql<StoredDocument>`
    select ${COLUMNS} from statements.document
    where organisation_id = ${place.organisationId} and key = ${keyOf(place, name)}`.execute(db);
  return rows[0] ?? null;
}

export async function putDocument(trx: Db, place: DocumentPlace, document: StoredDocument): Promise<void> {
  const { organisationId, kind, sourceId, activity, agent, registration } = place;
  const { name, contentType, content, etag, updated } = document;
  await sql`
    insert into statements.document
      (organisation_id, key, kind, source_id, activity, agent, registration, name, content_type, content, etag, updated)
    values (${organisationId}, ${keyOf(place, name)}, ${kind}, ${sourceId}, ${activity}, ${agent}, ${registration}, ${name},
      ${contentType}, ${content}, ${etag}, ${updated})
    on conflict (organisation_id, key) do update set content_type = excluded.content_type, content = excluded.content,
      etag = excluded.etag, updated = excluded.updated`.execute(trx);
}

export async function deleteDocument(trx: Db, place: DocumentPlace, name: string): Promise<void> {
  await sql`
    delete from statements.document
    where organisation_id = ${place.organisationId} and key = ${keyOf(place, name)}`.execute(trx);
}

/** Those at a place; where it names no registration, those of every registration. */
function at({ organisationId, kind, sourceId, activity, agent, registration }: DocumentPlace): RawBuilder<SqlBool> {
  return sql<SqlBool>`organisation_id = ${organisationId} and kind = ${kind}
    and source_id is not distinct from ${sourceId}::uuid
    and (${activity}::text is null or activity = ${activity}) and (${agent}::text is null or agent = ${agent})
    and (${registration}::uuid is null or registration = ${registration}::uuid)`;
}

/** Names of those that were written after a moment. */
export async function documentNames(
  db: Db,
  place: DocumentPlace,
  since: Date | null,
): Promise<{ name: string; updated: Date }[]> {
  const { rows } = await sql<{ name: string; updated: Date }>`
    select name, max(updated) as updated from statements.document
    where ${at(place)} and (${since}::timestamptz is null or updated > ${since}) group by name order by name`.execute(
    db,
  );
  return rows;
}

export async function deleteDocuments(trx: Db, place: DocumentPlace): Promise<void> {
  await sql`delete from statements.document where ${at(place)}`.execute(trx);
}
