/** Objects without what is absent. */
import type { Json, JsonObject } from '../engine/types.js';

type Loose = Json | undefined | readonly Json[];

/** The same members in the same order, without those that are null, undefined, an empty list or an empty text. */
export function sparse(members: Readonly<Record<string, Loose>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => isThere(value))) as JsonObject;
}

function isThere(value: Loose): boolean {
  if (value === null || value === undefined || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}
