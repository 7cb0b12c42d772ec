/** The SQL of who is to be told: searches, follows and lists, asked from the side of what changed. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { FollowKind, FollowTarget } from '../schema.js';

/** One search, and everybody who keeps it. */
export type KeptQuery = {
  key: string;
  /** In canonical form. */
  query: string;
  searches: { id: string; personId: string; name: string }[];
};

/**
 * Searches that are not paused, each once whoever keeps it, in the order of their keys. Begin with `after: ''` and go on with
 * the last key until fewer than `limit` come.
 */
export async function keptQueries(db: Db, { after, limit }: { after: string; limit: number }): Promise<KeptQuery[]> {
  const { rows } = await sql<KeptQuery>`
    select query_key as key, min(query) as query,
      jsonb_agg(jsonb_build_object('id', id, 'personId', person_id, 'name', name) order by id) as searches
    from lists.saved_search where not paused and query_key > ${after}
    group by query_key order by query_key limit ${limit}`.execute(db);
  return rows;
}

/** Somebody who follows one of the things asked for. `key` is the one that was asked for. */
export type Follower = { personId: string; followId: string; kind: FollowKind; key: string };

/** Who follows any of these. Whoever follows an organisation that was merged follows the one that it is now, once. */
export async function followersOf(db: Db, targets: readonly FollowTarget[]): Promise<Follower[]> {
  const kinds = targets.map(({ kind }) => kind);
  const keys = targets.map(({ key }) => key);
  const { rows } = await sql<Follower>`
    with asked as (select distinct kind, key from unnest(${kinds}::text[], ${keys}::text[]) as target (kind, key)),
    held as (
      select kind, key, key as followed from asked
      union all
      select kind, key, merged.id::text from asked join organisations.organisation_now merged
        on merged.merged_into = case when asked.kind in ('provider', 'body') then asked.key::uuid end)
    select distinct on (held.kind, held.key, person_id) held.kind, held.key, person_id as "personId", follow.id as "followId"
    from held join lists.follow on follow.kind = held.kind and follow.key = held.followed
    order by held.kind, held.key, person_id, follow.id`.execute(db);
  return rows;
}

/** A list that holds a course. */
export type Watcher = { courseId: string; personId: string; listId: string; listName: string };

/** The lists that hold these courses; what was merged into one of them counts as that one. */
export async function watchersOf(db: Db, courseIds: readonly string[]): Promise<Watcher[]> {
  const ids = [...courseIds];
  const { rows } = await sql<Watcher>`
    with standing as (
      select id, id as now_id from unnest(${ids}::uuid[]) asked (id)
      union
      select id, merged_into from catalogue.course_now where merged_into = any(${ids}::uuid[]))
    select distinct standing.now_id as "courseId", list.person_id as "personId", list.id as "listId", list.name as "listName"
    from standing join lists.list_course held on held.course_id = standing.id and held.removed_at is null
    join lists.list on list.id = held.list_id
    order by 1, 2, 3`.execute(db);
  return rows;
}

/** Ids of all courses that are in some list, as they are now, in order. Begin with `after: null`. */
export async function watchedCourses(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct course.now_id as id from lists.list_course held
    join catalogue.course_now course on course.id = held.course_id
    where held.removed_at is null and (${after}::uuid is null or course.now_id > ${after}::uuid)
    order by 1 limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
