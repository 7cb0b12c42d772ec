/** The SQL of posts. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/db/index.js';
import type { Post, PostState } from '../schema.js';

const post = sql`post.id, post.subject, post.answers_id as "answersId", post.thread_id as "threadId",
  post.person_id as "personId", person_brief.name as "personName", post.text, post.state, post.created,
  post.edited_at as "editedAt", post.removed_at as "removedAt"
  from discussion.post left join accounts.person_brief on person_brief.id = post.person_id`;

/** What is no id finds nothing; compared as text it would find no index either. */
function uuidOf(id: string) {
  return sql`${z.uuid().safeParse(id).data ?? null}::uuid`;
}

export async function findPost(db: Db, id: string): Promise<Post | null> {
  const { rows } = await sql<Post>`select ${post} where post.id = ${uuidOf(id)}`.execute(db);
  return rows[0] ?? null;
}

/** Held until the transaction ends: edits, removals, reports and decisions of one post come one after the other. */
export async function lockPost(trx: Db, id: string): Promise<Post | null> {
  await sql`select from discussion.post where id = ${uuidOf(id)} for update`.execute(trx);
  return findPost(trx, id);
}

/** How many threads a subject has. */
export async function countThreads(db: Db, subject: string): Promise<{ threads: number; posts: number }> {
  const { rows } = await sql<{ threads: number; posts: number }>`
    select count(*) filter (where answers_id is null)::int as threads,
      count(*) filter (where removed_at is null and state = 'shown')::int as posts
    from discussion.post where subject = ${subject}`.execute(db);
  return rows[0] ?? { threads: 0, posts: 0 };
}

/** Some threads of a subject, the oldest first, each followed by all that was written in it in the order of writing. */
export async function listThreads(
  db: Db,
  subject: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Post[]> {
  const { rows } = await sql<Post>`
    with thread as (
      select id, created as begun from discussion.post where subject = ${subject} and answers_id is null
      order by created, id limit ${limit} offset ${offset})
    select ${post} join thread on thread.id = post.thread_id
    order by thread.begun, thread.id, post.answers_id is not null, post.created, post.id`.execute(db);
  return rows;
}

/**
 * What can be read on each of these subjects and was written in this time, but for what this person wrote and for answers to
 * them: of those a letter told.
 */
export async function countNewPosts(
  db: Db,
  subjects: readonly string[],
  { after, until, except }: { after: Date; until: Date; except: string },
): Promise<{ subject: string; count: number }[]> {
  const { rows } = await sql<{ subject: string; count: number }>`
    select post.subject, count(*)::int as count
    from discussion.post left join discussion.post answered on answered.id = post.answers_id
    where post.subject = any(${[...subjects]}::text[]) and post.created > ${after} and post.created <= ${until}
      and post.removed_at is null and post.state = 'shown' and post.person_id is distinct from ${except}
      and answered.person_id is distinct from ${except}
    group by post.subject`.execute(db);
  return rows;
}

/** How many answers a thread has; nobody else answers in it until the transaction ends. */
export async function countAnswers(trx: Db, threadId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('discussion thread ' || ${threadId}, 0))`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from discussion.post where thread_id = ${threadId} and answers_id is not null`.execute(
    trx,
  );
  return rows[0]?.n ?? 0;
}

/** How many threads of its subject began before the one of this post. */
export async function countThreadsBefore(db: Db, { subject, threadId }: Post): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from discussion.post, discussion.post as first
    where first.id = ${threadId} and post.subject = ${subject} and post.answers_id is null
      and (post.created, post.id) < (first.created, first.id)`.execute(db);
  return rows[0]?.n ?? 0;
}

/** One writer after the other: whoever writes twice at once is counted twice. */
export async function lockWriter(trx: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('discussion ' || ${personId}, 0))`.execute(trx);
}

/** What a person wrote since then, what was removed too. */
export async function writtenSince(
  db: Db,
  personId: string,
  since: Date,
): Promise<{ id: string; at: Date; text: string | null }[]> {
  const { rows } = await sql<{ id: string; at: Date; text: string | null }>`
    select id, created as at, text from discussion.post where person_id = ${personId} and created > ${since}`.execute(
    db,
  );
  return rows;
}

type NewPost = Pick<Post, 'id' | 'subject' | 'answersId' | 'threadId' | 'created'> & { personId: string; text: string };

export async function insertPost(trx: Db, given: NewPost): Promise<void> {
  await sql`
    insert into discussion.post (id, subject, answers_id, thread_id, person_id, text, created)
    values (${given.id}, ${given.subject}, ${given.answersId}, ${given.threadId}, ${given.personId}, ${given.text},
      ${given.created})`.execute(trx);
}

export async function changeText(trx: Db, id: string, text: string, now: Date): Promise<void> {
  await sql`update discussion.post set text = ${text}, edited_at = ${now} where id = ${id}`.execute(trx);
}

/** Takes who wrote it from a post whose words are somebody else's: an organisation's, say. */
export async function disownPosts(trx: Db, ids: readonly string[]): Promise<void> {
  await sql`update discussion.post set person_id = null where id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Leaves a stone. */
export async function removePost(trx: Db, id: string, now: Date): Promise<void> {
  await sql`
    update discussion.post set text = null, removed_at = ${now}, removed_by = 'author', state = 'shown'
    where id = ${id} and removed_at is null`.execute(trx);
}

/** The same for all posts of a subject; returns those that had words. */
export async function removeSubject(trx: Db, subject: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update discussion.post set text = null, removed_at = ${now}, removed_by = 'author', state = 'shown'
    where subject = ${subject} and removed_at is null returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

export async function setState(trx: Db, id: string, state: PostState): Promise<void> {
  await sql`update discussion.post set state = ${state} where id = ${id}`.execute(trx);
}
