/** The SQL of decisions that people keep. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { CourseLine, GuideQuestion, KeptAnswer } from '../schema.js';

/** A decision with its newest version, as the rows say; what is in the columns of JSON is read by the rules. */
export type DecisionRow = {
  id: string;
  personId: string;
  name: string;
  chosen: unknown;
  why: string | null;
  created: Date;
  changed: Date;
  number: number;
  question: unknown;
  answer: unknown;
  versionCreated: Date;
};

const row = sql`
  decision.id, person_id as "personId", name, chosen, why, decision.created, changed, number, question, answer,
  decision_version.created as "versionCreated"`;
const withNewest = sql`
  guide.decision join guide.decision_version
    on decision_version.decision_id = decision.id and decision_version.number = decision.version`;

export async function findDecision(db: Db, id: string): Promise<DecisionRow | null> {
  const { rows } = await sql<DecisionRow>`select ${row} from ${withNewest} where decision.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends. */
export async function lockDecision(trx: Db, id: string): Promise<DecisionRow | null> {
  await sql`select from guide.decision where id = ${id} for update`.execute(trx);
  return findDecision(trx, id);
}

type LineRow = { id: string; name: string; changed: Date; chosen: unknown; headline: string | null };

/** In a line each: whole answers are large. The decision that was touched last comes first. */
export async function listDecisions(db: Db, personId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select decision.id, name, changed, chosen, answer ->> 'headline' as headline from ${withNewest}
    where person_id = ${personId} order by changed desc, decision.id`.execute(db);
  return rows;
}

export async function countDecisions(trx: Db, personId: string): Promise<number> {
  await sql`select from accounts.person where id = ${personId} for no key update`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from guide.decision where person_id = ${personId}`.execute(trx);
  return rows[0]?.n ?? 0;
}

export type NewVersion = { question: GuideQuestion; answer: KeptAnswer; now: Date };

export async function insertDecision(
  trx: Db,
  { id, personId, name, ...version }: NewVersion & { id: string; personId: string; name: string },
): Promise<void> {
  await sql`
    insert into guide.decision (id, person_id, name, created, changed)
    values (${id}, ${personId}, ${name}, ${version.now}, ${version.now})`.execute(trx);
  await insertVersion(trx, id, 1, version);
}

/** Makes it the newest, and forgets those that are `kept` versions older. */
export async function addVersion(
  trx: Db,
  id: string,
  number: number,
  kept: number,
  version: NewVersion,
): Promise<void> {
  await insertVersion(trx, id, number, version);
  await sql`update guide.decision set version = ${number}, changed = ${version.now} where id = ${id}`.execute(trx);
  await sql`delete from guide.decision_version where decision_id = ${id} and number <= ${number - kept}`.execute(trx);
}

async function insertVersion(
  trx: Db,
  id: string,
  number: number,
  { question, answer, now }: NewVersion,
): Promise<void> {
  await sql`
    insert into guide.decision_version (decision_id, number, question, answer, created)
    values (${id}, ${number}, ${JSON.stringify(question)}::jsonb, ${JSON.stringify(answer)}::jsonb, ${now})`.execute(
    trx,
  );
}

export async function renameDecision(trx: Db, id: string, name: string, now: Date): Promise<void> {
  await sql`update guide.decision set name = ${name}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function setChoice(
  trx: Db,
  id: string,
  { chosen, why }: { chosen: CourseLine | null; why: string | null },
  now: Date,
): Promise<void> {
  const brief = chosen === null ? null : JSON.stringify(chosen);
  await sql`
    update guide.decision set chosen = ${brief}::jsonb, why = ${why}, changed = ${now} where id = ${id}`.execute(trx);
}

export async function deleteDecision(trx: Db, id: string): Promise<void> {
  await sql`delete from guide.decision where id = ${id}`.execute(trx);
}

export async function deleteDecisionsOf(trx: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from guide.decision where person_id = ${personId} returning id`.execute(trx);
  await sql`delete from guide.decision_reader where person_id = ${personId}`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Keeps that somebody opened a decision by a link. A link to what is deleted opens nothing. */
export async function insertReader(
  trx: Db,
  reader: { decisionId: string; personId: string; grantId: string; now: Date },
): Promise<void> {
  await sql`
    insert into guide.decision_reader (decision_id, person_id, grant_id, opened)
    select id, ${reader.personId}, ${reader.grantId}, ${reader.now} from guide.decision where id = ${reader.decisionId}
    on conflict do nothing`.execute(trx);
}

/** The links by which somebody opened a decision. */
export async function grantsOfReader(db: Db, decisionId: string, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select grant_id as id from guide.decision_reader
    where decision_id = ${decisionId} and person_id = ${personId}`.execute(db);
  return rows.map(({ id }) => id);
}

type Held = { question: unknown; decisionId: string | null };

/** Answers of somebody who has to sign in first. */
export async function insertHeld(
  db: Db,
  held: { tokenHash: string; question: GuideQuestion; decisionId: string | null; now: Date },
): Promise<void> {
  await sql`
    insert into guide.held_answer (token_hash, question, decision_id, created)
    values (${held.tokenHash}, ${JSON.stringify(held.question)}::jsonb, ${held.decisionId}, ${held.now})`.execute(db);
}

/** Forgets all but the newest. */
export async function keepNewestHeld(db: Db, most: number): Promise<void> {
  await sql`
    delete from guide.held_answer where token_hash in (
      select token_hash from guide.held_answer order by created desc offset ${most})`.execute(db);
}

export async function findHeld(db: Db, tokenHash: string, since: Date): Promise<Held | null> {
  const { rows } = await sql<Held>`
    select question, decision_id as "decisionId" from guide.held_answer
    where token_hash = ${tokenHash} and created > ${since}`.execute(db);
  return rows[0] ?? null;
}

export async function dropHeld(db: Db, tokenHash: string): Promise<void> {
  await sql`delete from guide.held_answer where token_hash = ${tokenHash}`.execute(db);
}

export async function dropHeldBefore(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from guide.held_answer where created <= ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** All that is held about a person, for the export. */
export async function heldAbout(db: Db, personId: string): Promise<{ decisions: unknown[]; opened: unknown[] }> {
  const { rows } = await sql<{ decisions: unknown[]; opened: unknown[] }>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'chosen', chosen, 'why', why, 'made', created,
        'changed', changed, 'versions', (
          select jsonb_agg(jsonb_build_object('number', number, 'asked', question, 'answered', answer, 'on', created)
            order by number)
          from guide.decision_version where decision_id = decision.id)) order by created), '[]')
        from guide.decision where person_id = ${personId}) as decisions,
      (select coalesce(jsonb_agg(jsonb_build_object('opened', opened) order by opened), '[]')
        from guide.decision_reader where person_id = ${personId}) as opened`.execute(db);
  return rows[0] ?? { decisions: [], opened: [] };
}
