/** The SQL of what is told to the store of statements. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Verb } from '../../schema/player.js';

export type Untold = {
  id: string;
  enrolmentId: string;
  edition: number;
  step: string | null;
  verb: Verb;
  score: number | null;
  at: Date;
};

export async function insertUntold(
  trx: Db,
  { id, enrolmentId, edition, step, verb, score, at }: Untold,
): Promise<void> {
  await sql`
    insert into learning.untold (id, enrolment_id, edition, step, verb, score, at)
    values (${id}, ${enrolmentId}, ${edition}, ${step}, ${verb}, ${score}, ${at})`.execute(trx);
}

export type ToTell = Untold & {
  courseId: string;
  organisationId: string;
  actorKey: string;
};

/** The oldest, taken: nobody else takes them, and they are gone when the transaction ends. */
export async function takeUntold(trx: Db, most: number): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    with taken as (
      delete from learning.untold where id in (
        select id from learning.untold order by id limit ${most} for update skip locked
      ) returning *
    )
    select taken.id, taken.enrolment_id as "enrolmentId", taken.edition, taken.step, verb, score::float8 as score, at,
      e.course_id as "courseId", c.organisation_id as "organisationId", e.actor_key as "actorKey"
    from taken join learning.enrolment e on e.id = taken.enrolment_id join learning.course c on c.id = e.course_id
    order by taken.id`.execute(trx);
  return rows;
}
