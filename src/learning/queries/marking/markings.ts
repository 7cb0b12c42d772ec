/** The SQL of marks: who has taken what, first and second marks, agreements and appeals. */
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/index.js';
import type { Mark, MarkAgreement, MarkAppeal, Marking, MarkingPart } from '../../schema/marking.js';

export type Marks = {
  first: Marking | null;
  second: Marking | null;
  agreement: MarkAgreement | null;
  appeal: MarkAppeal | null;
};

/** All that was said of a submission by those who mark. */
export async function marksOf(db: Db, submissionId: string): Promise<Marks> {
  const markings = await sql<Marking>`
    select part, marker_id as "markerId", taken_until as "takenUntil", mark, score::float8 as score, decided_at as "decidedAt"
    from learning.marking where submission_id = ${submissionId}`.execute(db);
  const of = (part: MarkingPart) => markings.rows.find((marking) => marking.part === part) ?? null;
  return {
    first: of('first'),
    second: of('second'),
    agreement: await findAgreement(db, submissionId),
    appeal: await findAppeal(db, submissionId),
  };
}

/** Whoever had it and let the time pass loses it, with their draft. */
export async function saveTaken(
  trx: Db,
  taken: { submissionId: string; part: MarkingPart; markerId: string; until: Date; mark: Mark },
): Promise<void> {
  const { submissionId, part, markerId, until, mark } = taken;
  await sql`
    insert into learning.marking as m (submission_id, part, marker_id, taken_until, mark)
    values (${submissionId}, ${part}, ${markerId}, ${until}, ${JSON.stringify(mark)})
    on conflict (submission_id, part) do update set marker_id = excluded.marker_id, taken_until = excluded.taken_until,
      mark = case when m.marker_id = excluded.marker_id then m.mark else excluded.mark end
      where m.decided_at is null`.execute(trx);
}

/** `score` and `decidedAt` null: a draft. */
export async function saveMarking(
  trx: Db,
  saved: {
    submissionId: string;
    part: MarkingPart;
    mark: Mark;
    score: number | null;
    decidedAt: Date | null;
    until: Date;
  },
): Promise<void> {
  const { submissionId, part, mark, score, decidedAt, until } = saved;
  await sql`
    update learning.marking set mark = ${JSON.stringify(mark)}, score = ${score}, decided_at = ${decidedAt},
      taken_until = ${until}
    where submission_id = ${submissionId} and part = ${part} and decided_at is null`.execute(trx);
}

/** Anybody may take it again; the draft goes. */
export async function deleteMarking(trx: Db, submissionId: string, part: MarkingPart): Promise<void> {
  await sql`
    delete from learning.marking where submission_id = ${submissionId} and part = ${part} and decided_at is null`.execute(
    trx,
  );
}

async function findAgreement(db: Db, submissionId: string): Promise<MarkAgreement | null> {
  const { rows } = await sql<MarkAgreement>`
    select mark, score::float8 as score, reason, proposed_by as "proposedBy", proposed_at as "proposedAt",
      agreed_by as "agreedBy", agreed_at as "agreedAt"
    from learning.mark_agreement where submission_id = ${submissionId}`.execute(db);
  return rows[0] ?? null;
}

/** A proposal takes the place of an earlier one that nobody confirmed. */
export async function saveAgreement(
  trx: Db,
  submissionId: string,
  { mark, score, reason, proposedBy, proposedAt, agreedBy, agreedAt }: MarkAgreement,
): Promise<void> {
  await sql`
    insert into learning.mark_agreement as a
      (submission_id, mark, score, reason, proposed_by, proposed_at, agreed_by, agreed_at)
    values (${submissionId}, ${JSON.stringify(mark)}, ${score}, ${reason}, ${proposedBy}, ${proposedAt}, ${agreedBy}, ${agreedAt})
    on conflict (submission_id) do update set mark = excluded.mark, score = excluded.score, reason = excluded.reason,
      proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at, agreed_by = excluded.agreed_by,
      agreed_at = excluded.agreed_at
      where a.agreed_at is null`.execute(trx);
}

const appealColumns = sql`
  submission_id as "submissionId", words, appealed_at as "appealedAt", outcome, reason, decided_by as "decidedBy",
  decided_at as "decidedAt", score_before::float8 as "scoreBefore"`;

async function findAppeal(db: Db, submissionId: string): Promise<MarkAppeal | null> {
  const [appeal] = await appealsOf(db, [submissionId]);
  return appeal ?? null;
}

export async function appealsOf(
  db: Db,
  submissionIds: readonly string[],
): Promise<(MarkAppeal & { submissionId: string })[]> {
  if (submissionIds.length === 0) return [];
  const { rows } = await sql<MarkAppeal & { submissionId: string }>`
    select ${appealColumns} from learning.mark_appeal
    where submission_id = any(${submissionIds}::uuid[])`.execute(db);
  return rows;
}

/** False: there is one already. */
export async function insertAppeal(
  trx: Db,
  appeal: { submissionId: string; words: string; scoreBefore: number; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into learning.mark_appeal (submission_id, words, appealed_at, score_before)
    values (${appeal.submissionId}, ${appeal.words}, ${appeal.now}, ${appeal.scoreBefore})
    on conflict do nothing returning submission_id`.execute(trx);
  return rows.length > 0;
}

export async function saveAppealDecided(
  trx: Db,
  decided: { submissionId: string; outcome: 'stands' | 'raised'; reason: string; by: string; now: Date },
): Promise<void> {
  await sql`
    update learning.mark_appeal set outcome = ${decided.outcome}, reason = ${decided.reason}, decided_by = ${decided.by},
      decided_at = ${decided.now}
    where submission_id = ${decided.submissionId} and decided_at is null`.execute(trx);
}
