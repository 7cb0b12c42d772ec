/** Requests of this process to one site, one after another and not too close. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until this site may be asked again. `pauseMs`: between this request and the next. */
export type Pace = (origin: string, pauseMs: number) => Promise<void>;

const MOST_SITES = 10_000;

/** @param wait how time passes: milliseconds. */
export function openPace(wait: (ms: number) => Promise<unknown> = sleep): Pace {
  const free = new Map<string, number>();
  return async (origin, pauseMs) => {
    const now = performance.now();
    if (free.size > MOST_SITES) for (const [site, at] of free) if (at < now) free.delete(site);
    const at = Math.max(now, free.get(origin) ?? 0);
    free.set(origin, at + pauseMs);
    if (at > now) await wait(at - now);
  };
}
