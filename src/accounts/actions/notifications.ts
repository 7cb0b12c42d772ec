/** Letters that a person may choose to have or not, by topic, and the one click that ends them. */
import type { Db } from '../../platform/db/index.js';
import type { Message, Post } from '../../platform/mail/index.js';
import { findChoice, saveChoice } from '../queries/choices.js';
import { findPerson } from '../queries/people.js';
import { readUnsubscribeToken, unsubscribeToken } from '../rules/unsubscribe.js';
import type { NotificationTopic, PersonActor } from '../schema/index.js';

/** What it takes to send letters with a way out. `secret` is the site's. */
export type Letters = { post: Post; origin: string; secret: string };

/** The first look at something shared. */
export const SHARE_OPENED: NotificationTopic = {
  id: 'accounts.share-opened',
  label: 'Something you share is opened',
  about: 'One letter when a link of yours is opened for the first time.',
  default: false,
};

/**
 * Sends a letter of a topic to a person's first address, unless they chose not to have such letters. It ends with a link
 * that stops them, and carries the headers by which mail programs offer a button for that (RFC 8058).
 * Returns whether it was sent. Letters about the safety of an account are of no topic: use `post.send`.
 */
export async function sendToPerson(
  trx: Db,
  { post, origin, secret }: Letters,
  personId: string,
  topic: NotificationTopic,
  { subject, text }: Pick<Message, 'subject' | 'text'>,
): Promise<boolean> {
  const person = await findPerson(trx, personId);
  if (!person || !(await wantsLetters(trx, personId, topic))) return false;
  const unsubscribe = `${origin}/letters/unsubscribe/${unsubscribeToken(secret, { personId, topic: topic.id })}`;
  const footer = `--\nYou have this letter because of your choice “${topic.label}”.\nStop letters like this: ${unsubscribe}\n`;
  await post.send(trx, { to: person.email, subject, text: `${text.trimEnd()}\n\n${footer}`, unsubscribe });
  return true;
}

/** Whether a person has letters of a topic, by choice or because they never chose. */
export async function wantsLetters(db: Db, personId: string, topic: NotificationTopic): Promise<boolean> {
  return (await findChoice(db, personId, topic.id)) ?? topic.default;
}

/** Keeps which topics a person wants; all others of the list are switched off. */
export async function chooseTopics(
  db: Db,
  { id }: PersonActor,
  topics: readonly NotificationTopic[],
  wanted: readonly string[],
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const topic of topics) await saveChoice(trx, id, topic.id, wanted.includes(topic.id), now);
  });
}

/** Whose letters of which topic a token ends; null: the token is none of ours, or its person or topic is gone. */
export async function readUnsubscribing(
  db: Db,
  { secret, topics }: { secret: string; topics: readonly NotificationTopic[] },
  token: string,
): Promise<{ personId: string; topic: NotificationTopic } | null> {
  const asked = readUnsubscribeToken(secret, token);
  const topic = topics.find(({ id }) => id === asked?.topic);
  const person = asked && topic ? await findPerson(db, asked.personId) : null;
  return person && topic ? { personId: person.id, topic } : null;
}

/** Ends letters of a topic. Done twice, it is done. */
export async function unsubscribe(
  db: Db,
  { personId, topic }: { personId: string; topic: NotificationTopic },
  now: Date,
): Promise<void> {
  await saveChoice(db, personId, topic.id, false, now);
}
