/** Words that every staff page of the catalogue uses. */
import { formatDay } from '../../../ui/index.js';

/** The beginning of every staff page's way back. */
export const STAFF = { label: 'Staff', href: '/staff' } as const;

/** "23 Nov 2026, 17:04 UTC". */
export function moment(at: Date): string {
  const text = at.toISOString();
  return `${formatDay(text.slice(0, 10))}, ${text.slice(11, 16)} UTC`;
}

/** An actor as the log names it, in words: nobody learns who stands behind a key. */
export function actorInWords(actor: string): string {
  return actor.startsWith('person:') ? `somebody (${actor.slice(7, 15)})` : actor;
}
