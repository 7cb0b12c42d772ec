/** The SQL of batches and of the awards that wait in them. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import { type Batch, type BatchTerms, GivenAward, type TableFault } from '../../schema/issuing.js';

const columns = sql`batch.id, batch.organisation_id as "organisationId", batch.achievement_id as "achievementId",
  batch.achievement_version as "achievementVersion", batch.way, batch.name, batch.state, batch.total, batch.done, batch.faults,
  batch.fault, batch.terms, batch.made, batch.started, batch.ended`;

export type NewBatch = Pick<
  Batch,
  | 'id'
  | 'organisationId'
  | 'achievementId'
  | 'achievementVersion'
  | 'way'
  | 'name'
  | 'state'
  | 'total'
  | 'terms'
  | 'made'
> & { faults: readonly TableFault[]; requestKey: string | null; madeBy: string | null };

/** False: there is a batch already under this request key. */
export async function insertBatch(trx: Db, batch: NewBatch): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into credentials.batch (id, organisation_id, achievement_id, achievement_version, way, name, state, total, faults,
      request_key, terms, made, made_by)
    values (${batch.id}, ${batch.organisationId}, ${batch.achievementId}, ${batch.achievementVersion}, ${batch.way},
      ${batch.name}, ${batch.state}, ${batch.total}, ${JSON.stringify(batch.faults)}::jsonb, ${batch.requestKey},
      ${JSON.stringify(batch.terms)}::jsonb, ${batch.made}, ${batch.madeBy})
    on conflict (organisation_id, request_key) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

const ROWS_AT_ONCE = 5_000;

/** Keeps awards in their order, from number 0. */
export async function insertAwards(trx: Db, batchId: string, awards: readonly GivenAward[]): Promise<void> {
  for (let from = 0; from < awards.length; from += ROWS_AT_ONCE) {
    const some = awards.slice(from, from + ROWS_AT_ONCE);
    await sql`
      insert into credentials.award (batch_id, num, email, content)
      select ${batchId}, num, email, content::jsonb from unnest(${some.map((_, at) => from + at)}::int[],
        ${some.map(({ recipient }) => recipient.email ?? null)}::text[], ${some.map((award) => JSON.stringify(award))}::text[])
        as new (num, email, content)`.execute(trx);
  }
}

export async function findBatch(db: Db, organisationId: string, id: string): Promise<Batch | null> {
  const { rows } = await sql<Batch>`
    select ${columns} from credentials.batch where organisation_id = ${organisationId} and id::text = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function batchOfRequest(db: Db, organisationId: string, requestKey: string): Promise<Batch | null> {
  const { rows } = await sql<Batch>`
    select ${columns} from credentials.batch
    where organisation_id = ${organisationId} and request_key = ${requestKey}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends; null: it is gone. */
export async function lockBatch(trx: Db, id: string): Promise<Batch | null> {
  const { rows } = await sql<Batch>`
    select ${columns} from credentials.batch where id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

export async function listBatches(
  db: Db,
  organisationId: string,
  limit: number,
): Promise<(Batch & { achievement: string })[]> {
  const { rows } = await sql<Batch & { achievement: string }>`
    select ${columns}, coalesce(version.content ->> 'name', '') as achievement
    from credentials.batch join credentials.achievement_version version
      on version.achievement_id = batch.achievement_id and version.version = batch.achievement_version
    where organisation_id = ${organisationId} and state <> 'checked' order by made desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export type WaitingAward = { num: number; given: GivenAward };

/** The next awards of a batch, those after `from`. One whose learner was erased meanwhile has gone: its number is left out. */
export async function nextAwards(db: Db, batchId: string, from: number, limit: number): Promise<WaitingAward[]> {
  const { rows } = await sql<{ num: number; content: unknown }>`
    select num, content from credentials.award
    where batch_id = ${batchId} and num >= ${from} and num < ${from + limit} order by num`.execute(db);
  return rows.map(({ num, content }) => ({ num, given: GivenAward.parse(content) }));
}

/** What a preview shows of the first rows. */
export async function firstAwards(db: Db, batchId: string, limit: number): Promise<GivenAward[]> {
  return (await nextAwards(db, batchId, 0, limit)).map(({ given }) => given);
}

export async function confirmBatch(trx: Db, id: string, terms: BatchTerms): Promise<void> {
  await sql`
    update credentials.batch set state = 'waiting', terms = ${JSON.stringify(terms)}::jsonb
    where id = ${id} and state = 'checked'`.execute(trx);
}

export async function advanceBatch(trx: Db, id: string, done: number, now: Date): Promise<void> {
  await sql`
    update credentials.batch set done = ${done}, fault = null, started = coalesce(started, ${now}::timestamptz),
      state = case when ${done} >= total then 'done' else 'running' end,
      ended = case when ${done} >= total then ${now}::timestamptz end
    where id = ${id}`.execute(trx);
}

/** Keeps why a batch stands still. `failed`: it will not go on by itself. */
export async function noteFault(db: Db, id: string, fault: string, failed: boolean): Promise<void> {
  await sql`
    update credentials.batch set fault = ${fault}, state = case when ${failed} then 'failed' else state end
    where id = ${id} and state in ('waiting', 'running')`.execute(db);
}

/** Has a batch that failed go on. */
export async function resumeBatch(trx: Db, id: string): Promise<void> {
  await sql`update credentials.batch set state = 'waiting', fault = null where id = ${id} and state = 'failed'`.execute(
    trx,
  );
}

export async function deleteAwards(trx: Db, batchId: string): Promise<void> {
  await sql`delete from credentials.award where batch_id = ${batchId}`.execute(trx);
}

/** Throws a batch away that was not confirmed. */
export async function deleteChecked(trx: Db, id: string): Promise<void> {
  await sql`delete from credentials.batch where id = ${id} and state = 'checked'`.execute(trx);
}

export async function forgetChecked(db: Db, before: Date): Promise<void> {
  await sql`delete from credentials.batch where state = 'checked' and made < ${before}`.execute(db);
}

/** Batches that are not finished, the oldest first. */
export async function unfinishedBatches(db: Db): Promise<{ id: string; organisationId: string }[]> {
  const { rows } = await sql<{ id: string; organisationId: string }>`
    select id, organisation_id as "organisationId" from credentials.batch where state in ('waiting', 'running') order by made, id`.execute(
    db,
  );
  return rows;
}
