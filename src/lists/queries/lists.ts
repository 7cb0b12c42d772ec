/** The SQL of lists. A course keeps the id under which it was added; where it is now is asked when it is read. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { List, ListCourse } from '../schema.js';

/** What a person adds is counted one act after the other, so that limits hold and a list is made once. */
export async function lockPerson(trx: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lists ${personId}`}, 0))`.execute(trx);
}

const list = sql`
  select list.id, person_id as "personId", name, note, is_first as "isFirst", changed,
    (select count(distinct course.now_id)::int from lists.list_course held
      join catalogue.course_now course on course.id = held.course_id
      where held.list_id = list.id and held.removed_at is null) as courses
  from lists.list`;

/** A person's lists, in their order. */
export async function listsOf(db: Db, personId: string): Promise<List[]> {
  const { rows } = await sql<List>`${list} where person_id = ${personId} order by position, list.id`.execute(db);
  return rows;
}

export async function findList(db: Db, id: string): Promise<List | null> {
  const { rows } = await sql<List>`${list} where list.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The list where courses go that are saved without naming one; null: none was made. */
export async function findFirstList(db: Db, personId: string): Promise<List | null> {
  const { rows } = await sql<List>`${list} where person_id = ${personId} and is_first`.execute(db);
  return rows[0] ?? null;
}

/** The list that a person calls so, in whatever case. */
export async function findListNamed(db: Db, personId: string, name: string): Promise<List | null> {
  const { rows } = await sql<List>`${list} where person_id = ${personId} and lower(name) = lower(${name})`.execute(db);
  return rows[0] ?? null;
}

type NewList = { id: string; personId: string; name: string; note: string | null; isFirst: boolean; now: Date };

/** The first list stands first, any other last. */
export async function insertList(trx: Db, { id, personId, name, note, isFirst, now }: NewList): Promise<void> {
  await sql`
    insert into lists.list (id, person_id, name, note, is_first, position, created, changed)
    select ${id}, ${personId}, ${name}, ${note}, ${isFirst},
      case when ${isFirst} then coalesce(min(position), 1) - 1 else coalesce(max(position), 0) + 1 end, ${now}, ${now}
    from lists.list where person_id = ${personId}`.execute(trx);
}

export async function updateList(
  trx: Db,
  { id, name, note, now }: { id: string; name: string; note: string | null; now: Date },
): Promise<void> {
  await sql`update lists.list set name = ${name}, note = ${note}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function deleteList(trx: Db, id: string): Promise<void> {
  await sql`delete from lists.list where id = ${id}`.execute(trx);
}

/** Puts a person's lists into this order. */
export async function orderLists(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`
    update lists.list set position = asked.at
    from unnest(${[...ids]}::uuid[]) with ordinality asked (id, at) where asked.id = list.id`.execute(trx);
}

/** The courses of a list, the last added first. Two that were merged are one, with both notes. */
export async function coursesIn(db: Db, listId: string): Promise<ListCourse[]> {
  const { rows } = await sql<ListCourse>`
    select card.id, card.num, card.slug, card.title, card.provider_name as provider, card.state, held.note, held.added,
      held.was as "wasTitle"
    from (
      select course.now_id, string_agg(note, E'\n' order by held.added, held.course_id) as note, min(held.added) as added,
        case when bool_or(course.id = course.now_id) then null else min(old.title) end as was
      from lists.list_course held
      join catalogue.course_now course on course.id = held.course_id
      join catalogue.course_card old on old.id = held.course_id
      where held.list_id = ${listId} and held.removed_at is null
      group by course.now_id) held
    join catalogue.course_card card on card.id = held.now_id
    order by held.added desc, card.num`.execute(db);
  return rows;
}

/** Of a person's lists, those that hold a course. */
export async function listsHolding(db: Db, personId: string, courseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct list.id from lists.list join lists.list_course held on held.list_id = list.id
    where person_id = ${personId} and held.removed_at is null and held.course_id in ${namesOf(courseId)}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Every id under which a course may have been added. */
function namesOf(courseId: string) {
  return sql`(select id from catalogue.course_now where id = ${courseId}::uuid or merged_into = ${courseId}::uuid)`;
}

/** A course goes into a list, with a note where one is given. What was taken out comes back with the note that it had. */
export async function putCourse(
  trx: Db,
  { listId, courseId, note, now }: { listId: string; courseId: string; note: string | null; now: Date },
): Promise<void> {
  await sql`
    insert into lists.list_course (list_id, course_id, note, added) values (${listId}, ${courseId}, ${note}, ${now})
    on conflict (list_id, course_id) do update
      set note = coalesce(excluded.note, list_course.note), removed_at = null`.execute(trx);
}

/** Takes a course out, to be put back. */
export async function takeCourse(trx: Db, listId: string, courseId: string, now: Date): Promise<void> {
  await sql`
    update lists.list_course set removed_at = ${now}
    where list_id = ${listId} and removed_at is null and course_id in ${namesOf(courseId)}`.execute(trx);
}

/** Puts back what was taken out. Returns whether there was something to put back. */
export async function returnCourse(trx: Db, listId: string, courseId: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update lists.list_course set removed_at = null
    where list_id = ${listId} and removed_at is not null and course_id in ${namesOf(courseId)}`.execute(trx);
  return numAffectedRows > 0n;
}

/** Writes the note of a course, once where two that were merged stand for it. */
export async function saveNote(
  trx: Db,
  { listId, courseId, note }: { listId: string; courseId: string; note: string | null },
): Promise<void> {
  await sql`
    update lists.list_course held set note = case when held.course_id = keeper.course_id then ${note} end
    from (
      select course_id from lists.list_course
      where list_id = ${listId} and removed_at is null and course_id in ${namesOf(courseId)}
      order by added, course_id limit 1) keeper
    where held.list_id = ${listId} and held.removed_at is null and held.course_id in ${namesOf(courseId)}`.execute(trx);
}

export async function touchList(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update lists.list set changed = ${now} where id = ${id}`.execute(trx);
}

/** What was taken out before this moment is gone for good. */
export async function forgetRemoved(db: Db, before: Date): Promise<void> {
  await sql`delete from lists.list_course where removed_at < ${before}`.execute(db);
}
