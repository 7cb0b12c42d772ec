import type { Db } from '../platform/db/index.js';

/** The identity of this database (UUID), made once with it. */
export async function databaseIdentity(db: Db): Promise<string> {
  const { id } = await db.selectFrom('discovery.database_identity').select('id').executeTakeFirstOrThrow();
  return id;
}
