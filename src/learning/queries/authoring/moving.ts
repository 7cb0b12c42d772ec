/** The SQL of moving hosted courses between organisations that are found to be one. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** Returns those that moved, with the slug that they had: one that is taken there gets the course's own number behind it. */
export async function moveHosted(trx: Db, from: string, into: string): Promise<{ id: string; slug: string }[]> {
  const { rows } = await sql<{ id: string; slug: string }>`
    with moving as (select id, slug from learning.course where organisation_id = ${from} for update)
    update learning.course c set organisation_id = ${into},
      slug = case when exists (select from learning.course o where o.organisation_id = ${into} and o.slug = c.slug)
        then rtrim(left(c.slug, 51), '-') || '-' || right(c.id::text, 12) else c.slug end
    from moving where c.id = moving.id
    returning c.id, moving.slug`.execute(trx);
  return rows;
}

export async function moveHostedBack(
  trx: Db,
  moved: readonly { id: string; slug: string }[],
  from: string,
): Promise<void> {
  const [ids, slugs] = [moved.map(({ id }) => id), moved.map(({ slug }) => slug)];
  await sql`
    update learning.course c set organisation_id = ${from}, slug = was.slug
    from unnest(${ids}::uuid[], ${slugs}::text[]) as was (id, slug) where c.id = was.id`.execute(trx);
}
