/** Documents that systems keep beside statements: states, profiles of agents, profiles of activities. */
import { EncodingError, parseStrictJson } from '../../credentials/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  deleteDocument,
  deleteDocuments,
  documentNames,
  findDocument,
  holdDocument,
  putDocument,
} from '../queries/documents.js';
import { type Asked, checkPreconditions, etagOf, type Preconditions } from '../rules/preconditions.js';
import { isPlain } from '../rules/shapes.js';
import { type DocumentPlace, type StoredDocument, XapiError } from '../schema/index.js';

type Parts = { db: Db; clock: Clock };
export type Sent = { contentType: string; content: Buffer };

/** @throws XapiError (404) */
export async function getDocument({ db }: Parts, place: DocumentPlace, name: string): Promise<StoredDocument> {
  const found = await findDocument(db, place, name);
  if (!found) throw new XapiError(404, 'There is no such document.');
  return found;
}

/** Names of the documents at a place that were written after a moment, and when the last one was. */
export async function namesOfDocuments(
  { db }: Parts,
  place: DocumentPlace,
  since: Date | null,
): Promise<{ names: string[]; updated: Date | null }> {
  const rows = await documentNames(db, place, since);
  const updated = rows.map((row) => row.updated).sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
  return { names: rows.map(({ name }) => name), updated };
}

/** Puts a document in the place of what was there. @throws XapiError (400, 409, 412) */
export function replaceDocument(
  parts: Parts,
  place: DocumentPlace,
  name: string,
  sent: Sent,
  preconditions: Preconditions,
  asked: Asked,
): Promise<void> {
  if (isJson(sent.contentType)) jsonOf(sent.content, 'The document');
  return write(parts, place, name, { preconditions, asked }, () => sent);
}

/** Adds the properties of a JSON object to those of the one that is there. @throws XapiError (400, 412) */
export function mergeDocument(
  parts: Parts,
  place: DocumentPlace,
  name: string,
  sent: Sent,
  preconditions: Preconditions,
): Promise<void> {
  const added = isJson(sent.contentType) ? jsonOf(sent.content, 'The document') : null;
  return write(parts, place, name, { preconditions, asked: 'never' }, (kept) => {
    if (!kept) return sent;
    const before = isJson(kept.contentType) ? jsonOf(kept.content, 'The document that is there') : null;
    if (!isPlain(before) || !isPlain(added))
      throw new XapiError(400, 'Only a JSON object can be added to a JSON object. Use PUT to replace the document.');
    return { contentType: 'application/json', content: Buffer.from(JSON.stringify({ ...before, ...added })) };
  });
}

/** Nothing happens where there is none. @throws XapiError (412) */
export function removeDocument(
  { db }: Parts,
  place: DocumentPlace,
  name: string,
  preconditions: Preconditions,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await holdDocument(trx, place, name);
    const kept = await findDocument(trx, place, name);
    checkPreconditions(preconditions, kept?.etag ?? null, 'never');
    await deleteDocument(trx, place, name);
  });
}

export function removeDocuments({ db }: Parts, place: DocumentPlace): Promise<void> {
  return db.transaction().execute((trx) => deleteDocuments(trx, place));
}

function write(
  { db, clock }: Parts,
  place: DocumentPlace,
  name: string,
  { preconditions, asked }: { preconditions: Preconditions; asked: Asked },
  change: (kept: StoredDocument | null) => Sent,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await holdDocument(trx, place, name);
    const kept = await findDocument(trx, place, name);
    checkPreconditions(preconditions, kept?.etag ?? null, asked);
    const { contentType, content } = change(kept);
    await putDocument(trx, place, { name, contentType, content, etag: etagOf(content), updated: clock.now() });
  });
}

function isJson(contentType: string): boolean {
  return contentType.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function jsonOf(content: Buffer, what: string): unknown {
  try {
    return parseStrictJson(content.toString('utf8'), { mostBytes: 12_000_000, mostDepth: 60 });
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new XapiError(400, `${what}: ${error.message}`);
  }
}
