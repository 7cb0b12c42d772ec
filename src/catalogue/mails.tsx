/** Letters about feeds: plain text, one purpose each. */
import type { Message } from '../platform/mail/index.js';

type Letter = Pick<Message, 'subject' | 'text'>;

export function failingLetter(name: string, about: { address: string; why: string; link: string }): Letter {
  return {
    subject: `A feed of ${plain(name)} has failed for a week`,
    text: letter(
      `For seven days we could not read this feed of ${plain(name)}:`,
      about.address,
      `The last time: ${plain(about.why)}`,
      'Its courses stay as they were when it was last read, and grow old. We go on trying once a day. What happened, and what to do:',
      about.link,
    ),
  };
}

export function waitingLetter(name: string, about: { address: string; unseen: number; link: string }): Letter {
  const courses = about.unseen === 1 ? 'course' : 'courses';
  return {
    subject: `A feed of ${plain(name)} waits for your yes`,
    text: letter(
      `This feed of ${plain(name)} no longer shows ${about.unseen} ${courses}, more than a fifth of what it listed:`,
      about.address,
      'In case that is a mistake, none was withdrawn. If it is right, say so here; if it is not, mend the file, and we read it again by its schedule:',
      about.link,
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

/** Names come from anybody: one line, no breaks. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
