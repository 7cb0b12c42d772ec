/** Letters about assignments. None says a mark: letters are read over shoulders. */
import type { NotificationTopic } from '../../accounts/index.js';
import type { About } from './offerings.js';
import { type Letter, letter, plain } from './plain.js';

/** What waits for assessors, once on a working day. */
export const MARKING: NotificationTopic = {
  id: 'learning.marking',
  label: 'Work that waits to be marked',
  about: 'At most one letter on a working day, where work waits for the assessors of your organisation.',
  default: true,
};

type AboutStep = About & { step: string };

export function markedLetter({ title, step, link }: AboutStep): Letter {
  return letter(
    `Your work is marked: ${step}`,
    `Your work for “${plain(step)}” in “${plain(title)}” is marked. Its mark, and what was said of it, stand here:`,
    link,
  );
}

export function returnedLetter({ title, step, link }: AboutStep): Letter {
  return letter(
    `Please hand in again: ${step}`,
    `Your work for “${plain(step)}” in “${plain(title)}” could not be marked as it came. It says here why; handing it in again does not count as another try:`,
    link,
  );
}

export function appealDecidedLetter({ title, step, link }: AboutStep): Letter {
  return letter(
    `Your appeal is decided: ${step}`,
    `Somebody looked again at your work for “${plain(step)}” in “${plain(title)}”. What was decided, and why:`,
    link,
  );
}

export type WaitingWords = { organisation: string; waiting: number; late: number; appeals: number; link: string };

export function waitingLetter({ organisation, waiting, late, appeals, link }: WaitingWords): Letter {
  const lateWords = late > 0 ? ` ${late} of it past the promised day.` : '';
  const appealWords = appeals > 0 ? `\nAppeals that wait: ${appeals}.` : '';
  return letter(
    `Work waits to be marked: ${organisation}`,
    `Work that waits at ${plain(organisation)}: ${waiting}.${lateWords}${appealWords}`,
    link,
  );
}
