/** The SQL of peer feedback: who reads whose work, and what they answer. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { PeerAnswers, PeerReading } from '../../schema/marking.js';

const columns = sql`
  r.id, r.submission_id as "submissionId", r.reader_id as "readerId", r.asked_at as "askedAt", r.answers,
  r.written_at as "writtenAt", r.thanked_at as "thankedAt", r.flagged_at as "flaggedAt", r.flag_words as "flagWords", r.decision`;

/** What one learner reads at a step, the oldest first. */
export async function readingsBy(db: Db, enrolmentId: string, step: string): Promise<PeerReading[]> {
  const { rows } = await sql<PeerReading>`
    select ${columns} from learning.peer_reading r join learning.submission s on s.id = r.submission_id
    where r.reader_id = ${enrolmentId} and s.step = ${step} order by r.asked_at, r.id`.execute(db);
  return rows;
}

/** What others wrote to one learner's work at a step and what is shown of it: neither hidden nor waiting for a decision. */
export async function feedbackFor(db: Db, enrolmentId: string, step: string): Promise<PeerReading[]> {
  const { rows } = await sql<PeerReading>`
    select ${columns} from learning.peer_reading r join learning.submission s on s.id = r.submission_id
    where s.enrolment_id = ${enrolmentId} and s.step = ${step} and r.written_at is not null
      and (r.flagged_at is null or r.decision = 'kept')
    order by r.written_at, r.id`.execute(db);
  return rows;
}

/** Held until the transaction ends. */
export async function lockReading(trx: Db, id: string): Promise<PeerReading | null> {
  const { rows } = await sql<PeerReading>`
    select ${columns} from learning.peer_reading r where r.id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

export async function findReading(db: Db, id: string): Promise<PeerReading | null> {
  const { rows } = await sql<PeerReading>`select ${columns} from learning.peer_reading r where r.id = ${id}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * The work that is read least, of those whose learners agreed, on the same run first: each learner's newest, never one's own, none
 * twice. Null: there is none now.
 */
export async function nextToRead(
  trx: Db,
  { enrolmentId, step, edition }: { enrolmentId: string; step: string; edition: number },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select s.id from learning.submission s
    join learning.enrolment e on e.id = s.enrolment_id
    join learning.enrolment me on me.id = ${enrolmentId} and me.course_id = s.course_id
    left join learning.peer_reading r on r.submission_id = s.id
    where s.step = ${step} and s.edition = ${edition} and s.state in ('submitted', 'marked') and s.peers_agreed
      and e.id <> me.id and e.person_id <> me.person_id
      and not exists (select from learning.submission n where n.enrolment_id = s.enrolment_id and n.step = s.step
        and n.number > s.number and n.state in ('submitted', 'marked'))
      and not exists (select from learning.peer_reading x join learning.submission y on y.id = x.submission_id
        where x.reader_id = me.id and y.enrolment_id = s.enrolment_id and y.step = s.step)
    group by s.id, s.submitted_at, e.offering_id, me.offering_id
    order by count(r.id), e.offering_id <> me.offering_id, s.submitted_at, s.id limit 1`.execute(trx);
  return rows[0]?.id ?? null;
}

export async function insertReading(
  trx: Db,
  reading: { id: string; submissionId: string; readerId: string; now: Date },
): Promise<void> {
  await sql`
    insert into learning.peer_reading (id, submission_id, reader_id, asked_at)
    values (${reading.id}, ${reading.submissionId}, ${reading.readerId}, ${reading.now})`.execute(trx);
}

export async function saveAnswers(trx: Db, id: string, answers: PeerAnswers, now: Date): Promise<void> {
  await sql`
    update learning.peer_reading set answers = ${JSON.stringify(answers)}, written_at = ${now}
    where id = ${id}`.execute(trx);
}

export async function saveThanks(trx: Db, id: string, now: Date): Promise<void> {
  await sql`update learning.peer_reading set thanked_at = coalesce(thanked_at, ${now}) where id = ${id}`.execute(trx);
}

export async function saveFlag(trx: Db, id: string, words: string | null, now: Date): Promise<void> {
  await sql`
    update learning.peer_reading set flagged_at = ${now}, flag_words = ${words}
    where id = ${id} and flagged_at is null`.execute(trx);
}

export type FlaggedReading = PeerReading & {
  courseId: string;
  edition: number;
  step: string;
  /** Of whoever wrote it and whoever got it: neither decides. */
  readerPersonId: string;
  learnerPersonId: string;
};

/** Feedback that was called out of place and waits for a decision, the oldest first. `id`: this one alone, decided or not. */
export async function flaggedIn(db: Db, organisationId: string, id: string | null = null): Promise<FlaggedReading[]> {
  const { rows } = await sql<FlaggedReading>`
    select ${columns}, s.course_id as "courseId", s.edition, s.step, w.person_id as "readerPersonId",
      e.person_id as "learnerPersonId"
    from learning.peer_reading r
    join learning.submission s on s.id = r.submission_id
    join learning.course c on c.id = s.course_id
    join learning.enrolment e on e.id = s.enrolment_id
    join learning.enrolment w on w.id = r.reader_id
    where c.organisation_id = ${organisationId} and r.flagged_at is not null
      and (case when ${id}::uuid is null then r.decision is null else r.id = ${id} end)
    order by r.flagged_at, r.id limit 100`.execute(db);
  return rows;
}

export async function saveFlagDecision(
  trx: Db,
  decided: { id: string; decision: 'hidden' | 'kept'; by: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update learning.peer_reading set decision = ${decided.decision}, decided_by = ${decided.by}, decided_at = ${decided.now}
    where id = ${decided.id} and decision is null returning id`.execute(trx);
  return rows.length > 0;
}
