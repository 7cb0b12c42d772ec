/** The SQL of failed sign-ins and spent codes. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Counts one more for each key in this window and returns the counts by key. Keys come in order, so that two never wait for each other. */
export async function countAttempts(db: Db, keys: readonly string[], startsAt: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; failures: number }>`
    insert into accounts.attempt (key, starts_at, failures)
    select key, ${startsAt}::timestamptz, 1 from unnest(${[...keys].sort()}::text[]) as key
    on conflict (key, starts_at) do update set failures = attempt.failures + 1
    returning key, failures`.execute(db);
  return new Map(rows.map(({ key, failures }) => [key, failures]));
}

/** What was counted before the answer was known is taken back where it was right. */
export async function uncountAttempts(db: Db, keys: readonly string[], startsAt: Date): Promise<void> {
  await sql`
    update accounts.attempt set failures = failures - 1
    where starts_at = ${startsAt} and key in (
      select key from accounts.attempt where key = any(${[...keys]}::text[]) and starts_at = ${startsAt}
      order by key for update)`.execute(db);
}

/** Takes a code for its one use; false: it was used before. Of two who try at once, one wins. */
export async function takeCode(db: Db, personId: string, seal: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into accounts.spent_code (person_id, seal, at) values (${personId}, ${seal}, ${now})
    on conflict do nothing`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function forgetCodes(db: Db, personId: string, before: Date): Promise<void> {
  await sql`delete from accounts.spent_code where person_id = ${personId} and at < ${before}`.execute(db);
}

/** Counters of windows that are over, and codes that are too old to be right. */
export async function forgetAttempts(db: Db, before: Date): Promise<void> {
  await sql`delete from accounts.attempt where starts_at < ${before}`.execute(db);
  await sql`delete from accounts.spent_code where at < ${before}`.execute(db);
}
