/** The SQL of reports, decisions and appeals. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Appeal, AppealState, Decision, Report } from '../schema.js';

const report = sql`report.id, report.post_id as "postId", report.person_id as "personId", report.category, report.words,
  report.created`;
const decision = sql`decision.id, decision.post_id as "postId", decision.person_id as "personId", decision.outcome,
  decision.category, decision.reason, decision.created`;
const appeal = sql`appeal.id, appeal.decision_id as "decisionId", appeal.person_id as "personId", appeal.words, appeal.state,
  appeal.created, appeal.same_moderator as "sameModerator", appeal.reason`;

/** `personId` null: Cairn itself. False: this person has reported this post before. */
export async function insertReport(trx: Db, given: Report): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into discussion.report (id, post_id, person_id, category, words, created)
    values (${given.id}, ${given.postId}, ${given.personId}, ${given.category}, ${given.words}, ${given.created})
    on conflict (post_id, person_id) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function reportsSince(db: Db, personId: string, since: Date): Promise<{ at: Date }[]> {
  const { rows } = await sql<{ at: Date }>`
    select created as at from discussion.report where person_id = ${personId} and created > ${since}`.execute(db);
  return rows;
}

/** Reports of a post that nobody has decided yet, the oldest first. */
export async function openReports(db: Db, postId: string): Promise<Report[]> {
  const { rows } = await sql<Report>`
    select ${report} from discussion.report where post_id = ${postId} and state = 'open' order by created, id`.execute(
    db,
  );
  return rows;
}

/** Who reported what this decision answers. */
export async function reportersOf(db: Db, decisionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from discussion.report where decision_id = ${decisionId} and person_id is not null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Closes the open reports of a post, as decided or because the post is gone. */
export async function closeReports(trx: Db, postId: string, decisionId: string | null, now: Date): Promise<void> {
  await sql`
    update discussion.report set state = ${decisionId === null ? 'moot' : 'decided'}, decision_id = ${decisionId},
      closed_at = ${now}
    where post_id = ${postId} and state = 'open'`.execute(trx);
}

/** Posts with open reports of their being unlawful. */
export async function postsReportedUnlawful(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct post.id from discussion.report join discussion.post on post.id = report.post_id
    where report.state = 'open' and report.category = 'unlawful' and report.created <= ${before} and post.state = 'shown'
      and post.removed_at is null`.execute(db);
  return rows.map(({ id }) => id);
}

/** When moderators last said that a post may stay, by a decision or after an appeal; null: they did not, or said else since. */
export async function keptSince(db: Db, postId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select case when (decision.outcome = 'kept') = (appeal.state is distinct from 'reversed')
      then coalesce(appeal.closed_at, decision.created) end as at
    from discussion.decision left join discussion.appeal on appeal.decision_id = decision.id
    where decision.post_id = ${postId} order by decision.created desc, decision.id desc limit 1`.execute(db);
  return rows[0]?.at ?? null;
}

export async function insertHeld(trx: Db, postId: string, now: Date): Promise<void> {
  await sql`insert into discussion.held (post_id, at) values (${postId}, ${now}) on conflict do nothing`.execute(trx);
}

/** `hours`: since the first report that it answers. */
export async function insertDecision(trx: Db, given: Decision & { hours: number }): Promise<void> {
  await sql`
    insert into discussion.decision (id, post_id, person_id, outcome, category, reason, hours, created)
    values (${given.id}, ${given.postId}, ${given.personId}, ${given.outcome}, ${given.category}, ${given.reason},
      ${given.hours}, ${given.created})`.execute(trx);
}

export async function findDecision(db: Db, id: string): Promise<Decision | null> {
  const { rows } = await sql<Decision>`
    select ${decision} from discussion.decision where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function findAppeal(db: Db, id: string): Promise<Appeal | null> {
  const { rows } = await sql<Appeal>`select ${appeal} from discussion.appeal where id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function findAppealOf(db: Db, decisionId: string): Promise<Appeal | null> {
  const { rows } = await sql<Appeal>`select ${appeal} from discussion.appeal where decision_id = ${decisionId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** False: there was an appeal against this decision before. */
export async function insertAppeal(
  trx: Db,
  given: { id: string; decisionId: string; personId: string; words: string; created: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into discussion.appeal (id, decision_id, person_id, words, created)
    values (${given.id}, ${given.decisionId}, ${given.personId}, ${given.words}, ${given.created})
    on conflict (decision_id) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** False: it was closed before. */
export async function closeAppeal(
  trx: Db,
  id: string,
  given: {
    state: Exclude<AppealState, 'open'>;
    decidedBy: string | null;
    sameModerator: boolean;
    reason: string | null;
    now: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update discussion.appeal set state = ${given.state}, decided_by = ${given.decidedBy},
      same_moderator = ${given.sameModerator}, reason = ${given.reason}, closed_at = ${given.now}
    where id = ${id} and state = 'open'`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Appeals against decisions of a post that is gone have nothing left to decide. */
export async function dropAppeals(trx: Db, postId: string, now: Date): Promise<void> {
  await sql`
    update discussion.appeal set state = 'moot', closed_at = ${now}
    from discussion.decision
    where decision.id = appeal.decision_id and decision.post_id = ${postId} and appeal.state = 'open'`.execute(trx);
}
