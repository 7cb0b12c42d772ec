/** The SQL of what learners hand in, and of its files. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { MarkingIdentity, Submission, SubmissionFile } from '../../schema/marking.js';

const columns = sql`
  id, enrolment_id as "enrolmentId", course_id as "courseId", edition, step, number, state, words,
  set_aside as "setAside", saves, integrity_agreed as "integrityAgreed", peers_agreed as "peersAgreed", saved_at as "savedAt",
  submitted_at as "submittedAt", to_char(promised_by, 'YYYY-MM-DD') as "promisedBy", returned_words as "returnedWords",
  mark, score::float8 as score, passed, decided_at as "decidedAt", supervision,
  case when identity_method is null then null
    else jsonb_build_object('method', identity_method, 'on', to_char(identity_on, 'YYYY-MM-DD')) end as identity`;

/** All at one step, the oldest first. */
export async function submissionsAt(db: Db, enrolmentId: string, step: string): Promise<Submission[]> {
  const { rows } = await sql<Submission>`
    select ${columns} from learning.submission
    where enrolment_id = ${enrolmentId} and step = ${step} order by number`.execute(db);
  return rows;
}

export async function findSubmission(db: Db, id: string): Promise<Submission | null> {
  const { rows } = await sql<Submission>`select ${columns} from learning.submission where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends; take the enrolment first (`lockEnrolment`). */
export async function lockSubmission(trx: Db, id: string): Promise<Submission | null> {
  const { rows } = await sql<Submission>`
    select ${columns} from learning.submission where id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

export async function insertDraft(
  trx: Db,
  draft: {
    id: string;
    enrolmentId: string;
    courseId: string;
    edition: number;
    step: string;
    number: number;
    now: Date;
  },
): Promise<void> {
  const { id, enrolmentId, courseId, edition, step, number, now } = draft;
  await sql`
    insert into learning.submission (id, enrolment_id, course_id, edition, step, number, state, started_at, saved_at)
    values (${id}, ${enrolmentId}, ${courseId}, ${edition}, ${step}, ${number}, 'draft', ${now}, ${now})`.execute(trx);
}

export type DraftSaved = {
  id: string;
  words: string;
  setAside: string | null;
  integrityAgreed: boolean;
  peersAgreed: boolean;
  now: Date;
};

export async function updateDraft(trx: Db, draft: DraftSaved): Promise<void> {
  await sql`
    update learning.submission set words = ${draft.words}, set_aside = ${draft.setAside}, saves = saves + 1,
      integrity_agreed = ${draft.integrityAgreed}, peers_agreed = ${draft.peersAgreed}, saved_at = ${draft.now}
    where id = ${draft.id} and state = 'draft'`.execute(trx);
}

/** The brief and the rubric are from now on those of this edition. */
export async function markSubmitted(
  trx: Db,
  { id, edition, now, promisedBy }: { id: string; edition: number; now: Date; promisedBy: string },
): Promise<void> {
  await sql`
    update learning.submission set state = 'submitted', edition = ${edition}, submitted_at = ${now},
      promised_by = ${promisedBy}, set_aside = null
    where id = ${id} and state = 'draft'`.execute(trx);
}

export async function markReturned(trx: Db, id: string, words: string): Promise<void> {
  await sql`
    update learning.submission set state = 'returned', returned_words = ${words} where id = ${id}`.execute(trx);
}

export type Standing = Required<Pick<Submission, 'id'>> & {
  mark: NonNullable<Submission['mark']>;
  score: number;
  passed: boolean;
  decidedAt: Date;
};

/** The mark that the learner sees from now on. */
export async function saveStanding(trx: Db, { id, mark, score, passed, decidedAt }: Standing): Promise<void> {
  await sql`
    update learning.submission set state = 'marked', mark = ${JSON.stringify(mark)}, score = ${score}, passed = ${passed},
      decided_at = ${decidedAt}
    where id = ${id}`.execute(trx);
}

export async function saveIdentity(trx: Db, id: string, { supervision, identity }: MarkingIdentity): Promise<void> {
  await sql`
    update learning.submission set supervision = ${supervision}, identity_method = ${identity?.method ?? null},
      identity_on = ${identity?.on ?? null}
    where id = ${id}`.execute(trx);
}

export async function filesOf(db: Db, submissionIds: readonly string[]): Promise<SubmissionFile[]> {
  if (submissionIds.length === 0) return [];
  const { rows } = await sql<SubmissionFile>`
    select id, submission_id as "submissionId", name, type, bytes, sha256 from learning.submission_file
    where submission_id = any(${submissionIds}::uuid[]) order by added_at, id`.execute(db);
  return rows;
}

export async function insertFile(trx: Db, file: SubmissionFile, now: Date): Promise<void> {
  await sql`
    insert into learning.submission_file (id, submission_id, name, type, bytes, sha256, added_at)
    values (${file.id}, ${file.submissionId}, ${file.name}, ${file.type}, ${file.bytes}, ${file.sha256}, ${now})`.execute(
    trx,
  );
}

/** False: there was none such. */
export async function deleteFile(trx: Db, submissionId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from learning.submission_file where id = ${id} and submission_id = ${submissionId} returning id`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Which of these files a submission still has. */
export async function filesKept(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from learning.submission_file where id = any(${ids}::uuid[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
