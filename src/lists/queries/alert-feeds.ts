/** The SQL of private feeds, and of what alerts hold about a person. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

export type FeedRow = { id: string; personId: string; made: Date };

const feed = sql`select id, person_id as "personId", made from lists.alert_feed`;

export async function feedOfPerson(db: Db, personId: string): Promise<FeedRow | null> {
  const { rows } = await sql<FeedRow>`${feed} where person_id = ${personId}`.execute(db);
  return rows[0] ?? null;
}

export async function findFeed(db: Db, id: string): Promise<FeedRow | null> {
  const { rows } = await sql<FeedRow>`${feed} where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** In place of the one that there was, whose address then opens nothing. */
export async function replaceFeed(trx: Db, { id, personId, made }: FeedRow): Promise<void> {
  await sql`
    insert into lists.alert_feed (id, person_id, made) values (${id}, ${personId}, ${made})
    on conflict (person_id) do update set id = excluded.id, made = excluded.made`.execute(trx);
}

/** False: there was none. */
export async function deleteFeed(trx: Db, personId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from lists.alert_feed where person_id = ${personId}`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export type HeldAlerts = { alerts: unknown[]; choice: unknown[]; letters: unknown[]; feed: unknown[] };

/** Everything about a person but the address of the feed, which is a key to it. */
export async function alertsHeld(db: Db, personId: string): Promise<HeldAlerts> {
  const { rows } = await sql<HeldAlerts>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'about', subject, 'event', event, 'facts', facts,
        'made', created, 'changed', changed, 'told', told_on, 'read', read_at) order by created), '[]')
        from lists.alert where person_id = ${personId}) as alerts,
      (select coalesce(jsonb_agg(jsonb_build_object('every', every, 'unwanted', unwanted, 'changed', changed)), '[]')
        from lists.alert_choice where person_id = ${personId}) as choice,
      (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'lines', lines) order by day), '[]')
        from lists.alert_letter where person_id = ${personId}) as letters,
      (select coalesce(jsonb_agg(jsonb_build_object('made', made)), '[]')
        from lists.alert_feed where person_id = ${personId}) as feed`.execute(db);
  return rows[0] ?? { alerts: [], choice: [], letters: [], feed: [] };
}

export async function removeAlertsOf(trx: Db, personId: string): Promise<void> {
  await sql`delete from lists.alert where person_id = ${personId}`.execute(trx);
  await sql`delete from lists.alert_choice where person_id = ${personId}`.execute(trx);
  await sql`delete from lists.alert_letter where person_id = ${personId}`.execute(trx);
  await sql`delete from lists.alert_feed where person_id = ${personId}`.execute(trx);
}

/** In figures, for whoever runs the site. `behind`: entries of the change log that were not read for alerts. */
export async function alertFigures(db: Db): Promise<{ waiting: number; behind: number | null }> {
  const { rows } = await sql<{ waiting: number; behind: number | null }>`
    select (select count(*)::int from lists.alert where told_on is null) as waiting,
      (select greatest(0, coalesce((select max(seq) from catalogue.change), 0) - seq)::int
        from lists.alert_follower) as behind`.execute(db);
  return rows[0] ?? { waiting: 0, behind: null };
}
