/** The SQL of idempotency keys and rate limits. */
import { sql } from 'kysely';
import { type Db, standingAlone } from '../db/index.js';

export type StoredAnswer = { status: number; headers: Record<string, string>; body: Buffer | null };
export type Claim =
  /** Ours: answer, then store. */
  | { state: 'claimed' }
  /** The same request is being answered elsewhere at this moment. */
  | { state: 'running' }
  /** The key was used for another request. */
  | { state: 'other' }
  | { state: 'answered'; answer: StoredAnswer };

/** Claims a key for a request. One that was never answered, after a crash, can be claimed again after a minute. */
export async function claimKey(
  db: Db,
  { scope, key, requestHash, owner }: { scope: string; key: string; requestHash: string; owner: string | null },
): Promise<Claim> {
  const claimed = await sql`
    insert into platform.idempotency_key (scope, key, request_hash, owner)
    values (${scope}, ${key}, ${requestHash}, ${owner})
    on conflict (scope, key) do update set created_at = now()
      where idempotency_key.status is null and idempotency_key.request_hash = excluded.request_hash
        and idempotency_key.created_at < now() - interval '1 minute'
    returning 1`.execute(db);
  if (claimed.rows.length > 0) return { state: 'claimed' };
  const { rows } = await sql<{
    request_hash: string;
    status: number | null;
    headers: Record<string, string>;
    body: Buffer | null;
  }>`
    select request_hash, status, headers, body from platform.idempotency_key where scope = ${scope} and key = ${key}`.execute(
    db,
  );
  const row = rows[0];
  if (!row || (row.request_hash === requestHash && row.status === null)) return { state: 'running' };
  if (row.request_hash !== requestHash || row.status === null) return { state: 'other' };
  return { state: 'answered', answer: { status: row.status, headers: row.headers, body: row.body } };
}

export async function storeAnswer(
  db: Db,
  scope: string,
  key: string,
  { status, headers, body }: StoredAnswer,
): Promise<void> {
  await sql`
    update platform.idempotency_key set status = ${status}, headers = ${JSON.stringify(headers)}::jsonb, body = ${body}
    where scope = ${scope} and key = ${key}`.execute(db);
}

/** Forgets the kept answers of an owner, and those in which one of these words (ASCII) stands alone. */
export async function forgetAnswers(db: Db, owner: string, words: readonly string[]): Promise<void> {
  await sql`
    delete from platform.idempotency_key
    where owner = ${owner} or concat(encode(body, 'escape'), headers::text) ~* ${standingAlone(words)}`.execute(db);
}

/** Lets a key be used again: its request failed and changed nothing. */
export async function releaseKey(db: Db, scope: string, key: string): Promise<void> {
  await sql`delete from platform.idempotency_key where scope = ${scope} and key = ${key} and status is null`.execute(
    db,
  );
}

/** Counts one request in the window that holds this moment; returns the number so far. */
export async function countHit(db: Db, key: string, startsAt: Date): Promise<number> {
  const { rows } = await sql<{ hits: number }>`
    insert into platform.rate_window (key, starts_at, hits) values (${key}, ${startsAt}, 1)
    on conflict (key, starts_at) do update set hits = rate_window.hits + 1
    returning hits`.execute(db);
  return rows[0]?.hits ?? 1;
}

/** Answers are kept for a day, windows until they are an hour old. */
export async function forgetOld(db: Db, now: Date): Promise<void> {
  await sql`delete from platform.idempotency_key where created_at < ${new Date(now.getTime() - 86_400_000)}`.execute(
    db,
  );
  await sql`delete from platform.rate_window where starts_at < ${new Date(now.getTime() - 3_600_000)}`.execute(db);
}

/** Fails where the database does not answer. */
export async function touch(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
