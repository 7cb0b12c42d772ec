/** A file from which no credential can be read, or into which none can be put: what is wrong and where, and what to do. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly status = 422;
  constructor(
    message: string,
    /** What to do now, a sentence. */
    readonly fix: string,
  ) {
    super(message);
  }
}
