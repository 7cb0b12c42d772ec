/** The SQL of what discussion holds about a person, and of its end. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

type Held = { posts: unknown[]; reports: unknown[]; appeals: unknown[]; decisions: unknown[] };

/** Everything about a person, nothing of others: what they decided as moderator comes without the posts of others. */
export async function heldAbout(db: Db, personId: string): Promise<Held> {
  const { rows } = await sql<Held>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('on', subject, 'text', text, 'state', state, 'written', created,
        'edited', edited_at, 'removed', removed_at, 'decisions', (
          select coalesce(jsonb_agg(jsonb_build_object('outcome', outcome, 'category', category, 'reason', reason,
            'decided', decision.created) order by decision.created), '[]')
          from discussion.decision where decision.post_id = post.id)) order by created), '[]')
        from discussion.post where person_id = ${personId}) as posts,
      (select coalesce(jsonb_agg(jsonb_build_object('on', subject, 'category', category, 'words', words,
        'state', report.state, 'reported', report.created) order by report.created), '[]')
        from discussion.report join discussion.post on post.id = post_id where report.person_id = ${personId}) as reports,
      (select coalesce(jsonb_agg(jsonb_build_object('words', words, 'state', state, 'appealed', created, 'reason', reason)
        order by created), '[]')
        from discussion.appeal where person_id = ${personId}) as appeals,
      (select coalesce(jsonb_agg(jsonb_build_object('outcome', outcome, 'category', category, 'reason', reason,
        'decided', created) order by created), '[]')
        from discussion.decision where person_id = ${personId}) as decisions`.execute(db);
  return rows[0] ?? { posts: [], reports: [], appeals: [], decisions: [] };
}

/**
 * Takes the texts of a person and their name out of everything. What others wrote stays, and so does what was decided, but
 * without the words that speak of this person's posts: reports, reasons, appeals.
 */
export async function removePerson(trx: Db, personId: string, now: Date): Promise<void> {
  await sql`
    update discussion.decision set reason = null
    from discussion.post where post.id = decision.post_id and post.person_id = ${personId}`.execute(trx);
  await sql`
    update discussion.report set words = null
    from discussion.post where post.id = post_id and post.person_id = ${personId}`.execute(trx);
  await sql`
    update discussion.appeal set reason = null, words = null
    from discussion.decision, discussion.post
    where decision.id = appeal.decision_id and post.id = decision.post_id
      and (post.person_id = ${personId} or appeal.person_id = ${personId})`.execute(trx);
  await sql`
    update discussion.appeal set state = 'moot', closed_at = ${now}
    from discussion.decision, discussion.post
    where decision.id = appeal.decision_id and post.id = decision.post_id and appeal.state = 'open'
      and (post.person_id = ${personId} or appeal.person_id = ${personId})`.execute(trx);
  await sql`update discussion.appeal set words = null, person_id = null where person_id = ${personId}`.execute(trx);
  await sql`update discussion.appeal set decided_by = null where decided_by = ${personId}`.execute(trx);
  await sql`update discussion.decision set person_id = null where person_id = ${personId}`.execute(trx);
  await sql`
    update discussion.report set state = 'moot', closed_at = ${now}
    from discussion.post where post.id = post_id and post.person_id = ${personId} and report.state = 'open'`.execute(
    trx,
  );
  await sql`update discussion.report set words = null, person_id = null where person_id = ${personId}`.execute(trx);
  await sql`
    update discussion.post set text = null, person_id = null, removed_at = coalesce(removed_at, ${now}),
      removed_by = 'erasure', state = 'shown'
    where person_id = ${personId}`.execute(trx);
}
