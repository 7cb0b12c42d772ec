/** Which items an attempt asks, and in which order their options stand. Drawn once and kept with the attempt. */
import type { Bank, Item, QuizStep } from '../../schema/index.js';

/** From 0 up to 1, as Math.random; a seed makes it repeatable. */
export type Random = () => number;
/** `order`: keys as drawn, by what they order: `options`, `right`, `areas`, or the key of a gap. */
export type DrawnItem = { item: string; order: Readonly<Record<string, readonly string[]>> };

/** No item twice, though a bank be drawn from twice. A bank that is too small gives what it has. */
export function drawItems(step: QuizStep, banks: readonly Bank[], random: Random): DrawnItem[] {
  const taken = new Set<string>();
  const drawn = step.draws.flatMap((draw) => {
    const items = 'items' in draw ? draw.items : (banks.find(({ key }) => key === draw.bank)?.items ?? []);
    const free = items.filter(({ key }) => !taken.has(key));
    const chosen = 'items' in draw ? free : shuffled(free, random).slice(0, draw.count);
    for (const { key } of chosen) taken.add(key);
    return chosen;
  });
  return (step.shuffle ? shuffled(drawn, random) : drawn).map((item) => ({
    item: item.key,
    order: drawOrder(item, random),
  }));
}

/** The items that a step can ask, by their keys. */
export function itemsOf(step: QuizStep, banks: readonly Bank[]): ReadonlyMap<string, Item> {
  const items = step.draws.flatMap((draw) =>
    'items' in draw ? draw.items : (banks.find(({ key }) => key === draw.bank)?.items ?? []),
  );
  return new Map(items.map((item) => [item.key, item]));
}

/** How many questions an attempt has. */
export function countDrawn(step: QuizStep): number {
  return step.draws.reduce((sum, draw) => sum + ('items' in draw ? draw.items.length : draw.count), 0);
}

/** The same seed gives the same row (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What stands in its author's order would tell the answer: rights and lines to be ordered are always shuffled. */
function drawOrder(item: Item, random: Random): DrawnItem['order'] {
  switch (item.type) {
    case 'choice':
    case 'multiple':
      return { options: item.shuffle ? shuffled(keysOf(item.options), random) : keysOf(item.options) };
    case 'match':
      return { left: keysOf(item.left), right: shuffled(keysOf(item.right), random) };
    case 'order':
      return { options: astray(keysOf(item.options), random) };
    case 'hotspot':
      return { areas: keysOf(item.areas) };
    case 'cloze':
      return Object.fromEntries(
        item.gaps.flatMap((gap) => (gap.kind === 'choice' ? [[gap.key, shuffled(keysOf(gap.options), random)]] : [])),
      );
    default:
      return {};
  }
}

/** Never the right order by chance: there is always something to do. */
function astray(right: readonly string[], random: Random): string[] {
  const drawn = shuffled(right, random);
  return drawn.every((key, index) => key === right[index]) ? [...drawn.slice(1), ...drawn.slice(0, 1)] : drawn;
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const row = [...all];
  for (let last = row.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [row[last], row[other]] = [row[other] as T, row[last] as T];
  }
  return row;
}

function keysOf(options: readonly { key: string }[]): string[] {
  return options.map(({ key }) => key);
}
