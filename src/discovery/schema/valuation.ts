/**
 * An additive multi-attribute value model over every course: what a person's answers are worth to the index. An attribute is
 * judged by a pure function that keeps no state, since it is asked once for each distinct value, not once for each course.
 */
import type { Facet, Measure, Range, Trait } from './document.js';

/**
 * How well a value fits: from `low` to `high` in 0..1, equal where the fact is known, apart where it is missing. `ease`: 0
 * the limit is met, 1 to 3 it is met after that step of easing it, 9 not even then. Without a limit always 0.
 */
export type Fit = { low: number; high: number; ease: number };
/** Not met by any step of easing. */
export const NEVER = 9;
/** Steps in which a limit can be eased. */
export const EASE_STEPS = 3;

/** How the words of a text are met: share of their weight, 0..1; `plainly`: by title, skills, subjects or outcomes alone. */
export type TextMatch = { share: number; plainly: boolean };

export type Judge =
  | { of: 'number'; name: Range | Measure; judge(value: number | null): Fit }
  | { of: 'set'; name: Facet | Trait; judge(values: readonly string[]): Fit }
  | { of: 'flags'; judge(flags: number): Fit }
  /** `sum`: of the weights (0 or more) of the skills that it teaches, read to a millionth. `thin`: no skill can be read from it. */
  | { of: 'skills'; weights: ReadonlyMap<string, number>; judge(sum: number, thin: boolean): Fit }
  /** null: it holds none of the words, or there is no word in the text. */
  | { of: 'text'; text: string; judge(match: TextMatch | null): Fit }
  /** Kilometres to its nearest place; null: no place of it is known. */
  | { of: 'near'; latitude: number; longitude: number; judge(km: number | null): Fit };

/** `weight`: of the whole, 0..1. `hard`: an ease above 0 filters the course out. */
export type Attribute = { weight: number; hard: boolean } & Judge;

export type Valuation = {
  /** At most `MOST_ATTRIBUTES`; the weights together are 1. */
  attributes: readonly Attribute[];
  /** How many of the best are wanted, at most `MOST_KEPT`. */
  keep: number;
  /** 0..1: what part of a range counts. points = Σ weight × (low + caution × (high − low)), each part to a millionth. */
  caution: number;
};
export const MOST_ATTRIBUTES = 30;
export const MOST_KEPT = 1_000;

export type Valued = {
  /** Living courses. */
  considered: number;
  /** How many meet every hard limit. */
  total: number;
  /** By points, equal ones by number; exact. `fits`: by attribute. */
  best: { num: number; points: number; fits: Fit[] }[];
  /**
   * By attribute; null: it is not hard. For steps 1 to 3: how many courses meet every other hard limit and this one at that
   * step or an earlier one, but not as it stands; and the best of them.
   */
  eased: ({ adds: number; best: { num: number; points: number } | null }[] | null)[];
};
