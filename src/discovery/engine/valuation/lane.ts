/**
 * A lane: a code for each document of a segment, and what each code is worth. What a course is worth is the sum over lanes.
 * Most attributes are columns of a table that the segment has anyway; those that share a column share a lane.
 */
import type { Attribute, Fit } from '../../schema.js';
import { checkedFit, failureOf, ATTRIBUTE_BITS as OUT, pointsOf } from './points.js';

export type Worths = { points: Int32Array; failures: Int32Array };

/**
 * The two kinds are told apart, and each is added up by a loop of its own, because a loop that meets one kind of array alone
 * is several times as quick. `hard`: it can fail; `most`: points that no code exceeds; `usual`: about what a document has.
 */
export type Lane = ColumnLane | CodedLane;
type Bounds = { worths: Worths; hard: boolean; most: number; usual: number };
/** The code of document `d` is `records[d * stride + offset] & mask`. */
export type ColumnLane = Bounds & { records: Uint16Array; stride: number; offset: number; mask: number };
/** Puts the codes of the documents of a window into `codes`, by offset. Windows come in order, each at most once. */
export type CodedLane = Bounds & {
  records: null;
  read(listed: Listed, codes: Int32Array): void;
  /**
   * Where most documents have nothing that the lane is about and are out for that: marks those that have, by offset, so that
   * the others need not be looked at. Asked before `read`. null: it does not decide so much.
   */
  mark: ((first: number, marks: Int32Array) => void) | null;
};

/** Documents of a window that are still looked at: `first + offsets[i]` for i < count, ascending. */
export type Listed = { first: number; offsets: Uint16Array; count: number };

/** Documents of a window: what is added to them stays in the processor's cache. */
export const WINDOW = 4_096;

/** An attribute with its place among the others and the caution of its valuation. */
export type Asked<A extends Attribute = Attribute> = { attribute: A; place: number; caution: number };

export const createWorths = (size: number): Worths => ({
  points: new Int32Array(size),
  failures: new Int32Array(size),
});

/** Adds what a fit is worth to a code. */
export function addWorth(
  { points, failures }: Worths,
  code: number,
  fit: Fit,
  { attribute, place, caution }: Asked,
): void {
  checkedFit(fit, attribute);
  points[code] = (points[code] as number) + pointsOf(fit, attribute.weight, caution);
  failures[code] = (failures[code] as number) | failureOf(fit, attribute.hard, place);
}

/** The most that a fit can be worth: enough to know where judges are asked only when a code is met. */
export const mostOf = ({ attribute, caution }: Asked): number =>
  pointsOf({ low: 1, high: 1, ease: 0 }, attribute.weight, caution);

export function mostOfWorths({ points }: Worths): number {
  let most = 0;
  for (let code = 0; code < points.length; code += 1) most = Math.max(most, points[code] as number);
  return most;
}

/** The mean over codes: a guess that only says which lane to ask first. */
export function meanOfWorths({ points }: Worths): number {
  let sum = 0;
  for (let code = 0; code < points.length; code += 1) sum += points[code] as number;
  return sum / Math.max(1, points.length);
}

/** Whether whoever has one of these codes is out, whatever is eased. */
export const isOut = ({ failures }: Worths, codes: readonly number[]): boolean =>
  codes.every((code) => failures[code] === OUT);
