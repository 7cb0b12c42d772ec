/** The SQL of uploaded pictures for badges, kept by the hash of what is drawn. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Once, whoever sends it first. */
export async function keepPicture(
  trx: Db,
  picture: { hash: string; organisationId: string; png: Uint8Array; now: Date },
): Promise<void> {
  await sql`
    insert into credentials.picture (hash, organisation_id, png, created)
    values (${picture.hash}, ${picture.organisationId}, ${Buffer.from(picture.png)}, ${picture.now})
    on conflict (hash) do nothing`.execute(trx);
}

export async function findPicture(db: Db, hash: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ png: Buffer }>`select png from credentials.picture where hash = ${hash}`.execute(db);
  return rows[0]?.png ?? null;
}
