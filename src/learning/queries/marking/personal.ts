/** The SQL of what assignments hold about a person. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';

/** What somebody handed in, how it was marked, what others wrote to it, and what they did for others' work. */
export async function heldOfMarking(db: Db, personId: string): Promise<Record<string, unknown[]>> {
  const handedIn = await sql`
    select s.id, s.step, s.number, s.edition, s.state, s.words, s.set_aside as "setAside", s.integrity_agreed as "integrityAgreed",
      s.peers_agreed as "peersAgreed", s.started_at as "startedAt", s.saved_at as "savedAt", s.submitted_at as "submittedAt",
      to_char(s.promised_by, 'YYYY-MM-DD') as "promisedBy", s.returned_words as "returnedWords", s.mark,
      s.score::float8 as score, s.passed, s.decided_at as "decidedAt", s.supervision, s.identity_method as "identityMethod",
      to_char(s.identity_on, 'YYYY-MM-DD') as "identityOn",
      (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes) order by f.added_at, f.id)
        from learning.submission_file f where f.submission_id = s.id) as files,
      (select jsonb_agg(jsonb_build_object('answers', r.answers, 'written', r.written_at) order by r.written_at)
        from learning.peer_reading r where r.submission_id = s.id and r.written_at is not null) as feedback
    from learning.submission s join learning.enrolment e on e.id = s.enrolment_id
    where e.person_id = ${personId} order by s.started_at, s.id`.execute(db);
  const appeals = await sql`
    select p.submission_id as submission, p.words, p.appealed_at as "appealedAt", p.outcome, p.reason, p.decided_at as "decidedAt",
      p.score_before::float8 as "scoreBefore"
    from learning.mark_appeal p join learning.submission s on s.id = p.submission_id
    join learning.enrolment e on e.id = s.enrolment_id
    where e.person_id = ${personId} order by p.appealed_at`.execute(db);
  const readings = await sql`
    select s.step, r.asked_at as "askedAt", r.answers, r.written_at as "writtenAt", r.thanked_at as "thankedAt"
    from learning.peer_reading r join learning.enrolment e on e.id = r.reader_id
    join learning.submission s on s.id = r.submission_id
    where e.person_id = ${personId} order by r.asked_at, r.id`.execute(db);
  const marked = await sql`
    select s.step, m.part, m.mark, m.score::float8 as score, m.decided_at as "decidedAt"
    from learning.marking m join learning.submission s on s.id = m.submission_id
    where m.marker_id = ${personId} order by m.decided_at, s.id`.execute(db);
  const decided = await sql`
    select s.step, 'agreement' as what, a.mark, a.score::float8 as score, a.reason, a.proposed_at as at
    from learning.mark_agreement a join learning.submission s on s.id = a.submission_id
    where ${personId} in (a.proposed_by, a.agreed_by)
    union all
    select s.step, 'appeal', null, null, p.reason, p.decided_at
    from learning.mark_appeal p join learning.submission s on s.id = p.submission_id where p.decided_by = ${personId}
    union all
    select s.step, 'feedback ' || r.decision, null, null, null, r.decided_at
    from learning.peer_reading r join learning.submission s on s.id = r.submission_id where r.decided_by = ${personId}
    order by at`.execute(db);
  return {
    submissions: handedIn.rows,
    appeals: appeals.rows,
    'feedback-given': readings.rows,
    'marks-given': marked.rows,
    decisions: decided.rows,
  };
}

export type OwnFile = { id: string; name: string };

export async function ownFiles(db: Db, personId: string): Promise<OwnFile[]> {
  const { rows } = await sql<OwnFile>`
    select f.id, f.name from learning.submission_file f join learning.submission s on s.id = f.submission_id
    join learning.enrolment e on e.id = s.enrolment_id
    where e.person_id = ${personId} order by f.id`.execute(db);
  return rows;
}

/** All that they handed in or wrote to others, whatever becomes of their enrolments. */
export async function deleteWorkOf(trx: Db, personId: string): Promise<void> {
  await sql`
    delete from learning.peer_reading r using learning.enrolment e
    where e.id = r.reader_id and e.person_id = ${personId}`.execute(trx);
  await sql`
    delete from learning.submission s using learning.enrolment e
    where e.id = s.enrolment_id and e.person_id = ${personId}`.execute(trx);
}

/** Marks that they gave stay as those of the organisation; what they had only taken goes back. */
export async function unlinkMarker(trx: Db, personId: string): Promise<void> {
  await sql`delete from learning.marking where marker_id = ${personId} and decided_at is null`.execute(trx);
  await sql`update learning.marking set marker_id = null where marker_id = ${personId}`.execute(trx);
  await sql`update learning.mark_agreement set proposed_by = null where proposed_by = ${personId}`.execute(trx);
  await sql`update learning.mark_agreement set agreed_by = null where agreed_by = ${personId}`.execute(trx);
  await sql`update learning.mark_appeal set decided_by = null where decided_by = ${personId}`.execute(trx);
  await sql`update learning.peer_reading set decided_by = null where decided_by = ${personId}`.execute(trx);
}
