import { sql } from 'kysely';
import type { Db } from '../platform/db/index.js';

/** Slugs of published courses by number, `size` from the `part`th part (0, 1, …): for the sitemap. */
export async function courseSlugs(db: Db, part: number, size: number): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from catalogue.course_card where state = 'published' and num > ${part * size} and num <= ${(part + 1) * size}
    order by num`.execute(db);
  return rows.map((row) => row.slug);
}

/** The highest course number there is; 0 where there is none. */
export async function lastCourseNumber(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(num), 0) as last from catalogue.course_card`.execute(
    db,
  );
  return rows[0]?.last ?? 0;
}
