/** What can be set on a page: plain data, so that a thread of its own can draw it. */

/** A document in one column of an A4 page. Texts are plain; what no font holds is shown as a box. */
export type PdfDocument = {
  title: string;
  /** BCP 47, of all its words: `en-GB`. */
  language: string;
  created: Date;
  blocks: readonly PdfBlock[];
};

export type PdfBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string; most?: number }
  /** `most`: lines; what is longer ends in an ellipsis. `href`: the text leads there. */
  | { kind: 'text'; text: string; quiet?: boolean; strong?: boolean; most?: number; href?: string }
  | PdfTable
  /** A line across, for the eye alone. */
  | { kind: 'rule' };

/** Rows of cells under one another. The first cell of a row is its heading. */
export type PdfTable = {
  kind: 'table';
  /** Names of the columns; shown where `headed`, read aloud always. */
  columns: readonly { name: string /** Of the whole width, together 1. */; share: number }[];
  headed?: boolean;
  rows: readonly (readonly PdfCell[])[];
  /** Lines of a cell at most. */
  most?: number;
};

/** A cell: words, or a bar from 0 to 1 of which `low` is sure and the rest up to `high` may be; `said` is the bar in words. */
export type PdfCell = string | { low: number; high: number; said: string };

/** No page was drawn: there was no room or no time. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly status: 422 | 503;
  constructor(message: string, status: 422 | 503) {
    super(message);
    this.status = status;
  }
}
