/**
 * What can be told of a list beyond its order: near ties, who is dominated by whom, how sure the first place is. Pure, over
 * the ranges of each answered question, in the order of `weights`.
 */
import { rounded } from './ranges.js';

export type Ranked = {
  num: number;
  points: number;
  /** For each answered question. */
  ranges: readonly (readonly [number, number])[];
};

/** Differences below this are rounding: nobody can say that 0.71 is better than 0.70. */
const ROUNDING = 0.01;
/** And this part of what is not known of either. */
const UNKNOWN_PART = 0.05;
const SEED = 20261123;
/** How many other weightings are tried. */
export const TRIED = 200;
/** Each weight by a factor between a half and two. */
const SWING = Math.LN2;

/** Whole value of a course: from when all that is not known falls badly to when it falls well. */
export function wholeRange({ ranges }: Ranked, weights: readonly number[]): [number, number] {
  const end = (at: 0 | 1) => ranges.reduce((sum, range, i) => sum + (weights[i] ?? 0) * range[at], 0);
  return [rounded(end(0)), rounded(end(1))];
}

/** A number for each course, the same for those that stand too close to be told apart from the first of their group; null: alone. */
export function tiesOf(list: readonly Ranked[], weights: readonly number[]): (number | null)[] {
  const groups: number[] = [];
  let first: Ranked | undefined;
  for (const one of list) {
    if (first === undefined || first.points - one.points > closeness(first, one, weights)) {
      first = one;
      groups.push((groups.at(-1) ?? 0) + 1);
    } else groups.push(groups.at(-1) ?? 1);
  }
  return groups.map((group, at) => (groups[at - 1] === group || groups[at + 1] === group ? group : null));
}

function closeness(a: Ranked, b: Ranked, weights: readonly number[]): number {
  const open = (one: Ranked) => {
    const [low, high] = wholeRange(one, weights);
    return high - low;
  };
  return ROUNDING + (UNKNOWN_PART * (open(a) + open(b))) / 2;
}

/** Those of `list`, at most `most`, that are at least as good as `one` on every question however the unknown facts fall, and better on one. */
export function dominating(one: Ranked, list: readonly Ranked[], most: number): Ranked[] {
  const found: Ranked[] = [];
  for (const other of list) {
    // Whoever is at least as good on everything stands no lower.
    if (other.points < one.points || found.length === most) break;
    if (other.num !== one.num && dominates(other, one)) found.push(other);
  }
  return found;
}

function dominates(a: Ranked, b: Ranked): boolean {
  let better = false;
  for (const [i, [, high]] of b.ranges.entries()) {
    const low = a.ranges[i]?.[0] ?? 0;
    if (low < high) return false;
    if (low > high) better = true;
  }
  return better;
}

/** `equals`: how many others are worth the same on every question, however it is weighed. They count as the first does. */
export type Steadiness = { tried: number; first: number; equals: number; rivals: { num: number; first: number }[] };

/** How often the first stays first when each weight is up to twice or half as much: always the same 200 weightings. */
export function steadiness(list: readonly Ranked[], weights: readonly number[], caution: number): Steadiness | null {
  const [winner] = list;
  if (!winner) return null;
  const points = list.map(({ ranges }) => ranges.map(([low, high]) => low + caution * (high - low)));
  const random = generator(SEED);
  const wins = new Map<number, number>();
  for (let round = 0; round < TRIED; round++) {
    const other = weights.map((weight) => weight * Math.exp((random() * 2 - 1) * SWING));
    const first = list[bestOf(points, other)] ?? winner;
    wins.set(first.num, (wins.get(first.num) ?? 0) + 1);
  }
  const rivals = [...wins].filter(([num]) => num !== winner.num).map(([num, first]) => ({ num, first }));
  return {
    tried: TRIED,
    first: wins.get(winner.num) ?? 0,
    equals: points.slice(1).filter((one) => one.every((value, i) => Math.abs(value - (points[0]?.[i] ?? 0)) < 1e-9))
      .length,
    rivals: rivals.toSorted((a, b) => b.first - a.first || a.num - b.num),
  };
}

/** The first of the best: equal ones stand in the order of the list. */
function bestOf(points: readonly (readonly number[])[], weights: readonly number[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, values] of points.entries()) {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (values[i] ?? 0);
    if (sum > most + 1e-9) {
      most = sum;
      best = at;
    }
  }
  return best;
}

/** mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
