/** The SQL of the two questions that a learner is asked by letter, each once. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** Whom to ask about which of their courses. */
export type ToAsk = { id: string; personId: string; title: string; slug: string };

const toAsk = sql`
  select taking.id, taking.person_id as "personId", card.title, card.slug
  from reviews.taking
  join catalogue.course_whole whole on whole.id = taking.course_id
  join catalogue.course_card card on card.id = whole.whole_id`;

/** Finished within these days, never asked, and no review of theirs stands. At most `limit`. */
export async function toAskForReview(db: Db, { from, to, limit }: Window): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select taking.id from reviews.taking
    join catalogue.course_whole whole on whole.id = taking.course_id
    where asked_review is null and finished between ${from}::date and ${to}::date and not exists (
      select from reviews.review join catalogue.course_whole other on other.id = review.course_id
      where review.person_id = taking.person_id and other.whole_id = whole.whole_id and review.removed_at is null)
    order by taking.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Under way, should have ended within these days, never asked. At most `limit`. */
export async function toAskForEnd(db: Db, { from, to, limit }: Window): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from reviews.taking
    where asked_end is null and step in ('enrolled', 'started') and ends between ${from}::date and ${to}::date
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** ISO days, both included. */
type Window = { from: string; to: string; limit: number };

/** Held for this transaction, and still to be asked; null: somebody else asks, did so, or it has changed. */
export async function lockToAsk(trx: Db, id: string, about: 'review' | 'end'): Promise<ToAsk | null> {
  const asked =
    about === 'review'
      ? sql`asked_review is null and step = 'finished'`
      : sql`asked_end is null and step in ('enrolled', 'started')`;
  const { rows } = await sql<ToAsk>`${toAsk}
    where taking.id = ${id}::uuid and ${asked} for update of taking skip locked`.execute(trx);
  return rows[0] ?? null;
}

export async function markAsked(trx: Db, id: string, about: 'review' | 'end', now: Date): Promise<void> {
  const column = about === 'review' ? sql`asked_review` : sql`asked_end`;
  await sql`update reviews.taking set ${column} = ${now} where id = ${id}::uuid`.execute(trx);
}
