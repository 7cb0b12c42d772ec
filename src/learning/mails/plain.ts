/** What all letters of learning share. */
import type { NotificationTopic } from '../../accounts/index.js';
import type { Message } from '../../platform/mail/index.js';

export type Letter = Pick<Message, 'subject' | 'text'>;

export const LEARNING: NotificationTopic = {
  id: 'learning.course',
  label: 'The courses you take here',
  about: 'A letter when something changes for you in a course that you take here: a place, a session, a mark, an end.',
  default: true,
};

/** Paragraphs, and the name under them. */
export function letter(subject: string, ...paragraphs: readonly string[]): Letter {
  return { subject: plain(subject), text: [...paragraphs, 'Cairn', ''].join('\n\n') };
}

/** Words of others in one short line, which cannot lead anywhere. */
export function plain(words: string, longest = 150): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
