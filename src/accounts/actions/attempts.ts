/** Tries are counted before they are judged, so that a hundred at once are not judged before one is counted. */
import type { Db } from '../../platform/db/index.js';
import { countAttempts, uncountAttempts } from '../queries/attempts.js';
import { countersOf, secondsLeft, windowStart } from '../rules/attempts.js';

/** Too many wrong tries: the same answer whether or not there is such an account, and whatever was typed this time. */
export class TooManyTriesError extends Error {
  override readonly name = 'TooManyTriesError';
  readonly status = 429;
  constructor(readonly seconds: number) {
    const minutes = Math.ceil(seconds / 60);
    super(
      `There were too many wrong tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or come in another way: with a passkey or by a new password.`,
    );
  }
}

export type Tried = { about: string; device: string | null; client: string };

/** Does `act` unless there were too many tries. What it throws leaves the try counted; what it returns takes it back. @throws TooManyTriesError */
export async function limited<T>(
  { db, secret }: { db: Db; secret: string },
  tried: Tried,
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const counters = countersOf(secret, tried);
  const keys = counters.map(({ key }) => key);
  const counts = await countAttempts(db, keys, windowStart(now));
  if (counters.some(({ key, most }) => (counts.get(key) ?? 0) > most)) throw new TooManyTriesError(secondsLeft(now));
  const result = await act();
  await uncountAttempts(db, keys, windowStart(now));
  return result;
}
