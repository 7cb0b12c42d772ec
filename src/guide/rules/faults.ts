/** What was asked cannot be answered as it stands: a name that nobody knows, a place that is on no map. */
export class GuideFault extends Error {
  override readonly name = 'GuideFault';
  readonly status = 400;
  /** Path in the question, for the field at which it is shown: `recognition.bodies`. */
  readonly field: string;
  /** What is wrong and what to do, without the field. */
  readonly words: string;

  constructor(field: string, words: string) {
    super(`${field}: ${words}.`);
    this.field = field;
    this.words = words;
  }
}
