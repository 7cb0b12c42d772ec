/** The SQL of courses that are delivered here, and of their editions. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export type HostedCourse = {
  id: string;
  organisationId: string;
  slug: string;
  catalogueCourseId: string | null;
  achievementId: string | null;
  draft: unknown;
  saves: number;
  review: 'asked' | 'returned' | null;
  reviewWords: string | null;
  /** The newest published; 0: none yet. */
  edition: number;
  retired: Date | null;
  created: Date;
  changed: Date;
};
/** `digests`: for each step by its key, what makes it the same step. */
export type EditionRow = {
  courseId: string;
  number: number;
  content: unknown;
  digests: Record<string, string>;
  minutes: number;
  publishedAt: Date;
};

export const columns = sql`
  id, organisation_id as "organisationId", slug, catalogue_course_id as "catalogueCourseId",
  achievement_id as "achievementId", draft, saves, review, review_words as "reviewWords", edition, retired, created, changed`;

export async function findHostedCourse(db: Db, id: string): Promise<HostedCourse | null> {
  const { rows } = await sql<HostedCourse>`select ${columns} from learning.course where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function findEditionRow(db: Db, courseId: string, number: number): Promise<EditionRow | null> {
  const { rows } = await sql<EditionRow>`
    select course_id as "courseId", number, content, digests, minutes, published_at as "publishedAt"
    from learning.edition where course_id = ${courseId} and number = ${number}`.execute(db);
  return rows[0] ?? null;
}
