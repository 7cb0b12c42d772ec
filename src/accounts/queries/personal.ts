/** The SQL of all that accounts holds about a person: to hand it over, and to erase it. */
import { sql } from 'kysely';
import { type Db, standingAlone } from '../../platform/db/index.js';

export type OwnAddress = {
  email: string;
  verifiedAt: Date | null;
  created: Date;
  /** Unproved here, and proved by somebody else: letters to it are theirs. */
  isOfAnother: boolean;
};

export async function ownAddresses(db: Db, personId: string): Promise<OwnAddress[]> {
  const { rows } = await sql<OwnAddress>`
    select email, verified_at as "verifiedAt", created, exists (
      select from accounts.address other
      where other.email = address.email and other.verified_at is not null and other.person_id <> ${personId}
    ) as "isOfAnother"
    from accounts.address where person_id = ${personId} order by created, id`.execute(db);
  return rows;
}

/** The addresses that a person proved, which others may know them by. */
export async function provedAddresses(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select email from accounts.address where person_id = ${personId} and verified_at is not null order by created, id`.execute(
    db,
  );
  return rows.map(({ email }) => email);
}

/** Every row about a person in accounts, by what it is. No secrets: no hashes, keys, tokens or codes. */
export async function heldAbout(db: Db, personId: string): Promise<Record<string, Record<string, unknown>[]>> {
  const parts = {
    person: sql`
      select name, email, created, changed, second_factor as "secondFactor",
        (select since from accounts.staff where person_id = id) as "staffSince"
      from accounts.person where id = ${personId}`,
    sessions: sql`
      select created, changed as "renewed", expires_at as "ends", user_agent as "browser"
      from accounts.session where person_id = ${personId} order by created`,
    methods: sql`
      select case provider_id when 'credential' then 'password' else provider_id end as "kind",
        case provider_id when 'credential' then null else account_id end as "accountThere", scope, created, changed
      from accounts.sign_in_method where person_id = ${personId} order by created`,
    passkeys: sql`
      select name, transports, backed_up as "backedUp", created, last_used as "lastUsed"
      from accounts.passkey where person_id = ${personId} order by created`,
    secondFactor: sql`
      select verified as "inUse", failed_verification_count as "wrongCodes", locked_until as "lockedUntil"
      from accounts.second_factor where person_id = ${personId}`,
    consent: sql`
      select purpose, version, given, at from accounts.consent where person_id = ${personId} order by at`,
    choices: sql`
      select topic, wanted, changed from accounts.notification_choice where person_id = ${personId} order by topic`,
    shares: sql`
      select id, subject, label, passcode is not null as "hasPasscode", created, expires_at as "ends",
        withdrawn_at as "withdrawn", failures as "wrongPasscodes"
      from accounts.share_grant where person_id = ${personId} order by created`,
    views: sql`
      select grant_id as "share", at, viewer.name as "viewer"
      from accounts.share_view join accounts.share_grant on share_grant.id = grant_id
      left join accounts.person viewer on viewer.id = viewer_id
      where share_grant.person_id = ${personId} order by at`,
    viewed: sql`
      select at, share_grant.label as "what" from accounts.share_view join accounts.share_grant on share_grant.id = grant_id
      where viewer_id = ${personId} order by at`,
    links: sql`
      select purpose, email, created, expires_at as "ends", used_at as "used" from accounts.link
      where person_id = ${personId} or email in (
        select email from accounts.address where address.person_id = ${personId} and verified_at is not null)
      order by created`,
    acts: sql`
      select at, act, subject, detail from accounts.audit
      where actor = ${key(personId)} or subject = ${key(personId)} order by seq`,
  };
  const held: Record<string, Record<string, unknown>[]> = {};
  for (const [name, query] of Object.entries(parts))
    held[name] = (await sql<Record<string, unknown>>`${query}`.execute(db)).rows;
  return held;
}

function key(personId: string) {
  return sql`(select 'person:' || key from accounts.pseudonym where person_id = ${personId})`;
}

/** Links for these addresses and for the person, and steps of sign-ins that are under way. */
export async function removeTraces(trx: Db, personId: string, emails: readonly string[]): Promise<void> {
  await sql`delete from accounts.link where person_id = ${personId} or email = any(${[...emails]})`.execute(trx);
  await sql`
    delete from accounts.verification
    where concat_ws(' ', identifier, value) ~* ${standingAlone([personId, ...emails])}`.execute(trx);
}

/** Sessions and steps of sign-ins that have run out. */
export async function forgetEnded(db: Db, now: Date): Promise<void> {
  await sql`delete from accounts.session where expires_at < ${now}`.execute(db);
  await sql`delete from accounts.verification where expires_at < ${now}`.execute(db);
}

/** The row of the person, and by cascade all that hangs from it: addresses, sessions, keys, consent, shares, pseudonym. */
export async function deletePerson(trx: Db, personId: string): Promise<void> {
  await sql`delete from accounts.person where id = ${personId}`.execute(trx);
}
