/** The SQL of listings: what each source says. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import { type Listed, traitsOf } from '../rules/identity.js';
import type { Listing } from '../rules/merging.js';
import type { CourseRecord, OfferingRecord } from '../schema.js';
import { joined, jsonText } from './json-text.js';

/** Enough of a listing to see whether a row of a file is new, changed or as before. */
export type HeldListing = {
  id: string;
  externalId: string;
  repeat: number;
  courseId: string;
  providerId: string;
  state: 'published' | 'withdrawn';
  contentHash: string;
  runId: number;
};

export async function findListings(db: Db, sourceId: number, externalIds: readonly string[]): Promise<HeldListing[]> {
  const { rows } = await sql<HeldListing>`
    select listing.id, external_id as "externalId", repeat, course_id as "courseId", provider_id as "providerId", state,
      content_hash as "contentHash", seen.run_id as "runId"
    from catalogue.listing join catalogue.listing_check seen on seen.listing_id = listing.id
    where listing.source_id = ${sourceId} and external_id = any(${externalIds}::text[])
    order by external_id, repeat`.execute(db);
  return rows;
}

export async function findRecords(db: Db, ids: readonly string[]): Promise<Map<string, CourseRecord>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; record: CourseRecord }>`
    select id, record from catalogue.listing where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.record]));
}

/** Listings of any source that share provider and page, or provider and title, with one of the keys asked. */
export async function findAlike(
  db: Db,
  keys: readonly { providerId: string; urlKey: string | null; titleKey: string }[],
): Promise<Listed[]> {
  const columns = sql`listing.id, listing.course_id as "courseId", listing.source_id as "sourceId", listing.provider_id as "providerId",
    listing.awarding_ids as "awardingIds", listing.url_key as "urlKey", listing.title_key as "titleKey", listing.level`;
  const { rows } = await sql<AlikeRow>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as asked("providerId" uuid, "urlKey" text, "titleKey" text))
    select alike.*, record ->> 'kind' as kind, record -> 'identifiers' as identifiers, record -> 'workload' as workload
    from (
      select ${columns} from (select distinct "providerId", "urlKey" from asked where "urlKey" is not null) asked
        join catalogue.listing on listing.provider_id = asked."providerId" and listing.url_key = asked."urlKey"
      union
      select ${columns} from (select distinct "providerId", "titleKey" from asked) asked
        join catalogue.listing on listing.provider_id = asked."providerId" and listing.title_key = asked."titleKey"
    ) alike join catalogue.listing on listing.id = alike.id`.execute(db);
  return rows.map(({ kind, identifiers, workload, ...row }) => ({
    ...row,
    ...traitsOf({ kind: kind ?? undefined, identifiers: identifiers ?? undefined, workload: workload ?? undefined }),
  }));
}

type AlikeRow = Omit<Listed, keyof ReturnType<typeof traitsOf>> & {
  kind: CourseRecord['kind'] | null;
  identifiers: CourseRecord['identifiers'] | null;
  workload: NonNullable<CourseRecord['workload']> | null;
};

export type ListingRow = {
  id: string;
  source_id: number;
  external_id: string;
  repeat: number;
  course_id: string;
  provider_id: string;
  awarding_ids: readonly string[];
  recognising_ids: readonly string[];
  url_key: string | null;
  title_key: string;
  level: string | null;
  /** The record as JSON. */
  text: string;
  content_hash: string;
};

/** Rows as a set: what is plain as one JSON text, the records beside it, one for each row. */
function listingSet(rows: readonly ListingRow[]) {
  const plain = rows.map(plainOf);
  return sql`rows from (jsonb_to_recordset(${jsonText(plain)}::jsonb) as (id uuid, source_id integer, external_id text, repeat integer,
      course_id uuid, provider_id uuid, awarding_ids uuid[], recognising_ids uuid[], url_key text, title_key text, level text, content_hash text),
    unnest(string_to_array(${joined(rows.map((row) => row.text))}, E'\\x1e')))
    as new(id, source_id, external_id, repeat, course_id, provider_id, awarding_ids, recognising_ids, url_key, title_key, level, content_hash, record)`;
}

/** Rows may carry more than is theirs. */
function plainOf(row: ListingRow): Omit<ListingRow, 'text'> {
  const { id, source_id, external_id, repeat, course_id, provider_id, awarding_ids, recognising_ids } = row;
  const { url_key, title_key, level, content_hash } = row;
  const whose = { id, source_id, external_id, repeat, course_id, provider_id, awarding_ids, recognising_ids };
  return Object.assign(whose, { url_key, title_key, level, content_hash });
}

export async function insertListings(db: Db, rows: readonly ListingRow[], today: string): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into catalogue.listing (id, source_id, external_id, repeat, course_id, state, provider_id, awarding_ids,
      recognising_ids, url_key, title_key, level, record, content_hash, first_seen, last_changed)
    select id, source_id, external_id, repeat, course_id, 'published', provider_id, awarding_ids,
      recognising_ids, url_key, title_key, level, record::json, content_hash, ${today}::date, ${today}::date
    from ${listingSet(rows)}`.execute(db);
}

export async function updateListings(db: Db, rows: readonly ListingRow[], today: string): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update catalogue.listing set course_id = new.course_id, state = 'published', provider_id = new.provider_id,
      awarding_ids = new.awarding_ids, recognising_ids = new.recognising_ids, url_key = new.url_key,
      title_key = new.title_key, level = new.level, record = new.record::json,
      last_changed = case when listing.content_hash = new.content_hash then listing.last_changed else ${today}::date end,
      content_hash = new.content_hash
    from ${listingSet(rows)}
    where listing.id = new.id`.execute(db);
}

/** Notes that listings were seen in this run. This is all that reading the same file again writes of them. */
export async function markSeen(
  db: Db,
  ids: readonly string[],
  seen: { sourceId: number; runId: number; input: string; today: string },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into catalogue.listing_check (listing_id, source_id, run_id, input, checked)
    select id, ${seen.sourceId}, ${seen.runId}, ${seen.input}, ${seen.today}::date from unnest(${ids}::uuid[]) as id
    on conflict (listing_id) do update set run_id = excluded.run_id, input = excluded.input, checked = excluded.checked`.execute(
    db,
  );
}

/** Notes that courses which could not be read are still in the file, whatever stands in it. */
export async function markStillThere(
  db: Db,
  externalIds: readonly string[],
  seen: { sourceId: number; runId: number },
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    update catalogue.listing_check set run_id = ${seen.runId} from catalogue.listing
    where listing.id = listing_check.listing_id and listing.source_id = ${seen.sourceId}
      and listing.external_id = any(${externalIds}::text[])`.execute(db);
}

/** Published listings of a source by the input in which they were last seen; `unseen`: not seen in run `runId`. */
export async function countByInput(
  db: Db,
  sourceId: number,
  runId: number,
): Promise<{ input: string; published: number; unseen: number }[]> {
  const { rows } = await sql<{ input: string; published: number; unseen: number }>`
    select input, count(*) as published, count(*) filter (where run_id <> ${runId}) as unseen
    from catalogue.listing_check seen join catalogue.listing on listing.id = seen.listing_id
    where seen.source_id = ${sourceId} and listing.state = 'published' group by input order by input`.execute(db);
  return rows;
}

/** At most `limit` published listings that this run did not see, among those last seen in `inputs`. */
export async function findUnseen(
  db: Db,
  asked: { sourceId: number; runId: number; inputs: readonly string[]; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select listing.id from catalogue.listing_check seen join catalogue.listing on listing.id = seen.listing_id
    where seen.source_id = ${asked.sourceId} and seen.run_id <> ${asked.runId} and seen.input = any(${asked.inputs}::text[])
      and listing.state = 'published' order by listing.id limit ${asked.limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Published listings with these identifiers in the source. */
export async function findPublished(db: Db, sourceId: number, externalIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from catalogue.listing
    where source_id = ${sourceId} and external_id = any(${externalIds}::text[]) and state = 'published'`.execute(db);
  return rows.map((row) => row.id);
}

/** Withdraws listings and returns the courses that they were of. */
export async function withdrawListings(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ course_id: string }>`
    update catalogue.listing set state = 'withdrawn' where id = any(${ids}::uuid[]) and state = 'published'
    returning course_id`.execute(db);
  return rows.map((row) => row.course_id);
}

export type ListingOfCourse = Listing & { courseId: string; providerId: string };

/** Every published listing of these courses, as weaving takes them. */
export async function listingsToWeave(db: Db, courseIds: readonly string[]): Promise<ListingOfCourse[]> {
  if (courseIds.length === 0) return [];
  const { rows } = await sql<ListingOfCourse>`
    select listing.id, listing.course_id as "courseId", listing.provider_id as "providerId", source.key as source, listing.external_id as "externalId", listing.repeat,
      coalesce(source.publisher_id = listing.provider_id or source.publisher_id = any(listing.awarding_ids), false) as own,
      coalesce(source.dated, listing.last_changed) as dated, listing.record, listing.awarding_ids as "awardingIds",
      listing.recognising_ids as "recognisingIds",
      coalesce((select jsonb_agg(apart.stated order by apart.key) from catalogue.apart
        where apart.source_id = listing.source_id and apart.external_id = listing.external_id and listing.repeat = 1), '[]') as apart
    from catalogue.listing join catalogue.source on source.id = listing.source_id
    where listing.course_id = any(${courseIds}::uuid[]) and listing.state = 'published'`.execute(db);
  return rows;
}

/** Keeps offerings that came apart from their course, and returns the courses for which one is new or another than before. */
export async function saveApart(db: Db, sourceId: number, rows: readonly Apart[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const { rows: found } = await sql<{ course_id: string }>`
    with written as (
      insert into catalogue.apart (source_id, external_id, key, stated)
      select distinct on ("externalId", key) ${sourceId}::integer, "externalId", key, offering
      from jsonb_to_recordset(${jsonText(rows)}::jsonb) as new("externalId" text, key text, offering jsonb)
      on conflict (source_id, external_id, key) do update set stated = excluded.stated where apart.stated <> excluded.stated
      returning external_id)
    select distinct course_id from catalogue.listing
    where source_id = ${sourceId} and external_id in (select external_id from written)`.execute(db);
  return found.map((row) => row.course_id);
}

/** An offering of the course `externalId` of its source; `key` tells it from others of that course. */
export type Apart = { externalId: string; key: string; offering: OfferingRecord };

/** Offerings that came apart from the courses with these identifiers, by identifier. */
export async function apartOf(
  db: Db,
  sourceId: number,
  externalIds: readonly string[],
): Promise<Map<string, OfferingRecord[]>> {
  const { rows } = await sql<{ external_id: string; offerings: OfferingRecord[] }>`
    select external_id, jsonb_agg(stated order by key) as offerings from catalogue.apart
    where source_id = ${sourceId} and external_id = any(${externalIds}::text[]) group by external_id`.execute(db);
  return new Map(rows.map((row) => [row.external_id, row.offerings]));
}

/** Of these courses, those that no more than one listing was ever of. */
export async function soleListings(db: Db, courseIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ course_id: string }>`
    select course_id from catalogue.listing where course_id = any(${courseIds}::uuid[])
    group by course_id having count(*) = 1`.execute(db);
  return new Set(rows.map((row) => row.course_id));
}

/** Identifiers and titles of listings. */
export async function titlesOfListings(
  db: Db,
  ids: readonly string[],
): Promise<{ externalId: string; title: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ externalId: string; title: string }>`
    select external_id as "externalId", coalesce(record ->> 'title', external_id) as title from catalogue.listing
    where id = any(${ids}::uuid[]) order by external_id`.execute(db);
  return rows;
}

/** All that a source lists was seen again, as it was, on this day. */
export async function markAllSeen(db: Db, sourceKey: string, today: string): Promise<void> {
  await sql`
    update catalogue.listing_check set checked = ${today}::date from catalogue.source, catalogue.listing
    where source.key = ${sourceKey} and listing_check.source_id = source.id and listing.id = listing_check.listing_id
      and listing.state = 'published' and checked < ${today}::date`.execute(db);
}
