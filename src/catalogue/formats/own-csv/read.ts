/**
 * A provider's own table: rows become courses by the rules of the form, and every fault is told by its row, as a spreadsheet
 * numbers it, and its column. Pure; rests between rows, so that a long table does not hold up others.
 */
import { setImmediate } from 'node:timers/promises';
import { aliasKey } from '../../../organisations/index.js';
import { type Faults, recordOfForm } from '../../rules/publishing/index.js';
import type { CourseRecord, OrganisationRef } from '../../schema.js';
import { type Row, readTable } from '../mapped/table.js';
import { ALSO_TAKEN, COLUMNS, ID, type NumberedRow, plainCell, type TableFault } from './columns.js';
import { type GatheredCourse, gatherCourses } from './gather.js';

export type TableCourse = { row: number; record: CourseRecord };
export type OwnTable = {
  courses: TableCourse[];
  faults: TableFault[];
  /** How many courses the faults leave out. */
  faulty: number;
  /** True of the whole table: columns that nobody reads. */
  notes: string[];
};

export const MOST_COURSES = 5_000;
const MOST_ROWS = 20_000;
const MOST_FAULTS = 1_000;
const ROWS_BEFORE_REST = 50;

export async function readOwnTable(bytes: Uint8Array, provider: OrganisationRef): Promise<OwnTable> {
  const table: OwnTable = { courses: [], faults: [], faulty: 0, notes: [] };
  const rows = await readRows(bytes, table);
  if (rows.length === 0) {
    if (table.faults.length === 0)
      table.faults.push({ row: 1, column: 'title', message: 'The table holds no course.' });
    return table;
  }
  noteColumns(rows[0]?.cells ?? {}, table);
  if (!('title' in (rows[0]?.cells ?? {}))) {
    table.faults.push({
      row: 1,
      column: 'title',
      message: 'The first row must hold the names of the columns, “title” among them. Start from the template.',
    });
    return table;
  }
  const gathered = gatherCourses(rows, provider);
  if (gathered.length > MOST_COURSES) {
    const message = `The table holds ${gathered.length} courses. Send at most ${MOST_COURSES} at a time.`;
    table.faults.push({ row: 1, column: ID, message });
    return table;
  }
  await readCourses(gathered, provider, table);
  table.faults.sort((a, b) => a.row - b.row);
  return table;
}

async function readRows(bytes: Uint8Array, table: OwnTable): Promise<NumberedRow[]> {
  const rows: NumberedRow[] = [];
  for await (const units of readTable(inPieces(bytes), true)) {
    await setImmediate();
    for (const unit of units) {
      if (unit.type === 'note') {
        if (unit.message !== 'the table is empty')
          table.notes.push(`${unit.message.slice(0, 1).toUpperCase()}${unit.message.slice(1)}.`);
        continue;
      }
      const row = Number(unit.at.replace(/\D/g, '')) + 1;
      if (unit.type === 'refused') {
        addFault(table, { row, column: '', message: `This row cannot be read: ${unit.reason}.` });
        table.faulty += 1;
        continue;
      }
      const cells = cellsOf(unit.row);
      if (Object.values(cells).some((cell) => cell !== '')) rows.push({ row, cells });
      if (rows.length > MOST_ROWS) {
        addFault(table, { row, column: '', message: `Send at most ${MOST_ROWS} rows at a time.` });
        return [];
      }
    }
  }
  return rows;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 65_536;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function cellsOf(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, plainCell(String(value ?? '')).replace(/^[ \t]+|[ \t]+$/g, '')]),
  );
}

function addFault(table: OwnTable, fault: TableFault): void {
  if (table.faults.length < MOST_FAULTS) table.faults.push(fault);
}

const KNOWN = new Set<string>([...COLUMNS, ...ALSO_TAKEN]);

function noteColumns(cells: Record<string, string>, table: OwnTable): void {
  const unknown = Object.keys(cells).filter((name) => name !== '' && !KNOWN.has(name));
  if (unknown.length === 0) return;
  const named = unknown.slice(0, 20).map((name) => `“${name}”`);
  const rest = unknown.length > 20 ? ` and ${unknown.length - 20} more` : '';
  table.notes.push(`Left out, because no column of ours is called so: ${named.join(', ')}${rest}.`);
}

async function readCourses(
  gathered: readonly GatheredCourse[],
  provider: OrganisationRef,
  table: OwnTable,
): Promise<void> {
  for (const [at, course] of gathered.entries()) {
    if (at % ROWS_BEFORE_REST === 0) await setImmediate();
    const faults = [...course.faults, ...faultsOfProvider(course, provider)];
    const read = recordOfForm(course.form, { externalId: course.id, provider });
    if ('faults' in read) faults.push(...placed(read.faults, course));
    if (faults.length > 0) {
      table.faulty += 1;
      for (const fault of faults) addFault(table, fault);
    } else if ('record' in read) table.courses.push({ row: course.row, record: read.record });
  }
}

function faultsOfProvider({ row, provider: named }: GatheredCourse, provider: OrganisationRef): TableFault[] {
  if (named === '' || aliasKey(named) === aliasKey(provider.name)) return [];
  const message = `This table is for the courses of ${provider.name}. Leave the column empty, or take the row out.`;
  return [{ row, column: 'provider', message }];
}

/** Faults of the form, at the row and column where their words stand. */
function placed(faults: Faults, { row, runRows }: GatheredCourse): TableFault[] {
  return Object.entries(faults).map(([path, message]) => {
    const [, at, column] = /^runs\.(\d+)\.(.+)$/.exec(path) ?? [];
    return column ? { row: runRows[Number(at)] ?? row, column, message } : { row, column: path, message };
  });
}
