/** Storing statements: judged before the database is asked for anything, stored all together or not at all. */
import { hash } from 'node:crypto';
import type { Clock } from '../../platform/clock/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  type AttachmentRow,
  awaitedAmong,
  beginWriting,
  hashesOf,
  insertAttachments,
  insertStatements,
  lendTerms,
  linkAttachments,
  type Row,
  takeOverTerms,
} from '../queries/recording.js';
import { asKept } from '../rules/keeping.js';
import { likenessOf } from '../rules/likeness.js';
import { fault, type Plain } from '../rules/shapes.js';
import { checkSignature, SIGNATURE } from '../rules/signatures.js';
import { checkStatement } from '../rules/statements.js';
import { referredBy, termsOf, voidedBy } from '../rules/terms.js';
import { type Agent, type Statement, type Version, XapiError } from '../schema/index.js';

/** For whom statements are stored, and who vouches for them. */
export type Writer = { organisationId: string; sourceId: string | null; authority: Agent; version: Version };

type Judged = { id: string; statement: Plain; hash: Buffer; files: AttachmentRow[] };

const MOST_AT_ONCE = 1000;

/**
 * Stores statements of Cairn itself in the transaction of what they tell of. Those that are stored already, word for word,
 * are left as they are.
 * @param about.organisationId who may read them: the provider of the course.
 * @returns their ids in their order. @throws XapiError (400, 409)
 */
export async function recordStatements(
  trx: Db,
  statements: readonly Statement[],
  about: { organisationId: string; authority: Agent; now: Date },
): Promise<string[]> {
  const { organisationId, authority, now } = about;
  const judged = judgeStatements(statements, [], '2.0.0');
  await storeJudged(trx, judged, { organisationId, authority, sourceId: null, version: '2.0.0' }, now);
  return judged.map(({ id }) => id);
}

/** Judges and stores what a source sends. @returns the ids in their order. @throws XapiError (400, 409) */
export async function acceptStatements(
  { db, clock }: { db: Db; clock: Clock },
  statements: readonly unknown[],
  files: readonly AttachmentRow[],
  writer: Writer,
): Promise<string[]> {
  const judged = judgeStatements(statements, files, writer.version);
  await db.transaction().execute(async (trx) => {
    // Whoever asks through when everything can be seen must see this transaction before its moment is taken.
    await beginWriting(trx);
    await storeJudged(trx, judged, writer, clock.now());
  });
  return judged.map(({ id }) => id);
}

function judgeStatements(statements: readonly unknown[], files: readonly AttachmentRow[], version: Version): Judged[] {
  if (statements.length > MOST_AT_ONCE)
    throw new XapiError(413, `At most ${MOST_AT_ONCE} statements may come at once; these are ${statements.length}.`);
  const byHash = new Map(files.map((file) => [file.sha2, file]));
  const judged = statements.map((statement, index) => {
    const at = statements.length === 1 ? 'statement' : `statements[${index}]`;
    checkStatement(statement, version, at);
    const id = typeof statement.id === 'string' ? statement.id.toLowerCase() : newId();
    return { id, statement, hash: likenessOf(statement), files: filesOf(statement, byHash, at) };
  });
  const ids = new Set(judged.map(({ id }) => id));
  if (ids.size < judged.length) throw new XapiError(400, 'The same id stands at two statements of this batch.');
  const wanted = new Set(judged.flatMap(({ files: own }) => own.map(({ sha2 }) => sha2)));
  const loose = files.find(({ sha2 }) => !wanted.has(sha2));
  if (loose) throw new XapiError(400, `The part with the hash ${loose.sha2.slice(0, 128)} belongs to no statement.`);
  return judged;
}

/** The parts that came with a statement; each of its attachments must be here, or say where it is. */
function filesOf(statement: Plain, byHash: ReadonlyMap<string, AttachmentRow>, at: string): AttachmentRow[] {
  const attachments = (statement.attachments ?? []) as Plain[];
  return attachments.flatMap((attachment, index) => {
    const place = `${at}.attachments[${index}]`;
    const file = byHash.get((attachment.sha2 as string).toLowerCase());
    if (!file) {
      if (attachment.fileUrl === undefined || attachment.usageType === SIGNATURE)
        fault(place, 'has no fileUrl, so a part with its hash must be sent along.');
      return [];
    }
    if (attachment.usageType === SIGNATURE)
      checkSignature(statement, attachment.contentType as string, file.content, place);
    return [{ ...file, contentType: attachment.contentType as string }];
  });
}

async function storeJudged(trx: Db, judged: readonly Judged[], writer: Writer, stored: Date): Promise<void> {
  if (judged.length === 0) return;
  const { organisationId, sourceId } = writer;
  const rows = judged.map((one) => rowOf(one, writer, stored));
  const added = await insertStatements(trx, { organisationId, sourceId, stored, rows });
  const isNew = new Set(added);
  const known = judged.filter(({ id }) => !isNew.has(id));
  if (known.length > 0) await checkSame(trx, organisationId, known);
  const fresh = judged.filter(({ id }) => isNew.has(id));
  await storeFiles(trx, organisationId, fresh, stored);
  await followReferences(trx, organisationId, added, rows);
}

function rowOf({ id, statement, hash: likeness, files }: Judged, writer: Writer, stored: Date): Row {
  const kept = asKept(statement, { id, stored, authority: writer.authority, version: writer.version });
  const text = JSON.stringify(kept);
  const bytes = files.reduce((sum, { content }) => sum + content.length, text.length);
  return {
    id,
    hash: likeness,
    voids: voidedBy(kept),
    refers: referredBy(kept),
    terms: termsOf(writer.organisationId, kept),
    bytes,
    statement: text,
  };
}

/** What is stored never changes: the same again is no news, anything else under its id is refused. */
async function checkSame(trx: Db, organisationId: string, known: readonly Judged[]): Promise<void> {
  const hashes = await hashesOf(
    trx,
    organisationId,
    known.map(({ id }) => id),
  );
  const other = known.find(({ id, hash: likeness }) => !hashes.get(id)?.equals(likeness));
  if (other)
    throw new XapiError(409, `There is another statement with the id ${other.id}. Nothing of this was stored.`);
}

async function storeFiles(trx: Db, organisationId: string, fresh: readonly Judged[], now: Date): Promise<void> {
  const links = fresh.flatMap(({ id, files }) => files.map((file) => ({ ...file, statementId: id })));
  if (links.length === 0) return;
  const files = [...new Map(links.map((link) => [link.sha2, link])).values()];
  await insertAttachments(trx, organisationId, files, now);
  await linkAttachments(trx, organisationId, links);
}

/** Statements about others are found by what those say; chains of them are followed as far as they go. */
async function followReferences(
  trx: Db,
  organisationId: string,
  added: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const about = rows.filter(({ id, refers }) => refers !== null && added.includes(id)).map(({ id }) => id);
  if (about.length > 0) await takeOverTerms(trx, organisationId, about);
  let arrived = await awaitedAmong(trx, organisationId, added);
  for (let depth = 0; arrived.length > 0 && depth < 20; depth++)
    arrived = await awaitedAmong(trx, organisationId, await lendTerms(trx, organisationId, arrived));
}

/** The hash of a part, by as many bits as the one that it is said to have. Lower-case hexadecimal. */
export function sha2Of(content: Buffer, said: string): string {
  const algorithm = { 56: 'sha224', 96: 'sha384', 128: 'sha512' }[said.length] ?? 'sha256';
  return hash(algorithm, content, 'hex');
}
