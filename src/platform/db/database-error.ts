/** The database cannot be used. The message is one sentence for the person at the terminal, with what to do about it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly exitCode = 2;
}
