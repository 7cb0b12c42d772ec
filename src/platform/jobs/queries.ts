/** The SQL of the queue and the outbox of events. */
import { sql } from 'kysely';
import { type Db, standingAlone } from '../db/index.js';

export type JobSpec = { key?: string; runAt?: Date; queue?: string; maxAttempts?: number };

export async function addJob(
  db: Db,
  name: string,
  payload: unknown,
  { key, runAt, queue, maxAttempts }: JobSpec,
): Promise<void> {
  await sql`
    select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null},
      run_at => ${runAt ?? null}::timestamptz, max_attempts => ${maxAttempts ?? null}::int, job_key => ${key ?? null})`.execute(
    db,
  );
}

export async function addEvent(db: Db, name: string, payload: unknown): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into platform.event (name, payload) values (${name}, ${JSON.stringify(payload)}::jsonb) returning id`.execute(
    db,
  );
  return rows[0]!.id;
}

/** Takes an event out of the outbox; undefined where it was dispatched before. */
export async function takeEvent(db: Db, id: number): Promise<{ name: string; payload: unknown } | undefined> {
  const { rows } = await sql<{ name: string; payload: unknown }>`
    delete from platform.event where id = ${id} returning name, payload`.execute(db);
  return rows[0];
}

/**
 * Removes jobs and news whose payload, key or last error holds one of these words, standing alone. A job that runs now runs
 * to its end.
 */
export async function removeWorkAbout(trx: Db, words: readonly string[]): Promise<void> {
  const pattern = standingAlone(words);
  await sql`
    delete from graphile_worker._private_jobs
    where concat_ws(' ', payload::text, key, last_error) ~* ${pattern}`.execute(trx);
  await sql`delete from platform.event where payload::text ~* ${pattern}`.execute(trx);
}
