/**
 * Posts that a feature keeps as part of something of its own, such as a review: the feature says who may write what and
 * shows it; limits, reports, decisions and appeals are those of every comment. Each is called within the act's transaction.
 */
import type { PersonActor } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { changeText, insertPost, lockPost, removePost, setState } from '../queries/posts.js';
import { closeReports, dropAppeals, insertHeld, insertReport, openReports } from '../queries/reports.js';
import { DiscussionError, type PostState, type Subject } from '../schema.js';
import { checkLimits } from './posting.js';

export type Placed = {
  subject: Subject;
  text: string;
  /** The post that it answers, which began its thread. */
  answers?: string | undefined;
  /** Why it waits for a moderator before anybody reads it; left out: it does not. */
  held?: string | undefined;
};

/** Returns the id of the post. @throws DiscussionError where limits say no. */
export async function placePost(trx: Db, person: PersonActor, asked: Placed, now: Date): Promise<string> {
  await checkLimits(trx, person, asked.text, now);
  const id = newId();
  const answersId = asked.answers ?? null;
  const post = { id, subject: asked.subject, answersId, threadId: answersId ?? id, text: asked.text, created: now };
  await insertPost(trx, { ...post, personId: person.id });
  if (asked.held !== undefined) await holdPlaced(trx, id, asked.held, now);
  return id;
}

/** Hides a post until a moderator decides, by a report of Cairn itself with the reason. */
export async function holdPlaced(trx: Db, id: string, reason: string, now: Date): Promise<void> {
  await setState(trx, id, 'held');
  await insertHeld(trx, id, now);
  await insertReport(trx, { id: newId(), postId: id, personId: null, category: 'other', words: reason, created: now });
}

/** Changes the text of a post that is shown and that nobody has reported. @throws DiscussionError */
export async function changePlaced(trx: Db, person: PersonActor, id: string, text: string, now: Date): Promise<void> {
  const post = await lockPost(trx, id);
  if (!post || post.text === null) throw new DiscussionError('This is removed already.', 410);
  if (post.state !== 'shown') throw new DiscussionError('This is hidden, so it cannot be changed. You can remove it.');
  if ((await openReports(trx, id)).length > 0)
    throw new DiscussionError('Moderators look at this, so it cannot be changed now.');
  if (text === post.text) return;
  await checkLimits(trx, person, text, now, id);
  await changeText(trx, id, text, now);
}

/** Removes a post for good and ends its reports and appeals. Returns how it stood; null: it was removed before. */
export async function removePlaced(trx: Db, id: string, now: Date): Promise<PostState | null> {
  const post = await lockPost(trx, id);
  if (!post || post.removedAt !== null) return null;
  await removePost(trx, id, now);
  await closeReports(trx, id, null, now);
  await dropAppeals(trx, id, now);
  return post.state;
}
