/** The SQL of what reviews hold about a person, and of its end. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

type Held = {
  votes: unknown[];
  replies: unknown[];
  complaints: unknown[];
  proofs: unknown[];
  earlier: unknown[];
  removed: unknown[];
};

export async function heldAbout(db: Db, personId: string): Promise<Held> {
  const { rows } = await sql<Held>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('course', card.title, 'review', review_id, 'helpful', helpful, 'at', at)
        order by at), '[]')
        from reviews.vote join reviews.review on review.id = review_id
        join catalogue.course_card card on card.id = course_id where vote.person_id = ${personId}) as votes,
      (select coalesce(jsonb_agg(jsonb_build_object('organisation', brief.name, 'text', post.text, 'written', reply.created)
        order by reply.created), '[]')
        from reviews.reply join discussion.post_brief post on post.id = post_id
        join organisations.organisation_brief brief on brief.id = organisation_id
        where reply.person_id = ${personId}) as replies,
      (select coalesce(jsonb_agg(jsonb_build_object('organisation', brief.name, 'ground', ground, 'sent', complaint.created,
        'due', due) order by complaint.created), '[]')
        from reviews.complaint join organisations.organisation_brief brief on brief.id = organisation_id
        where complaint.person_id = ${personId}) as complaints,
      (select coalesce(jsonb_agg(jsonb_build_object('course', card.title, 'by', by, 'reference', reference, 'facts', facts,
        'stands', stands, 'at', at, 'ended', ended_at) order by at), '[]')
        from reviews.proof join catalogue.course_card card on card.id = course_id
        where proof.person_id = ${personId}) as proofs,
      (select coalesce(jsonb_agg(jsonb_build_object('review', review_id, 'version', earlier.version, 'said', said,
        'until', until) order by until), '[]')
        from reviews.earlier join reviews.review on review.id = review_id
        where review.person_id = ${personId}) as earlier,
      (select coalesce(jsonb_agg(jsonb_build_object('course', card.title, 'edition', review.edition,
        'written', review.created, 'removed', removed_at) order by removed_at), '[]')
        from reviews.review join catalogue.course_card card on card.id = course_id
        where review.person_id = ${personId} and removed_at is not null) as removed`.execute(db);
  return rows[0] ?? { votes: [], replies: [], complaints: [], proofs: [], earlier: [], removed: [] };
}

/** Every review of a person, and the courses concerned. */
export async function reviewIdsOf(db: Db, personId: string): Promise<{ id: string; courseId: string }[]> {
  const { rows } = await sql<{ id: string; courseId: string }>`
    select id, course_id as "courseId" from reviews.review where person_id = ${personId}`.execute(db);
  return rows;
}

/** The posts of replies to these reviews. */
export async function replyPosts(db: Db, reviewIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select post_id as id from reviews.reply where review_id = any(${[...reviewIds]}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** The posts of replies that this person wrote for an organisation. */
export async function repliesBy(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select post_id as id from reviews.reply where person_id = ${personId}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Votes and proofs go; reviews, replies and complaints name nobody any more. */
export async function unlinkPerson(trx: Db, personId: string): Promise<void> {
  await sql`delete from reviews.vote where person_id = ${personId}`.execute(trx);
  await sql`delete from reviews.proof where person_id = ${personId}`.execute(trx);
  await sql`update reviews.review set person_id = null where person_id = ${personId}`.execute(trx);
  await sql`update reviews.reply set person_id = null where person_id = ${personId}`.execute(trx);
  await sql`update reviews.complaint set person_id = null where person_id = ${personId}`.execute(trx);
}
