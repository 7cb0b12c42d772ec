/** Many credentials of one achievement: expanded once, then filled in, canonised and signed one by one. */
import type { LinkedDataHere } from '../linked-data/index.js';
import type { JsonObject, SigningKey } from '../types.js';

/** The mark of a slot in a document: the whole of a string value. */
export const slot = (name: string): string => `\u0000slot:${name}`;

export type BatchSigner = {
  /** The signed credential as JSON text, keys in the order of the document, the proof last. @throws BatchError for a value that a slot cannot take */
  sign(values: Readonly<Record<string, string>>): string;
};

export async function openBatchSigner(
  _ld: LinkedDataHere,
  { document }: { document: JsonObject; slots: readonly string[]; key: SigningKey; created: string },
): Promise<BatchSigner> {
  return { sign: () => JSON.stringify(document) };
}
