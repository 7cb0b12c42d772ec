/** Slots of a document: strings that stand for a value of each credential. */
import type { Json, JsonObject } from '../types.js';
import { BatchError } from './schema.js';

const MARK = '\u0000slot:';
const NAME = /^[A-Za-z][\w-]*$/;
/** In its place while the document is expanded: an address, as only those may stand where an id is due. */
const STAND_IN = 'urn:cairn-slot:';

/** The mark of a slot in a document: the whole of a string value. */
export const slot = (name: string): string => MARK + name;

/** @throws BatchError where a slot is unknown, unused, or anything but the whole of a value. */
export function checkSlots(document: JsonObject, slots: readonly string[]): void {
  const used = new Set<string>();
  for (const name of slots) if (!NAME.test(name)) throw new BatchError(`“${name}” is no name for a slot.`, name);
  look(document, false);
  for (const name of slots)
    if (!used.has(name)) throw new BatchError(`The slot ${name} is not used in the document.`, name);

  function look(value: Json, inContext: boolean): void {
    if (typeof value === 'string') {
      if (value.includes(STAND_IN)) throw new BatchError(`The document uses ${STAND_IN}, which is kept for slots.`);
      if (value.includes(MARK)) use(value, inContext);
    } else if (Array.isArray(value)) {
      for (const one of value) look(one, inContext);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) {
        if (key.includes(MARK)) throw new BatchError('A slot stands in the name of a member.');
        look(inner, inContext || key === '@context');
      }
    }
  }

  function use(value: string, inContext: boolean): void {
    const name = value.slice(MARK.length);
    if (slot(name) !== value || !slots.includes(name))
      throw new BatchError(`“${value.replace(MARK, 'slot:')}” is not a slot by itself, or not one that was named.`);
    if (inContext) throw new BatchError(`The slot ${name} stands in a context.`, name);
    used.add(name);
  }
}

/** The document with other strings in place of its slots. */
export function fillDocument(document: JsonObject, textOf: (name: string) => string): JsonObject {
  return fill(document) as JsonObject;

  function fill(value: Json): Json {
    if (typeof value === 'string') return value.startsWith(MARK) ? textOf(value.slice(MARK.length)) : value;
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  }
}

export const standIn = (name: string): string => STAND_IN + name;

/** The name of the slot whose stand-in a term is; null for any other. @throws BatchError where one is only a part of it. */
export function slotIn(text: string): string | null {
  if (!text.includes(STAND_IN)) return null;
  const name = text.slice(STAND_IN.length);
  if (standIn(name) !== text || !NAME.test(name))
    throw new BatchError('A slot comes out of the document as a part of something else.', name);
  return name;
}

/** JSON text with gaps: what stands between the slots, and their names. One text more than names. */
export function textAroundSlots(document: JsonObject): { texts: string[]; names: string[] } {
  const pieces = JSON.stringify(document).split(/"\\u0000slot:([\w-]+)"/);
  return { texts: pieces.filter((_, at) => at % 2 === 0), names: pieces.filter((_, at) => at % 2 === 1) };
}
