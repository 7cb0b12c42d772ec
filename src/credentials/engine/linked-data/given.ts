/** A document as it is handed to `jsonld`: its size looked at, and its own contexts told apart from those inside definitions of terms. */
import { type Json, type JsonObject, LinkedDataError } from '../types.js';

/** Far above any credential, and low enough that the rest of the work stays in the tenths of a second. */
const MOST_VALUES = 50_000;
const MOST_CHARACTERS = 4_000_000;
const MOST_DEPTH = 100;
const MOST_CONTEXTS = 2_000;
const MOST_CONTEXT_CHARACTERS = 100_000;

/**
 * A context that stands in a node of the document. A definition of a term may hold the very same context and there be allowed to redefine
 * protected terms, so what was worked out for one must not be kept for the other. `jsonld` does not look inside.
 */
export class Given {
  constructor(readonly context: Json) {}

  get [Symbol.toStringTag](): string {
    return 'Given';
  }

  /** `jsonld` copies documents, and whatever is neither array nor object by this. */
  toString(): string {
    return this as unknown as string;
  }

  /** In a JSON literal `@context` is a member like any other. */
  toJSON(): Json {
    return this.context;
  }
}

type Prepared = null | boolean | number | string | Prepared[] | Given | { [key: string]: Prepared };

/** @throws LinkedDataError for what is too large, too deep, or named so that it would change the prototype of objects. */
export function prepareDocument(document: JsonObject): Prepared {
  const left = { values: MOST_VALUES, characters: MOST_CHARACTERS, contexts: MOST_CONTEXTS };
  return prepare(document, 0);

  function prepare(value: Json, depth: number): Prepared {
    look(value, depth);
    if (Array.isArray(value)) return value.map((one) => prepare(one, depth + 1));
    if (value === null || typeof value !== 'object') return value;
    const copy: { [key: string]: Prepared } = {};
    for (const key of Object.keys(value)) {
      lookAtName(key, depth);
      copy[key] = key === '@context' ? give(value[key]!, depth + 1) : prepare(value[key]!, depth + 1);
    }
    return copy;
  }

  function give(context: Json, depth: number): Given {
    left.contexts -= 1;
    if (left.contexts < 0)
      throw new LinkedDataError('too-large', `The document has more than ${MOST_CONTEXTS} contexts.`);
    const before = left.characters;
    lookInside(context, depth);
    if (before - left.characters > MOST_CONTEXT_CHARACTERS)
      throw new LinkedDataError(
        'too-large',
        `A context of its own has more than ${MOST_CONTEXT_CHARACTERS} characters.`,
      );
    return new Given(context);
  }

  function lookInside(value: Json, depth: number): void {
    look(value, depth);
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value)) {
      lookAtName(key, depth);
      lookInside((value as JsonObject)[key]!, depth + 1);
    }
  }

  function lookAtName(name: string, depth: number): void {
    look(name, depth);
    // In a copy it would not be a member but the prototype.
    if (name === '__proto__') throw new LinkedDataError('invalid', 'The document uses the name __proto__.', name);
  }

  function look(value: Json, depth: number): void {
    left.values -= 1;
    if (left.values < 0) throw new LinkedDataError('too-large', `The document has more than ${MOST_VALUES} values.`);
    if (depth > MOST_DEPTH)
      throw new LinkedDataError('too-large', `The document is nested more than ${MOST_DEPTH} deep.`);
    if (typeof value !== 'string') return;
    left.characters -= value.length;
    if (left.characters < 0)
      throw new LinkedDataError('too-large', `The document has more than ${MOST_CHARACTERS} characters.`);
  }
}
