/** What reading a file comes to. */

/** The file cannot be taken. The words say what is wrong and what to do. */
export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly status = 422;
}

/** A picture from the parts that draw it, and its size in points. */
export type Stripped = { bytes: Uint8Array; width: number; height: number };
