/** The SQL of what the player holds about a person. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

export type PlayerHeld = Record<'progress' | 'results' | 'completions' | 'playback', Record<string, unknown>[]>;

export async function playerHeld(db: Db, personId: string): Promise<PlayerHeld> {
  const course = sql`d.content ->> 'title' as course, e.id as enrolment, e.edition`;
  const mine = sql`
    join learning.enrolment e on e.id = enrolment_id
    join learning.edition d on d.course_id = e.course_id and d.number = e.edition
    where e.person_id = ${personId}`;
  const parts = {
    progress: sql`
      select ${course}, step, opened_at as opened, done_at as done, how, ask_again as "askedAgain", place,
        observed_seconds as "observedSeconds"
      from learning.step_progress ${mine} order by opened_at, step`,
    results: sql`
      select ${course}, step, score::float8 as score, passed, by, decided_at as decided
      from learning.step_result ${mine} order by decided_at, step`,
    completions: sql`
      select ${course}, c.reckoned, c.credential_id as credential, c.refused as "notIssuedBecause", c.tried_at as tried,
        c.declared_minutes as "declaredMinutes", c.completed_at as completed
      from learning.completion c ${mine} order by c.completed_at`,
    playback: sql`
      select speed::float8 as speed, captions, changed from learning.playback where person_id = ${personId}`,
  };
  const held: Partial<PlayerHeld> = {};
  for (const [name, query] of Object.entries(parts))
    held[name as keyof PlayerHeld] = (await query.execute(db)).rows as Record<string, unknown>[];
  return held as PlayerHeld;
}

export async function removeLearnt(trx: Db, personId: string): Promise<void> {
  const theirs = sql`enrolment_id in (select id from learning.enrolment where person_id = ${personId})`;
  await sql`delete from learning.untold where ${theirs}`.execute(trx);
  await sql`delete from learning.writing where ${theirs}`.execute(trx);
  await sql`delete from learning.completion where ${theirs}`.execute(trx);
  await sql`delete from learning.step_result where ${theirs}`.execute(trx);
  await sql`delete from learning.step_progress where ${theirs}`.execute(trx);
  await sql`delete from learning.playback where person_id = ${personId}`.execute(trx);
}
