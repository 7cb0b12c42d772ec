/** The SQL of holdings: one row each, with the bytes as they came. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Findings, Holding, Recipient, Source, WholeHolding } from '../schema.js';

/** What a person brings is counted one act after the other, so that limits hold and the same one is kept once. */
export async function lockPerson(trx: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wallet ${personId}`}, 0))`.execute(trx);
}

const columns = sql`
  id, person_id as "personId", credential_id as "credentialId", source, file_name as "fileName",
  source_url as "sourceUrl", format, summary, checks, verdict, checked_at as "checkedAt", recipient, grouping, note,
  hidden, published_at as "publishedAt", shown_name as "shownName", created`;

/** The newest first, without their bytes and without pictures that stand inside. */
export async function holdingsOf(db: Db, personId: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select ${columns}, summary #- '{achievement,image}' as summary from wallet.holding where person_id = ${personId}
    order by coalesce(valid_from, created) desc, id desc`.execute(db);
  return rows;
}

/** Where a person holds what was issued here; null: they do not. */
export async function holdingOfCredential(db: Db, personId: string, credentialId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from wallet.holding where person_id = ${personId} and credential_id = ${credentialId}`.execute(db);
  return rows[0]?.id ?? null;
}

export async function countHoldings(db: Db, personId: string): Promise<{ count: number; bytes: number }> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*)::int as count, coalesce(sum(length(content)), 0)::int as bytes
    from wallet.holding where person_id = ${personId}`.execute(db);
  return rows[0] ?? { count: 0, bytes: 0 };
}

async function findWhere(db: Db, where: RawBuilder<unknown>): Promise<WholeHolding | null> {
  const { rows } = await sql<WholeHolding>`select ${columns}, content from wallet.holding where ${where}`.execute(db);
  return rows[0] ?? null;
}

export function findHolding(db: Db, id: string): Promise<WholeHolding | null> {
  return findWhere(db, sql`id = ${id}`);
}

/** By the id of its public page: of the credential where it was issued here, else its own. */
export function findShown(db: Db, id: string): Promise<WholeHolding | null> {
  return findWhere(db, sql`credential_id = ${id} or (id = ${id} and credential_id is null)`);
}

export function findSame(db: Db, personId: string, identity: string): Promise<WholeHolding | null> {
  return findWhere(db, sql`person_id = ${personId} and identity = ${identity}`);
}

/** What is held by the link of a letter alone. */
export async function heldByLink(db: Db, linkHash: string): Promise<WholeHolding[]> {
  const { rows } = await sql<WholeHolding>`
    select ${columns}, content from wallet.holding
    where link_hash = ${linkHash} and person_id is null order by created, id`.execute(db);
  return rows;
}

export type NewHolding = Findings & {
  id: string;
  personId: string | null;
  linkHash: string | null;
  credentialId: string | null;
  source: Source;
  fileName: string | null;
  sourceUrl: string | null;
  content: Uint8Array;
  contentHash: string;
  identity: string;
  validFrom: Date | null;
  recipient: Recipient;
  checkDue: Date;
  unanswered: number;
  now: Date;
};

export async function insertHolding(trx: Db, given: NewHolding): Promise<void> {
  await sql`
    insert into wallet.holding (id, person_id, link_hash, credential_id, source, file_name, source_url, content,
      content_hash, identity, format, summary, valid_from, checks, verdict, checked_at, check_due, unanswered, recipient,
      created, changed)
    values (${given.id}, ${given.personId}, ${given.linkHash}, ${given.credentialId}, ${given.source}, ${given.fileName},
      ${given.sourceUrl}, ${Buffer.from(given.content)}, ${given.contentHash}, ${given.identity}, ${given.format},
      ${json(given.summary)}, ${given.validFrom}, ${json(given.checks)}, ${json(given.verdict)}, ${given.now},
      ${given.checkDue}, ${given.unanswered}, ${given.recipient}, ${given.now}, ${given.now})`.execute(trx);
}

/** Puts a newer copy in the place of an older one; what its holder wrote of it stays. */
export async function replaceContent(trx: Db, id: string, given: Omit<NewHolding, 'id'>): Promise<void> {
  await sql`
    update wallet.holding set source = ${given.source}, file_name = ${given.fileName}, source_url = ${given.sourceUrl},
      content = ${Buffer.from(given.content)}, content_hash = ${given.contentHash}, valid_from = ${given.validFrom},
      recipient = ${given.recipient}, changed = ${given.now}
    where id = ${id}`.execute(trx);
  await saveFindings(trx, id, given);
}

type Found = Findings & { checkDue: Date; unanswered: number; now: Date };

export async function saveFindings(trx: Db, id: string, given: Found): Promise<void> {
  await sql`
    update wallet.holding set format = ${given.format}, summary = ${json(given.summary)}, checks = ${json(given.checks)},
      verdict = ${json(given.verdict)}, checked_at = ${given.now}, check_due = ${given.checkDue},
      unanswered = ${given.unanswered}
    where id = ${id}`.execute(trx);
}

export async function saveRecipient(trx: Db, id: string, recipient: Recipient): Promise<void> {
  await sql`update wallet.holding set recipient = ${recipient} where id = ${id}`.execute(trx);
}

/** From now on it is in somebody's wallet, and the link of the letter opens it no more. */
export async function giveTo(trx: Db, id: string, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update wallet.holding set person_id = ${personId}, link_hash = null, changed = ${now}
    where id = ${id} and person_id is null returning id`.execute(trx);
  return rows.length > 0;
}

export async function saveOwnWords(
  trx: Db,
  {
    id,
    grouping,
    note,
    hidden,
    now,
  }: { id: string; grouping: string | null; note: string | null; hidden: boolean; now: Date },
): Promise<void> {
  await sql`
    update wallet.holding set grouping = ${grouping}, note = ${note}, hidden = ${hidden}, changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function savePublication(
  trx: Db,
  { id, at, name, now }: { id: string; at: Date | null; name: string | null; now: Date },
): Promise<void> {
  await sql`
    update wallet.holding set published_at = ${at}, shown_name = ${name}, changed = ${now} where id = ${id}`.execute(
    trx,
  );
}

export async function deleteHolding(trx: Db, id: string): Promise<void> {
  await sql`delete from wallet.holding where id = ${id}`.execute(trx);
}

/** As PostgreSQL takes it: without nulls and halves of characters, which an issuer's words may hold. */
function json(value: unknown): string | null {
  if (value === null) return null;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '') : part,
  );
}
