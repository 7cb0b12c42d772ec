/** The SQL that reads courses whole. */
import { type RawBuilder, sql } from 'kysely';
import { type OrganisationBrief, organisationsById } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Taken } from '../rules/merging.js';
import type { AboutData, Course, Offering, StoredFacts } from '../schema.js';
import { listRuns, listSources } from './sources.js';

/** A course as it lies in the database, with what belongs to it. */
type CourseRow = {
  id: string;
  num: number;
  slug: string;
  state: 'published' | 'withdrawn';
  provider_id: string;
  facts: Omit<StoredFacts, keyof typeof NOT_STATED> & Partial<StoredFacts>;
  provenance: Record<string, Taken>;
  differing: Record<string, { value: string; from: Taken }[]>;
  edition: number;
  since: string;
  changed: Date;
};
type SourceRow = {
  course_id: string;
  key: string;
  name: string;
  url: string | null;
  externalId: string;
  checked: string;
  state: string;
  own: boolean;
};
type OfferingRow = { course_id: string; id: string; stated: Omit<Offering, 'id'> };

const courses = sql`
  select course.id, num, slug, state, provider_id, facts, provenance, differing, course.edition, edition.since, course.changed
  from catalogue.course join catalogue.edition on course_id = course.id and number = course.edition`;

/**
 * The course with this id or slug, published or withdrawn; null: there is none. The number at the end of a slug is what
 * counts. One that was merged into another is that other: its number then differs from the one asked for.
 */
export async function findCourse(db: Db, idOrSlug: string): Promise<Course | null> {
  const num = numberOf(idOrSlug);
  const found = isId(idOrSlug)
    ? await sql<CourseRow>`${courses} where course.id = ${keptCourse(sql`id = ${idOrSlug}::uuid`)}`.execute(db)
    : num === null
      ? null
      : await sql<CourseRow>`${courses} where course.id = ${keptCourse(sql`num = ${num}`)}`.execute(db);
  return (await wholeCourses(db, found?.rows ?? []))[0] ?? null;
}

/** The id of the course that stands for the one meant: merged courses lead to what they were merged into. */
function keptCourse(meant: RawBuilder<unknown>) {
  return sql`(select coalesce(merged_into, id) from catalogue.course where ${meant})`;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** `introduction-to-nursing-1042` → 1042. */
function numberOf(slug: string): number | null {
  const digits = /(?:^|-)([0-9]{1,10})$/.exec(slug)?.[1];
  const num = digits ? Number(digits) : Number.NaN;
  return num > 0 && num < 2 ** 31 ? num : null;
}

/** Published courses with these numbers, in the order asked. */
export async function coursesByNum(db: Db, nums: readonly number[]): Promise<Course[]> {
  if (nums.length === 0) return [];
  const { rows } = await sql<CourseRow>`${courses} where num = any(${nums}::integer[]) and state = 'published'`.execute(
    db,
  );
  const byNum = new Map((await wholeCourses(db, rows)).map((course) => [course.num, course]));
  return nums.flatMap((num) => byNum.get(num) ?? []);
}

/** All published courses by number, `size` at a time. */
export async function* streamCourses(db: Db, size = 1000): AsyncGenerator<Course[]> {
  const known = new Map<string, OrganisationBrief>();
  for (let after = 0; ; ) {
    const { rows } = await sql<CourseRow>`${courses}
      where num > ${after} and state = 'published' order by num limit ${size}`.execute(db);
    if (rows.length > 0) yield await wholeCourses(db, rows, known);
    if (rows.length < size) return;
    after = (rows.at(-1) as CourseRow).num;
  }
}

/** All published courses that an organisation offers, by number, `size` at a time. */
export async function* streamCoursesOf(db: Db, providerId: string, size = 1000): AsyncGenerator<Course[]> {
  const known = new Map<string, OrganisationBrief>();
  for (let after = 0; ; ) {
    const { rows } = await sql<CourseRow>`${courses}
      where provider_id = ${providerId}::uuid and num > ${after} and state = 'published' order by num limit ${size}`.execute(
      db,
    );
    if (rows.length > 0) yield await wholeCourses(db, rows, known);
    if (rows.length < size) return;
    after = (rows.at(-1) as CourseRow).num;
  }
}

/** Published courses that an organisation offers or awards, by title. */
export async function providerCourses(
  db: Db,
  organisationId: string,
  { limit = 100, offset = 0 } = {},
): Promise<Course[]> {
  const { rows } = await sql<CourseRow>`${courses}
    where state = 'published' and (provider_id = ${organisationId}::uuid or course.id in (
      select course_id from catalogue.listing where awarding_ids @> array[${organisationId}::uuid] and state = 'published'))
    order by course.title, num limit ${limit} offset ${offset}`.execute(db);
  return wholeCourses(db, rows);
}

/** How many published courses each organisation offers. */
export async function courseCounts(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ provider_id: string; courses: number }>`
    select provider_id, count(*) as courses from catalogue.course where state = 'published' group by provider_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.provider_id, row.courses]));
}

/** What the catalogue holds, in figures. */
export async function countData(db: Db): Promise<AboutData['counts']> {
  const { rows } = await sql<AboutData['counts']>`
    select (select count(*) from catalogue.course where state = 'published') as courses,
      (select count(*) from catalogue.course where state = 'withdrawn' and merged_into is null) as withdrawn,
      (select count(*) from catalogue.listing where state = 'published') as listings,
      (select count(*) from catalogue.offering where state = 'published') as offerings,
      (select count(distinct provider_id) from catalogue.course where state = 'published') as providers,
      (select count(*) from catalogue.source) as sources`.execute(db);
  return rows[0] as AboutData['counts'];
}

/** Whether no course was ever read. */
export async function isEmpty(db: Db): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select not exists (select from catalogue.course) as empty`.execute(db);
  return rows[0]?.empty ?? true;
}

async function wholeCourses(
  db: Db,
  rows: readonly CourseRow[],
  known = new Map<string, OrganisationBrief>(),
): Promise<Course[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [sources, offerings] = await Promise.all([sourcesOf(db, ids), offeringsOf(db, ids), learn(db, rows, known)]);
  return rows.map((row) => courseOf(row, sources.get(row.id) ?? [], offerings.get(row.id) ?? [], known));
}

async function sourcesOf(db: Db, ids: readonly string[]): Promise<Map<string, SourceRow[]>> {
  const { rows } = await sql<SourceRow>`
    select listing.course_id, source.key, source.name, source.url, listing.external_id as "externalId",
      -- Reading an old list today makes nothing in it newer: what is known of a day is as old as that day.
      least(seen.checked, source.dated) as checked, listing.state,
      coalesce(source.publisher_id = listing.provider_id or source.publisher_id = any(listing.awarding_ids), false) as own
    from catalogue.listing join catalogue.source on source.id = listing.source_id
    join catalogue.listing_check seen on seen.listing_id = listing.id
    where listing.course_id = any(${ids}::uuid[]) order by source.key, listing.external_id, listing.repeat`.execute(db);
  return Map.groupBy(rows, (row) => row.course_id);
}

async function offeringsOf(db: Db, ids: readonly string[]): Promise<Map<string, OfferingRow[]>> {
  const { rows } = await sql<OfferingRow>`
    select course_id, id, stated from catalogue.offering where course_id = any(${ids}::uuid[]) and state = 'published'
    order by course_id, position`.execute(db);
  return Map.groupBy(rows, (row) => row.course_id);
}

/** Reads the organisations that these courses name and that are not known yet. */
async function learn(db: Db, rows: readonly CourseRow[], known: Map<string, OrganisationBrief>): Promise<void> {
  const named = rows.flatMap((row) => [
    row.provider_id,
    ...(row.facts.awardingIds ?? []),
    ...(row.facts.recognition ?? []).map((one) => one.bodyId),
  ]);
  const missing = [...new Set(named)].filter((id) => !known.has(id));
  if (missing.length === 0) return;
  for (const [id, brief] of await organisationsById(db, missing)) known.set(id, brief);
}

/** Lists are left out of what is stored where they are empty. */
const NOT_STATED = {
  identifiers: [],
  instructors: [],
  subjects: [],
  outcomes: [],
  syllabus: [],
  credit: [],
  languages: [],
  captions: [],
  earns: [],
  stacksInto: [],
  funding: [],
  prices: [],
  browse: [],
  skills: [],
  awardingIds: [],
  recognition: [],
} satisfies Partial<StoredFacts>;

function courseOf(
  row: CourseRow,
  listed: readonly SourceRow[],
  offerings: readonly OfferingRow[],
  known: Map<string, OrganisationBrief>,
): Course {
  const { awardingIds, recognition, statedSkills: _stated, ...facts } = { ...NOT_STATED, ...row.facts };
  // A withdrawn course still names the sources that it was read from.
  const shown = listed.some((one) => one.state === 'published')
    ? listed.filter((one) => one.state === 'published')
    : listed;
  const sources = new Map(shown.map((one) => [one.key, one]));
  const lastChecked = shown.reduce((latest, one) => (one.checked > latest ? one.checked : latest), row.since);
  const from = (taken: Taken) => ({
    source: taken.source,
    sourceName: sources.get(taken.source)?.name ?? taken.source,
    checked: sources.get(taken.source)?.checked ?? lastChecked,
    how: taken.how,
    ...(taken.raw === undefined ? {} : { raw: taken.raw }),
  });
  const preferred = row.provenance.title?.source;
  return {
    ...facts,
    id: row.id,
    num: row.num,
    slug: row.slug,
    state: row.state,
    provider: known.get(row.provider_id) as OrganisationBrief,
    awardingBodies: awardingIds.flatMap((id) => known.get(id) ?? []),
    recognition: recognition.flatMap(({ bodyId, words }) => {
      const body = known.get(bodyId);
      return body ? [{ body, signed: false, ...(words ? { words } : {}) }] : [];
    }),
    offerings: offerings.map(({ id, stated }) => ({ ...stated, id })),
    sources: shown.map(({ key, name, url, externalId, checked }) => ({
      key,
      name,
      ...(url ? { url } : {}),
      externalId,
      checked,
      preferred: key === preferred,
    })),
    provenance: Object.fromEntries(Object.entries(row.provenance).map(([field, taken]) => [field, from(taken)])),
    differing: Object.fromEntries(
      Object.entries(row.differing).map(([field, others]) => [
        field,
        others.map((other) => ({ value: other.value, from: from(other.from) })),
      ]),
    ),
    edition: { number: row.edition, since: row.since },
    lastChecked,
  };
}

/** What the page about the data shows: figures, sources, and the latest runs. */
export async function aboutData(db: Db): Promise<AboutData> {
  const [counts, sources, runs] = await Promise.all([countData(db), listSources(db), listRuns(db, { limit: 20 })]);
  return { counts, sources, runs };
}
