/** The SQL of achievements: drafts, and the versions that were published. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import {
  type Achievement,
  AchievementDraft,
  type AchievementSources,
  type AchievementState,
  type Awarder,
  type PublishedAchievement,
} from '../schema/achievement.js';

const awarder = sql`jsonb_build_object('id', awarder.id, 'slug', awarder.slug, 'name', awarder.name, 'country', awarder.country,
  'url', awarder.url, 'verified', awarder.verified)`;
/** The course under its present id: courses are merged, and parted again. */
const course = (edition: 'achievement' | 'version') => sql`case when course.id is null then null else
  jsonb_build_object('id', course.id, 'slug', course.slug, 'title', course.title, 'edition', ${sql.ref(`${edition}.edition`)}) end`;
const joined = (from: 'achievement' | 'version') => sql`
  join organisations.organisation_brief awarder on awarder.id = achievement.organisation_id
  left join catalogue.course_now now on now.id = ${sql.ref(`${from}.course_id`)}
  left join catalogue.course_card course on course.id = now.now_id`;

const draft = sql`
  select achievement.id, ${awarder} as organisation, ${course('achievement')} as course, achievement.state, achievement.version,
    achievement.content, achievement.sources, achievement.saves, achievement.changed
  from credentials.achievement achievement ${joined('achievement')}`;
const published = sql`
  select achievement.id, ${awarder} as organisation, ${course('version')} as course, achievement.state, version.version,
    version.content, achievement.changed, version.published_at as "publishedAt"
  from credentials.achievement_version version
  join credentials.achievement achievement on achievement.id = version.achievement_id ${joined('version')}`;

/** As its organisation is writing it, whatever its state. */
export async function findAchievement(db: Db, id: string): Promise<Achievement | null> {
  const { rows } = await sql<Achievement>`${draft} where achievement.id::text = ${id}`.execute(db);
  return rows[0] ? read(rows[0]) : null;
}

/** A published version; left out: the newest. Null: it was never published, or has no such version. */
export async function findPublishedAchievement(
  db: Db,
  id: string,
  version?: number,
): Promise<PublishedAchievement | null> {
  const { rows } = await sql<PublishedAchievement>`
    ${published} where achievement.id::text = ${id} and version.version = coalesce(${version ?? null}::int, achievement.version)
  `.execute(db);
  return rows[0] ? read(rows[0]) : null;
}

/** Everything that an organisation has, what was changed last first. */
export async function listAchievements(db: Db, organisationId: string, limit: number): Promise<Achievement[]> {
  const { rows } = await sql<Achievement>`
    ${draft} where achievement.organisation_id = ${organisationId}
    order by achievement.changed desc, achievement.id limit ${limit}`.execute(db);
  return rows.map(read);
}

/** What can be earned at the end of a course, under any id that the course had: the newest version of each. */
export async function achievementsOfCourse(db: Db, courseId: string): Promise<PublishedAchievement[]> {
  const { rows } = await sql<PublishedAchievement>`
    ${published} where version.version = achievement.version and achievement.state = 'published'
      and version.course_id in (select id from catalogue.course_now where id = ${courseId} or merged_into = ${courseId})
    order by achievement.created, achievement.id limit 20`.execute(db);
  return rows.map(read);
}

/** The versions that were published, the newest first. */
export async function listVersions(db: Db, id: string): Promise<{ version: number; publishedAt: Date }[]> {
  const { rows } = await sql<{ version: number; publishedAt: Date }>`
    select version, published_at as "publishedAt" from credentials.achievement_version
    where achievement_id = ${id} order by version desc`.execute(db);
  return rows;
}

/** What was kept is read as a draft is today: a member that came later is absent in it. */
function read<Row extends { content: AchievementDraft }>(row: Row): Row {
  return { ...row, content: AchievementDraft.parse(row.content) };
}

type Kept = {
  id: string;
  course: { id: string; edition: number | null } | null;
  content: AchievementDraft;
  sources: AchievementSources;
  now: Date;
};

export async function insertAchievement(trx: Db, kept: Kept & { organisationId: string }): Promise<void> {
  await sql`
    insert into credentials.achievement (id, organisation_id, course_id, edition, state, content, sources, created, changed)
    values (${kept.id}, ${kept.organisationId}, ${kept.course?.id ?? null}, ${kept.course?.edition ?? null}, 'draft',
      ${JSON.stringify(kept.content)}::jsonb, ${JSON.stringify(kept.sources)}::jsonb, ${kept.now}, ${kept.now})`.execute(
    trx,
  );
}

/** False: somebody else saved it after `saves` was read. */
export async function updateAchievement(trx: Db, kept: Kept & { saves: number }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update credentials.achievement set course_id = ${kept.course?.id ?? null}, edition = ${kept.course?.edition ?? null},
      content = ${JSON.stringify(kept.content)}::jsonb, sources = ${JSON.stringify(kept.sources)}::jsonb,
      saves = saves + 1, changed = ${kept.now}
    where id = ${kept.id} and saves = ${kept.saves}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Keeps what the draft says as the next version. Returns its number. */
export async function publishVersion(trx: Db, id: string, now: Date): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    with next as (
      update credentials.achievement set version = version + 1, state = 'published', changed = ${now} where id = ${id}
      returning id, version, content, course_id, edition)
    insert into credentials.achievement_version (achievement_id, version, content, course_id, edition, published_at)
    select id, version, content, course_id, edition, ${now} from next returning version`.execute(trx);
  return (rows[0] as { version: number }).version;
}

export async function setState(trx: Db, id: string, state: AchievementState, now: Date): Promise<void> {
  await sql`update credentials.achievement set state = ${state}, changed = ${now} where id = ${id}`.execute(trx);
}

/** Only what was never published can go. */
export async function deleteAchievement(trx: Db, id: string): Promise<void> {
  await sql`delete from credentials.achievement where id = ${id} and version = 0`.execute(trx);
}

/** Whoever an address names, by slug or id. */
export async function findAwarder(db: Db, slugOrId: string): Promise<Awarder | null> {
  const { rows } = await sql<Awarder>`
    select id, slug, name, country, url, verified from organisations.organisation_brief
    where slug = ${slugOrId} or id::text = ${slugOrId} limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Courses that an organisation offers or awards: what an achievement of it can end. */
export async function coursesToAward(
  db: Db,
  organisationId: string,
  limit: number,
): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select distinct course.id, course.title from catalogue.course_party party
    join catalogue.course_card course on course.id = party.course_id
    where party.organisation_id = ${organisationId} and course.state = 'published'
    order by course.title, course.id limit ${limit}`.execute(db);
  return rows;
}
