/** Letters about reviews: plain text, one purpose each. None quotes a review. */
import type { Message } from '../../platform/mail/index.js';
import { formatDay } from '../../ui/index.js';
import { plainTitle } from './plain-title.js';

type Letter = Pick<Message, 'subject' | 'text'>;

/** To the author of a review that waits for a moderator. */
export function heldLetter(
  to: string,
  { title, signs, link }: { title: string; signs: readonly string[]; link: string },
): Message {
  return {
    to,
    subject: `Your review of ${plainTitle(title)} waits for a moderator`,
    text: letter(
      `Thank you for your review of “${plainTitle(title)}”. Before others can read it, a moderator looks at it, because of these signs:`,
      signs.map((sign) => `- ${sign}`).join('\n'),
      'They can have good reasons, and no program decides: a person does, and you get a letter with what they decide and why. You need do nothing. You find it among your reviews:',
      link,
    ),
  };
}

export function replyLetter({ title, name, link }: { title: string; name: string; link: string }): Letter {
  return {
    subject: `${plainTitle(name)} answers your review of ${plainTitle(title)}`,
    text: letter(`${plainTitle(name)} has replied to what you wrote about “${plainTitle(title)}”:`, link),
  };
}

export function complaintLetter({ title, name, due }: { title: string; name: string; due: Date }): Letter {
  return {
    subject: `${plainTitle(name)} questions your review of ${plainTitle(title)}`,
    text: letter(
      `${plainTitle(name)} has asked us to look at your review of “${plainTitle(title)}”. A moderator decides by ${formatDay(due.toISOString().slice(0, 10))}. Until then it stays, unless it is said to be against the law and nobody decides in time.`,
      'The provider cannot remove it. If a moderator hides it, you get a letter with the reason, and can ask for another look. You need do nothing.',
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}
