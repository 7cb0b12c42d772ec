import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { Db } from '../platform/db/index.js';

/** The identity of this database (UUID), made once with it. */
export async function databaseIdentity(db: Db): Promise<string> {
  const { id } = await db.selectFrom('discovery.database_identity').select('id').executeTakeFirstOrThrow();
  return id;
}

/**
 * Makes this another database than the one it was, so that no snapshot of the index is believed: after a restore the
 * change log has a history of its own, with numbers that the old one used for other courses.
 */
export async function disownSnapshots(db: Db): Promise<void> {
  await db.updateTable('discovery.database_identity').set({ id: randomUUID() }).execute();
}

/** Published courses but for those numbered. */
export async function countOtherCourses(db: Db, nums: readonly number[]): Promise<number> {
  const { rows } = await sql<{ courses: number }>`
    select count(*) as courses from catalogue.course_card where state = 'published' and num <> all(${nums}::int[])`.execute(
    db,
  );
  return rows[0]!.courses;
}

/** Lets this connection hear of the catalogue's changes, until it is closed. */
export async function listenForChanges(client: PoolClient): Promise<void> {
  await client.query('listen catalogue_changed');
}
