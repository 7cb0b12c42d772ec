/** The discussion of a subject as one visitor sees it. */
import type { Actor } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { countThreads, countThreadsBefore, listThreads } from '../queries/posts.js';
import { mayEdit } from '../rules/limits.js';
import type { Post, Subject } from '../schema.js';
import { getPlace, getPost, type Parts } from './parts.js';

export const THREADS_A_PAGE = 30;

/** A post as it is shown. `text` null: removed, hidden or held; `gone` says which. */
export type ShownPost = {
  id: string;
  author: string | null;
  text: string | null;
  gone: 'removed' | 'erased' | 'hidden' | 'held' | null;
  created: Date;
  edited: boolean;
  /** Whom it answers, where that is not who began the thread. */
  answering: string | null;
  isOwn: boolean;
  mayEdit: boolean;
};
export type ShownThread = { first: ShownPost; answers: ShownPost[] };

export type Discussion = {
  subject: Subject;
  href: string;
  /** Comments that can be read. */
  count: number;
  threads: ShownThread[];
  /** Of threads. */
  page: number;
  total: number;
  /** Who looks: may write, is nobody and would have to sign in, or may read only. */
  stance: 'writes' | 'signs-in' | 'reads';
  /** Who reads it, in a sentence to whoever writes. */
  readers: string;
};

/** What the feature whose page it is knows already of whoever looks, so that its kind is not asked. They may read. */
export type Known = { href: string; mayWrite: boolean; readers: string };

/** @throws DiscussionError 404 */
export async function readDiscussion(
  { db, kinds }: Pick<Parts, 'db' | 'kinds'>,
  actor: Actor,
  subject: Subject,
  { page, now, known }: { page: number; now: Date; known?: Known },
): Promise<Discussion> {
  const { href, readers, mayWrite } = known ?? (await knownBy({ kinds }, db, actor, subject));
  const counted = await countThreads(db, subject);
  const last = Math.max(1, Math.ceil(counted.threads / THREADS_A_PAGE));
  const shown = Math.min(Math.max(1, page), last);
  const some = { limit: THREADS_A_PAGE, offset: (shown - 1) * THREADS_A_PAGE };
  const posts = counted.threads === 0 ? [] : await listThreads(db, subject, some);
  return {
    subject,
    href,
    count: counted.posts,
    threads: inThreads(posts, actor, now),
    page: shown,
    total: counted.threads,
    stance: actor.kind === 'nobody' ? 'signs-in' : mayWrite && actor.kind === 'person' ? 'writes' : 'reads',
    readers,
  };
}

async function knownBy(parts: Pick<Parts, 'kinds'>, db: Db, actor: Actor, subject: Subject): Promise<Known> {
  const { href, readers, kind } = await getPlace(parts, db, actor, subject);
  return { href, readers, mayWrite: await kind.mayWrite(db, actor, subject) };
}

function inThreads(posts: readonly Post[], actor: Actor, now: Date): ShownThread[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const threads = new Map<string, ShownThread>();
  for (const post of posts) {
    const shown = shownOf(post, byId, actor, now);
    if (post.answersId === null) threads.set(post.id, { first: shown, answers: [] });
    else threads.get(post.threadId)?.answers.push(shown);
  }
  return [...threads.values()];
}

function shownOf(post: Post, byId: ReadonlyMap<string, Post>, actor: Actor, now: Date): ShownPost {
  const me = actor.kind === 'person' ? actor.id : null;
  const gone = goneOf(post);
  const answered = post.answersId === null || post.answersId === post.threadId ? null : byId.get(post.answersId);
  return {
    id: post.id,
    author: post.personName,
    text: gone === null ? post.text : null,
    gone,
    created: post.created,
    edited: post.editedAt !== null,
    answering: answered ? (answered.personName ?? 'somebody who left') : null,
    isOwn: me !== null && post.personId === me,
    mayEdit: mayEdit(post, me, now),
  };
}

function goneOf({ text, personId, state }: Post): ShownPost['gone'] {
  if (text === null) return personId === null ? 'erased' : 'removed';
  return state === 'shown' ? null : state;
}

/** The address of a post on its page: the right page of threads, at its place. @throws DiscussionError 404 */
export async function addressOfPost(parts: Pick<Parts, 'db' | 'kinds'>, actor: Actor, id: string): Promise<string> {
  const post = await getPost(parts, parts.db, actor, id);
  const { href } = await getPlace(parts, parts.db, actor, post.subject);
  const page = Math.floor((await countThreadsBefore(parts.db, post)) / THREADS_A_PAGE) + 1;
  return `${page === 1 ? href : `${href}?comments=${page}`}#post-${post.id}`;
}
