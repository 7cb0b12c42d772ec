import type { PoolClient } from 'pg';
import type { Db } from '../platform/db/index.js';

/** The identity of this database (UUID), made once with it. */
export async function databaseIdentity(db: Db): Promise<string> {
  const { id } = await db.selectFrom('discovery.database_identity').select('id').executeTakeFirstOrThrow();
  return id;
}

/** Lets this connection hear of the catalogue's changes, until it is closed. */
export async function listenForChanges(client: PoolClient): Promise<void> {
  await client.query('listen catalogue_changed');
}
