/** How fast one source may ask: a bucket of requests that fills up again by itself. Pure but for what it remembers. */

export type Pace = {
  /** Takes one request out of the bucket of `who`. Nought: it may go on; else in how many seconds to try again. */
  take(who: string, now: number): number;
};

const MOST_REMEMBERED = 10_000;

/** `burst` requests at once, and `perSecond` for as long as one likes. */
export function openPace({ burst, perSecond }: { burst: number; perSecond: number }): Pace {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(who, now) {
      const { left, at } = buckets.get(who) ?? { left: burst, at: now };
      const filled = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond);
      buckets.delete(who);
      buckets.set(who, { left: Math.max(0, filled - 1), at: now });
      if (buckets.size > MOST_REMEMBERED) buckets.delete(buckets.keys().next().value as string);
      return filled >= 1 ? 0 : Math.ceil((1 - filled) / perSecond);
    },
  };
}
