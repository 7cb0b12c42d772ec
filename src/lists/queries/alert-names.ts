/** The SQL of what alerts are about, as it is called now. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { FollowKind } from '../schema.js';

export type NamedCourse = {
  /** As it was asked for. */
  id: string;
  slug: string;
  title: string;
  provider: string;
  state: 'published' | 'withdrawn';
};

/** A course that was merged is the one that it is now. */
export async function coursesNamed(db: Db, ids: readonly string[]): Promise<Map<string, NamedCourse>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NamedCourse>`
    select asked.id, course.slug, course.title, course.provider_name as provider, course.state
    from unnest(${[...ids]}::uuid[]) asked (id)
    join catalogue.course_now standing on standing.id = asked.id
    join catalogue.course_card course on course.id = standing.now_id`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export type NamedSearch = { id: string; name: string; query: string };

export async function searchesNamed(db: Db, ids: readonly string[]): Promise<Map<string, NamedSearch>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NamedSearch>`
    select id, name, query from lists.saved_search where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** `slug`: of the organisation or development, as it is now. */
export type NamedFollow = { id: string; kind: FollowKind; key: string; slug: string | null };

export async function followsById(db: Db, ids: readonly string[]): Promise<Map<string, NamedFollow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NamedFollow>`
    select follow.id, follow.kind, follow.key, coalesce(organisation.slug, development.slug) as slug
    from lists.follow
    left join organisations.organisation_now standing
      on standing.id = case when follow.kind in ('provider', 'body') then follow.key::uuid end
    left join organisations.organisation_brief organisation on organisation.id = standing.now_id
    left join catalogue.development_topic development
      on development.id = case when follow.kind = 'development' then follow.key::uuid end
    where follow.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function developmentsNamed(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { id: string; slug: string; title: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; slug: string; title: string }>`
    select id, slug, title from catalogue.development_topic
    where id = any(${[...ids]}::uuid[]) and state = 'published'`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
