/** The SQL of saved searches and follows. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Follow, FollowTarget, SavedSearch } from '../schema.js';

const search = sql`
  select id, person_id as "personId", name, query, paused, created from lists.saved_search`;

/** One page of a person's searches, the newest first. */
export async function searchesOf(
  db: Db,
  personId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<SavedSearch[]> {
  const { rows } = await sql<SavedSearch>`
    ${search} where person_id = ${personId} order by created desc, id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

export async function countSearches(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from lists.saved_search where person_id = ${personId}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function findSearch(db: Db, id: string): Promise<SavedSearch | null> {
  const { rows } = await sql<SavedSearch>`${search} where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The person's search of this canonical form. */
export async function findSearchByKey(db: Db, personId: string, key: string): Promise<SavedSearch | null> {
  const { rows } = await sql<SavedSearch>`
    ${search} where person_id = ${personId} and query_key = ${key}`.execute(db);
  return rows[0] ?? null;
}

type NewSearch = { id: string; personId: string; name: string; query: string; key: string; paused: boolean; now: Date };

export async function insertSearch(trx: Db, { id, personId, name, query, key, paused, now }: NewSearch): Promise<void> {
  await sql`
    insert into lists.saved_search (id, person_id, name, query, query_key, paused, created, changed)
    values (${id}, ${personId}, ${name}, ${query}, ${key}, ${paused}, ${now}, ${now})`.execute(trx);
}

export async function updateSearch(
  trx: Db,
  { id, name, paused, now }: { id: string; name: string; paused: boolean; now: Date },
): Promise<void> {
  await sql`
    update lists.saved_search set name = ${name}, paused = ${paused}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function deleteSearch(trx: Db, id: string): Promise<void> {
  await sql`delete from lists.saved_search where id = ${id}`.execute(trx);
}

/** What a person follows, the newest first. An organisation that was merged is the one that it is now, once. */
export async function followsOf(db: Db, personId: string): Promise<Follow[]> {
  const { rows } = await sql<Follow>`
    select distinct on (kind, key) * from (
      select follow.id, kind, coalesce(organisation.now_id::text, follow.key) as key, created
      from lists.follow left join organisations.organisation_now organisation
        on organisation.id = case when kind in ('provider', 'body') then follow.key::uuid end
      where person_id = ${personId}) follow
    order by kind, key, created`.execute(db);
  return rows.toSorted((a, b) => b.created.getTime() - a.created.getTime());
}

/** Whether it was not followed before. */
export async function insertFollow(
  trx: Db,
  { id, personId, kind, key, now }: FollowTarget & { id: string; personId: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into lists.follow (id, person_id, kind, key, created) values (${id}, ${personId}, ${kind}, ${key}, ${now})
    on conflict (person_id, kind, key) do nothing`.execute(trx);
  return numAffectedRows > 0n;
}

/** Ends a follow, by whatever name of an organisation it was made. */
export async function deleteFollow(trx: Db, personId: string, { kind, key }: FollowTarget): Promise<void> {
  const id = kind === 'provider' || kind === 'body' ? key : null;
  await sql`
    delete from lists.follow where person_id = ${personId} and kind = ${kind}
      and (key = ${key} or key in (
        select id::text from organisations.organisation_now where merged_into = ${id}::uuid))`.execute(trx);
}

/** Everything that lists hold about a person. */
export async function heldAbout(
  db: Db,
  personId: string,
): Promise<{ lists: unknown[]; searches: unknown[]; follows: unknown[] }> {
  const { rows } = await sql<{ lists: unknown[]; searches: unknown[]; follows: unknown[] }>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'note', note, 'made', created, 'changed', changed,
        'courses', (
          select coalesce(jsonb_agg(jsonb_build_object('course', card.title, 'address', '/courses/' || card.slug,
            'note', held.note, 'added', held.added, 'taken_out', held.removed_at) order by held.added), '[]')
          from lists.list_course held join catalogue.course_card card on card.id = held.course_id
          where held.list_id = list.id)) order by position), '[]')
        from lists.list where person_id = ${personId}) as lists,
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'search', query, 'paused', paused, 'saved', created,
        'changed', changed) order by created), '[]')
        from lists.saved_search where person_id = ${personId}) as searches,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'key', key, 'since', created) order by created), '[]')
        from lists.follow where person_id = ${personId}) as follows`.execute(db);
  return rows[0] ?? { lists: [], searches: [], follows: [] };
}

/** Everything goes; what hangs from lists goes with them. */
export async function removePerson(trx: Db, personId: string): Promise<void> {
  await sql`delete from lists.list where person_id = ${personId}`.execute(trx);
  await sql`delete from lists.saved_search where person_id = ${personId}`.execute(trx);
  await sql`delete from lists.follow where person_id = ${personId}`.execute(trx);
}

/** In figures, for whoever runs the site. */
export async function countKept(db: Db): Promise<{ lists: number; searches: number; follows: number }> {
  const { rows } = await sql<{ lists: number; searches: number; follows: number }>`
    select (select count(*)::int from lists.list) as lists, (select count(*)::int from lists.saved_search) as searches,
      (select count(*)::int from lists.follow) as follows`.execute(db);
  return rows[0] ?? { lists: 0, searches: 0, follows: 0 };
}
