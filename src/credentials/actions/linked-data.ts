/** Linked data as Cairn uses it: pinned contexts, and the one that its own credentials carry inside. */
import { createLinkedData, type LinkedDataHere } from '../engine/linked-data/index.js';
import type { Contexts } from '../engine/types.js';
import { EXTENSION } from '../rules/extension.js';

/** In this thread: for what we sign ourselves. What strangers hand in goes through `openLinkedDataApart`. */
export function openLinkedData(contexts: Contexts): LinkedDataHere {
  return createLinkedData(contexts, [EXTENSION]);
}
