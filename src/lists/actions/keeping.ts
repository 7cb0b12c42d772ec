/**
 * Lists: made, changed, filled. Each is its owner's alone; to anybody else it is not there. What a person keeps for
 * themselves is no act upon anybody else's affairs, so the audit log says nothing of it.
 */
import { type Actor, type PersonActor, requirePerson } from '../../accounts/index.js';
import { findCourse } from '../../catalogue/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  coursesIn,
  deleteList,
  findFirstList,
  findList,
  findListNamed,
  insertList,
  listsHolding,
  listsOf,
  lockPerson,
  orderLists,
  putCourse,
  returnCourse,
  saveNote,
  takeCourse,
  touchList,
  updateList,
} from '../queries/lists.js';
import { type List, type ListCourse, ListError, MOST } from '../schema.js';

export const FIRST_NAME = 'Saved';

/** The actor's own list. @throws ListError (404) where there is none, or it is somebody else's */
export async function getList(db: Db, actor: Actor, id: string): Promise<List> {
  const { id: personId } = requirePerson(actor);
  const list = await findList(db, id);
  if (!list || list.personId !== personId)
    throw new ListError('There is no such list here. It may have been deleted.', 404);
  return list;
}

/** Makes a list. @throws ListError where the name is taken or there are too many */
export function makeList(db: Db, actor: Actor, asked: { name: string; note: string | null }, now: Date): Promise<List> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    return addList(trx, person, { ...asked, isFirst: false }, now);
  });
}

async function addList(
  trx: Db,
  person: PersonActor,
  asked: { name: string; note: string | null; isFirst: boolean },
  now: Date,
): Promise<List> {
  await freeName(trx, person, asked.name);
  if ((await listsOf(trx, person.id)).length >= MOST.lists)
    throw new ListError(`You have ${MOST.lists} lists, which is as many as we keep. Delete one first.`, 409, 'name');
  const id = newId();
  await insertList(trx, { ...asked, id, personId: person.id, now });
  return getList(trx, person, id);
}

async function freeName(trx: Db, person: PersonActor, name: string, own?: string): Promise<void> {
  const found = await findListNamed(trx, person.id, name);
  if (found && found.id !== own)
    throw new ListError(`You have a list called “${found.name}” already. Choose another name.`, 409, 'name');
}

export function changeList(
  db: Db,
  actor: Actor,
  asked: { list: string; name: string; note: string | null },
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    const { id } = await getList(trx, actor, asked.list);
    await freeName(trx, person, asked.name, id);
    await updateList(trx, { id, name: asked.name, note: asked.note, now });
  });
}

/** Deletes a list with its notes, for good. */
export function removeList(db: Db, actor: Actor, id: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await getList(trx, actor, id);
    await deleteList(trx, id);
  });
}

/** Moves a list one place up or down among the actor's. At the end it stays. */
export function shiftList(db: Db, actor: Actor, id: string, to: 'up' | 'down'): Promise<void> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    await getList(trx, actor, id);
    const ids = (await listsOf(trx, person.id)).map((list) => list.id);
    const at = ids.indexOf(id);
    const next = Math.min(Math.max(at + (to === 'up' ? -1 : 1), 0), ids.length - 1);
    ids.splice(next, 0, ...ids.splice(at, 1));
    await orderLists(trx, ids);
  });
}

/** Where a course is to go: a list by id, a new one by name, or the first list. */
export type Place = { list: string } | { name: string } | 'first';
export type Saving = { course: string; place: Place; note?: string | null };

/**
 * Puts a course, by slug or id, into a list. Put in twice, it is there once: `added` says whether it was not there.
 * @throws ListError (404) without such a course or list
 */
export function saveCourse(
  db: Db,
  actor: Actor,
  { course, place, note = null }: Saving,
  now: Date,
): Promise<{ list: List; added: boolean }> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    const { id: courseId } = await getCourse(trx, course);
    const list = await listAt(trx, person, place, now);
    const isThere = (await listsHolding(trx, person.id, courseId)).includes(list.id);
    if (!isThere) await fill(trx, list, courseId, note, now);
    else if (note !== null) await saveNote(trx, { listId: list.id, courseId, note });
    return { list, added: !isThere };
  });
}

async function listAt(trx: Db, person: PersonActor, place: Place, now: Date): Promise<List> {
  if (place !== 'first')
    return 'list' in place
      ? getList(trx, person, place.list)
      : addList(trx, person, { name: place.name, note: null, isFirst: false }, now);
  const first = (await findFirstList(trx, person.id)) ?? (await findListNamed(trx, person.id, FIRST_NAME));
  return first ?? addList(trx, person, { name: FIRST_NAME, note: null, isFirst: true }, now);
}

/** Returns whether the course had been there a short time ago and came back as it was. */
async function fill(trx: Db, list: List, courseId: string, note: string | null, now: Date): Promise<boolean> {
  if (list.courses >= MOST.coursesInList)
    throw new ListError(
      `“${list.name}” holds ${MOST.coursesInList} courses, which is as many as a list takes. Take one out, or use another list.`,
    );
  // What was taken out under the name of a course that was merged since comes back under it.
  const isBack = await returnCourse(trx, list.id, courseId);
  if (!isBack) await putCourse(trx, { listId: list.id, courseId, note, now });
  else if (note !== null) await saveNote(trx, { listId: list.id, courseId, note });
  await touchList(trx, list.id, now);
  return isBack;
}

/** The course that a slug or an id means, withdrawn or not. @throws ListError (404) */
export async function getCourse(db: Db, reference: string): Promise<{ id: string; slug: string; title: string }> {
  const course = await findCourse(db, reference);
  if (!course) throw new ListError('There is no such course here. The link may be old or mistyped.', 404);
  return course;
}

/** A course of the actor's list. @throws ListError (404) */
export async function getListed(
  db: Db,
  actor: Actor,
  asked: { list: string; course: string },
): Promise<{ list: List; course: ListCourse }> {
  const list = await getList(db, actor, asked.list);
  const { id } = await getCourse(db, asked.course);
  const course = (await coursesIn(db, list.id)).find((one) => one.id === id);
  if (!course) throw new ListError(`This course is not in “${list.name}”.`, 404);
  return { list, course };
}

/** Takes a course out of a list; for a day it can be put back with its note. Taken out twice, it is out. */
export function takeOut(db: Db, actor: Actor, asked: { list: string; course: string }, now: Date): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { id } = await getList(trx, actor, asked.list);
    await takeCourse(trx, id, (await getCourse(trx, asked.course)).id, now);
    await touchList(trx, id, now);
  });
}

export function noteCourse(
  db: Db,
  actor: Actor,
  asked: { list: string; course: string; note: string | null },
  now: Date,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { list, course } = await getListed(trx, actor, asked);
    await saveNote(trx, { listId: list.id, courseId: course.id, note: asked.note });
    await touchList(trx, list.id, now);
  });
}

/** Puts a course into another list with its note; unless it is a copy, it leaves the one where it was. */
export async function carryCourse(
  db: Db,
  actor: Actor,
  asked: { list: string; course: string; into: Place; copy: boolean },
  now: Date,
): Promise<List> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    const { list, course } = await getListed(trx, actor, asked);
    const into = await listAt(trx, person, asked.into, now);
    if (into.id === list.id) throw new ListError('It is in this list already. Choose another one.', 422, 'list');
    const isThere = (await listsHolding(trx, person.id, course.id)).includes(into.id);
    if (!isThere) await fill(trx, into, course.id, course.note, now);
    if (!asked.copy) await takeCourse(trx, list.id, course.id, now);
    await touchList(trx, list.id, now);
    return into;
  });
}

/** Puts back what was taken out, with its note; after a day, without. Returns whether it was still at hand. */
export function putBack(db: Db, actor: Actor, asked: { list: string; course: string }, now: Date): Promise<boolean> {
  const person = requirePerson(actor);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    const list = await getList(trx, actor, asked.list);
    const { id: courseId } = await getCourse(trx, asked.course);
    if ((await listsHolding(trx, person.id, courseId)).includes(list.id)) return true;
    return fill(trx, list, courseId, null, now);
  });
}
