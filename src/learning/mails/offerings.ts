/** Letters about runs: places, sessions, time. */
import { type Letter, letter, plain } from './plain.js';

export type About = {
  /** Of the course. */
  title: string;
  /** Where to go on. */
  link: string;
};

export function enrolledLetter({ title, link, starts }: About & { starts: string | null }): Letter {
  return letter(
    `You are enrolled: ${title}`,
    `You have a place in “${plain(title)}”.`,
    starts ? `It begins on ${starts}. You can look around already:` : 'Begin when you like:',
    link,
  );
}

export function seatFreeLetter({ title, link }: About): Letter {
  return letter(
    `A seat is free: ${title}`,
    `A seat is free in “${plain(title)}”. It is not held for you: whoever enrols first has it.`,
    link,
  );
}

export function cancelledLetter({ title, link, words }: About & { words: string | null }): Letter {
  return letter(
    `Cancelled: ${title}`,
    `The run of “${plain(title)}” that you are in was cancelled.`,
    ...(words ? [`Its provider says: “${plain(words, 600)}”`] : []),
    'Your work is kept. You can move to another run, or read on:',
    link,
  );
}

export function closedLetter({ title, link }: About): Letter {
  return letter(
    `Nobody can join any more: ${title}`,
    `The run of “${plain(title)}” that you are in is closed to new learners. For you nothing changes.`,
    link,
  );
}

export function moreTimeLetter({
  title,
  link,
  days,
  granted,
  words,
}: About & { days: number; granted: boolean; words: string | null }): Letter {
  return letter(
    granted ? `You have more time: ${title}` : `About more time: ${title}`,
    granted
      ? `You have ${days} days more for “${plain(title)}”.`
      : `Your provider could not give you ${days} days more for “${plain(title)}”.`,
    ...(words ? [`They say: “${plain(words, 600)}”`] : []),
    link,
  );
}

export function invoiceRefusedLetter({ title, link, reason }: About & { reason: string }): Letter {
  return letter(
    `Your place was not confirmed: ${title}`,
    `The purchase order for your place in “${plain(title)}” was refused: “${plain(reason, 600)}”`,
    'Your work is kept. With another purchase order you can come back:',
    link,
  );
}

export function sessionLetter({
  title,
  link,
  when,
  what,
}: About & { when: string; what: 'added' | 'changed' | 'cancelled' }): Letter {
  const words = {
    added: `There is a live session of “${plain(title)}”: ${when}.`,
    changed: `A live session of “${plain(title)}” has changed: it is now ${when}.`,
    cancelled: `The live session of “${plain(title)}” on ${when} was cancelled.`,
  };
  const subject = { added: 'A session', changed: 'A session has changed', cancelled: 'A session was cancelled' };
  return letter(`${subject[what]}: ${title}`, words[what], link);
}
