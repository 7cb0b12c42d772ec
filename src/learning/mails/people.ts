/** Letters between learners, and between them and the staff of their course. None quotes what somebody wrote. */
import type { NotificationTopic } from '../../accounts/index.js';
import { countOf } from '../../ui/index.js';
import { type Letter, letter, plain } from './plain.js';

export const FOLLOWED: NotificationTopic = {
  id: 'learning.followed',
  label: 'What is new in the discussions of your courses',
  about: 'One letter a day or a week, as you chose, about the discussions that you follow or wrote in.',
  default: true,
};
export const QUESTIONS: NotificationTopic = {
  id: 'learning.questions',
  label: 'Questions of learners, where you assess',
  about: 'A letter when a learner of your organisation asks a question and none was waiting.',
  default: true,
};
export const CONTACT_ASKED: NotificationTopic = {
  id: 'learning.contact',
  label: 'Somebody on your course wants to exchange contacts',
  about: 'A letter when somebody asks, and when somebody whom you asked agrees.',
  default: true,
};
export const CHECK_IN: NotificationTopic = {
  id: 'learning.check-in',
  label: 'Somebody asks whether you are all right',
  about: 'A letter that the staff of a course send you when you seem stuck, at most once a week.',
  default: true,
};

export type NewIn = { title: string; course: string; count: number; link: string };

export function followedLetter(talks: readonly NewIn[], settings: string): Letter {
  const total = talks.reduce((sum, { count }) => sum + count, 0);
  const lines = talks.map(
    ({ title, course, count, link }) => `${plain(title)} (${plain(course)}): ${countOf(count, 'new post')}\n${link}`,
  );
  return letter(
    `${countOf(total, 'new post')} where you learn`,
    'Others have written in discussions that you follow:',
    ...lines,
    `Once a week instead of daily, or not at all: ${settings}`,
  );
}

export function questionLetter({ course, link }: { course: string; link: string }): Letter {
  return letter(
    `A learner asks: ${course}`,
    `A learner of “${plain(course)}” has asked a question. It waits for an answer here:`,
    link,
  );
}

export function contactAskedLetter({ link }: { link: string }): Letter {
  return letter(
    'Somebody wants to exchange contacts with you',
    'Somebody whom you learn with, or who holds the same credential, would like to stay in touch. You see who it is here, and decide:',
    link,
    'You need do nothing. Nobody is told if you say no.',
  );
}

export function contactGivenLetter({ link }: { link: string }): Letter {
  return letter(
    'You have exchanged contacts',
    'Somebody whom you asked has agreed. You find their contact here:',
    link,
  );
}

export function checkInLetter({
  course,
  link,
  questions,
}: {
  course: string;
  link: string;
  questions: string;
}): Letter {
  return letter(
    `Are you all right? ${course}`,
    `It has been quiet for a while in “${plain(course)}”, and its staff wonder how you are getting on. There is no need to explain anything.`,
    'You go on where you stopped, and can pause or ask for more time there:',
    link,
    'If something stands in your way, write to us. Only the staff of the course read it:',
    questions,
  );
}
