/** How many failed sign-ins are borne, and under what they are counted. */
import { seal } from '../../platform/crypto/index.js';

/** Failures are counted in windows of a quarter of an hour. */
export const WINDOW_SECONDS = 15 * 60;
/** For one address, from browsers that never signed this person in; and apart from these, for one that did. */
const MOST_FOR_ADDRESS = 10;
/** For one client, whatever the addresses. */
const MOST_FOR_CLIENT = 100;

export type Counter = { key: string; most: number };

export function windowStart(now: Date): Date {
  const span = WINDOW_SECONDS * 1000;
  return new Date(now.getTime() - (now.getTime() % span));
}

/** Seconds until the window ends. */
export function secondsLeft(now: Date): number {
  return Math.ceil((windowStart(now).getTime() + WINDOW_SECONDS * 1000 - now.getTime()) / 1000);
}

/**
 * The counters of one try. `about` is what is guessed at (an address, or whose code); `device` names a browser that signed
 * this person in before: strangers who use up the tries of an address do not use up its owner's.
 */
export function countersOf(
  secret: string,
  { about, device, client }: { about: string; device: string | null; client: string },
): Counter[] {
  const place = device === null ? about : `${about} ${device}`;
  return [
    { key: seal(secret, 'attempt', place), most: MOST_FOR_ADDRESS },
    { key: seal(secret, 'attempt', `client ${client}`), most: MOST_FOR_CLIENT },
  ];
}
