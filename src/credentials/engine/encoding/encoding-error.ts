/** Text or bytes that are not what they should be: what is wrong, and where. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}
