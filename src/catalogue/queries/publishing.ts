/** The SQL of what providers publish themselves: their own listings, drafts, and tables that wait. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { CourseRecord, StoredFacts } from '../schema.js';
import { jsonText } from './json-text.js';

export type PublisherRow = { id: string; slug: string; name: string; country: string | null; verified: boolean };

/** The organisation with this slug or id, and whether its identity is proved. */
export async function findPublisher(db: Db, slugOrId: string): Promise<PublisherRow | null> {
  const { rows } = await sql<PublisherRow>`
    select id, slug, name, country, verified from organisations.organisation_brief
    where slug = ${slugOrId} or id::text = ${slugOrId} limit 1`.execute(db);
  return rows[0] ?? null;
}

/** A number for what is seen together, as an import has; no row is kept of a single course that is saved. */
export async function takeRunNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('catalogue.import_run', 'id')) as id`.execute(db);
  return (rows[0] as { id: number }).id;
}

/** What an organisation says of one course in its own source. */
export type OwnListing = {
  id: string;
  externalId: string;
  courseId: string;
  state: 'published' | 'withdrawn';
  contentHash: string;
  record: CourseRecord;
};

const ownListing = sql`
  select listing.id, external_id as "externalId", course_id as "courseId", state, content_hash as "contentHash", record
  from catalogue.listing join catalogue.source on source.id = listing.source_id`;

export async function ownListingByKey(db: Db, sourceKey: string, externalId: string): Promise<OwnListing | null> {
  const { rows } = await sql<OwnListing>`${ownListing}
    where source.key = ${sourceKey} and external_id = ${externalId} and repeat = 1`.execute(db);
  return rows[0] ?? null;
}

/** Of several, the published one that was made first. */
export async function ownListingOfCourse(db: Db, sourceKey: string, courseId: string): Promise<OwnListing | null> {
  const { rows } = await sql<OwnListing>`${ownListing}
    where source.key = ${sourceKey} and course_id = ${courseId}::uuid and repeat = 1
    order by state, listing.id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Every published record of a source, by title; with those of `externalIds` alone where they are given. */
export async function ownRecords(db: Db, sourceKey: string): Promise<CourseRecord[]> {
  const { rows } = await sql<{ record: CourseRecord }>`
    select record from catalogue.listing join catalogue.source on source.id = listing.source_id
    where source.key = ${sourceKey} and state = 'published' and repeat = 1
    order by lower(record ->> 'title'), external_id`.execute(db);
  return rows.map((row) => row.record);
}

export async function ownKeys(db: Db, sourceKey: string): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from catalogue.listing join catalogue.source on source.id = listing.source_id
    where source.key = ${sourceKey} and state = 'published' and repeat = 1`.execute(db);
  return rows.map((row) => row.external_id);
}

/**
 * Holds a place for an organisation's word on a course that is known from elsewhere, so that what is written there next
 * speaks of that course and no other.
 */
export async function holdListing(
  trx: Db,
  held: { id: string; sourceId: number; externalId: string; courseId: string; providerId: string; today: string },
): Promise<void> {
  await sql`
    insert into catalogue.listing (id, source_id, external_id, course_id, state, provider_id, awarding_ids, recognising_ids,
      title_key, record, content_hash, first_seen, last_changed)
    values (${held.id}, ${held.sourceId}, ${held.externalId}, ${held.courseId}, 'withdrawn', ${held.providerId}, '{}', '{}', '',
      '{}', '', ${held.today}::date, ${held.today}::date)`.execute(trx);
  await sql`
    insert into catalogue.listing_check (listing_id, source_id, run_id, input, checked)
    values (${held.id}, ${held.sourceId}, 0, '', ${held.today}::date)`.execute(trx);
}

/** Whose course it is, and its facts as they are shown. */
export type KnownCourse = {
  id: string;
  slug: string;
  title: string;
  state: 'published' | 'withdrawn';
  edition: number;
  providerId: string;
  facts: Partial<StoredFacts>;
};

export async function findKnownCourse(db: Db, courseId: string): Promise<KnownCourse | null> {
  const { rows } = await sql<KnownCourse>`
    select id, slug, title, state, edition, provider_id as "providerId", facts from catalogue.course
    where id = (select coalesce(merged_into, id) from catalogue.course where id = ${courseId}::uuid)`.execute(db);
  return rows[0] ?? null;
}

/** A course in the list of its provider. `state`: of the provider's own word; null: only others state it. */
export type OwnCourseRow = {
  id: string;
  slug: string;
  title: string;
  courseState: 'published' | 'withdrawn';
  state: 'published' | 'withdrawn' | null;
  edition: number;
  changed: string;
  draftId: string | null;
  /** Names of other sources that list it. */
  others: string[];
};
export type OwnCourses = { total: number; rows: OwnCourseRow[] };

export async function listOwnCourses(
  db: Db,
  asked: { organisationId: string; sourceKey: string; text: string; limit: number; offset: number },
): Promise<OwnCourses> {
  const text = asked.text === '' ? null : `%${asked.text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<OwnCourseRow & { total: number }>`
    with own as (select id from catalogue.source where key = ${asked.sourceKey}),
    found as materialized (
      select id, num, slug, title, state, edition, changed from catalogue.course
      where provider_id = ${asked.organisationId} and (${text}::text is null or title ilike ${text})
        and (state = 'published' or exists (
          select from catalogue.listing where listing.course_id = course.id and listing.source_id = (select id from own)))),
    page as (
      select found.*, (select count(*) from found) as total from found
      order by lower(title), num limit ${asked.limit} offset ${asked.offset})
    select page.id, page.slug, page.title, page.state as "courseState", page.edition, page.changed::date as changed, page.total,
      (select listing.state from catalogue.listing where listing.course_id = page.id
        and listing.source_id = (select id from own) order by listing.state limit 1) as state,
      (select draft.id from catalogue.draft where draft.course_id = page.id
        and draft.organisation_id = ${asked.organisationId} limit 1) as "draftId",
      coalesce((select array_agg(distinct source.name order by source.name) from catalogue.listing
        join catalogue.source on source.id = listing.source_id
        where listing.course_id = page.id and listing.state = 'published' and source.key <> ${asked.sourceKey}), '{}') as others
    from page order by lower(page.title), page.num`.execute(db);
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
}

export type DraftRow = {
  id: string;
  organisationId: string;
  externalId: string;
  courseId: string | null;
  title: string;
  form: unknown;
  basedOn: string;
  version: number;
  changed: Date;
};

const draft = sql`
  select id, organisation_id as "organisationId", external_id as "externalId", course_id as "courseId", title, form,
    based_on as "basedOn", version, changed from catalogue.draft`;

export async function findDraft(db: Db, organisationId: string, id: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`${draft}
    where organisation_id = ${organisationId} and id = ${id}::uuid`.execute(db);
  return rows[0] ?? null;
}

export async function draftByKey(db: Db, organisationId: string, externalId: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`${draft}
    where organisation_id = ${organisationId} and external_id = ${externalId}`.execute(db);
  return rows[0] ?? null;
}

export async function draftOfCourse(db: Db, organisationId: string, courseId: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`${draft}
    where organisation_id = ${organisationId} and course_id = ${courseId}::uuid order by changed desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Drafts of an organisation, the latest first. */
export async function listDrafts(db: Db, organisationId: string, limit = 100): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`${draft}
    where organisation_id = ${organisationId} order by changed desc limit ${limit}`.execute(db);
  return rows;
}

/** Saves a draft over the version that its writer saw (0: none was there). Null: another one is there by now. */
export async function saveDraftRow(
  trx: Db,
  saved: Omit<DraftRow, 'changed' | 'form'> & { form: object; now: Date },
): Promise<{ id: string; version: number } | null> {
  const form = sql`${jsonText(saved.form)}::jsonb`;
  const { rows } =
    saved.version === 0
      ? await sql<{ id: string; version: number }>`
          insert into catalogue.draft (id, organisation_id, external_id, course_id, title, form, based_on, changed)
          values (${saved.id}, ${saved.organisationId}, ${saved.externalId}, ${saved.courseId}, ${saved.title}, ${form},
            ${saved.basedOn}, ${saved.now})
          on conflict do nothing returning id, version`.execute(trx)
      : await sql<{ id: string; version: number }>`
          update catalogue.draft set title = ${saved.title}, form = ${form}, version = version + 1, changed = ${saved.now}
          where organisation_id = ${saved.organisationId} and external_id = ${saved.externalId} and version = ${saved.version}
          returning id, version`.execute(trx);
  return rows[0] ?? null;
}

export async function deleteDraft(trx: Db, organisationId: string, externalId: string): Promise<void> {
  await sql`delete from catalogue.draft
    where organisation_id = ${organisationId} and external_id = ${externalId}`.execute(trx);
}

/** Held until the transaction ends: two editors of one organisation write one after the other. */
export async function lockPublisher(trx: Db, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.publish'), hashtext(${organisationId}))`.execute(trx);
}

export type TableCheck = { id: string; name: string; content: Buffer; contentHash: string; created: Date };

export async function insertTableCheck(
  trx: Db,
  check: Omit<TableCheck, 'created'> & { organisationId: string; now: Date },
): Promise<void> {
  await sql`insert into catalogue.table_check (id, organisation_id, name, content, content_hash, created)
    values (${check.id}, ${check.organisationId}, ${check.name}, ${check.content}, ${check.contentHash}, ${check.now})`.execute(
    trx,
  );
}

/** The table that this organisation sent, while it is younger than `since`. */
export async function findTableCheck(
  db: Db,
  asked: { organisationId: string; id: string; since: Date },
): Promise<TableCheck | null> {
  const { rows } = await sql<TableCheck>`
    select id, name, content, content_hash as "contentHash", created from catalogue.table_check
    where id = ${asked.id}::uuid and organisation_id = ${asked.organisationId} and created > ${asked.since}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Of one organisation the latest few are kept: a new one makes room. */
export async function makeRoomForTable(trx: Db, organisationId: string): Promise<void> {
  await sql`delete from catalogue.table_check where id in (
    select id from catalogue.table_check where organisation_id = ${organisationId} order by created desc offset 4)`.execute(
    trx,
  );
}

/** Forgets the tables that were sent before this. */
export async function forgetTables(db: Db, before: Date): Promise<void> {
  await sql`delete from catalogue.table_check where created <= ${before}`.execute(db);
}

export async function deleteTableCheck(trx: Db, id: string): Promise<void> {
  await sql`delete from catalogue.table_check where id = ${id}`.execute(trx);
}

/** For each published course of a source, by its identifier there: the names of other sources that list it. */
export async function otherSourcesOf(db: Db, sourceKey: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ key: string; names: string[] }>`
    select own.external_id as key, array_agg(distinct source.name order by source.name) as names
    from catalogue.listing own join catalogue.source mine on mine.id = own.source_id and mine.key = ${sourceKey}
    join catalogue.listing other on other.course_id = own.course_id and other.source_id <> own.source_id and other.state = 'published'
    join catalogue.source on source.id = other.source_id
    where own.state = 'published' group by own.external_id`.execute(db);
  return new Map(rows.map((row) => [row.key, row.names]));
}

/** Names of the sources beside this one that list a course. */
export async function otherSourcesOfCourse(db: Db, sourceKey: string, courseId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct source.name from catalogue.listing join catalogue.source on source.id = listing.source_id
    where listing.course_id = ${courseId}::uuid and listing.state = 'published' and source.key <> ${sourceKey}
    order by source.name`.execute(db);
  return rows.map((row) => row.name);
}
