/** The SQL of what waits for moderators, and of the public log. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Appeal, Decision, LogMonth, Post, Report } from '../schema.js';
import { findPost } from './posts.js';
import { findDecision, openReports } from './reports.js';

/** The most that one page of moderators shows. */
const MOST = 100;

export type ReportedPost = { post: Post; reports: Report[] };
export type WaitingAppeal = { appeal: Appeal; decision: Decision; post: Post };

/** Reported posts that wait: unlawful ones first, then those that wait longest. `within`: on subjects that begin so. */
export async function listReported(db: Db, within = ''): Promise<ReportedPost[]> {
  const { rows } = await sql<{ id: string }>`
    select post_id as id from discussion.report join discussion.post on post.id = post_id
    where report.state = 'open' and starts_with(subject, ${within}) group by post_id
    order by bool_or(category = 'unlawful') desc, min(report.created), post_id limit ${MOST}`.execute(db);
  const found: ReportedPost[] = [];
  for (const { id } of rows) {
    const post = await findPost(db, id);
    if (post) found.push({ post, reports: await openReports(db, id) });
  }
  return found;
}

/** Appeals that wait, the oldest first. */
export async function listAppeals(db: Db): Promise<WaitingAppeal[]> {
  const { rows } = await sql<Appeal>`
    select id, decision_id as "decisionId", person_id as "personId", words, state, created,
      same_moderator as "sameModerator", reason
    from discussion.appeal where state = 'open' order by created, id limit ${MOST}`.execute(db);
  const found: WaitingAppeal[] = [];
  for (const appeal of rows) {
    const decision = await findDecision(db, appeal.decisionId);
    const post = decision && (await findPost(db, decision.postId));
    if (decision && post) found.push({ appeal, decision, post });
  }
  return found;
}

/** What waits, for doctor and for the start page of staff. */
export async function countWaiting(db: Db): Promise<{ reports: number; appeals: number; oldest: Date | null }> {
  const { rows } = await sql<{ reports: number; appeals: number; oldest: Date | null }>`
    select (select count(distinct post_id)::int from discussion.report where state = 'open') as reports,
      (select count(*)::int from discussion.appeal where state = 'open') as appeals,
      least((select min(created) from discussion.report where state = 'open'),
        (select min(created) from discussion.appeal where state = 'open')) as oldest`.execute(db);
  return rows[0] ?? { reports: 0, appeals: 0, oldest: null };
}

/** Figures by month in UTC, the newest first: no text, no person. A decision counts in the month in which it was made. */
export async function readLog(db: Db, months: number): Promise<LogMonth[]> {
  const { rows } = await sql<LogMonth>`
    with happened (at, what, category, hours) as (
      select created, 'post', null, null::numeric from discussion.post
      union all select created, 'report', category, null from discussion.report
      union all select closed_at, 'moot', category, null from discussion.report where state = 'moot'
      union all select created, outcome, category, hours from discussion.decision
      union all select at, 'held', null, null from discussion.held
      union all select created, 'appeal', null, null from discussion.appeal
      union all select closed_at, state, null, null from discussion.appeal where state in ('upheld', 'reversed')),
    counted as (
      select to_char(at at time zone 'UTC', 'YYYY-MM') as month, what, category, count(*)::int as n
      from happened group by 1, 2, 3)
    select month,
      coalesce(sum(n) filter (where what = 'post'), 0)::int as posts,
      coalesce(jsonb_object_agg(category, n) filter (where what = 'report'), '{}') as reports,
      coalesce(jsonb_object_agg(category, n) filter (where what = 'hidden'), '{}') as hidden,
      coalesce(sum(n) filter (where what = 'kept'), 0)::int as kept,
      coalesce(sum(n) filter (where what = 'moot'), 0)::int as moot,
      coalesce(sum(n) filter (where what = 'held'), 0)::int as held,
      coalesce(sum(n) filter (where what = 'appeal'), 0)::int as appeals,
      coalesce(sum(n) filter (where what = 'upheld'), 0)::int as upheld,
      coalesce(sum(n) filter (where what = 'reversed'), 0)::int as reversed,
      (select round(percentile_cont(0.5) within group (order by hours)::numeric, 1) from discussion.decision
        where to_char(created at time zone 'UTC', 'YYYY-MM') = month) as hours
    from counted group by month order by month desc limit ${months}`.execute(db);
  return rows;
}
