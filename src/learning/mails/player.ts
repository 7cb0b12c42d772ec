/** What a learner is told when a course of theirs is completed. */
import { type Letter, letter, plain } from './plain.js';

export function completedLetter(
  { course, achievement, enrolmentId }: { course: string; achievement: string; enrolmentId: string },
  origin: string,
): Letter {
  return letter(
    `Your credential is ready: ${achievement}`,
    `You completed “${plain(course)}”. “${plain(achievement)}” was issued to you and is in your wallet: nobody sees it until you share it.`,
    `What you have, and what comes next: ${origin}/learn/${enrolmentId}/completed`,
  );
}
