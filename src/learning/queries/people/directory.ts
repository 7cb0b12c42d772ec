/** The SQL of directories, contacts and blocks. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import { OWN_PACE, type Run } from '../../rules/people/circles.js';
import type { Contact } from '../../rules/people/contacts.js';

/** Where somebody is listed: among those of a run, or among the holders of an achievement. */
export type Listed = { id: string; personId: string; name: string; about: string | null; workplace: string | null };
export type ListingWords = Pick<Listed, 'name' | 'about' | 'workplace'>;
export type Where = { enrolmentId: string } | { achievementId: string };

const columns = sql`listing.id, listing.person_id as "personId", listing.name, listing.about, listing.workplace`;

export async function findListing(db: Db, personId: string, where: Where): Promise<Listed | null> {
  const at =
    'enrolmentId' in where
      ? sql`listing.enrolment_id = ${where.enrolmentId}`
      : sql`listing.achievement_id = ${where.achievementId}`;
  const { rows } = await sql<Listed>`
    select ${columns} from learning.listing where listing.person_id = ${personId} and ${at}`.execute(db);
  return rows[0] ?? null;
}

export async function saveListing(
  trx: Db,
  { id, personId, where, words, now }: { id: string; personId: string; where: Where; words: ListingWords; now: Date },
): Promise<void> {
  const enrolmentId = 'enrolmentId' in where ? where.enrolmentId : null;
  const achievementId = 'achievementId' in where ? where.achievementId : null;
  const conflict = enrolmentId === null ? sql`(person_id, achievement_id)` : sql`(enrolment_id)`;
  await sql`
    insert into learning.listing (id, person_id, enrolment_id, achievement_id, name, about, workplace, created, changed)
    values (${id}, ${personId}, ${enrolmentId}, ${achievementId}, ${words.name}, ${words.about}, ${words.workplace},
      ${now}, ${now})
    on conflict ${conflict} do update set name = excluded.name, about = excluded.about, workplace = excluded.workplace,
      changed = excluded.changed`.execute(trx);
}

export async function removeListing(trx: Db, personId: string, where: Where): Promise<boolean> {
  const at =
    'enrolmentId' in where ? sql`enrolment_id = ${where.enrolmentId}` : sql`achievement_id = ${where.achievementId}`;
  const { rows } = await sql`
    delete from learning.listing where person_id = ${personId} and ${at} returning id`.execute(trx);
  return rows.length > 0;
}

const unblocked = (personId: string) => sql`not exists (select from learning.block
  where (block.person_id = ${personId} and block.blocked_id = listing.person_id)
    or (block.person_id = listing.person_id and block.blocked_id = ${personId}))`;

/** Others who are listed in the run, as this person sees them; whoever left the course is not. */
export async function listedInRun(
  db: Db,
  personId: string,
  { courseId, run }: { courseId: string; run: Run },
): Promise<Listed[]> {
  const inRun = run === OWN_PACE ? sql`offering.kind = 'self-paced'` : sql`offering.id::text = ${run}`;
  return listed(
    db,
    sql`join learning.enrolment on enrolment.id = listing.enrolment_id
      join learning.offering on offering.id = enrolment.offering_id
      where enrolment.course_id = ${courseId} and enrolment.state <> 'left' and ${inRun}
        and listing.person_id <> ${personId} and ${unblocked(personId)}`,
  );
}

/** Others who are listed among the holders of an achievement, and hold it still. */
export async function listedHolders(db: Db, personId: string, achievementId: string, now: Date): Promise<Listed[]> {
  return listed(
    db,
    sql`where listing.achievement_id = ${achievementId} and listing.person_id <> ${personId} and ${unblocked(personId)}
      and ${holds(sql`listing.person_id`, sql`listing.achievement_id`, now)}`,
  );
}

/** A credential that was issued here to this very person, and stands. */
function holds(personId: RawBuilder<unknown>, achievementId: RawBuilder<unknown>, now: Date) {
  return sql`exists (select from wallet.holding_brief holding
    join credentials.credential_brief credential on credential.id = holding.credential_id
    where holding.person_id = ${personId} and holding.recipient in ('letter', 'address')
      and credential.achievement_id = ${achievementId} and credential.stands
      and (credential.valid_until is null or credential.valid_until > ${now}))`;
}

export async function isHolder(db: Db, personId: string, achievementId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select ${holds(sql`${personId}`, sql`${achievementId}`, now)} as holds`.execute(db);
  return rows[0]?.holds ?? false;
}

async function listed(db: Db, rest: RawBuilder<unknown>): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select ${columns} from learning.listing ${rest} order by lower(listing.name), listing.id limit 500`.execute(db);
  return rows;
}

const contact = sql`contact.id, asker_id as "askerId", asked_id as "askedId", asker_name as "askerName",
  asked_name as "askedName", asker_contact as "askerContact", asked_contact as "askedContact", state,
  asked_at as "askedAt", ended_at as "endedAt" from learning.contact`;

/** All between this person and anybody who has not blocked them, nor they them. */
export async function contactsOf(db: Db, personId: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select ${contact}
    where (asker_id = ${personId} or asked_id = ${personId}) and not exists (select from learning.block
      where (block.person_id = asker_id and block.blocked_id = asked_id)
        or (block.person_id = asked_id and block.blocked_id = asker_id))
    order by asked_at desc, contact.id limit 500`.execute(db);
  return rows;
}

/** Held until the transaction ends. */
export async function lockContact(trx: Db, id: string): Promise<Contact | null> {
  const { rows } = await sql<Contact>`select ${contact} where contact.id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

/** Both directions between two people, held. Who asks whom at once comes one after the other. */
export async function lockPair(trx: Db, one: string, other: string): Promise<Contact[]> {
  const key = [one, other].sort().join(' ');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`learning contact ${key}`}, 0))`.execute(trx);
  const { rows } = await sql<Contact>`
    select ${contact}
    where (asker_id = ${one} and asked_id = ${other}) or (asker_id = ${other} and asked_id = ${one}) for update`.execute(
    trx,
  );
  return rows;
}

export async function countAsksSince(trx: Db, personId: string, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`learning asks ${personId}`}, 0))`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from learning.contact where asker_id = ${personId} and asked_at > ${since}`.execute(trx);
  return rows[0]?.n ?? 0;
}

type NewContact = Pick<Contact, 'id' | 'askerId' | 'askedId' | 'askerName' | 'askedName' | 'askedAt'> & {
  askerContact: string;
};

/** What ended may be asked anew. */
export async function saveAsk(trx: Db, given: NewContact): Promise<void> {
  await sql`
    insert into learning.contact as c (id, asker_id, asked_id, asker_name, asked_name, asker_contact, state, asked_at)
    values (${given.id}, ${given.askerId}, ${given.askedId}, ${given.askerName}, ${given.askedName},
      ${given.askerContact}, 'asked', ${given.askedAt})
    on conflict (asker_id, asked_id) do update set asker_name = excluded.asker_name, asked_name = excluded.asked_name,
      asker_contact = excluded.asker_contact, asked_contact = null, state = 'asked', asked_at = excluded.asked_at,
      answered_at = null, ended_at = null
    where c.state = 'ended'`.execute(trx);
}

export async function acceptAsk(trx: Db, id: string, askedContact: string, now: Date): Promise<void> {
  await sql`
    update learning.contact set state = 'accepted', asked_contact = ${askedContact}, answered_at = ${now}
    where id = ${id} and state = 'asked'`.execute(trx);
}

export async function declineAsk(trx: Db, id: string, now: Date): Promise<void> {
  await sql`
    update learning.contact set state = 'declined', asker_contact = null, answered_at = ${now}
    where id = ${id} and state = 'asked'`.execute(trx);
}

/** Both contacts go. What was declined stays so, and is only not shown any more to who asked. */
export async function endContact(trx: Db, id: string, now: Date): Promise<void> {
  await sql`
    update learning.contact set state = case state when 'declined' then state else 'ended' end, asker_contact = null,
      asked_contact = null, ended_at = ${now}
    where id = ${id} and ended_at is null`.execute(trx);
}

/** Asked again by somebody who was refused: to them it looks as if they waited, and nobody is told. */
export async function askInVain(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update learning.contact set asked_at = ${now}, ended_at = null where id = ${id}`.execute(trx);
}

export type Blocked = { personId: string; name: string; created: Date };

/** With the name under which they were met. */
export async function blockedBy(db: Db, personId: string): Promise<Blocked[]> {
  const { rows } = await sql<Blocked>`
    select blocked_id as "personId", name, created from learning.block where person_id = ${personId} order by created desc, blocked_id limit 500`.execute(
    db,
  );
  return rows;
}

export async function areBlocked(db: Db, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    select from learning.block
    where (person_id = ${one} and blocked_id = ${other}) or (person_id = ${other} and blocked_id = ${one})`.execute(db);
  return rows.length > 0;
}

export async function insertBlock(
  trx: Db,
  { personId, blockedId, name, now }: { personId: string; blockedId: string; name: string; now: Date },
): Promise<void> {
  await sql`
    insert into learning.block (person_id, blocked_id, name, created)
    values (${personId}, ${blockedId}, ${name}, ${now})
    on conflict do nothing`.execute(trx);
}

export async function deleteBlock(trx: Db, personId: string, blockedId: string): Promise<void> {
  await sql`delete from learning.block where person_id = ${personId} and blocked_id = ${blockedId}`.execute(trx);
}

export type Meeting = { other: string; ownName: string; otherName: string };

/** Whether both are listed in one place that they share: a run, or the holders of an achievement. With the names there. */
export async function meetingOf(
  db: Db,
  { personId, listingId, now }: { personId: string; listingId: string; now: Date },
): Promise<Meeting | null> {
  const { rows } = await sql<Meeting>`
    select theirs.person_id as other, own.name as "ownName", theirs.name as "otherName"
    from learning.listing theirs
    join learning.listing own on own.person_id = ${personId}
    left join learning.enrolment a on a.id = own.enrolment_id
    left join learning.offering ao on ao.id = a.offering_id
    left join learning.enrolment b on b.id = theirs.enrolment_id
    left join learning.offering bo on bo.id = b.offering_id
    where theirs.id = ${listingId} and theirs.person_id <> ${personId}
      and ((own.achievement_id = theirs.achievement_id
          and ${holds(sql`own.person_id`, sql`own.achievement_id`, now)}
          and ${holds(sql`theirs.person_id`, sql`theirs.achievement_id`, now)})
        or (a.course_id = b.course_id and a.state <> 'left' and b.state <> 'left'
          and (ao.id = bo.id or (ao.kind = 'self-paced' and bo.kind = 'self-paced'))))
    limit 1`.execute(db);
  return rows[0] ?? null;
}
