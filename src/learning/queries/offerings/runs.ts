/** The SQL of runs: what the registrar sets, and how many are in them. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Offering, OfferingState } from '../../schema/index.js';
import type { Run } from '../../schema/runs.js';

const run = sql`
  offering.id, offering.course_id as "courseId", offering.edition, kind, name, employer_id as "employerId", state,
  to_char(starts, 'YYYY-MM-DD') as starts, to_char(ends, 'YYYY-MM-DD') as ends,
  to_char(enrol_from, 'YYYY-MM-DD') as "enrolFrom", to_char(enrol_until, 'YYYY-MM-DD') as "enrolUntil", seats, places,
  case when price is null then null else jsonb_build_object('amount', price, 'currency', currency) end as price,
  pace, time_zone as "timeZone", extension_limit as "extensionLimit", employer_code_hash is not null as "hasEmployerCode",
  listing_note as "listingNote",
  (select count(*)::int from learning.enrolment where enrolment.offering_id = offering.id and enrolment.state <> 'left') as taken`;

export async function findRun(db: Db, id: string): Promise<Run | null> {
  const { rows } = await sql<Run>`select ${run} from learning.offering where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends, so that the last seat goes once. */
export async function lockRun(trx: Db, id: string): Promise<Run | null> {
  await sql`select from learning.offering where id = ${id} for no key update`.execute(trx);
  return findRun(trx, id);
}

/** Of one course, those that begin last first. */
export async function runsOf(db: Db, courseId: string): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select ${run} from learning.offering where course_id = ${courseId}
    order by state = 'cancelled', starts desc nulls first, created desc, id`.execute(db);
  return rows;
}

/** What can be written by the registrar; the code of the employer has its own act. */
export type RunWritten = Omit<Run, 'id' | 'courseId' | 'state' | 'taken' | 'hasEmployerCode' | 'listingNote'>;

export async function insertRun(
  trx: Db,
  {
    id,
    courseId,
    state,
    now,
    ...given
  }: RunWritten & { id: string; courseId: string; state: OfferingState; now: Date },
): Promise<void> {
  await sql`
    insert into learning.offering (id, course_id, edition, kind, name, employer_id, state, starts, ends, enrol_from, enrol_until,
      seats, places, price, currency, pace, time_zone, extension_limit, created, changed)
    values (${id}, ${courseId}, ${given.edition}, ${given.kind}, ${given.name}, ${given.employerId}, ${state}, ${given.starts},
      ${given.ends}, ${given.enrolFrom}, ${given.enrolUntil}, ${given.seats}, ${given.places}, ${given.price?.amount ?? null},
      ${given.price?.currency ?? null}, ${JSON.stringify(given.pace)}, ${given.timeZone}, ${given.extensionLimit}, ${now}, ${now})`.execute(
    trx,
  );
}

export async function updateRun(trx: Db, id: string, given: RunWritten, now: Date): Promise<void> {
  await sql`
    update learning.offering set edition = ${given.edition}, kind = ${given.kind}, name = ${given.name},
      employer_id = ${given.employerId}, starts = ${given.starts}, ends = ${given.ends}, enrol_from = ${given.enrolFrom},
      enrol_until = ${given.enrolUntil}, seats = ${given.seats}, places = ${given.places}, price = ${given.price?.amount ?? null},
      currency = ${given.price?.currency ?? null}, pace = ${JSON.stringify(given.pace)}, time_zone = ${given.timeZone},
      extension_limit = ${given.extensionLimit}, changed = ${now}
    where id = ${id}`.execute(trx);
}

export async function setRunState(trx: Db, id: string, state: OfferingState, now: Date): Promise<void> {
  await sql`update learning.offering set state = ${state}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function setEmployerCode(trx: Db, id: string, hash: string | null, now: Date): Promise<void> {
  await sql`update learning.offering set employer_code_hash = ${hash}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function setListingNote(trx: Db, id: string, note: string | null): Promise<void> {
  await sql`update learning.offering set listing_note = ${note} where id = ${id}`.execute(trx);
}

export async function employerCodeHash(db: Db, id: string): Promise<string | null> {
  const { rows } = await sql<{ hash: string | null }>`
    select employer_code_hash as hash from learning.offering where id = ${id}`.execute(db);
  return rows[0]?.hash ?? null;
}

/** What is open of whatever is found at one course of the catalogue, wherever that course is now. */
export async function openRunsAt(
  db: Db,
  catalogueCourseId: string,
): Promise<(Run & { title: string; minutes: number; achievementId: string | null; organisationId: string })[]> {
  const { rows } = await sql<
    Run & { title: string; minutes: number; achievementId: string | null; organisationId: string }
  >`
    select ${run}, edition.content->>'title' as title, edition.minutes, course.achievement_id as "achievementId",
      course.organisation_id as "organisationId"
    from catalogue.course_now listed
    join learning.course on course.catalogue_course_id = listed.id
    join learning.offering on offering.course_id = course.id
    join learning.edition on edition.course_id = course.id and edition.number = offering.edition
    where (listed.id = ${catalogueCourseId} or listed.merged_into = ${catalogueCourseId})
      and state = 'open' and course.retired is null
    order by starts nulls first, offering.created, offering.id`.execute(db);
  return rows;
}

/** Runs at one's own pace that take everybody free, and end in a credential: the shortest first. A few more than anybody shows. */
export async function freeRuns(db: Db): Promise<(Run & { title: string; minutes: number })[]> {
  const { rows } = await sql<Run & { title: string; minutes: number }>`
    select ${run}, edition.content->>'title' as title, edition.minutes
    from learning.offering
    join learning.course on course.id = offering.course_id
    join learning.edition on edition.course_id = course.id and edition.number = offering.edition
    where kind = 'self-paced' and places = 'free' and state = 'open' and course.retired is null
      and course.catalogue_course_id is not null and course.achievement_id is not null
    order by edition.minutes, offering.created, offering.id limit 20`.execute(db);
  return rows;
}

/** Everybody in a run who learns in it now. */
export async function learnersOf(db: Db, offeringId: string): Promise<{ enrolmentId: string; personId: string }[]> {
  const { rows } = await sql<{ enrolmentId: string; personId: string }>`
    select id as "enrolmentId", person_id as "personId" from learning.enrolment
    where offering_id = ${offeringId} and state = 'active' order by enrolled_at, id`.execute(db);
  return rows;
}

/** For whoever chooses a run to move to. */
export async function otherOpenRuns(db: Db, { courseId, id }: Pick<Offering, 'courseId' | 'id'>): Promise<Run[]> {
  return (await runsOf(db, courseId)).filter((one) => one.id !== id && one.state === 'open');
}

/** Ids of those that moved to another employer. */
export async function movePrivateRuns(trx: Db, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update learning.offering set employer_id = ${into} where employer_id = ${from} returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function movePrivateRunsBack(trx: Db, ids: readonly string[], from: string): Promise<void> {
  await sql`update learning.offering set employer_id = ${from} where id = any(${ids}::uuid[])`.execute(trx);
}
