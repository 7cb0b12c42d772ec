/** The SQL of sources and of the runs that read them. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { ImportReport, RunBrief, SourceBrief } from '../schema.js';
import { jsonText } from './json-text.js';

export type SourceRow = { id: number; key: string; name: string; publisher_id: string | null; dated: string | null };

/** What is known of a source when an import begins. Null: not known, which replaces nothing. */
export type SourceFacts = {
  key: string;
  name: string;
  url: string | null;
  format: string;
  publisherId: string | null;
  dated: string | null;
  licence: string | null;
};

export async function saveSource(db: Db, source: SourceFacts): Promise<SourceRow> {
  const found = await sql<SourceRow>`
    select id, key, name, publisher_id, dated from catalogue.source
    where key = ${source.key} and format = ${source.format}
      and (kept_by_staff or (name = ${source.name} and url is not distinct from coalesce(${source.url}, url)
        and licence is not distinct from coalesce(${source.licence}, licence)))
      and publisher_id is not distinct from coalesce(${source.publisherId}::uuid, publisher_id)
      and dated is not distinct from coalesce(${source.dated}::date, dated)`.execute(db);
  if (found.rows[0]) return found.rows[0];
  const { rows } = await sql<SourceRow>`
    insert into catalogue.source (key, name, url, format, publisher_id, dated, licence)
    values (${source.key}, ${source.name}, ${source.url}, ${source.format}, ${source.publisherId}, ${source.dated}, ${source.licence})
    on conflict (key) do update set format = excluded.format,
      name = case when source.kept_by_staff then source.name else excluded.name end,
      url = case when source.kept_by_staff then source.url else coalesce(excluded.url, source.url) end,
      publisher_id = coalesce(excluded.publisher_id, source.publisher_id), dated = coalesce(excluded.dated, source.dated),
      licence = case when source.kept_by_staff then source.licence else coalesce(excluded.licence, source.licence) end
    returning id, key, name, publisher_id, dated`.execute(db);
  return rows[0] as SourceRow;
}

/** Whether this connection now holds the one right to import a source. Given back by `unlockSource` or with the connection. */
export async function lockSource(connection: Db, key: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(hashtext('catalogue.import'), hashtext(${key})) as locked`.execute(connection);
  return rows[0]?.locked ?? false;
}

export async function unlockSource(connection: Db, key: string): Promise<void> {
  await sql`select pg_advisory_unlock(hashtext('catalogue.import'), hashtext(${key}))`.execute(connection);
}

/** Opens a run. Earlier ones of the source that never ended were killed: they are marked failed. */
export async function openRun(
  db: Db,
  run: { sourceId: number; format: string; input: string; actor: string },
): Promise<number> {
  await sql`update catalogue.import_run set outcome = 'failed', finished = now()
    where source_id = ${run.sourceId} and outcome = 'running'`.execute(db);
  const { rows } = await sql<{ id: number }>`
    insert into catalogue.import_run (source_id, format, input, actor)
    values (${run.sourceId}, ${run.format}, ${run.input}, ${run.actor}) returning id`.execute(db);
  return (rows[0] as { id: number }).id;
}

export async function closeRun(
  db: Db,
  id: number,
  outcome: 'done' | 'stopped' | 'failed',
  report: ImportReport,
): Promise<void> {
  await sql`update catalogue.import_run set outcome = ${outcome}, finished = now(), report = ${jsonText(report)}::jsonb
    where id = ${id}`.execute(db);
}

/** All sources by name, with what they hold now and when they were last read; the one with this key where it is given. */
export async function listSources(db: Db, key?: string): Promise<SourceBrief[]> {
  const { rows } = await sql<SourceBrief>`
    select source.key, source.name, source.url, source.format, source.dated, source.licence, source.ended, publisher.name as publisher,
      coalesce(held.published, 0) as published, coalesce(held.withdrawn, 0) as withdrawn, held.checked as "lastChecked"
    from catalogue.source
    left join organisations.organisation_brief publisher on publisher.id = source.publisher_id
    left join lateral (
      select count(*) filter (where listing.state = 'published') as published,
        count(*) filter (where listing.state = 'withdrawn') as withdrawn, max(seen.checked) as checked
      from catalogue.listing left join catalogue.listing_check seen on seen.listing_id = listing.id
      where listing.source_id = source.id) held on true
    where ${key ?? null}::text is null or source.key = ${key ?? null}
    order by lower(source.name), source.key`.execute(db);
  return rows;
}

/** The source with this key, by id and publisher; null: there is none. */
export async function findSource(db: Db, key: string): Promise<SourceRow | null> {
  const { rows } = await sql<SourceRow>`
    select id, key, name, publisher_id, dated from catalogue.source where key = ${key}`.execute(db);
  return rows[0] ?? null;
}

/** What staff say of a source stays, whatever its next file says. False: there is no such source. */
export async function keepSourceFacts(
  trx: Db,
  key: string,
  { name, url, licence }: { name: string; url: string | null; licence: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update catalogue.source set name = ${name}, url = ${url}, licence = ${licence}, kept_by_staff = true
    where key = ${key}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Some published listings of a source, at most `limit`. */
export async function somePublished(db: Db, sourceId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from catalogue.listing where source_id = ${sourceId} and state = 'published' order by id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Every course of whose listings one is published and of this source. */
export async function countSourceCourses(
  db: Db,
  key: string,
): Promise<{ listings: number; courses: number; alone: number }> {
  const { rows } = await sql<{ listings: number; courses: number; alone: number }>`
    select count(*)::int as listings, count(distinct course_id)::int as courses,
      (count(distinct course_id) filter (where not exists (
        select from catalogue.listing other
        where other.course_id = listing.course_id and other.source_id <> listing.source_id and other.state = 'published')))::int as alone
    from catalogue.listing join catalogue.source on source.id = listing.source_id
    where source.key = ${key} and listing.state = 'published'`.execute(db);
  return rows[0] as { listings: number; courses: number; alone: number };
}

/** The latest runs, newest first; of one source where `sourceKey` is given. */
export async function listRuns(
  db: Db,
  { sourceKey, limit = 50 }: { sourceKey?: string; limit?: number } = {},
): Promise<RunBrief[]> {
  const { rows } = await sql<RunBrief>`
    select run.id, source.key as source, source.name as "sourceName", run.format, run.input, run.actor, run.started, run.finished, run.outcome, run.report
    from catalogue.import_run run join catalogue.source on source.id = run.source_id
    where ${sourceKey ?? null}::text is null or source.key = ${sourceKey ?? null}
    order by run.id desc limit ${limit}`.execute(db);
  return rows;
}

/**
 * Names of sources whose import was killed (running since before `since`), and of those whose last import was stopped or
 * failed.
 */
export async function restingRuns(db: Db, since: Date): Promise<{ killed: string[]; broken: string[] }> {
  const { rows } = await sql<{ name: string; outcome: string }>`
    select source.name, last.outcome
    from catalogue.source join lateral (
      select outcome, started from catalogue.import_run run where run.source_id = source.id order by run.id desc limit 1
    ) last on true
    where last.outcome in ('stopped', 'failed') or (last.outcome = 'running' and last.started < ${since})
    order by source.name`.execute(db);
  const namesOf = (killed: boolean) =>
    rows.filter(({ outcome }) => (outcome === 'running') === killed).map(({ name }) => name);
  return { killed: namesOf(true), broken: namesOf(false) };
}
