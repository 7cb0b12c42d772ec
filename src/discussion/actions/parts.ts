/** What the acts of discussion need, and what each asks first. */
import { type Actor, type Letters, NotAllowedError } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import { findPost, lockPost, setState } from '../queries/posts.js';
import {
  DiscussionError,
  type Post,
  type PostState,
  type Subject,
  type SubjectKind,
  type SubjectKinds,
} from '../schema.js';

export type Parts = Letters & {
  db: Db;
  /** Everything that can be discussed, by the beginning of its subjects. */
  kinds: SubjectKinds;
};

/** The kind of a subject; null: nothing of this kind is discussed. */
export function kindOf(kinds: SubjectKinds, subject: Subject): SubjectKind | null {
  const prefix = subject.split(':', 2).join(':');
  return Object.hasOwn(kinds, prefix) ? (kinds[prefix] ?? null) : null;
}

/** Where a subject is shown and what may be done there. `open` asks for more than reading. @throws DiscussionError 404 */
export async function getPlace(
  { kinds }: Pick<Parts, 'kinds'>,
  db: Db,
  actor: Actor,
  subject: Subject,
): Promise<{ title: string; href: string; readers: string; kind: SubjectKind }> {
  const kind = kindOf(kinds, subject);
  const place = kind && (await kind.find(db, subject));
  // Whoever may not read it does not learn that it exists.
  if (!place || !(await kind.mayRead(db, actor, subject)))
    throw new DiscussionError('There is nothing here to discuss. The page may be gone.', 404);
  return { ...place, readers: kind.readers ?? 'Everybody can read it, with your name.', kind };
}

/** @throws DiscussionError 404 for a post that is not there, or that stands where the actor may not read. */
export async function getPost(parts: Pick<Parts, 'kinds'>, db: Db, actor: Actor, id: string): Promise<Post> {
  return readable(parts, db, actor, await findPost(db, id));
}

/** The same, held until the transaction ends. */
export async function holdPost(parts: Pick<Parts, 'kinds'>, trx: Db, actor: Actor, id: string): Promise<Post> {
  return readable(parts, trx, actor, await lockPost(trx, id));
}

async function readable(parts: Pick<Parts, 'kinds'>, db: Db, actor: Actor, post: Post | null): Promise<Post> {
  if (!post) throw new DiscussionError('This comment is not here. The link may be old or mistyped.', 404);
  await getPlace(parts, db, actor, post.subject);
  return post;
}

/** What a subject is called; what is gone has no name any more. */
export async function titleOf({ kinds }: Pick<Parts, 'kinds'>, db: Db, subject: Subject): Promise<string> {
  const place = await kindOf(kinds, subject)?.find(db, subject);
  return place?.title ?? 'a page that is gone';
}

/** What letters and pages call a post: "comment", unless its feature says otherwise. */
export function nameOf({ kinds }: Pick<Parts, 'kinds'>, post: Pick<Post, 'subject' | 'answersId'>): string {
  const called = kindOf(kinds, post.subject)?.called;
  return called?.[post.answersId === null ? 'first' : 'answer'] ?? 'comment';
}

/** Shows or hides a post, and lets the feature know whose it is. */
export async function changeState(
  { kinds }: Pick<Parts, 'kinds'>,
  trx: Db,
  post: Post,
  state: PostState,
): Promise<void> {
  await setState(trx, post.id, state);
  await kindOf(kinds, post.subject)?.moderated?.(trx, post.subject);
}

/** @throws DiscussionError for a post that its feature changes and removes. */
export function refusePlaced({ kinds }: Pick<Parts, 'kinds'>, post: Post): void {
  if (kindOf(kinds, post.subject)?.placed)
    throw new DiscussionError('This is changed and removed where it was written, not here.');
}

/** @throws NotAllowedError */
export async function requireModerator(
  { kinds }: Pick<Parts, 'kinds'>,
  db: Db,
  actor: Actor,
  subject: Subject,
): Promise<void> {
  const may = await kindOf(kinds, subject)?.mayModerate(db, actor, subject);
  if (!may) throw new NotAllowedError('Only moderators decide on reports.');
}
