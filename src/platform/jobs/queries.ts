/** The SQL of the queue and the outbox of events. */
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
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

export async function addJobs(
  db: Db,
  name: string,
  payloads: readonly unknown[],
  { queue }: Pick<JobSpec, 'queue'>,
): Promise<void> {
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select (${name}, payload, ${queue ?? null}, null, null, null, null, null)::graphile_worker.job_spec
      from json_array_elements(${JSON.stringify(payloads)}::json) as given (payload)))`.execute(db);
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

/** A job as it stands in the queue; what it was given is nobody's concern here. */
export type JobBrief = {
  id: string;
  task: string;
  state: 'waiting' | 'running' | 'repeating' | 'failed';
  attempts: number;
  maxAttempts: number;
  runAt: Date;
  created: Date;
  lastError: string | null;
};
export type JobState = JobBrief['state'];

const state = sql`case when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
  when attempts > 0 then 'repeating' else 'waiting' end`;
const job = sql`
  select id::text as id, task_identifier as task, ${state} as state, attempts, max_attempts as "maxAttempts",
    run_at as "runAt", created_at as created, last_error as "lastError"
  from graphile_worker.jobs`;

/** Jobs in one state, those that run or ran next first. */
export async function listJobs(
  db: Db,
  { state: asked, limit }: { state: JobState; limit: number },
): Promise<JobBrief[]> {
  const { rows } = await sql<JobBrief>`${job} where ${state} = ${asked} order by run_at, id limit ${limit}`.execute(db);
  return rows;
}

export async function findJob(db: Db, id: string): Promise<JobBrief | null> {
  const { rows } = await sql<JobBrief>`${job} where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function countJobs(db: Db): Promise<Record<JobState, number>> {
  const { rows } = await sql<{ state: JobState; jobs: number }>`
    select ${state} as state, count(*)::int as jobs from graphile_worker.jobs group by 1`.execute(db);
  const counts: Record<JobState, number> = { waiting: 0, running: 0, repeating: 0, failed: 0 };
  for (const { state: of, jobs } of rows) counts[of] = jobs;
  return counts;
}

/** Has a job run now, as if it had never failed. False: it runs at this moment, or is gone. */
export async function retryJob(trx: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`.execute(trx);
  return rows.length > 0;
}

/** Takes a job out of the queue without doing it. False: it runs at this moment, or is gone. */
export async function discardJob(trx: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select id from graphile_worker.complete_jobs(array[${id}::bigint])`.execute(trx);
  return rows.length > 0;
}

/** Holds the lock of a worker until the connection ends. */
export async function holdWorkerName(client: PoolClient, worker: string): Promise<void> {
  await client.query(`select pg_advisory_lock(hashtextextended('jobs worker ' || $1, 0))`, [worker]);
}

/** Names under which jobs or queues of jobs are held, and whose lock nobody holds. */
export async function workersWithoutLock(db: Db): Promise<string[]> {
  const { rows } = await sql<{ worker: string }>`
    with holder as (
      select locked_by as worker from graphile_worker._private_jobs where locked_by is not null
      union
      select locked_by from graphile_worker._private_job_queues where locked_by is not null)
    select worker from holder where not exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = hashtextextended('jobs worker ' || worker, 0))`.execute(db);
  return rows.map(({ worker }) => worker);
}

/** Has the queue let go of what these workers held. */
export async function unlockWorkers(db: Db, workers: readonly string[]): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(${[...workers]}::text[])`.execute(db);
}
