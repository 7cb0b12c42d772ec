/** What is written: made plain when it arrives, cut into paragraphs and links when it is shown. */

export const MOST_CHARACTERS = 4000;

/**
 * Text as it is kept: line ends as \n, at most one empty line between paragraphs, without control characters and without
 * marks that turn the direction of what follows (they can make an address look like another).
 */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether there is anything to read: a letter, a figure or a picture sign. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
}

export type Piece = { text: string; href: string | null };

/** Paragraphs of lines of pieces: text, and bare addresses that may be followed. */
export function paragraphsOf(text: string): Piece[][][] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.split('\n').map(piecesOf));
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+/gi;

/** One line cut where addresses begin and end. Put together again, the pieces are the line. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const shown = withoutClosing(found);
    const href = addressOf(shown);
    if (href === null) continue;
    if (index > done) pieces.push({ text: line.slice(done, index), href: null });
    pieces.push({ text: shown, href });
    done = index + shown.length;
  }
  if (done < line.length) pieces.push({ text: line.slice(done), href: null });
  return pieces;
}

/** How many addresses a text leads to. */
export function linksIn(text: string): number {
  return text
    .split('\n')
    .flatMap(piecesOf)
    .filter(({ href }) => href !== null).length;
}

/** The stop or bracket that ends the sentence is not part of the address; a bracket that the address opened is. */
function withoutClosing(found: string): string {
  let end = found.length;
  let open = found.split('(').length - found.split(')').length;
  while (end > 0) {
    const last = found[end - 1] as string;
    if (last === ')') {
      if (open >= 0) break;
      open += 1;
    } else if (!".,;:!?'’]}*_".includes(last)) break;
    end -= 1;
  }
  return found.slice(0, end);
}

/** Null for what is no web address, and for one with a name or password in it, which only misleads. */
function addressOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.username === '' && url.password === '' && url.hostname.includes('.') ? url.href : null;
}

/** For comparing: case, spaces and marks do not make another text. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
