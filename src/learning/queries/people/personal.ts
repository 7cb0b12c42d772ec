/** The SQL of what is held about a person among others. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

type Held = Record<'listings' | 'contacts' | 'blocks' | 'follows' | 'letters' | 'questions' | 'checkIns', unknown>;

/** Everything of this person; of others what they gave to this person. */
export async function peopleHeld(db: Db, personId: string): Promise<Held> {
  const { rows } = await sql<Held>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'about', about, 'workplace', workplace,
        'course', (select course_id from learning.enrolment where enrolment.id = enrolment_id),
        'achievement', achievement_id, 'since', created, 'changed', changed) order by created), '[]')
        from learning.listing where person_id = ${personId}) as listings,
      (select coalesce(jsonb_agg(case when asker_id = ${personId}
        then jsonb_build_object('you', 'asked', 'your name', asker_name, 'their name', asked_name,
          'your contact', asker_contact, 'their contact', asked_contact, 'asked', asked_at,
          'state', case when state = 'declined' then 'asked' else state end)
        else jsonb_build_object('you', 'were asked', 'your name', asked_name, 'their name', asker_name,
          'your contact', asked_contact, 'their contact', case when state = 'accepted' then asker_contact end,
          'asked', asked_at, 'answered', answered_at, 'state', state) end order by asked_at), '[]')
        from learning.contact where asker_id = ${personId} or asked_id = ${personId}) as contacts,
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'since', created) order by created), '[]')
        from learning.block where person_id = ${personId}) as blocks,
      (select coalesce(jsonb_agg(jsonb_build_object('on', subject, 'since', since) order by since), '[]')
        from learning.follow join learning.enrolment on enrolment.id = enrolment_id
        where person_id = ${personId}) as follows,
      (select coalesce(jsonb_agg(jsonb_build_object('every', every, 'told until', told_until)), '[]')
        from learning.digest where person_id = ${personId}) as letters,
      (select coalesce(jsonb_agg(jsonb_build_object('course', course_id, 'waiting since', waiting_since,
        'last word', last_at, 'staff were told', told) order by last_at), '[]')
        from learning.question join learning.enrolment on enrolment.id = enrolment_id
        where person_id = ${personId}) as questions,
      (select coalesce(jsonb_agg(jsonb_build_object('course', course_id, 'sent', sent_at) order by sent_at), '[]')
        from learning.check_in join learning.enrolment on enrolment.id = enrolment_id
        where person_id = ${personId}) as "checkIns"`.execute(db);
  const none = { listings: [], contacts: [], blocks: [], follows: [], letters: [], questions: [], checkIns: [] };
  return rows[0] ?? none;
}

/** Their private talks with staff. */
export async function talksOf(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select enrolment_id as id from learning.question join learning.enrolment on enrolment.id = enrolment_id
    where person_id = ${personId}`.execute(db);
  return rows.map(({ id }) => id);
}

export async function erasePeople(trx: Db, personId: string): Promise<void> {
  await sql`delete from learning.contact where asker_id = ${personId} or asked_id = ${personId}`.execute(trx);
  await sql`delete from learning.block where person_id = ${personId} or blocked_id = ${personId}`.execute(trx);
  await sql`delete from learning.listing where person_id = ${personId}`.execute(trx);
  await sql`delete from learning.digest where person_id = ${personId}`.execute(trx);
  for (const table of ['follow', 'question', 'check_in'])
    await sql`
      delete from ${sql.table(`learning.${table}`)}
      where enrolment_id in (select id from learning.enrolment where person_id = ${personId})`.execute(trx);
}
