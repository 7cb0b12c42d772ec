/** Looking into values of unknown shape. Every function takes anything and answers "not there" rather than throwing. */
import { plainText, tidy } from '../../rules/text.js';

export type Loose = Record<string, unknown>;

/** An object that is no list, or null. */
export function objectOf(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

/** A list as it is, one value as a list of one, nothing as an empty list. */
export function listOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The objects in it, passing over the rest. */
export function objectsOf(value: unknown): Loose[] {
  return listOf(value).filter((each): each is Loose => objectOf(each) !== null);
}

/** Words or a number as one tidy line; undefined when there are none. */
export function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? tidy(value) || undefined : undefined;
}

/** HTML or plain words over several lines, as plain text; undefined when there are none. */
export function proseOf(value: unknown): string | undefined {
  return typeof value === 'string' ? plainText(value) || undefined : undefined;
}

/** HTML or words as one line. */
export function lineOf(value: unknown): string | undefined {
  return typeof value === 'string' ? tidy(plainText(value)) || undefined : wordsOf(value);
}

/** All words in a list (or a single value), without repetition, in order. */
export function allWordsOf(value: unknown): string[] {
  return unique(listOf(value).flatMap((each) => wordsOf(each) ?? []));
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** A number above zero, also written as text ("150.00"). */
export function positiveOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d{1,9}(\.\d{1,6})?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** A whole number from 0 up, also written as text ("25"). */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
