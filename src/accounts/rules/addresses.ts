/** Addresses that come from outside: where to go next, and mail addresses. */
import { z } from 'zod';

/** A mail address in lower case: the domain never has case, and no mailbox in use today tells case apart. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Use a mail address of at most 254 characters.')
  .pipe(z.email('Write a whole mail address, such as name@example.org.'));

/**
 * The path to go on to after signing in: on this site, or `fallback`. A scheme, a host, `//`, a backslash or a control
 * character would lead elsewhere.
 */
export function localPath(next: unknown, fallback = '/my'): string {
  if (typeof next !== 'string' || next.length > 2000) return fallback;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return fallback;
  const url = new URL(next, 'https://cairn.invalid');
  // What a browser makes of `/..//elsewhere` begins with two strokes again.
  const isHere = url.host === 'cairn.invalid' && !url.pathname.startsWith('//');
  return isHere ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
