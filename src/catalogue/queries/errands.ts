/** The SQL of errands: what staff asked for that takes a while. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Errand, ErrandAsked, ErrandProgress, ErrandReports, SentFile } from '../schema.js';
import { jsonText } from './json-text.js';

const errand = sql`
  select errand.id, kind, source_key as source, address, format, dry_run as "dryRun", force, asked, state,
    stop_asked as "stopAsked", started, looked, finished, progress, reports, fault,
    coalesce((select array_agg(name order by position) from catalogue.errand_file where errand_id = errand.id), '{}') as files
  from catalogue.errand`;

export async function findErrand(db: Db, id: string): Promise<Errand | null> {
  const { rows } = await sql<Errand>`${errand} where errand.id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The newest first; of one source where it is named. */
export async function listErrands(db: Db, { source, limit }: { source?: string; limit: number }): Promise<Errand[]> {
  const { rows } = await sql<Errand>`${errand}
    where ${source ?? null}::text is null or source_key = ${source ?? null}
      or reports -> 'imports' @> jsonb_build_array(jsonb_build_object('source', ${source ?? null}::text))
    order by asked desc, errand.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function insertErrand(
  trx: Db,
  asked: ErrandAsked & { id: string; who: string; now: Date },
): Promise<void> {
  await sql`
    insert into catalogue.errand (id, kind, source_key, address, format, dry_run, force, asked_by, asked)
    values (${asked.id}, ${asked.kind}, ${asked.source}, ${asked.address}, ${asked.format}, ${asked.dryRun}, ${asked.force},
      ${asked.who}, ${asked.now})`.execute(trx);
}

export async function insertErrandFiles(trx: Db, id: string, files: readonly SentFile[]): Promise<void> {
  for (const [position, { name, content }] of files.entries()) {
    await sql`
      insert into catalogue.errand_file (errand_id, position, name, content)
      values (${id}, ${position}, ${name}, ${Buffer.from(content)})`.execute(trx);
  }
}

/** Gives a new errand the files of an old one. */
export async function copyErrandFiles(trx: Db, from: string, into: string): Promise<void> {
  await sql`
    insert into catalogue.errand_file (errand_id, position, name, content)
    select ${into}, position, name, content from catalogue.errand_file where errand_id = ${from}`.execute(trx);
}

/** One at a time, so that memory holds no more than one. */
export async function* errandFiles(db: Db, id: string): AsyncGenerator<SentFile> {
  for (let position = 0; ; position++) {
    const { rows } = await sql<SentFile>`
      select name, content from catalogue.errand_file where errand_id = ${id} and position = ${position}`.execute(db);
    if (!rows[0]) return;
    yield rows[0];
  }
}

/** Begins an errand that waits, or one whose process died. False: it was stopped or done meanwhile. */
export async function beginErrand(db: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update catalogue.errand set state = 'running', started = now(), looked = now(), progress = null
    where id = ${id} and state in ('waiting', 'running') and not stop_asked`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Says how far it is, and learns whether it is to stop. */
export async function tellProgress(db: Db, id: string, progress: ErrandProgress | null): Promise<boolean> {
  const { rows } = await sql<{ stop: boolean }>`
    update catalogue.errand set looked = now(), progress = coalesce(${progress && jsonText(progress)}::jsonb, progress)
    where id = ${id} returning stop_asked or state <> 'running' as stop`.execute(db);
  return rows[0]?.stop ?? true;
}

export async function endErrand(
  db: Db,
  id: string,
  {
    state,
    reports,
    fault,
  }: { state: 'done' | 'failed' | 'stopped'; reports: ErrandReports | null; fault: string | null },
): Promise<void> {
  await sql`
    update catalogue.errand set state = ${state}, finished = now(), reports = ${reports && jsonText(reports)}::jsonb,
      fault = ${fault}
    where id = ${id} and state = 'running'`.execute(db);
}

/** Longer than that, whoever does it is gone. */
const SILENT = sql`interval '1 minute'`;

/** Asks it to stop; what waits, or has not been heard of, stops at once. False: it has ended already. */
export async function askToStop(trx: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update catalogue.errand set stop_asked = true,
      state = case when ${isSilent()} then 'stopped' else state end,
      finished = case when ${isSilent()} then now() end
    where id::text = ${id} and state in ('waiting', 'running')`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

function isSilent() {
  return sql`(state = 'waiting' or looked < now() - ${SILENT})`;
}

/** Drops the files of errands that ended, or were asked for, before a day. */
export async function dropErrandFiles(db: Db, before: Date): Promise<void> {
  await sql`
    delete from catalogue.errand_file using catalogue.errand
    where errand.id = errand_id and coalesce(finished, asked) < ${before} and state not in ('waiting', 'running')`.execute(
    db,
  );
}
