export type FetchFault =
  | 'address'
  | 'private'
  | 'unreachable'
  | 'redirects'
  | 'status'
  | 'too-large'
  | 'too-slow'
  | 'encoding';

/** Something outside could not be read. The message is a sentence for whoever gave the address. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly exitCode = 1;
  readonly status = 422;
  constructor(
    readonly fault: FetchFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
