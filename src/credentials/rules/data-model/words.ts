/** What the rules of the data model are written with. */
import type { CheckName } from '../../schema/verification.js';

/** Where a document does not follow its data model: the check that tells it, and a sentence. */
export type Fault = { check: CheckName; message: string };

export type Fields = { readonly [key: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One or several, as a list; nothing where there is none. `null` is a value, and a wrong one. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** An absolute URL without a blank or a quotation mark in it (Verifiable Credentials 2.0 §4.4). */
export function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) && URL.canParse(value);
}

/** The types of an object that are texts. */
export function typesOf(value: unknown): string[] {
  return isFields(value) ? listOf(value.type).filter((type): type is string => typeof type === 'string') : [];
}

/** What stands there, short enough for a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `“${text.slice(0, 80)}${text.length > 80 ? '…' : ''}”`;
}
