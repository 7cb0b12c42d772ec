/** The SQL of credentials that were issued here, and of whom they are for. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { AnyReason, CredentialRecipient, IssuedCredential } from '../../schema/issuing.js';

const withoutText = sql`credential.id, credential.organisation_id as "organisationId", credential.achievement_id as "achievementId",
  credential.achievement_version as "achievementVersion", credential.batch_id as "batchId", credential.issued,
  credential.valid_from as "validFrom", credential.valid_until as "validUntil", credential.claimed, credential.declined,
  credential.suspended, credential.revoked, credential.reason, credential.words, credential.suspendable,
  credential.replaces_id as "replacesId", credential.renews_id as "renewsId",
  (select later.id from credentials.credential later where later.replaces_id = credential.id) as "replacedById",
  (select later.id from credentials.credential later where later.renews_id = credential.id
    order by later.issued desc limit 1) as "renewedById"`;
const whole = sql`${withoutText}, credential.signed`;

/** A credential by its id; null: none was issued here under it. */
export async function findCredential(db: Db, id: string): Promise<IssuedCredential | null> {
  return (await credentialsWhere(db, sql`credential.id::text = ${id}`))[0] ?? null;
}

/** Those of one organisation alone. */
export async function findCredentialOf(db: Db, organisationId: string, id: string): Promise<IssuedCredential | null> {
  const found = await findCredential(db, id);
  return found?.organisationId === organisationId ? found : null;
}

/** What was issued to any of these addresses, however it stands, the newest first. */
export function credentialsForAddresses(db: Db, emails: readonly string[]): Promise<IssuedCredential[]> {
  const lowered = emails.map((email) => email.toLowerCase());
  return credentialsWhere(
    db,
    sql`credential.id in (select credential_id from credentials.recipient where email = any(${lowered}::text[]))`,
  );
}

/** What one letter brings. */
export function credentialsOfLetter(db: Db, letterId: string): Promise<IssuedCredential[]> {
  return credentialsWhere(
    db,
    sql`credential.id in (select credential_id from credentials.recipient where letter_id = ${letterId})`,
  );
}

async function credentialsWhere(db: Db, condition: RawBuilder<unknown>): Promise<IssuedCredential[]> {
  const { rows } = await sql<IssuedCredential>`
    select ${whole} from credentials.credential where ${condition} order by credential.issued desc, credential.id`.execute(
    db,
  );
  return rows;
}

/** Whom a credential is for; null: that was erased. */
export async function findRecipient(db: Db, credentialId: string): Promise<CredentialRecipient | null> {
  const { rows } = await sql<CredentialRecipient>`
    select email, name, did, person_id as "personId" from credentials.recipient where credential_id = ${credentialId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** A line of the list that members see. */
export type IssuedLine = Omit<IssuedCredential, 'signed'> & { email: string | null; name: string | null };
export type IssuedFilter = {
  organisationId: string;
  /** Sought in addresses and names; an id finds its credential. */
  text?: string;
  state?: string;
  achievementId?: string;
  batchId?: string;
};

/** What an organisation issued, the newest first. `today`: what has ended is told apart. */
export async function listIssued(
  db: Db,
  filter: IssuedFilter,
  { limit, offset, now }: { limit: number; offset: number; now: Date },
): Promise<{ total: number; lines: IssuedLine[] }> {
  const from = sql`from credentials.credential left join credentials.recipient on credential_id = credential.id
    where ${conditionOf(filter, now)}`;
  const { rows } = await sql<IssuedLine>`
    select ${withoutText}, recipient.email, recipient.name ${from}
    order by credential.issued desc, credential.id limit ${limit} offset ${offset}`.execute(db);
  const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db);
  return { total: counted.rows[0]?.total ?? 0, lines: rows };
}

/** The ids of all that a filter finds; at most so many. */
export async function idsIssued(db: Db, filter: IssuedFilter, now: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select credential.id from credentials.credential left join credentials.recipient on credential_id = credential.id
    where ${conditionOf(filter, now)} order by credential.issued desc, credential.id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

function conditionOf({ organisationId, text = '', state, achievementId, batchId }: IssuedFilter, now: Date) {
  const sought = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const parts = [
    sql`credential.organisation_id = ${organisationId}`,
    ...(text === ''
      ? []
      : [
          sql`(recipient.email like ${sought} or lower(recipient.name) like ${sought} or credential.id::text = ${text})`,
        ]),
    ...(achievementId ? [sql`credential.achievement_id::text = ${achievementId}`] : []),
    ...(batchId ? [sql`credential.batch_id::text = ${batchId}`] : []),
    ...(state ? [stateIs(state, now)] : []),
  ];
  return sql.join(parts, sql` and `);
}

/** The same order of states as `stateOf` has. */
function stateIs(state: string, now: Date): RawBuilder<unknown> {
  return sql`case when credential.declined is not null then 'declined' when credential.reason = 'replaced' then 'replaced'
    when credential.revoked is not null then 'revoked' when credential.suspended is not null then 'suspended'
    when credential.valid_until <= ${now} then 'ended' when credential.claimed is null then 'offered'
    else 'claimed' end = ${state}`;
}

export type NewCredential = {
  id: string;
  batchNum: number | null;
  signed: string;
  validFrom: Date;
  validUntil: Date | null;
  statusPlace: number;
  email: string | null;
  name: string | null;
  did: string | null;
  letterId: string | null;
};
export type SharedFacts = {
  organisationId: string;
  achievementId: string;
  achievementVersion: number;
  batchId: string | null;
  keyId: string;
  issued: Date;
  statusListId: string;
  suspendable: boolean;
  replacesId?: string | null;
  renewsId?: string | null;
};

/** Writes credentials of one achievement, and whom they are for: two statements, however many there are. */
export async function insertCredentials(trx: Db, shared: SharedFacts, rows: readonly NewCredential[]): Promise<void> {
  const column = <K extends keyof NewCredential>(name: K) => rows.map((row) => row[name]);
  const moments = (name: 'validFrom' | 'validUntil') => rows.map((row) => row[name]?.toISOString() ?? null);
  await sql`
    insert into credentials.credential (id, organisation_id, achievement_id, achievement_version, batch_id, batch_num, key_id,
      signed, issued, valid_from, valid_until, status_list_id, status_place, suspendable, replaces_id, renews_id)
    select id, ${shared.organisationId}, ${shared.achievementId}, ${shared.achievementVersion}, ${shared.batchId}, num,
      ${shared.keyId}, signed, ${shared.issued}, valid_from, valid_until, ${shared.statusListId}, place, ${shared.suspendable},
      ${shared.replacesId ?? null}::uuid, ${shared.renewsId ?? null}::uuid
    from unnest(${column('id')}::uuid[], ${column('batchNum')}::int[], ${column('signed')}::text[],
      ${moments('validFrom')}::timestamptz[], ${moments('validUntil')}::timestamptz[], ${column('statusPlace')}::int[])
      as new (id, num, signed, valid_from, valid_until, place)`.execute(trx);
  await sql`
    insert into credentials.recipient (credential_id, email, name, did, letter_id)
    select * from unnest(${column('id')}::uuid[], ${column('email')}::text[], ${column('name')}::text[],
      ${column('did')}::text[], ${column('letterId')}::uuid[])`.execute(trx);
}

/** Which of these addresses hold, or are offered, a credential of this achievement that stands. */
export async function holdersAmong(
  db: Db,
  achievementId: string,
  emails: readonly string[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ email: string }>`
    select distinct email from credentials.recipient join credentials.credential on credential.id = credential_id
    where email = any(${emails}::text[]) and achievement_id = ${achievementId} and revoked is null and declined is null
      and (valid_until is null or valid_until > ${now})`.execute(db);
  return new Set(rows.map(({ email }) => email));
}

export type Marking = {
  revoked?: Date;
  suspended?: Date | null;
  reason: AnyReason | null;
  words: string | null;
};

/** A place in a status list that a mark is to be set at. */
export type MarkedPlace = { id: string; achievementId: string; statusListId: string; statusPlace: number };

/**
 * Marks credentials of an organisation: revoked ones stay as they are, and none is suspended that has no place for it.
 * Returns those that changed.
 */
export async function markCredentials(
  trx: Db,
  organisationId: string,
  ids: readonly string[],
  { revoked, suspended, reason, words }: Marking,
): Promise<MarkedPlace[]> {
  const change =
    revoked !== undefined
      ? sql`revoked = ${revoked}, suspended = null`
      : sql`suspended = ${suspended ?? null}::timestamptz`;
  const applies =
    revoked !== undefined ? sql`true` : suspended ? sql`suspendable and suspended is null` : sql`suspended is not null`;
  const { rows } = await sql<MarkedPlace>`
    update credentials.credential set ${change}, reason = ${reason}, words = ${words}
    where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) and revoked is null and ${applies}
    returning id, achievement_id as "achievementId", status_list_id as "statusListId", status_place as "statusPlace"`.execute(
    trx,
  );
  return rows;
}

/** All that stand and were signed with a key. */
export async function idsSignedWith(db: Db, keyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from credentials.credential where key_id = ${keyId} and revoked is null order by id`.execute(db);
  return rows.map(({ id }) => id);
}
