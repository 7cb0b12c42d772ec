/** The SQL of what waits to be marked in an organisation. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { MarkingFigures } from '../../schema/marking.js';

/** A submission with what decides who may mark it, for one person who looks. Ids of markers; null: nobody yet, or erased. */
export type QueueRow = {
  id: string;
  enrolmentId: string;
  courseId: string;
  edition: number;
  step: string;
  number: number;
  state: 'submitted' | 'marked' | 'returned';
  submittedAt: Date;
  promisedBy: string;
  learnerId: string;
  firstBy: string | null;
  firstUntil: Date | null;
  firstScore: number | null;
  secondBy: string | null;
  secondUntil: Date | null;
  secondScore: number | null;
  proposedBy: string | null;
  agreedBy: string | null;
  hasProposal: boolean;
  isAgreed: boolean;
  /** An appeal waits since then. */
  appealedAt: Date | null;
  /** Whoever looks has read it as somebody else on the course. */
  isPeer: boolean;
  /** Whoever looks takes the same course, or took it. */
  isOnCourse: boolean;
};

const rows = (personId: string) => sql`
  select s.id, s.enrolment_id as "enrolmentId", s.course_id as "courseId", s.edition, s.step, s.number, s.state,
    s.submitted_at as "submittedAt", to_char(s.promised_by, 'YYYY-MM-DD') as "promisedBy", e.person_id as "learnerId",
    f.marker_id as "firstBy", f.taken_until as "firstUntil", f.score::float8 as "firstScore",
    z.marker_id as "secondBy", z.taken_until as "secondUntil", z.score::float8 as "secondScore",
    a.proposed_by as "proposedBy", a.agreed_by as "agreedBy", a.submission_id is not null as "hasProposal",
    a.agreed_at is not null as "isAgreed",
    case when p.decided_at is null then p.appealed_at end as "appealedAt",
    exists (select from learning.peer_reading r join learning.enrolment o on o.id = r.reader_id
      where r.submission_id = s.id and o.person_id = ${personId}) as "isPeer",
    exists (select from learning.enrolment o where o.course_id = s.course_id and o.person_id = ${personId}) as "isOnCourse"
  from learning.submission s
  join learning.enrolment e on e.id = s.enrolment_id
  join learning.course c on c.id = s.course_id
  left join learning.marking f on f.submission_id = s.id and f.part = 'first'
  left join learning.marking z on z.submission_id = s.id and z.part = 'second'
  left join learning.mark_agreement a on a.submission_id = s.id
  left join learning.mark_appeal p on p.submission_id = s.id`;

export const QUEUE_PAGE = 100;

/** What waits: the promised day that is nearest, or past longest, comes first. Appeals were marked in time or not already. */
export async function waitingIn(db: Db, organisationId: string, personId: string): Promise<QueueRow[]> {
  const found = await sql<QueueRow>`
    ${rows(personId)}
    where c.organisation_id = ${organisationId} and (s.state = 'submitted' or (p.submission_id is not null and p.decided_at is null))
    order by s.promised_by, s.submitted_at, s.id limit ${QUEUE_PAGE}`.execute(db);
  return found.rows;
}

/** Null: there is no such submission at this organisation, or it is still a draft. */
export async function findQueued(
  db: Db,
  organisationId: string,
  personId: string,
  submissionId: string,
): Promise<QueueRow | null> {
  const found = await sql<QueueRow>`
    ${rows(personId)}
    where c.organisation_id = ${organisationId} and s.id = ${submissionId} and s.state <> 'draft'`.execute(db);
  return found.rows[0] ?? null;
}

export type WaitingFigures = { waiting: number; late: number; appeals: number; flagged: number };

export async function waitingFigures(db: Db, organisationId: string, today: string): Promise<WaitingFigures> {
  const { rows: found } = await sql<WaitingFigures>`
    select count(*) filter (where s.state = 'submitted')::int as waiting,
      count(*) filter (where s.state = 'submitted' and s.promised_by < ${today}::date)::int as late,
      count(p.submission_id) filter (where p.decided_at is null)::int as appeals,
      (select count(*)::int from learning.peer_reading r join learning.submission x on x.id = r.submission_id
        join learning.course y on y.id = x.course_id
        where y.organisation_id = ${organisationId} and r.flagged_at is not null and r.decision is null) as flagged
    from learning.submission s join learning.course c on c.id = s.course_id
    left join learning.mark_appeal p on p.submission_id = s.id
    where c.organisation_id = ${organisationId}`.execute(db);
  return found[0] ?? { waiting: 0, late: 0, appeals: 0, flagged: 0 };
}

/** Organisations in which something waits. */
export async function organisationsWaiting(db: Db): Promise<{ id: string; slug: string; name: string }[]> {
  const { rows: found } = await sql<{ id: string; slug: string; name: string }>`
    select o.id, o.slug, o.name from organisations.organisation_brief o
    where exists (select from learning.submission s join learning.course c on c.id = s.course_id
      left join learning.mark_appeal p on p.submission_id = s.id
      where c.organisation_id = o.id and (s.state = 'submitted' or (p.submission_id is not null and p.decided_at is null)))
    order by o.id`.execute(db);
  return found;
}

/** `medianDays` are calendar days from handing in to the mark that stands. */
export async function figuresOf(db: Db, courseId: string, today: string): Promise<MarkingFigures> {
  const { rows: found } = await sql<MarkingFigures>`
    select count(*) filter (where state = 'submitted')::int as waiting,
      count(*) filter (where state = 'submitted' and promised_by < ${today}::date)::int as late,
      count(*) filter (where state = 'marked')::int as marked,
      (percentile_cont(0.5) within group (order by extract(epoch from decided_at - submitted_at) / 86400)
        filter (where state = 'marked'))::float8 as "medianDays"
    from learning.submission where course_id = ${courseId}`.execute(db);
  return found[0] ?? { waiting: 0, late: 0, marked: 0, medianDays: null };
}

export type MarkRow = {
  personId: string;
  step: string;
  edition: number;
  number: number;
  submittedAt: Date;
  promisedBy: string;
  decidedAt: Date;
  score: number;
  passed: boolean;
  first: number | null;
  second: number | null;
  appeal: 'stands' | 'raised' | 'open' | null;
  supervision: string | null;
  identityMethod: string | null;
  identityOn: string | null;
};

/** Marks that stand, by step: for those who register results. */
export async function marksOfCourse(db: Db, courseId: string): Promise<MarkRow[]> {
  const { rows: found } = await sql<MarkRow>`
    select e.person_id as "personId", s.step, s.edition, s.number, s.submitted_at as "submittedAt",
      to_char(s.promised_by, 'YYYY-MM-DD') as "promisedBy", s.decided_at as "decidedAt", s.score::float8 as score, s.passed,
      f.score::float8 as first, z.score::float8 as second,
      case when p.submission_id is null then null else coalesce(p.outcome, 'open') end as appeal,
      s.supervision, s.identity_method as "identityMethod", to_char(s.identity_on, 'YYYY-MM-DD') as "identityOn"
    from learning.submission s
    join learning.enrolment e on e.id = s.enrolment_id
    left join learning.marking f on f.submission_id = s.id and f.part = 'first'
    left join learning.marking z on z.submission_id = s.id and z.part = 'second'
    left join learning.mark_appeal p on p.submission_id = s.id
    where s.course_id = ${courseId} and s.state = 'marked'
    order by s.step, e.person_id, s.number`.execute(db);
  return found;
}
