/**
 * Small checks from which the shapes of xAPI are put together. Each takes a value and its place, and throws an XapiError
 * that begins with the place: `statements[3].actor.mbox`. Names that xAPI does not know are refused, and null everywhere
 * but in extensions (Data 2.2).
 */
import { XapiError } from '../schema/index.js';
import { isIri, isLanguage } from './texts.js';

export type Check = (value: unknown, at: string) => void;
export type Plain = Record<string, unknown>;

export function fault(at: string, words: string): never {
  throw new XapiError(400, `${at}: ${words}`);
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these properties and no others. `also` looks at it as a whole when each part is right. */
export function object(
  parts: Record<string, Check>,
  required: readonly string[] = [],
  also?: (value: Plain, at: string) => void,
): Check {
  const checks = new Map(Object.entries(parts));
  return (value, at) => {
    if (!isPlain(value)) fault(at, 'must be an object.');
    for (const name of Object.keys(value)) {
      const check = checks.get(name);
      const place = `${at}.${name}`;
      if (!check) fault(place.slice(0, 300), 'is no property that xAPI knows here. Names are case-sensitive.');
      if (value[name] === null) fault(place, 'must not be null. Leave it out.');
      check(value[name], place);
    }
    for (const name of required) if (!(name in value)) fault(at, `must have "${name}".`);
    also?.(value, at);
  };
}

export function listOf(check: Check, least = 0): Check {
  return (value, at) => {
    if (!Array.isArray(value)) fault(at, 'must be an array.');
    if (value.length < least) fault(at, `must hold at least ${least}.`);
    value.forEach((part, index) => {
      check(part, `${at}[${index}]`);
    });
  };
}

export const text: Check = (value, at) => {
  if (typeof value !== 'string') fault(at, 'must be a string.');
};

/** A string of a form; `what` completes “must be …”. */
export function textOf(isRight: (value: string) => boolean, what: string): Check {
  return (value, at) => {
    if (typeof value !== 'string' || !isRight(value)) fault(at, `must be ${what}.`);
  };
}

export function oneOf(...words: readonly string[]): Check {
  return textOf((value) => words.includes(value), words.map((word) => `"${word}"`).join(' or '));
}

export const yesOrNo: Check = (value, at) => {
  if (typeof value !== 'boolean') fault(at, 'must be true or false, without quotation marks.');
};

export const number: Check = (value, at) => {
  if (typeof value !== 'number') fault(at, 'must be a number, without quotation marks.');
};

export const wholeNumber: Check = (value, at) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) fault(at, 'must be a whole number from 0.');
};

/** Names are IRIs, values anything at all. */
export const extensions: Check = (value, at) => {
  if (!isPlain(value)) fault(at, 'must be an object.');
  for (const name of Object.keys(value))
    if (!isIri(name)) fault(at, `"${name.slice(0, 200)}" must be an IRI, as every name of an extension is.`);
};

/** Names are languages (RFC 5646), values texts. */
export const languageMap: Check = (value, at) => {
  if (!isPlain(value)) fault(at, 'must be an object with a text for each language.');
  for (const [language, words] of Object.entries(value)) {
    if (!isLanguage(language)) fault(at, `"${language.slice(0, 100)}" is no language of RFC 5646, such as en-GB.`);
    if (typeof words !== 'string') fault(`${at}.${language}`, 'must be a string.');
  }
};
