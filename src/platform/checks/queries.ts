/** What the checks of the platform ask the database. */
import { sql } from 'kysely';
import type { Db } from '../db/index.js';

export type ServerFacts = { version: string; number: number; encoding: string; bytes: number };

export async function serverFacts(db: Db): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding, pg_database_size(current_database()) as bytes`.execute(db);
  return rows[0]!;
}

/** Null where no migration has ever run. */
export async function appliedMigrations(db: Db): Promise<{ number: number; name: string; hash: string }[] | null> {
  const { rows: there } = await sql<{ there: boolean }>`
    select to_regclass('platform.migration') is not null as there`.execute(db);
  if (!there[0]!.there) return null;
  const { rows } = await sql<{ number: number; name: string; hash: string }>`
    select number, name, hash from platform.migration order by number`.execute(db);
  return rows;
}

/** Indexes that a broken-off build left behind: never used, kept up at every write. */
export async function invalidIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index where not indisvalid order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** The database's own time, in milliseconds since 1970. */
export async function databaseTime(db: Db): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db);
  return rows[0]!.ms;
}

/** `doubtful`: a mail server was given their end, and whether it took them is not known. They wait no more. */
export async function waitingMail(db: Db): Promise<{ letters: number; oldest: Date | null; doubtful: number }> {
  const { rows } = await sql<{ letters: number; oldest: Date | null; doubtful: number }>`
    select count(*) filter (where waits) as letters, min(created_at) filter (where waits) as oldest,
      count(*) filter (where not waits and sending_at < now() - interval '1 minute') as doubtful
    from (select *, (sending_at is null or unsubscribe is null) as waits from platform.mail where sent_at is null) unsent`.execute(
    db,
  );
  return rows[0]!;
}

export type QueueFacts = {
  /** Tried as often as they may be, by task. */
  given_up: { task: string; jobs: number; error: string | null }[];
  /** Due and not taken by any worker. */
  waiting: number;
  oldest: Date | null;
  /** News that no dispatcher has taken. */
  events: number;
  oldest_event: Date | null;
};

export async function queueFacts(db: Db): Promise<QueueFacts> {
  const { rows } = await sql<QueueFacts>`
    select
      (select coalesce(json_agg(row_to_json(g) order by g.task), '[]') from (
        select task_identifier as task, count(*)::int as jobs, left(max(last_error), 200) as error
        from graphile_worker.jobs where attempts >= max_attempts and locked_at is null group by 1) g) as given_up,
      (select count(*) from graphile_worker.jobs where attempts < max_attempts and locked_at is null and run_at < now()) as waiting,
      (select min(run_at) from graphile_worker.jobs where attempts < max_attempts and locked_at is null and run_at < now()) as oldest,
      (select count(*) from platform.event) as events,
      (select min(emitted_at) from platform.event) as oldest_event`.execute(db);
  return rows[0]!;
}
