/** Words of an assignment, counted. Pure. */

/** What stands between spaces and has a letter or a digit: hyphenated words are one, a dash alone is none. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;
}

/** As it is kept: line ends of one kind, nothing that no text holds. */
export function tidyWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trimEnd();
}
