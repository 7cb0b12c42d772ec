/** The SQL of attempts. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import { Attempt, type Ended } from '../../schema/assessment.js';

const attempt = sql`
  id, enrolment_id as "enrolmentId", step, edition, digest, number, drawn, started_at as "startedAt", due_at as "dueAt", answers,
  answers_number::float8 as "answersNumber", answers_by as "answersBy", ended_at as "endedAt", ended_how as "endedHow",
  points::float8 as points, most::float8 as most, score::float8 as score, passed, result`;

type Row = Omit<Attempt, 'ended'> & Omit<Ended, 'at' | 'how'> & { endedAt: Date | null; endedHow: Ended['how'] };

function attemptOf({ endedAt, endedHow, points, most, score, passed, result, ...row }: Row): Attempt {
  const ended = endedAt && { at: endedAt, how: endedHow, points, most, score, passed, result };
  return Attempt.parse({ ...row, ended });
}

/** All at one step, the first first. */
export async function attemptsAt(db: Db, enrolmentId: string, step: string): Promise<Attempt[]> {
  const { rows } = await sql<Row>`
    select ${attempt} from learning.attempt where enrolment_id = ${enrolmentId} and step = ${step}
    order by number`.execute(db);
  return rows.map(attemptOf);
}

export async function findAttempt(db: Db, enrolmentId: string, id: string): Promise<Attempt | null> {
  const { rows } = await sql<Row>`
    select ${attempt} from learning.attempt where id = ${id} and enrolment_id = ${enrolmentId}`.execute(db);
  return rows[0] ? attemptOf(rows[0]) : null;
}

export async function addAttempt(
  trx: Db,
  added: Pick<
    Attempt,
    'id' | 'enrolmentId' | 'step' | 'edition' | 'digest' | 'number' | 'drawn' | 'startedAt' | 'dueAt'
  > & {
    seed: number;
    agreedAt: Date | null;
  },
): Promise<void> {
  const { id, enrolmentId, step, edition, digest, number, drawn, seed, agreedAt, startedAt, dueAt } = added;
  await sql`
    insert into learning.attempt (id, enrolment_id, step, edition, digest, number, seed, drawn, agreed_at, started_at, due_at)
    values (${id}, ${enrolmentId}, ${step}, ${edition}, ${digest}, ${number}, ${seed}, ${JSON.stringify(drawn)}, ${agreedAt},
      ${startedAt}, ${dueAt})`.execute(trx);
}

export async function saveAnswers(
  trx: Db,
  { id, answers, number, by, now }: { id: string; answers: Attempt['answers']; number: number; by: string; now: Date },
): Promise<void> {
  await sql`
    update learning.attempt
    set answers = ${JSON.stringify(answers)}, answers_number = ${number}, answers_by = ${by}, answers_at = ${now}
    where id = ${id} and ended_at is null`.execute(trx);
}

export async function endAttempt(trx: Db, id: string, ended: Ended): Promise<void> {
  const { at, how, points, most, score, passed, result } = ended;
  await sql`
    update learning.attempt
    set ended_at = ${at}, ended_how = ${how}, points = ${points}, most = ${most}, score = ${score}, passed = ${passed},
      result = ${JSON.stringify(result)}
    where id = ${id} and ended_at is null`.execute(trx);
}

/** Those whose time is over and that nobody looked at since; the longest waiting first. */
export async function overdueAttempts(db: Db, now: Date, most: number): Promise<{ id: string; enrolmentId: string }[]> {
  const { rows } = await sql<{ id: string; enrolmentId: string }>`
    select id, enrolment_id as "enrolmentId" from learning.attempt
    where ended_at is null and due_at <= ${now} order by due_at limit ${most}`.execute(db);
  return rows;
}

/** What came of the ended attempts at one edition of a course, for figures about its items. Nobody is named. */
export async function endedResults(
  db: Db,
  courseId: string,
  edition: number,
  most: number,
): Promise<{ step: string; score: number; minutes: number; result: Ended['result'] }[]> {
  const { rows } = await sql<{ step: string; score: number; minutes: number; result: Ended['result'] }>`
    select a.step, a.score::float8 as score, a.result,
      (extract(epoch from a.ended_at - a.started_at) / 60)::float8 as minutes
    from learning.attempt a join learning.enrolment e on e.id = a.enrolment_id
    where e.course_id = ${courseId} and a.edition = ${edition} and a.ended_at is not null
    order by a.ended_at desc limit ${most}`.execute(db);
  return rows;
}
