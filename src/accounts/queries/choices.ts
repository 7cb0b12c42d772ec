/** The SQL of which letters a person wants. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Null: they never chose. */
export async function findChoice(db: Db, personId: string, topic: string): Promise<boolean | null> {
  const { rows } = await sql<{ wanted: boolean }>`
    select wanted from accounts.notification_choice where person_id = ${personId} and topic = ${topic}`.execute(db);
  return rows[0]?.wanted ?? null;
}

export async function saveChoice(trx: Db, personId: string, topic: string, wanted: boolean, at: Date): Promise<void> {
  await sql`
    insert into accounts.notification_choice (person_id, topic, wanted, changed)
    select id, ${topic}, ${wanted}, ${at} from accounts.person where id = ${personId}
    on conflict (person_id, topic) do update set wanted = excluded.wanted, changed = excluded.changed
      where notification_choice.wanted <> excluded.wanted`.execute(trx);
}

export async function listChoices(
  db: Db,
  personId: string,
): Promise<{ topic: string; wanted: boolean; changed: Date }[]> {
  const { rows } = await sql<{ topic: string; wanted: boolean; changed: Date }>`
    select topic, wanted, changed from accounts.notification_choice where person_id = ${personId} order by topic`.execute(
    db,
  );
  return rows;
}
