/** Letters to whoever takes a course: plain text, a question each. */
import { plainTitle } from './plain-title.js';

type About = { title: string; link: string };

export function likeLetter({ title, link }: About): { subject: string; text: string } {
  return {
    subject: `What was ${plainTitle(title)} like?`,
    text: letter(
      `You have finished “${plainTitle(title)}”. Well earned.`,
      'Would you tell others what it was like? Whoever thinks about taking it knows little more than what its provider says. Two minutes are enough, and you choose whether your name stands beside it:',
      link,
      'If you would rather not, you need do nothing. We ask only once.',
    ),
  };
}

export function endLetter({ title, link }: About): { subject: string; text: string } {
  return {
    subject: `Did you finish ${plainTitle(title)}?`,
    text: letter(
      `By the days that you noted, “${plainTitle(title)}” should be over. Did you finish? One press says so; and if it takes longer, or you have stopped, that is no matter:`,
      link,
      'Nobody sees this but you. We ask only once.',
    ),
  };
}

function letter(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n\nCairn\n`;
}
