/** The SQL of how far a learner is. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { DoneBy, StepProgress, StepResult } from '../schema/progress.js';

export async function progressOf(db: Db, enrolmentId: string): Promise<StepProgress[]> {
  const { rows } = await sql<StepProgress>`
    select step, digest, opened_at as "openedAt", done_at as "doneAt", how, ask_again as "askAgain", place,
      place_number::float8 as "placeNumber", observed_seconds as "observedSeconds"
    from learning.step_progress where enrolment_id = ${enrolmentId}`.execute(db);
  return rows;
}

/** `digest`: of the step as it was when it had this result. */
export async function resultsOf(db: Db, enrolmentId: string): Promise<(StepResult & { digest: string })[]> {
  const { rows } = await sql<StepResult & { digest: string }>`
    select step, digest, score::float8 as score, passed, by, reference, decided_at as "decidedAt"
    from learning.step_result where enrolment_id = ${enrolmentId}`.execute(db);
  return rows;
}

/** Done once is done: the first moment and way stay. True: it was not done before. */
export async function saveDone(
  trx: Db,
  {
    enrolmentId,
    step,
    digest,
    how,
    now,
  }: { enrolmentId: string; step: string; digest: string; how: DoneBy; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into learning.step_progress as p (enrolment_id, step, digest, opened_at, done_at, how)
    values (${enrolmentId}, ${step}, ${digest}, ${now}, ${now}, ${how})
    on conflict (enrolment_id, step) do update
      set done_at = excluded.done_at, how = excluded.how, digest = excluded.digest, ask_again = false
      where p.done_at is null or p.ask_again
    returning step`.execute(trx);
  return rows.length > 0;
}

/**
 * Keeps the better one; of two equal ones the earlier. What was had for the step as it was before it changed is no better one. `replace`:
 * what stands is corrected (a mark after an appeal).
 */
export async function saveResult(
  trx: Db,
  { enrolmentId, digest, replace, ...result }: StepResult & { enrolmentId: string; digest: string; replace: boolean },
): Promise<void> {
  const { step, score, passed, by, reference, decidedAt } = result;
  await sql`
    insert into learning.step_result as r (enrolment_id, step, digest, score, passed, by, reference, decided_at)
    values (${enrolmentId}, ${step}, ${digest}, ${score}, ${passed}, ${by}, ${reference}, ${decidedAt})
    on conflict (enrolment_id, step) do update
      set digest = excluded.digest, score = excluded.score, passed = excluded.passed, by = excluded.by,
        reference = excluded.reference, decided_at = excluded.decided_at
      where ${replace} or excluded.digest <> r.digest or excluded.score > r.score`.execute(trx);
}
