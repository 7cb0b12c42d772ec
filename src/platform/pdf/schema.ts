/** What can be set on a page: plain data, so that a thread of its own can draw it. */

/** A document in one column of an A4 page. Texts are plain; what no font holds is shown as a box. */
export type PdfDocument = {
  title: string;
  /** BCP 47, of all its words: `en-GB`. */
  language: string;
  created: Date;
  blocks: readonly PdfBlock[];
  /** Files that travel inside the document: associated files of PDF 2.0 and PDF/A-3, byte for byte. */
  attachments?: readonly PdfAttachment[];
};

export type PdfAttachment = {
  /** As a reader lists it: `credential.json`. */
  name: string;
  mediaType: string;
  /** What it is, in words. */
  description: string;
  /** What the page is to it: the page is drawn from a source; data supports what the page says. */
  relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement';
  bytes: Uint8Array;
};

export type PdfBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string; most?: number }
  /** `most`: lines; what is longer ends in an ellipsis. `href`: the text leads there. */
  | { kind: 'text'; text: string; quiet?: boolean; strong?: boolean; most?: number; href?: string }
  | PdfTable
  /** A QR code of a text, `side` points wide, with words at its right. `said`: what it leads to, for who cannot see it. */
  | { kind: 'qr'; text: string; said: string; side: number; beside?: readonly PdfBlock[] }
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
