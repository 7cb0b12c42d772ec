/** The SQL of more time for one person, and of how assessments were watched over. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Assurance } from '../../schema/assessment.js';

/** 1 where nothing was granted. */
export async function multiplierOf(db: Db, personId: string, courseId: string): Promise<number> {
  const { rows } = await sql<{ multiplier: number }>`
    select multiplier::float8 as multiplier from learning.accommodation
    where person_id = ${personId} and course_id = ${courseId}`.execute(db);
  return rows[0]?.multiplier ?? 1;
}

export type CourseLearner = {
  enrolmentId: string;
  personId: string;
  name: string;
  email: string;
  edition: number;
  multiplier: number | null;
};

/** Who is enrolled in a course and has not left it, by name. */
export async function learnersOf(db: Db, courseId: string, most: number): Promise<CourseLearner[]> {
  const { rows } = await sql<CourseLearner>`
    select distinct on (lower(p.name), p.id) e.id as "enrolmentId", p.id as "personId", p.name, p.email, e.edition,
      a.multiplier::float8 as multiplier
    from learning.enrolment e join accounts.person p on p.id = e.person_id
    left join learning.accommodation a on a.person_id = e.person_id and a.course_id = e.course_id
    where e.course_id = ${courseId} and e.state <> 'left'
    order by lower(p.name), p.id, e.enrolled_at desc limit ${most}`.execute(db);
  return rows;
}

export async function saveAccommodation(
  trx: Db,
  given: { personId: string; courseId: string; multiplier: number; setBy: string; now: Date },
): Promise<void> {
  const { personId, courseId, multiplier, setBy, now } = given;
  await sql`
    insert into learning.accommodation (person_id, course_id, multiplier, set_by, set_at)
    values (${personId}, ${courseId}, ${multiplier}, ${setBy}, ${now})
    on conflict (person_id, course_id) do update
      set multiplier = excluded.multiplier, set_by = excluded.set_by, set_at = excluded.set_at`.execute(trx);
}

export async function removeAccommodation(trx: Db, personId: string, courseId: string): Promise<void> {
  await sql`delete from learning.accommodation where person_id = ${personId} and course_id = ${courseId}`.execute(trx);
}

export async function saveAssurance(
  trx: Db,
  enrolmentId: string,
  { step, kind, method, day }: Assurance,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await sql`
    insert into learning.assurance (enrolment_id, step, kind, method, day, recorded_by, recorded_at)
    values (${enrolmentId}, ${step}, ${kind}, ${method}, ${day}, ${by}, ${now})
    on conflict (enrolment_id, step, kind) do update
      set method = excluded.method, day = excluded.day, recorded_by = excluded.recorded_by,
        recorded_at = excluded.recorded_at`.execute(trx);
}

export async function removeAssurance(
  trx: Db,
  enrolmentId: string,
  { step, kind }: Pick<Assurance, 'step' | 'kind'>,
): Promise<void> {
  await sql`
    delete from learning.assurance
    where enrolment_id = ${enrolmentId} and step = ${step} and kind = ${kind}`.execute(trx);
}

const assurance = sql`step, kind, method, to_char(day, 'YYYY-MM-DD') as day`;

export async function assurancesOf(db: Db, enrolmentId: string): Promise<Assurance[]> {
  const { rows } = await sql<Assurance>`
    select ${assurance} from learning.assurance where enrolment_id = ${enrolmentId} order by step, kind`.execute(db);
  return rows;
}

export async function assurancesIn(db: Db, courseId: string): Promise<(Assurance & { enrolmentId: string })[]> {
  const { rows } = await sql<Assurance & { enrolmentId: string }>`
    select enrolment_id as "enrolmentId", ${assurance} from learning.assurance
    where enrolment_id in (select id from learning.enrolment where course_id = ${courseId})`.execute(db);
  return rows;
}
