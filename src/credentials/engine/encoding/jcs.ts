/** JSON Canonicalization Scheme (RFC 8785): the one text of a JSON value. */
import type { Json } from '../types.js';
import { EncodingError } from './encoding-error.js';

/** @throws EncodingError for a number that JSON cannot write, or half a character. */
export function canonicalize(value: Json): string {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(',')}]`;
  if (typeof value !== 'object') throw new EncodingError(`A value of type ${typeof value} cannot be written as JSON.`);
  // Sorted by UTF-16 units, as the scheme asks (§3.2.3), which is the order of `sort()` without an argument.
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${textOf(name)}:${canonicalize(value[name]!)}`).join(',')}}`;
}

/** JSON.stringify escapes exactly what the scheme asks to (§3.2.2.2), but lets half a character pass as an escape. */
function textOf(text: string): string {
  if (!text.isWellFormed()) throw new EncodingError('A text holds half of a character (a lone surrogate).');
  return JSON.stringify(text);
}

function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new EncodingError(`${value} is not a number that JSON can write.`);
  return JSON.stringify(value);
}
