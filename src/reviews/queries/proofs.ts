/** The SQL of proofs that somebody took a course. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { ProofFacts } from '../rules/proof.js';

export type NewProof = {
  id: string;
  personId: string;
  courseId: string;
  edition: number | null;
  by: ProofFacts['by'];
  reference: string;
  facts: ProofFacts;
  stands: boolean;
  now: Date;
};

/** The course that this one is by now; null: there is none. */
export async function wholeOf(db: Db, courseId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select whole_id as id from catalogue.course_whole where id::text = ${courseId}`.execute(db);
  return rows[0]?.id ?? null;
}

/** The provider and the awarding bodies of a course. */
export async function partiesOf(db: Db, courseId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct organisation_id as id from catalogue.course_party where course_id = ${courseId}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What an organisation is now, and whether its identity is proved; null: there is none. */
export async function organisationNow(db: Db, id: string): Promise<{ id: string; verified: boolean } | null> {
  const { rows } = await sql<{ id: string; verified: boolean }>`
    select brief.id, brief.verified from organisations.organisation_now issuer
    join organisations.organisation_brief brief on brief.id = issuer.now_id where issuer.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Courses of which an organisation, by any name it had, proves learners. */
export async function coursesProvedBy(db: Db, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct course_id as id from reviews.proof
    where stands and facts ->> 'issuer' in (
      select id::text from organisations.organisation_now
      where id = ${organisationId} or merged_into = ${organisationId})`.execute(db);
  return rows.map(({ id }) => id);
}

/** The newest word about a reference replaces the one before. */
export async function saveProof(trx: Db, given: NewProof): Promise<void> {
  await sql`
    insert into reviews.proof (id, person_id, course_id, edition, by, reference, facts, stands, at)
    values (${given.id}, ${given.personId}, ${given.courseId}, ${given.edition}, ${given.by}, ${given.reference},
      ${JSON.stringify(given.facts)}, ${given.stands}, ${given.now})
    on conflict (by, reference, course_id) do update set person_id = excluded.person_id, edition = excluded.edition,
      facts = excluded.facts, stands = excluded.stands, at = excluded.at,
      ended_at = case when excluded.stands then null else coalesce(proof.ended_at, excluded.at) end`.execute(trx);
}

/** Ends what rests on a credential or an attempt. Returns the courses concerned. */
export async function endProofs(trx: Db, by: ProofFacts['by'], reference: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ courseId: string }>`
    update reviews.proof set stands = false, ended_at = ${now}
    where by = ${by} and reference = ${reference} and stands returning course_id as "courseId"`.execute(trx);
  return rows.map(({ courseId }) => courseId);
}
