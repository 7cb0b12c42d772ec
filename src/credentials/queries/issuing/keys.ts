/** The SQL of issuers' keys and of the origin under which they issue. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type IssuerKey = {
  id: string;
  organisationId: string;
  did: string;
  method: string;
  multibase: string;
  sealed: Buffer | null;
  made: Date;
  retired: Date | null;
  withdrawn: Date | null;
};

const columns = sql`issuer_key.id, issuer_key.organisation_id as "organisationId", did, method, multibase, sealed, made, retired, withdrawn`;

/** Makes whoever signs or changes keys for this organisation wait until the transaction ends. */
export async function lockIssuer(trx: Db, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('issuer ' || ${organisationId}, 0))`.execute(trx);
}

export async function livingKey(db: Db, organisationId: string): Promise<IssuerKey | null> {
  const { rows } = await sql<IssuerKey>`
    select ${columns} from credentials.issuer_key
    where organisation_id = ${organisationId} and retired is null and withdrawn is null`.execute(db);
  return rows[0] ?? null;
}

/** The key of a DID that can still sign: the newest of which the private half is there. */
export async function signingKeyOf(db: Db, did: string): Promise<IssuerKey | null> {
  const { rows } = await sql<IssuerKey>`
    select ${columns} from credentials.issuer_key where did = ${did} and sealed is not null order by made desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function findKey(db: Db, organisationId: string, id: string): Promise<IssuerKey | null> {
  const { rows } = await sql<IssuerKey>`
    select ${columns} from credentials.issuer_key where organisation_id = ${organisationId} and id::text = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** With how many credentials each signed, the newest first. */
export async function listKeys(
  db: Db,
  organisationId: string,
): Promise<(Omit<IssuerKey, 'sealed'> & { credentials: number })[]> {
  const { rows } = await sql<Omit<IssuerKey, 'sealed'> & { credentials: number }>`
    select id, organisation_id as "organisationId", did, method, multibase, made, retired, withdrawn,
      (select count(*)::int from credentials.credential where key_id = issuer_key.id) as credentials
    from credentials.issuer_key where organisation_id = ${organisationId} order by made desc, id desc`.execute(db);
  return rows;
}

export async function insertKey(trx: Db, key: Omit<IssuerKey, 'retired' | 'withdrawn'>): Promise<void> {
  await sql`
    insert into credentials.issuer_key (id, organisation_id, did, method, multibase, sealed, made)
    values (${key.id}, ${key.organisationId}, ${key.did}, ${key.method}, ${key.multibase}, ${key.sealed}, ${key.made})`.execute(
    trx,
  );
}

/** Ends a key. `destroy`: nothing needs its private half any more. */
export async function endKey(
  trx: Db,
  id: string,
  { how, destroy, now }: { how: 'retired' | 'withdrawn'; destroy: boolean; now: Date },
): Promise<void> {
  await sql`
    update credentials.issuer_key set sealed = case when ${destroy} then null else sealed end,
      retired = case when ${how === 'retired'} then ${now}::timestamptz else retired end,
      withdrawn = case when ${how === 'withdrawn'} then ${now}::timestamptz else withdrawn end
    where id = ${id}`.execute(trx);
}

/** Remembers the origin of the first credential; returns the one that stands. */
export async function recordOrigin(trx: Db, origin: string, now: Date): Promise<string> {
  await sql`
    insert into credentials.origin (origin, recorded) values (${origin}, ${now}) on conflict do nothing`.execute(trx);
  return (await recordedOrigin(trx)) ?? origin;
}

/** Null: nothing was issued yet. */
export async function recordedOrigin(db: Db): Promise<string | null> {
  const { rows } = await sql<{ origin: string }>`select origin from credentials.origin`.execute(db);
  return rows[0]?.origin ?? null;
}

/** The slug of an organisation that has issued; null: it has not. */
export async function findIssuerName(db: Db, organisationId: string): Promise<string | null> {
  const { rows } = await sql<{ slug: string }>`
    select slug from organisations.organisation_brief brief
    where id = ${organisationId} and exists (select from credentials.issuer_key where organisation_id = brief.id)`.execute(
    db,
  );
  return rows[0]?.slug ?? null;
}

export async function moveOrigin(db: Db, origin: string): Promise<void> {
  await sql`update credentials.origin set origin = ${origin}`.execute(db);
}
