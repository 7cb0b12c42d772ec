/** The SQL of saved searches that name an organisation which turned out to be another. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** The slugs of two organisations, each its own, merged or not. */
export async function slugsOf(db: Db, first: string, second: string): Promise<[string, string]> {
  const { rows } = await sql<{ first: string; second: string }>`
    select one.slug as first, other.slug as second
    from organisations.organisation_brief one, organisations.organisation_brief other
    where one.id = ${first} and other.id = ${second}`.execute(db);
  return [rows[0]?.first ?? '', rows[0]?.second ?? ''];
}

/** Searches in whose text a slug stands as a value. */
export async function searchesNaming(db: Db, slug: string): Promise<{ id: string; query: string }[]> {
  const { rows } = await sql<{ id: string; query: string }>`
    select id, query from lists.saved_search where strpos('&' || query || '&', ${`=${slug}&`}) > 0 order by id`.execute(
    db,
  );
  return rows;
}

/** Gives a search another text, unless its owner keeps one of that text already. Returns whether it did. */
export async function rewriteSearch(trx: Db, id: string, query: string, key: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update lists.saved_search search set query = ${query}, query_key = ${key}
    where id = ${id} and not exists (
      select from lists.saved_search other where other.person_id = search.person_id and other.query_key = ${key})`.execute(
    trx,
  );
  return numAffectedRows > 0n;
}
