/** The columns of a provider's own table: those of the form, and its identifier. One row a course; further rows for further runs. */
import {
  COURSE_FIELDS,
  type CourseField,
  LIST_FIELDS,
  RUN_FIELDS,
  type RunField,
} from '../../rules/publishing/index.js';

export const ID = 'id';
export const COLUMNS: readonly string[] = [ID, ...COURSE_FIELDS, ...RUN_FIELDS];

/** Taken too, as tables of other makers have them: they are put into the columns above. */
export const ALSO_TAKEN = ['provider', 'currency', 'certificate_price'] as const;

/** Cells by column, with the number that a spreadsheet gives the row: the header is row 1. */
export type NumberedRow = { row: number; cells: Record<string, string> };
export type TableFault = { row: number; column: string; message: string };

/**
 * A spreadsheet runs what begins with one of these signs. An apostrophe before it makes it words; one is added and one taken
 * away, so that a table that comes back says what it said.
 */
const FORMULA = /^'*[=+\-@\t\r\n]/;
const NEUTRALISED = /^'+[=+\-@\t\r\n]/;

export function neutralised(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function plainCell(cell: string): string {
  return NEUTRALISED.test(cell) ? cell.slice(1) : cell;
}

/** Entries of a list stand behind semicolons where none of them holds one, else a line each. */
export function toCell(field: CourseField | RunField, words: string): string {
  if (!LIST_FIELDS.has(field)) return words;
  const entries = words.split('\n');
  if (!/[;|]/.test(words)) return entries.join('; ');
  return entries.length > 1 ? words : `${words}\n`;
}

/** A cell with a line break is a list of lines; else semicolons and bars part its entries. */
export function fromCell(field: CourseField | RunField, cell: string): string {
  if (!LIST_FIELDS.has(field) || cell.includes('\n')) return cell;
  return cell
    .split(/[;|]/)
    .map((entry) => entry.trim())
    .filter(Boolean)
    .join('\n');
}
