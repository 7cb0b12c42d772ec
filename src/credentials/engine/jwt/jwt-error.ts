/** A token that is refused before, or by, its signature: what is wrong. */
export type JwtFault = 'malformed' | 'algorithm' | 'header' | 'signature' | 'claims';
export class JwtError extends Error {
  override readonly name = 'JwtError';
  constructor(
    readonly fault: JwtFault,
    message: string,
  ) {
    super(message);
  }
}
