/** Names of people: whatever they say their name is, on one line. */
import { z } from 'zod';

export const PersonName = z
  .string()
  .transform(oneLine)
  .pipe(z.string().min(1, 'Write your name.').max(200, 'Use at most 200 characters.'));

/** Without ends of lines, control characters, and marks that turn the direction of what follows: for names that others read. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
