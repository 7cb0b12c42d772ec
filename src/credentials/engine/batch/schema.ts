/** Words of batches. */
import type { JsonObject, SigningKey } from '../types.js';

/** A document cannot be a template, or a value cannot be put into it. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  constructor(
    message: string,
    readonly slot: string | null = null,
  ) {
    super(message);
  }
}

export type BatchTemplate = {
  /** Unsigned. Slots stand where a whole string does, never in a key, a context or a type. */
  document: JsonObject;
  slots: readonly string[];
  key: SigningKey;
  /** `2026-11-23T08:00:00Z`, the same for all. */
  created: string;
};

export type BatchSigner = {
  /**
   * The signed credential as JSON text, keys in the order of the document, the proof last.
   * @throws BatchError for a value that is missing, or that a slot cannot take.
   */
  sign(values: Readonly<Record<string, string>>): string;
};
