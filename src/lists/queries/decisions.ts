/** The SQL of decisions that people keep, as the guide shows them to features above. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** `question` as it was kept: to be read with care. */
export type KeptDecision = { id: string; personId: string; name: string; question: unknown };

/** All decisions in the order of their ids. Begin with `after: null`. */
export async function keptDecisions(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<KeptDecision[]> {
  const { rows } = await sql<KeptDecision>`
    select id, person_id as "personId", name, question from guide.decision_question
    where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}`.execute(db);
  return rows;
}

export async function decisionNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from guide.decision_question where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
