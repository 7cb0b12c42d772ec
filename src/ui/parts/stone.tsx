/**
 * Stones and pebbles. A stone is academic credit: its thickness is the credit, its shade the level. A pebble is one CPD
 * hour. A broken outline is "not stated". All are hidden from assistive technology: the words beside them say the same.
 */

/** Outlines in a 100 × 40 box; which one is a matter of taste only, so it follows from the course and stays the same. */
const OUTLINES = [
  'M6 34C1 28 2 14 12 7 24 0 72-1 88 5 98 10 101 26 95 34 90 40 12 41 6 34Z',
  'M8 36C0 33 0 18 7 10 16 2 40 1 60 2 80 3 94 6 97 16 100 26 98 34 90 37 70 40 24 40 8 36Z',
  'M5 33C0 26 5 12 16 6 34 0 66 0 82 4 95 8 100 18 97 28 94 38 80 39 60 39 36 40 12 41 5 33Z',
  'M4 30C0 20 8 8 22 4 42-1 78 1 92 10 101 17 99 33 90 37 70 41 20 41 10 38 6 36 5 34 4 30Z',
] as const;
/** A stone of 120 CATS is the tallest that a card holds. */
const TALLEST = 120;

type StoneProps = {
  /** In CATS (1 ECTS = 2 CATS); null: credit not stated, drawn open. */
  credit: number | null;
  /** FHEQ level 3 to 8; null: level not stated. */
  level: number | null;
  /** Anything that tells courses apart, e.g. the slug. */
  seed: string;
};

export function Stone({ credit, level, seed }: StoneProps) {
  const height = credit === null ? 6 : Math.min(TALLEST, Math.max(3, Math.round(credit)));
  return (
    <svg class="stone" style={`--credit:${height}`} viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
      <path class={credit === null ? 'open' : `l${level ?? 0}`} d={OUTLINES[outlineOf(seed)]} />
    </svg>
  );
}

function outlineOf(seed: string): number {
  let sum = 0;
  for (let at = 0; at < seed.length; at += 1) sum += seed.charCodeAt(at);
  return sum % OUTLINES.length;
}

/** Up to this many hours are drawn one by one; above it the heap says "more than can be counted" and the words the number. */
const COUNTABLE = 36;

export function Pebbles({ hours }: { hours: number }) {
  const count = Math.min(COUNTABLE, Math.max(1, Math.round(hours)));
  return (
    <span
      class={hours > COUNTABLE ? 'pebbles heap' : 'pebbles'}
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: '<i></i>'.repeat(count) }}
    />
  );
}
