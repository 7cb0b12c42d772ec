/** A table of awards: rows become awards, and every fault is told by its row, as a spreadsheet numbers it, and its column. Pure. */
import { parse } from 'csv-parse/sync';
import { faultOfAward } from '../../rules/issuing/award-faults.js';
import type { AchievementDraft } from '../../schema/achievement.js';
import { GivenAward, type TableFault } from '../../schema/issuing.js';
import { dayOf, FaultyCell, webAddressOf } from './cells.js';
import { type Column, columnNames, columnOf } from './columns.js';

export { columnNames } from './columns.js';

export type AwardTable = {
  awards: GivenAward[];
  /** The row of each award. */
  rows: number[];
  faults: TableFault[];
  /** How many rows the faults leave out. */
  faulty: number;
  /** True of the whole table: columns that nobody reads. */
  notes: string[];
};

export const MOST_ROWS = 100_000;
const MOST_FAULTS = 1_000;

type Described = Pick<AchievementDraft, 'results'>;

/** Reads a table of comma-, semicolon- or tab-separated values, as spreadsheets save them. Never throws for what is in it. */
export function readAwardTable(bytes: Uint8Array, achievement: Described): AwardTable {
  const table: AwardTable = { awards: [], rows: [], faults: [], faulty: 0, notes: [] };
  const records = recordsOf(bytes, table);
  const [head, ...body] = records;
  if (!head || body.length === 0) {
    if (table.faults.length === 0)
      addFault(
        table,
        1,
        '',
        'The table holds no award. The first row names the columns; each further row is one person.',
      );
    return table;
  }
  const columns = head.cells.map((name) => columnOf(name, achievement));
  noteColumns(head.cells, columns, table);
  if (!columns.some((column) => column?.kind === 'email' || column?.kind === 'did')) {
    addFault(
      table,
      1,
      'e-mail',
      'The first row must hold the names of the columns, “e-mail” or “did” among them. Start from the template.',
    );
    return table;
  }
  if (body.length > MOST_ROWS) {
    addFault(table, 1, '', `The table holds ${body.length} rows. Send at most ${MOST_ROWS} at a time.`);
    return table;
  }
  const seen = new Map<string, number>();
  for (const { row, cells } of body) readRow(table, achievement, columns, { row, cells }, seen);
  return table;
}

type Record = { row: number; cells: string[] };

function recordsOf(bytes: Uint8Array, table: AwardTable): Record[] {
  const text = textOf(bytes);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0];
  try {
    const parsed: string[][] = parse(text, {
      delimiter: delimiter ?? ',',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 100_000,
    });
    // Rows are counted as a spreadsheet does, empty ones too.
    return parsed
      .map((record, at) => ({
        row: at + 1,
        cells: record.map((cell) => cell.toWellFormed().replaceAll('\0', '').trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    addFault(
      table,
      line,
      '',
      'The table cannot be read from this row on. A quotation mark that opens and never closes is the usual reason.',
    );
    return [];
  }
}

/** UTF-8, else what older spreadsheets write on Windows; UTF-16 where its mark says so. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function addFault(table: AwardTable, row: number, column: string, message: string): void {
  if (table.faults.length < MOST_FAULTS) table.faults.push({ row, column, message });
}

function noteColumns(names: readonly string[], columns: readonly (Column | null)[], table: AwardTable): void {
  const unknown = names
    .filter((name, at) => name !== '' && columns[at] === null)
    .map((name) => `“${name.slice(0, 60)}”`);
  if (unknown.length > 0) {
    table.notes.push(
      `Left out, because no column of ours is called so: ${unknown.slice(0, 20).join(', ')}${unknown.length > 20 ? ' and others' : ''}.`,
    );
  }
}

function readRow(
  table: AwardTable,
  achievement: Described,
  columns: readonly (Column | null)[],
  { row, cells }: Record,
  seen: Map<string, number>,
): void {
  const faults: [column: string, message: string][] = [];
  const given = awardOfCells(columns, cells, faults);
  const parsed = GivenAward.safeParse(given);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues.slice(0, 5)) {
      const column = nameOfPath(path.map(String));
      if (!faults.some(([told]) => told === column)) faults.push([column, sentenceOf(path.map(String), message)]);
    }
  } else {
    const unfit = faultOfAward(parsed.data, achievement);
    if (unfit) faults.push([nameOfPath(unfit.field.split('.')), unfit.message]);
    const { email, did } = parsed.data.recipient;
    const key = did ?? email ?? '';
    const first = seen.get(key);
    if (first !== undefined)
      faults.push([
        email ? 'e-mail' : 'did',
        `The same person stands in row ${first}. One award for each person; take one of the rows out.`,
      ]);
    else seen.set(key, row);
  }
  for (const [column, message] of faults) addFault(table, row, column, message);
  if (faults.length > 0 || !parsed.success) table.faulty += 1;
  else {
    table.awards.push(parsed.data);
    table.rows.push(row);
  }
}

type Loose = {
  recipient: { [name: string]: string };
  results: object[];
  evidence: { [name: string]: string };
  [name: string]: unknown;
};

function awardOfCells(
  columns: readonly (Column | null)[],
  cells: readonly string[],
  faults: [string, string][],
): object {
  const loose: Loose = { recipient: {}, results: [], evidence: {} };
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? '';
    if (!column || cell === '') continue;
    try {
      place(loose, column, cell);
    } catch (error) {
      if (!(error instanceof FaultyCell)) throw error;
      faults.push([column.name, error.message]);
    }
  }
  const { recipient, results, evidence, ...days } = loose;
  return {
    recipient,
    ...days,
    ...(results.length > 0 && { results }),
    ...(Object.keys(evidence).length > 0 && { evidence: [evidence] }),
  };
}

function place(loose: Loose, column: Column, cell: string): void {
  switch (column.kind) {
    case 'email':
    case 'name':
    case 'did':
      loose.recipient[column.kind] = cell;
      return;
    case 'day':
      loose[column.field] = dayOf(cell);
      return;
    case 'evidence':
      loose.evidence[column.field] = column.field === 'url' ? webAddressOf(cell) : cell;
      return;
    case 'result': {
      const level = column.levels.findIndex((name) => name.toLowerCase() === cell.toLowerCase());
      loose.results.push(
        level >= 0 ? { result: column.result, level: level + 1 } : { result: column.result, value: cell },
      );
    }
  }
}

const NAMES: { readonly [field: string]: string } = {
  email: 'e-mail',
  did: 'did',
  name: 'name',
  started: 'started',
  finished: 'finished',
  awarded: 'awarded',
  validFrom: 'valid from',
  validUntil: 'valid until',
};

/** What the table calls a member of an award. */
function nameOfPath([first = '', second = '', third = '']: readonly string[]): string {
  if (first === 'recipient') return NAMES[second] ?? 'e-mail';
  if (first === 'results') return `result ${second}`;
  if (first === 'evidence') return third === 'narrative' ? 'evidence' : `evidence ${third}`.trim();
  return NAMES[first] ?? '';
}

function sentenceOf([first, second]: readonly string[], message: string): string {
  if (first === 'recipient' && second === 'email')
    return 'This is not an e-mail address. It looks like name@example.org.';
  if (first === 'recipient' && second === 'did') return 'This is not a DID. It looks like did:key:z6Mk….';
  return /[.!]$/.test(message) ? message : `${message}.`;
}

const EXAMPLE: { readonly [name: string]: string } = {
  'e-mail': 'learner@example.org',
  name: 'Demo Learner',
  finished: '2026-11-20',
};

/** The row of column names, and one row as an example. */
export function awardTableTemplate(achievement: Described): string {
  const names = columnNames(achievement);
  const quoted = (text: string) => (/[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // A name that a spreadsheet would take for a formula stays text.
  const safe = (text: string) => quoted(/^[=+\-@]/.test(text) ? `'${text}` : text);
  return `${names.map(safe).join(',')}\r\n${names.map((name) => safe(EXAMPLE[name] ?? '')).join(',')}\r\n`;
}
