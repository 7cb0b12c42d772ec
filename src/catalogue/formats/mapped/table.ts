/** Rows of a table under its header, whatever its quoting, charset or delimiter. */
import { decodeText } from '../readers/decode.js';
import { type CsvUnit, readCsv, splitCsv } from './csv.js';

/** Cells by column name; in a JSON list, the members of an object. */
export type Row = Record<string, unknown>;
export type TableUnit =
  | { type: 'row'; at: string; row: Row }
  | { type: 'refused'; at: string; reason: string }
  | { type: 'note'; at: string; message: string };

/** The column names in the first line of a sample, tidied; empty where it is no table. */
export function headerOf(head: string, folded?: boolean): string[] {
  const text = head.replaceAll('\0', '').replace(/^(?:\ufeff|\ufffd{2}|ÿþ|þÿ|ï»¿)/, '');
  const line = text.slice(0, 20_000).split(/\r?\n/, 1)[0] ?? '';
  const [unit] = splitCsv(`${line}\n`);
  return unit && 'cells' in unit ? unit.cells.map((cell) => columnName(cell, folded)) : [];
}

function columnName(cell: string, folded?: boolean): string {
  const name = cell.slice(0, 200).replace(/\s+/g, ' ').trim();
  return folded ? name.toLowerCase().replace(/[ -]/g, '_') : name;
}

/**
 * Rows with their number, the header not counted. Refused: a row with fewer or more cells than the header, one that repeats
 * the header, and one whose quoting is broken; lines of the wrong width right behind a broken row are counted as its rest.
 */
export async function* readTable(input: AsyncIterable<Uint8Array>, folded?: boolean): AsyncGenerator<TableUnit[]> {
  const { pieces, notes } = decodeText(input);
  const table = new Table(folded);
  for await (const units of readCsv(pieces)) yield table.take(units);
  if (!table.header) yield [{ type: 'note', at: 'row 0', message: 'the table is empty' }];
  yield notes.map((message) => ({ type: 'note', at: 'row 0', message }));
}

class Table {
  header: string[] | null = null;
  private number = 0;
  private afterBroken = false;
  private readonly folded: boolean | undefined;

  constructor(folded?: boolean) {
    this.folded = folded;
  }

  take(units: CsvUnit[]): TableUnit[] {
    return units.flatMap((unit) => this.takeOne(unit) ?? []);
  }

  private takeOne(unit: CsvUnit): TableUnit | null {
    if ('refused' in unit) return this.refuseBroken(unit.refused);
    if (!this.header) {
      this.header = unit.cells.map((cell) => columnName(cell, this.folded));
      return null;
    }
    const { cells } = unit;
    if (cells.length !== this.header.length) {
      if (this.afterBroken) return null;
      return this.refuse(`has ${cells.length} cells where the header has ${this.header.length}`);
    }
    this.afterBroken = false;
    if (repeatsHeader(cells, this.header)) return this.refuse('repeats the header');
    this.number += 1;
    return { type: 'row', at: `row ${this.number}`, row: rowOf(this.header, cells) };
  }

  private refuseBroken(reason: string): TableUnit | null {
    if (this.afterBroken) return null;
    this.afterBroken = true;
    return this.refuse(reason);
  }

  private refuse(reason: string): TableUnit {
    this.number += 1;
    return { type: 'refused', at: `row ${this.number}`, reason };
  }
}

/** Two cells and more than half of the filled ones say what the header says there. */
function repeatsHeader(cells: string[], header: string[]): boolean {
  let same = 0;
  let filled = 0;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as string;
    if (cell === '') continue;
    filled += 1;
    const name = header[at] as string;
    if (cell.length >= name.length && cell.length <= name.length + 4 && isNamed(cell, name)) same += 1;
  }
  return same >= 2 && same * 2 > filled;
}

function isNamed(cell: string, name: string): boolean {
  return cell === name || columnName(cell).toLowerCase() === name.toLowerCase().replaceAll('_', ' ');
}

function rowOf(header: string[], cells: string[]): Row {
  const row: Row = {};
  for (let at = 0; at < cells.length; at++) row[header[at] as string] = cells[at];
  return row;
}
