/** Why a status could not be found out. The names are those of Bitstring Status List 1.0 §3.3, `SHORT` for STATUS_LIST_LENGTH_ERROR. */
export type StatusFault = 'RANGE' | 'MALFORMED' | 'MISMATCH' | 'SHORT' | 'TOO_LARGE' | 'UNSUPPORTED';
export class StatusError extends Error {
  override readonly name = 'StatusError';
  constructor(
    readonly fault: StatusFault,
    message: string,
  ) {
    super(message);
  }
}
