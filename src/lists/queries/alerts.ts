/** The SQL of alerts: written once each, read by their person. */
import { sql } from 'kysely';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import type { AlertChoice, AlertRow, NewAlert } from '../schema/alerts.js';

const AT_ONCE = 2000;

/**
 * Writes alerts of kinds that their persons want. One that was written before is not written again; one whose event is empty
 * joins the line that waits for the next letter: new courses are added up, and of a fact that changed twice the first state
 * and the last are told. What came back to where it was is told no more.
 */
export async function insertAlerts(trx: Db, alerts: readonly NewAlert[], now: Date): Promise<void> {
  for (let from = 0; from < alerts.length; from += AT_ONCE)
    await insertSome(trx, alerts.slice(from, from + AT_ONCE), now);
}

async function insertSome(trx: Db, alerts: readonly NewAlert[], now: Date): Promise<void> {
  const rows = alerts.map((alert) => ({ ...alert, id: newId(now.getTime()) }));
  await sql`
    insert into lists.alert (id, person_id, kind, subject, event, facts, created, changed)
    select id, "personId", kind, subject, event, facts, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(id uuid, "personId" uuid, kind text, subject text, event text, facts jsonb)
    where exists (select from accounts.person_brief person where person.id = "personId")
      and not exists (
        select from lists.alert_choice choice where choice.person_id = "personId" and row.kind = any(choice.unwanted))
    on conflict (person_id, kind, subject, event) do update set changed = excluded.changed, read_at = null,
      facts = case alert.kind
        when 'new' then excluded.facts || jsonb_build_object(
          'total', (alert.facts ->> 'total')::int + (excluded.facts ->> 'total')::int,
          'courses', jsonb_path_query_array((excluded.facts -> 'courses') || (alert.facts -> 'courses'), '$[0 to 4]'))
        else excluded.facts || jsonb_build_object('before', alert.facts -> 'before') end
    where alert.event = ''`.execute(trx);
  await sql`
    delete from lists.alert using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row("personId" uuid, kind text, subject text, event text)
    where alert.person_id = "personId" and alert.kind = row.kind and alert.subject = row.subject and row.event = ''
      and alert.event = '' and row.kind in ('price', 'refreshed', 'withdrawn')
      and alert.facts -> 'before' = alert.facts -> 'after'`.execute(trx);
}

const alertColumns = sql`id, kind, subject, facts, changed, read_at is not null as read`;

/** The newest first. */
export async function alertsOf(
  db: Db,
  personId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select ${alertColumns} from lists.alert where person_id = ${personId}
    order by changed desc, id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

export async function countAlerts(db: Db, personId: string): Promise<{ all: number; unread: number }> {
  const { rows } = await sql<{ all: number; unread: number }>`
    select count(*)::int as all, (count(*) filter (where read_at is null))::int as unread
    from lists.alert where person_id = ${personId}`.execute(db);
  return rows[0] ?? { all: 0, unread: 0 };
}

/** `id` null: all of them. Only what changed at `until` or before: what came since was not seen. */
export async function markRead(trx: Db, personId: string, id: string | null, until: Date, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update lists.alert set read_at = ${now}
    where person_id = ${personId} and read_at is null and (${id}::uuid is null or id = ${id}::uuid)
      and date_trunc('milliseconds', changed) <= ${until}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

export type Waiting = {
  personId: string;
  since: string;
  every: AlertChoice['every'] | null;
  lastLetter: string | null;
};

/** Everybody for whom something waits, with the day of the oldest of it, in the order of their ids. */
export async function whoWaits(db: Db, { after, limit }: { after: string | null; limit: number }): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select waiting.person_id as "personId", waiting.since::text as since, choice.every,
      (select max(day)::text from lists.alert_letter letter where letter.person_id = waiting.person_id) as "lastLetter"
    from (
      select person_id, min(created at time zone 'UTC')::date as since from lists.alert
      where told_on is null and (${after}::uuid is null or person_id > ${after}::uuid)
      group by person_id order by person_id limit ${limit}) waiting
    left join lists.alert_choice choice on choice.person_id = waiting.person_id
    order by waiting.person_id`.execute(db);
  return rows;
}

/** What waits for a letter, held until the transaction ends, the newest first. */
export async function holdWaiting(trx: Db, personId: string): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select ${alertColumns} from lists.alert where person_id = ${personId} and told_on is null
    order by changed desc, id desc for update`.execute(trx);
  return rows;
}

/** False: this person had a letter on this day. */
export async function insertLetter(trx: Db, personId: string, day: string, lines: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into lists.alert_letter (person_id, day, lines) values (${personId}, ${day}, ${lines})
    on conflict do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** From now on nothing joins them. */
export async function markTold(trx: Db, ids: readonly string[], day: string): Promise<void> {
  await sql`
    update lists.alert set told_on = ${day}, event = case event when '' then id::text else event end
    where id = any(${[...ids]}::uuid[])`.execute(trx);
}

export async function findAlertChoice(db: Db, personId: string): Promise<AlertChoice | null> {
  const { rows } = await sql<AlertChoice>`
    select every, unwanted from lists.alert_choice where person_id = ${personId}`.execute(db);
  return rows[0] ?? null;
}

export async function saveAlertChoice(
  trx: Db,
  personId: string,
  { every, unwanted }: AlertChoice,
  now: Date,
): Promise<void> {
  await sql`
    insert into lists.alert_choice (person_id, every, unwanted, changed)
    values (${personId}, ${every}, ${[...unwanted]}, ${now})
    on conflict (person_id) do update set every = excluded.every, unwanted = excluded.unwanted, changed = excluded.changed`.execute(
    trx,
  );
}

/** Alerts in which nothing has happened since, and letters as old. */
export async function forgetAlertsBefore(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from lists.alert where changed < ${before} and told_on is not null`.execute(db);
  await sql`delete from lists.alert_letter where day < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
