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
  /** Where the fault is `status`: what was answered. `retryAfter`: the header as it came (RFC 9110 §10.2.3). */
  readonly answered: { status: number; retryAfter?: string } | undefined;
  constructor(
    readonly fault: FetchFault,
    message: string,
    { answered, ...options }: ErrorOptions & { answered?: { status: number; retryAfter?: string } } = {},
  ) {
    super(message, options);
    this.answered = answered;
  }
}
