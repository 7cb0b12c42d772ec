/**
 * A lane: a code for each document of a segment, and what each code is worth. What a course is worth is the sum over lanes.
 * Most attributes are columns of a table that the segment has anyway; those that share a column share a lane.
 */
import type { Attribute, Fit } from '../../schema.js';
import { checkedFit, failureOf, pointsOf } from './points.js';

export type Worths = { points: Int32Array; failures: Int32Array };

export type Lane = {
  worths: Worths;
  /** Codes of documents `first` to `first + count - 1`: `codes[at + i * stride] & mask`. Overwritten by the next call. */
  read(first: number, count: number): Codes;
};
export type Codes = { codes: Uint16Array | Int32Array; at: number; stride: number; mask: number };

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

/** Documents of a window: what is added to them stays in the processor's cache. */
export const WINDOW = 4_096;
