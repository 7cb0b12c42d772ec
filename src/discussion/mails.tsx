/** Letters about what was written: plain text, one purpose each. None quotes a comment: whoever wrote it may remove it. */
import type { Message } from '../platform/mail/index.js';
import { CATEGORY_WORDS } from './pages/words.js';
import type { Category, Outcome } from './schema.js';

export function replyLetter({ title, link }: { title: string; link: string }): Pick<Message, 'subject' | 'text'> {
  return {
    subject: `An answer to your comment on ${plain(title)}`,
    text: letter(`Somebody has answered what you wrote on “${plain(title)}”:`, link),
  };
}

/** To whose page it is. */
export function commentLetter({ title, link }: { title: string; link: string }): Pick<Message, 'subject' | 'text'> {
  return {
    subject: `A comment on ${plain(title)}`,
    text: letter(`Somebody has written beneath “${plain(title)}”:`, link),
  };
}

/** `name`: what a post of this kind is called. */
type Named = { name: string; title: string };

/** To staff, at once. */
export function unlawfulLetter(to: string, { name, title }: Named, origin: string): Message {
  return {
    to,
    subject: `A ${name} was reported as unlawful`,
    text: letter(
      `A ${name} on “${plain(title)}” was reported as unlawful. Please look at it and decide:`,
      `${origin}/staff/reports`,
      'If nobody decides within 20 hours, it is hidden until somebody does.',
    ),
  };
}

export function heldLetter(to: string, { name, title }: Named): Message {
  return {
    to,
    subject: `Your ${name} on ${plain(title)} is hidden for now`,
    text: letter(
      `A ${name} of yours on “${plain(title)}” was reported as unlawful, and nobody has been able to look at it yet. It is hidden until a moderator decides. A letter tells you what they decide and why.`,
      'You need do nothing.',
    ),
  };
}

type About = Named & { link: string; outcome: Outcome; category: Category; reason: string };

export function authorLetter(to: string, { name, title, link, outcome, category, reason }: About): Message {
  return outcome === 'hidden'
    ? {
        to,
        subject: `Your ${name} on ${plain(title)} was hidden`,
        text: letter(
          `A moderator has hidden a ${name} of yours on “${plain(title)}” (${CATEGORY_WORDS[category].toLowerCase()}). A person decided this, after a report. Their reason:`,
          quoted(reason),
          'If you think that this is wrong, you can ask once for another look:',
          link,
        ),
      }
    : {
        to,
        subject: `Your ${name} on ${plain(title)} is shown again`,
        text: letter(
          `A moderator has looked at your ${name} on “${plain(title)}” and it may stay. It is shown again. Their reason:`,
          quoted(reason),
        ),
      };
}

export function reporterLetter(to: string, { name, title, link, outcome, reason }: About): Message {
  return outcome === 'hidden'
    ? {
        to,
        subject: `What you reported on ${plain(title)} was hidden`,
        text: letter(
          `A moderator has hidden the ${name} on “${plain(title)}” that you reported. Their reason:`,
          quoted(reason),
          'Thank you for telling us.',
        ),
      }
    : {
        to,
        subject: `What you reported on ${plain(title)} stays`,
        text: letter(
          `A moderator has looked at the ${name} on “${plain(title)}” that you reported, and it stays. Their reason:`,
          quoted(reason),
          'If you think that this is wrong, you can ask once for another look:',
          link,
        ),
      };
}

type AppealAbout = Named & { stands: boolean; outcome: Outcome; reason: string; sameModerator: boolean };

export function appealDecidedLetter(
  to: string,
  { name, title, stands, outcome, reason, sameModerator }: AppealAbout,
): Message {
  const who = sameModerator
    ? 'This site has only one moderator at present, so the same person has looked again.'
    : 'Another moderator than the first has looked at it.';
  const now = outcome === 'hidden' ? `The ${name} is hidden.` : `The ${name} is shown.`;
  return {
    to,
    subject: `The appeal about ${plain(title)} is decided`,
    text: letter(
      `There was an appeal about a ${name} on “${plain(title)}”. ${who} ${stands ? 'The first decision stands.' : 'The first decision was reversed.'} ${now} The reason:`,
      quoted(reason),
      'This decision is final here. You can still take it to a court.',
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}

/** A title in one short line, which cannot lead anywhere. */
function plain(title: string): string {
  const line = title.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** What a moderator wrote, marked on every line. */
function quoted(reason: string): string {
  return reason
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
