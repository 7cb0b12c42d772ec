/** How long a course is meant to take. */
import type { DraftContent } from '../../schema/draft.js';

/** Hours designed, in minutes: the sum over all steps, those that are not required included. */
export function hoursDesigned(content: DraftContent): number {
  return content.weeks.flatMap(({ steps }) => steps).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** `45 minutes`, `1 hour`, `2 hours 15 minutes`. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const parts = [counted(hours, 'hour'), counted(minutes % 60, 'minute')].filter((part) => part !== null);
  return parts.join(' ') || '0 minutes';
}

function counted(count: number, word: string): string | null {
  return count === 0 ? null : `${count} ${word}${count === 1 ? '' : 's'}`;
}
