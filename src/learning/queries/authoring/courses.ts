/** The SQL of writing courses that are delivered here. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { DraftContent } from '../../schema/draft.js';
import type { CourseContent } from '../../schema/index.js';
import { columns, type HostedCourse } from '../courses.js';

export type Provider = { id: string; slug: string; name: string; verified: boolean };

export async function findProvider(db: Db, slugOrId: string): Promise<Provider | null> {
  const { rows } = await sql<Provider>`
    select id, slug, name, verified from organisations.organisation_brief
    where slug = ${slugOrId} or id::text = ${slugOrId}
    order by slug = ${slugOrId} desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Courses of the catalogue that an organisation offers or awards. */
export async function coursesToTeach(db: Db, organisationId: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select distinct course.id, course.title from catalogue.course_party party
    join catalogue.course_card course on course.id = party.course_id
    where party.organisation_id = ${organisationId} and course.state = 'published'
    order by course.title, course.id limit 2000`.execute(db);
  return rows;
}

export type HostedListed = {
  id: string;
  slug: string;
  title: string;
  review: 'asked' | 'returned' | null;
  edition: number;
  retired: boolean;
  changed: Date;
  /** Who learns in it now. */
  learners: number;
};

export async function listHosted(db: Db, organisationId: string): Promise<HostedListed[]> {
  const { rows } = await sql<HostedListed>`
    select c.id, c.slug, c.draft->>'title' as title, c.review, c.edition, c.retired is not null as retired, c.changed,
      (select count(*)::int from learning.enrolment e where e.course_id = c.id and e.state = 'active') as learners
    from learning.course c where c.organisation_id = ${organisationId}
    order by c.retired is not null, c.changed desc, c.id limit 1000`.execute(db);
  return rows;
}

export async function countHosted(db: Db, organisationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from learning.course where organisation_id = ${organisationId}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function findHostedBySlug(db: Db, organisationId: string, slug: string): Promise<HostedCourse | null> {
  const { rows } = await sql<HostedCourse>`
    select ${columns} from learning.course where organisation_id = ${organisationId} and slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends: what is written is written one after the other. */
export async function lockHosted(trx: Db, id: string): Promise<HostedCourse | null> {
  const { rows } = await sql<HostedCourse>`
    select ${columns} from learning.course where id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

/** False: the organisation has a course of that name in addresses. */
export async function insertHosted(
  trx: Db,
  course: {
    id: string;
    organisationId: string;
    slug: string;
    catalogueCourseId: string | null;
    draft: DraftContent;
    now: Date;
  },
): Promise<boolean> {
  const { id, organisationId, slug, catalogueCourseId, draft, now } = course;
  const { rows } = await sql`
    insert into learning.course (id, organisation_id, slug, catalogue_course_id, draft, created, changed)
    values (${id}, ${organisationId}, ${slug}, ${catalogueCourseId}, ${JSON.stringify(draft)}, ${now}, ${now})
    on conflict (organisation_id, slug) do nothing returning id`.execute(trx);
  return rows.length > 0;
}

/** Returns how often it was saved now. */
export async function updateDraft(trx: Db, id: string, draft: DraftContent, now: Date): Promise<number> {
  const { rows } = await sql<{ saves: number }>`
    update learning.course set draft = ${JSON.stringify(draft)}, saves = saves + 1, changed = ${now}
    where id = ${id} returning saves`.execute(trx);
  return rows[0]?.saves ?? 0;
}

export async function updateLinks(
  trx: Db,
  id: string,
  links: { catalogueCourseId: string | null; achievementId: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update learning.course set catalogue_course_id = ${links.catalogueCourseId}, achievement_id = ${links.achievementId},
      changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function updateReview(
  trx: Db,
  id: string,
  review: { state: 'asked' | 'returned' | null; words: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update learning.course set review = ${review.state}, review_words = ${review.words}, changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function updateRetired(trx: Db, id: string, retired: Date | null, now: Date): Promise<void> {
  await sql`update learning.course set retired = ${retired}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function deleteHosted(trx: Db, id: string): Promise<void> {
  await sql`delete from learning.course where id = ${id}`.execute(trx);
}

/** The number of the new edition. */
export async function insertEdition(
  trx: Db,
  edition: {
    courseId: string;
    content: CourseContent;
    digests: Readonly<Record<string, string>>;
    minutes: number;
    now: Date;
  },
): Promise<number> {
  const { courseId, content, digests, minutes, now } = edition;
  const { rows } = await sql<{ edition: number }>`
    update learning.course set edition = edition + 1, review = null, review_words = null, changed = ${now}
    where id = ${courseId} returning edition`.execute(trx);
  const number = rows[0]?.edition ?? 1;
  await sql`
    insert into learning.edition (course_id, number, content, digests, minutes, published_at)
    values (${courseId}, ${number}, ${JSON.stringify(content)}, ${JSON.stringify(digests)}, ${minutes}, ${now})`.execute(
    trx,
  );
  return number;
}

export type EditionListed = { number: number; minutes: number; publishedAt: Date; learners: number; completed: number };

/** The newest first, with who learns by each. */
export async function listEditions(db: Db, courseId: string): Promise<EditionListed[]> {
  const { rows } = await sql<EditionListed>`
    select e.number, e.minutes, e.published_at as "publishedAt",
      (count(n.id) filter (where n.state = 'active'))::int as learners,
      (count(n.id) filter (where n.state = 'completed'))::int as completed
    from learning.edition e
    left join learning.enrolment n on n.course_id = e.course_id and n.edition = e.number
    where e.course_id = ${courseId}
    group by e.course_id, e.number order by e.number desc`.execute(db);
  return rows;
}
