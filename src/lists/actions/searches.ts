/** Searches that a person keeps: one row for one search, however it was asked for. */
import { type Actor, requirePerson } from '../../accounts/index.js';
import type { SearchQuery } from '../../discovery/index.js';
import { newId, sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  countSearches,
  deleteSearch,
  findSearch,
  findSearchByKey,
  insertSearch,
  updateSearch,
} from '../queries/kept.js';
import { lockPerson } from '../queries/lists.js';
import { writeSearch } from '../rules/canonical.js';
import { ListError, MOST, type SavedSearch } from '../schema.js';

/** The longest search that is kept, as an address: longer than any that a person makes by hand. */
const LONGEST = 4_000;

/** The actor's own search. @throws ListError (404) */
export async function getSearch(db: Db, actor: Actor, id: string): Promise<SavedSearch> {
  const { id: personId } = requirePerson(actor);
  const search = await findSearch(db, id);
  if (!search || search.personId !== personId)
    throw new ListError('There is no such search here. It may have been deleted.', 404);
  return search;
}

/** The actor's search that asks the same; null: none does. */
export function findSame(db: Db, actor: Actor, query: SearchQuery): Promise<SavedSearch | null> {
  return findSearchByKey(db, requirePerson(actor).id, sha256(writeSearch(query)));
}

/** Keeps a search. One that is kept already is that one: `isNew` says whether it was not. @throws ListError */
export function keepSearch(
  db: Db,
  actor: Actor,
  asked: { query: SearchQuery; name: string; paused: boolean },
  now: Date,
): Promise<{ search: SavedSearch; isNew: boolean }> {
  const person = requirePerson(actor);
  const query = writeSearch(asked.query);
  if (query.length > LONGEST)
    throw new ListError('This search has more filters than we can keep. Take some away, then save it.', 422);
  const key = sha256(query);
  return db.transaction().execute(async (trx) => {
    await lockPerson(trx, person.id);
    const same = await findSearchByKey(trx, person.id, key);
    if (same) return { search: same, isNew: false };
    if ((await countSearches(trx, person.id)) >= MOST.searches)
      throw new ListError(`You keep ${MOST.searches} searches, which is as many as we can. Delete one first.`);
    const id = newId();
    await insertSearch(trx, { id, personId: person.id, name: asked.name, query, key, paused: asked.paused, now });
    return { search: await getSearch(trx, actor, id), isNew: true };
  });
}

/** Calls a search something else, or pauses it: then nobody is told of what is new. */
export function changeSearch(
  db: Db,
  actor: Actor,
  asked: { search: string; name?: string; paused?: boolean },
  now: Date,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { id, name, paused } = await getSearch(trx, actor, asked.search);
    await updateSearch(trx, { id, name: asked.name ?? name, paused: asked.paused ?? paused, now });
  });
}

export function dropSearch(db: Db, actor: Actor, id: string): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await getSearch(trx, actor, id);
    await deleteSearch(trx, id);
  });
}
