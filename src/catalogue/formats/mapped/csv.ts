/**
 * Comma-separated values (RFC 4180 and its looser kin), row by row from text in pieces. Broken quoting costs the row in which
 * it stands, not the file: where a quote is never closed, reading begins again at the line after the one that opened it.
 */

export type CsvUnit = { cells: string[] } | { refused: string };
export type CsvLimits = {
  /** Found from the first line when absent: the comma, semicolon, tab or bar that stands there most often. */
  delimiter?: string;
  /** Longest row in characters. Default 10 million. */
  maxLength?: number;
};

const LONGEST = 10_000_000;
const MAX_CELLS = 2000;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

export async function* readCsv(pieces: AsyncIterable<string>, limits: CsvLimits = {}): AsyncGenerator<CsvUnit[]> {
  const splitter = new CsvSplitter(limits);
  for await (const piece of pieces) yield splitter.push(piece);
  yield splitter.end();
}

/** The same for a text at hand. */
export function splitCsv(text: string, limits: CsvLimits = {}): CsvUnit[] {
  const splitter = new CsvSplitter(limits);
  return [...splitter.push(text), ...splitter.end()];
}

class CsvSplitter {
  private text = '';
  private delimiter: number | null;
  private readonly maxLength: number;
  /** An unfinished row is only tried again when its text has doubled, so that a long field is not read over and over. */
  private tryAt = 0;
  private ended = false;
  /** What was dropped had no line end yet: up to the next one, all belongs to it. */
  private dropping = false;
  private at = 0;
  private out: CsvUnit[] = [];

  constructor({ delimiter, maxLength = LONGEST }: CsvLimits) {
    this.delimiter = delimiter?.charCodeAt(0) ?? null;
    this.maxLength = maxLength;
  }

  push(piece: string): CsvUnit[] {
    this.text += piece;
    if (this.text.length < this.tryAt) return [];
    return this.readRows();
  }

  end(): CsvUnit[] {
    this.ended = true;
    return this.readRows();
  }

  private readRows(): CsvUnit[] {
    this.out = [];
    this.at = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.delimiter ??= delimiterOf(this.text, this.ended);
    if (this.dropping) this.dropLine(0);
    if (this.delimiter !== null) while (this.at < this.text.length && this.readRow(this.delimiter));
    this.text = this.text.slice(this.at);
    this.tryAt = Math.min(this.text.length * 2, this.maxLength + 1);
    return this.out;
  }

  /** True: a row, or a refusal, was taken from the text. False: more text is needed. */
  private readRow(delimiter: number): boolean {
    const start = this.at;
    const row = this.scan(delimiter);
    if (row === 'unfinished') {
      if (this.ended) return this.refuseLine(start, 'a quote is opened and never closed');
      if (this.text.length - start > this.maxLength) return this.refuseLine(start, tooLong(this.maxLength));
      this.at = start;
      return false;
    }
    if (typeof row === 'string') return this.refuseLine(start, row);
    if (this.at - start > this.maxLength) this.out.push({ refused: tooLong(this.maxLength) });
    else if (row.length > 1 || row[0]?.trim()) this.out.push({ cells: row });
    return true;
  }

  /** The cells of the row at `at`, which moves behind it; else what is wrong with the row. */
  private scan(delimiter: number): string[] | string {
    const { text } = this;
    const cells: string[] = [];
    for (;;) {
      const cell = text.charCodeAt(this.at) === QUOTE ? this.quoted() : this.plain(delimiter);
      if (cell === null) return 'unfinished';
      cells.push(cell);
      if (cells.length > MAX_CELLS) return `more than ${MAX_CELLS} cells`;
      const next = text.charCodeAt(this.at);
      if (next === delimiter) {
        this.at += 1;
        continue;
      }
      if (next === RETURN && Number.isNaN(text.charCodeAt(this.at + 1)) && !this.ended) return 'unfinished';
      if (next === RETURN && text.charCodeAt(this.at + 1) === NEWLINE) this.at += 2;
      else if (next === NEWLINE || next === RETURN) this.at += 1;
      else if (!Number.isNaN(next)) return 'words stand behind a closing quote';
      else if (!this.ended) return 'unfinished';
      return cells;
    }
  }

  /** Quotes inside an unquoted cell are words. */
  private plain(delimiter: number): string | null {
    const { text } = this;
    const start = this.at;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === NEWLINE || (code === RETURN && text.charCodeAt(at + 1) === NEWLINE)) {
        this.at = at;
        return text.slice(start, at);
      }
    }
    if (!this.ended) return null;
    this.at = text.length;
    return text.slice(start).replace(/\r$/, '');
  }

  private quoted(): string | null {
    const { text } = this;
    const start = this.at + 1;
    let doubled = false;
    for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 2)) {
      if (text.charCodeAt(at + 1) === QUOTE) {
        doubled = true;
        continue;
      }
      if (at + 1 >= text.length && !this.ended) return null;
      this.at = at + 1;
      const cell = text.slice(start, at);
      return doubled ? cell.replaceAll('""', '"') : cell;
    }
    return null;
  }

  /** Gives up the row and goes on at the line after its first. */
  private refuseLine(start: number, reason: string): boolean {
    this.out.push({ refused: reason });
    this.dropLine(start);
    return true;
  }

  private dropLine(start: number): void {
    const end = this.text.indexOf('\n', start);
    this.at = end === -1 ? this.text.length : end + 1;
    this.dropping = end === -1;
  }
}

function tooLong(length: number): string {
  return `longer than ${length / 1e6} million characters`;
}

/** A first line longer than this is judged by its beginning. */
const JUDGED = 100_000;

/**
 * Counted outside quotes in the first line; a comma where none stands there. Null: the first line may go on in what is not
 * there yet, so that a file in small pieces is read as it would be whole.
 */
export function delimiterOf(text: string, isWhole = true): number | null {
  const counts = new Map([',', ';', '\t', '|'].map((sign) => [sign.charCodeAt(0), 0]));
  let quoted = false;
  let isFirstLineThere = isWhole || text.length >= JUDGED;
  for (let at = 0; at < text.length && at < JUDGED; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (!quoted && (code === NEWLINE || code === RETURN)) {
      isFirstLineThere = true;
      break;
    } else if (!quoted && counts.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  if (!isFirstLineThere) return null;
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] > 0 ? best[0] : 44;
}
