/** Patterns for PostgreSQL's `~*` (advanced regular expressions). */

/**
 * Finds any of these words where they stand alone: "Jo" not in "Join", and `ann@example.org` neither in
 * `jo.ann@example.org` nor in `ann@example.org.uk`. Whatever the words are made of, they mean themselves.
 */
export function standingAlone(words: readonly string[]): string {
  return words
    .map((word) => (word.includes('@') ? addressAlone(word) : `(?<![[:alnum:]])${literal(word)}(?![[:alnum:]])`))
    .join('|');
}

function addressAlone(address: string): string {
  return `(?<![[:alnum:]._%+-])${literal(address)}(?![[:alnum:]-]|\\.[[:alnum:]])`;
}

function literal(word: string): string {
  return word.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
