/** How PostgreSQL's types arrive in TypeScript. Set once, on every connection of Cairn. */
import { type CustomTypesConfig, types } from 'pg';

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const NUMERIC = 1700;
const NUMERIC_ARRAY = 1231;

/** A count or a sum beyond 2^53 would silently lose its last digits, so it fails instead. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be a number here`);
  return value;
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [INT8_ARRAY, (text) => list(text).map(safeInteger)],
  [NUMERIC, Number],
  [NUMERIC_ARRAY, (text) => list(text).map(Number)],
  // A calendar day stays a day: as a Date it would move with the time zone.
  [DATE, (text) => text],
  [DATE_ARRAY, list],
]);

/** `{a,b}` of a one-dimensional array whose elements need no quotes: numbers and days. */
function list(text: string): string[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',');
}

/** int8 and numeric → number, date → `2026-11-23`, timestamptz → Date, jsonb → value. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
};
