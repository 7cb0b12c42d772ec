/** Writing, changing and removing what is one's own. */
import {
  type Actor,
  findPerson,
  NotAllowedError,
  type NotificationTopic,
  type PersonActor,
  recordAct,
  requirePerson,
  sendToPerson,
} from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { commentLetter, replyLetter } from '../mails.js';
import { changeText, countAnswers, insertPost, lockWriter, removePost, writtenSince } from '../queries/posts.js';
import { closeReports, dropAppeals, openReports } from '../queries/reports.js';
import { MOST_ANSWERS, mayEdit, type Refused, refusalToWrite } from '../rules/limits.js';
import { MOST_CHARACTERS, saysSomething, tidyText } from '../rules/text.js';
import { DiscussionError, type Post, type Subject } from '../schema.js';
import { getPlace, holdPost, type Parts, refusePlaced } from './parts.js';

const DAY = 24 * 3_600_000;

export const REPLIED: NotificationTopic = {
  id: 'discussion.replied',
  label: 'Somebody answers what you wrote',
  about: 'A letter when somebody answers a comment of yours, or comments on what you share with them.',
  default: true,
};

export type Written = { subject: Subject; text: string; answers?: string | undefined };

/**
 * Puts a comment beneath a page, or beneath another comment. Returns its id.
 * @throws SignInNeededError, NotAllowedError, DiscussionError: 404 no such page, 422 the text, 429 too many.
 */
export async function writePost(parts: Parts, actor: Actor, asked: Written, now: Date): Promise<string> {
  const person = requirePerson(actor);
  const text = readableText(asked.text);
  return parts.db.transaction().execute(async (trx) => {
    const { kind, title } = await getPlace(parts, trx, actor, asked.subject);
    if (!(await kind.mayWrite(trx, actor, asked.subject)))
      throw new NotAllowedError('You can read here, but not write.');
    const answered =
      asked.answers === undefined ? null : await answerable(parts, trx, actor, asked.answers, asked.subject);
    await checkLimits(trx, person, text, now);
    const id = newId();
    const threadId = answered?.threadId ?? id;
    const post = { id, subject: asked.subject, answersId: answered?.id ?? null, threadId, text, created: now };
    await insertPost(trx, { ...post, personId: person.id });
    await kind.written?.(trx, { id, subject: asked.subject, personId: person.id, at: now });
    const told = answered ? answered.personId : await kind.tells?.(trx, asked.subject);
    const letter = (answered ? replyLetter : commentLetter)({ title, link: linkTo(parts, id) });
    if (told && told !== person.id) await sendToPerson(trx, parts, told, REPLIED, letter);
    await recordAct(
      trx,
      person,
      { act: 'discussion.written', subject: `post:${id}`, detail: { on: asked.subject } },
      now,
    );
    return id;
  });
}

/** @throws DiscussionError */
function readableText(given: string): string {
  const text = tidyText(given);
  if (!saysSomething(text)) throw new DiscussionError('Write something first.', 422);
  if (text.length > MOST_CHARACTERS)
    throw new DiscussionError(`Use at most 4,000 characters: this has ${text.length.toLocaleString('en-GB')}.`, 422);
  return text;
}

async function answerable(parts: Parts, trx: Db, actor: Actor, id: string, subject: Subject): Promise<Post> {
  const post = await holdPost(parts, trx, actor, id);
  if (post.subject !== subject) throw new DiscussionError('That comment stands on another page.', 422);
  if (post.text === null || post.state !== 'shown')
    throw new DiscussionError('This comment was removed or hidden, so it cannot be answered.', 410);
  if ((await countAnswers(trx, post.threadId)) >= MOST_ANSWERS)
    throw new DiscussionError('This thread has grown too long. Begin a new one below it.');
  return post;
}

/** @throws DiscussionError: too much, too many links, the same again. `editing`: the post that is changed. */
export async function checkLimits(
  trx: Db,
  person: PersonActor,
  text: string,
  now: Date,
  editing?: string,
): Promise<void> {
  await lockWriter(trx, person.id);
  const written = await writtenSince(trx, person.id, new Date(now.getTime() - DAY));
  const since = (await findPerson(trx, person.id))?.created ?? now;
  const others = written.filter(({ id }) => id !== editing);
  const refused = refusalToWrite(text, { earlier: others, since, now });
  // Mending what is there already is no new post.
  if (refused && !(editing !== undefined && refused.reason === 'often'))
    throw new DiscussionError(refused.message, STATUS[refused.reason]);
}

const STATUS: Record<Refused['reason'], 422 | 429> = { often: 429, links: 422, repeated: 422 };

/** Changes one's own text, within a quarter of an hour and not while moderators look at it. @throws DiscussionError */
export async function editPost(parts: Parts, actor: Actor, id: string, given: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  const text = readableText(given);
  await parts.db.transaction().execute(async (trx) => {
    const post = await ownPost(parts, trx, person, id);
    if (!mayEdit(post, person.id, now))
      throw new DiscussionError('It can be changed for 15 minutes after it was written. You can still remove it.', 410);
    if ((await openReports(trx, id)).length > 0)
      throw new DiscussionError('Moderators look at this comment, so it cannot be changed now.');
    if (text === post.text) return;
    await checkLimits(trx, person, text, now, id);
    await changeText(trx, id, text, now);
    await recordAct(trx, person, { act: 'discussion.changed', subject: `post:${id}` }, now);
  });
}

/** Removes one's own text for good; a stone stays in its place. Done twice, it is done. */
export async function withdrawPost(parts: Parts, actor: Actor, id: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await parts.db.transaction().execute(async (trx) => {
    const post = await ownPost(parts, trx, person, id);
    if (post.removedAt !== null) return;
    await removePost(trx, id, now);
    await closeReports(trx, id, null, now);
    await dropAppeals(trx, id, now);
    await recordAct(trx, person, { act: 'discussion.removed', subject: `post:${id}` }, now);
  });
}

async function ownPost(parts: Parts, trx: Db, person: PersonActor, id: string): Promise<Post> {
  const post = await holdPost(parts, trx, person, id);
  if (post.personId !== person.id) throw new NotAllowedError('Only whoever wrote this may change or remove it.');
  refusePlaced(parts, post);
  return post;
}

/** Where a letter leads: the comment on its page. */
export function linkTo({ origin }: Pick<Parts, 'origin'>, id: string): string {
  return `${origin}/discussion/posts/${id}`;
}
