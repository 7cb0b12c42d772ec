/** The SQL of people, their addresses and links. What better-auth keeps (sessions, passwords), it reads and writes itself. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { LinkFound, Person } from '../schema/index.js';

const person = sql`
  select person.id, person.name, person.email, person.second_factor as "secondFactor", person.created,
    exists (select from accounts.staff where staff.person_id = person.id) as "isStaff"
  from accounts.person`;

export async function findPerson(db: Db, id: string): Promise<Person | null> {
  const { rows } = await sql<Person>`${person} where person.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Whose session this is, where it runs at least until `until`. */
export async function findPersonOfSession(
  db: Db,
  token: string,
  until: Date,
): Promise<(Person & { sessionId: string }) | null> {
  const { rows } = await sql<Person & { sessionId: string }>`
    select person.id, person.name, person.email, person.second_factor as "secondFactor", person.created,
      exists (select from accounts.staff where staff.person_id = person.id) as "isStaff", session.id as "sessionId"
    from accounts.session join accounts.person on person.id = session.person_id
    where session.token = ${token} and session.expires_at > ${until}`.execute(db);
  return rows[0] ?? null;
}

/** The person who proved this address, their first or another. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | null> {
  const { rows } = await sql<Person>`${person}
    join accounts.address on address.person_id = person.id and address.verified_at is not null
    where address.email = ${email.toLowerCase()}`.execute(db);
  return rows[0] ?? null;
}

export type NewPerson = {
  id: string;
  addressId: string;
  methodId: string;
  name: string;
  email: string;
  /** As better-auth hashes it. */
  password: string;
  now: Date;
};

/** A person whose address is proved, with a password. */
export async function insertPerson(trx: Db, person: NewPerson): Promise<void> {
  const { id, addressId, methodId, name, email, password, now } = person;
  await insertPersonOnly(trx, { id, name, email, now });
  await insertAddress(trx, { id: addressId, personId: id, email, verifiedAt: now });
  await changePassword(trx, { personId: id, methodId, password, now });
}

/** Without an address or a way to sign in, which must follow. */
export async function insertPersonOnly(
  trx: Db,
  { id, name, email, now }: { id: string; name: string; email: string; now: Date },
): Promise<void> {
  await sql`
    insert into accounts.person (id, name, email, email_verified, created, changed)
    values (${id}, ${name}, ${email}, true, ${now}, ${now})`.execute(trx);
}

export async function changePassword(
  trx: Db,
  { personId, methodId, password, now }: { personId: string; methodId: string; password: string; now: Date },
): Promise<void> {
  await sql`
    insert into accounts.sign_in_method (id, person_id, provider_id, account_id, password, created, changed)
    values (${methodId}, ${personId}, 'credential', ${personId}, ${password}, ${now}, ${now})
    on conflict (provider_id, account_id) do update set password = excluded.password, changed = excluded.changed`.execute(
    trx,
  );
}

/** Signs a person out everywhere, or everywhere but in one session. */
export async function forgetSessions(trx: Db, personId: string, exceptId: string | null = null): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from accounts.session where person_id = ${personId} and id is distinct from ${exceptId}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

export async function insertAddress(
  trx: Db,
  address: { id: string; personId: string; email: string; verifiedAt: Date | null },
): Promise<void> {
  await sql`
    insert into accounts.address (id, person_id, email, verified_at)
    values (${address.id}, ${address.personId}, ${address.email}, ${address.verifiedAt})`.execute(trx);
}

export async function insertLink(
  trx: Db,
  link: Omit<LinkFound, 'detail'> & { hash: string; detail: Record<string, unknown>; created: Date },
): Promise<void> {
  await sql`
    insert into accounts.link (hash, purpose, person_id, email, detail, created, expires_at)
    values (${link.hash}, ${link.purpose}, ${link.personId}, ${link.email}, ${JSON.stringify(link.detail)}::jsonb,
      ${link.created}, ${link.expiresAt})`.execute(trx);
}

export type LinkRow = LinkFound & { usedAt: Date | null };

const link = sql`purpose, person_id as "personId", email, detail, expires_at as "expiresAt", used_at as "usedAt"`;

export async function findLink(db: Db, hash: string): Promise<LinkRow | null> {
  const { rows } = await sql<LinkRow>`select ${link} from accounts.link where hash = ${hash}`.execute(db);
  return rows[0] ?? null;
}

/** Marks a link as used and returns it; null: unknown, used before, or too old. Of two who try at once, one wins. */
export async function takeLink(trx: Db, hash: string, purpose: string, now: Date): Promise<LinkFound | null> {
  const { rows } = await sql<LinkFound>`
    update accounts.link set used_at = ${now}
    where hash = ${hash} and purpose = ${purpose} and used_at is null and expires_at > ${now}
    returning ${link}`.execute(trx);
  return rows[0] ?? null;
}

/** Makes older links of one purpose for one address useless: only the newest letter counts. */
export async function withdrawLinks(trx: Db, purpose: string, email: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update accounts.link set used_at = ${now}
    where purpose = ${purpose} and email = ${email} and used_at is null`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Links that nobody can use any more are forgotten after a month; until then their page can say what happened. */
export async function forgetLinks(db: Db, before: Date): Promise<void> {
  await sql`delete from accounts.link where expires_at < ${before}`.execute(db);
}

/** The key that stands for a person in logs, made at first need. */
export async function pseudonymOf(trx: Db, personId: string, fresh: string): Promise<string> {
  const { rows } = await sql<{ key: string }>`
    insert into accounts.pseudonym (person_id, key) values (${personId}, ${fresh})
    on conflict (person_id) do update set key = pseudonym.key
    returning key`.execute(trx);
  return rows[0]!.key;
}

export async function saveName(trx: Db, personId: string, name: string, now: Date): Promise<void> {
  await sql`update accounts.person set name = ${name}, changed = ${now} where id = ${personId}`.execute(trx);
}
