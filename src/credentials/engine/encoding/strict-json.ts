/**
 * JSON from strangers. Two readers that read one text differently are how a signature comes to cover something else than what
 * is shown, so whatever JSON.parse would settle in silence is refused: the same name twice, half a character, `__proto__`.
 */
import type { Json } from '../types.js';
import { EncodingError } from './encoding-error.js';

export type JsonLimits = {
  mostBytes?: number;
  mostDepth?: number;
  /** Called for each number that cannot be held as it is written; it is kept as the nearest that can. */
  onChangedNumber?: (written: string, where: string) => void;
};

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_DEPTH = 100;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** @throws EncodingError naming line and column, for anything but one JSON value within the limits. */
export function parseStrictJson(text: string, limits: JsonLimits = {}): Json {
  const mostBytes = limits.mostBytes ?? MOST_BYTES;
  if (text.length > mostBytes || Buffer.byteLength(text) > mostBytes) {
    throw new EncodingError(`The JSON is larger than ${mostBytes} bytes.`);
  }
  if (!text.isWellFormed()) throw new EncodingError('The JSON holds half of a character (a lone surrogate).');
  inspect(text, limits);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new EncodingError(`This is not JSON: ${(error as Error).message.slice(0, 200)}.`);
  }
}

/** The text of bytes. @throws EncodingError where they are not UTF-8. A byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new EncodingError('This is not text: it is not valid UTF-8.');
  }
}

/** One pass over the tokens. It judges what JSON.parse would let pass, and leaves the grammar to it. */
function inspect(text: string, { mostDepth = MOST_DEPTH, onChangedNumber }: JsonLimits): void {
  /** The names seen in each open object; null for an open array. */
  const open: (Set<string> | null)[] = [];
  let expectsName = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > mostDepth)
        throw new EncodingError(`The JSON is more than ${mostDepth} levels deep, at ${placeOf(text, at)}.`);
      expectsName = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
      expectsName = false;
    } else if (character === ',') {
      expectsName = open.at(-1) instanceof Set;
    } else if (character === '"') {
      const end = endOfString(text, at);
      const value = stringAt(text, at, end);
      if (expectsName) keepName(value, open.at(-1)!, () => placeOf(text, at));
      expectsName = false;
      at = end;
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      at += inspectNumber(text, at, onChangedNumber) - 1;
    }
  }
}

/** The place of the closing quotation mark; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function stringAt(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  let value: string;
  try {
    value = JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw; // JSON.parse will say what is wrong with it.
  }
  if (!value.isWellFormed())
    throw new EncodingError(`Half of a character (a lone surrogate) stands at ${placeOf(text, start)}.`);
  return value;
}

function keepName(name: string, names: Set<string>, place: () => string): void {
  if (names.has(name))
    throw new EncodingError(`The name “${name.slice(0, 100)}” stands twice in one object, at ${place()}.`);
  if (name === '__proto__') throw new EncodingError(`The name “__proto__” is not accepted, at ${place()}.`);
  names.add(name);
}

/** @returns how many characters the number takes, at least one. */
function inspectNumber(text: string, at: number, onChanged: JsonLimits['onChangedNumber']): number {
  NUMBER.lastIndex = at;
  const written = NUMBER.exec(text)?.[0];
  if (written === undefined) return 1;
  const value = Number(written);
  if (!Number.isFinite(value)) throw new EncodingError(`The number at ${placeOf(text, at)} is too large.`);
  if (onChanged && decimalOf(written) !== decimalOf(String(value))) onChanged(written.slice(0, 40), placeOf(text, at));
  return written.length;
}

/** `-1.50e3` and `-1500` are both `-15e2`. */
function decimalOf(written: string): string {
  const [, sign, whole, part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written)!;
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(exponent) - part.length + digits.length - kept.length}`;
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}
