/** The letter of alerts: plain text, at most twenty lines, gathered by why they are told. */

import type { Message } from '../platform/mail/index.js';
import { countOf } from '../ui/index.js';
import type { Digest } from './rules/digests.js';
import type { AlertShown } from './schema/alerts.js';

export function digestLetter({ groups, left }: Digest, origin: string): Pick<Message, 'subject' | 'text'> {
  const alerts = groups.flatMap((group) => group.alerts);
  const paragraphs = groups.map(({ why, alerts: of }) =>
    [heading(plain(why)), ...of.map((alert) => lineOf(alert, origin))].join('\n'),
  );
  const rest = left === 0 ? 'All of it stands here, too:' : `${countOf(left, 'more line')} would be too long here:`;
  const choice = `How often you have this letter, and what stands in it, you choose on that page.`;
  return {
    subject: subjectOf(alerts),
    text: `${[...paragraphs, `${rest}\n${origin}/my/alerts`, choice, 'Cairn'].join('\n\n')}\n`,
  };
}

/** What cannot wait is the first line, so it is what the subject says. Names of searches stay inside the letter. */
function subjectOf(alerts: readonly AlertShown[]): string {
  const [first] = alerts;
  if (alerts.length === 1 && first && first.kind !== 'new') return plain(first.text).replace(/\.$/, '');
  const fresh = alerts.filter(({ kind }) => kind === 'new');
  const courses = fresh.reduce((sum, { courses: named, more }) => sum + named.length + more, 0);
  const others = alerts.length - fresh.length;
  const parts = [
    ...(courses > 0 ? [countOf(courses, 'new course')] : []),
    ...(others > 0 ? [`${countOf(others, 'change')} to what you follow`] : []),
  ];
  return parts.join(', ');
}

function heading(words: string): string {
  return `${words}\n`;
}

function lineOf({ kind, text, href, courses, more }: AlertShown, origin: string): string {
  if (kind !== 'new') return `- ${plain(text)}\n  ${origin}${href}`;
  const named = courses.map(
    ({ title, provider, href: to }) => `- ${plain(title)}, ${plain(provider)}\n  ${origin}${to}`,
  );
  const all =
    more === 0
      ? []
      : [`- ${countOf(more, named.length === 0 ? 'new course' : 'more new course')}:\n  ${origin}${href}`];
  return [...named, ...all].join('\n');
}

/** Words of others in one short line, which cannot lead anywhere. */
function plain(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\b(https?:\/\/|www\.)\S*/gi, '…');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
