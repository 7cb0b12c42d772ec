/**
 * Loads ESCO from a folder of its CSV: skills, their other names and groups, occupations and what they need. Streamed into
 * staging tables and settled in one transaction: killed at any moment, nothing has happened; the same folder again changes
 * nothing. A row that is broken is refused with its place, and the rest goes on.
 */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { InputError } from '../../platform/commands/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  forgetUnknownParents,
  lockTaxonomy,
  openStage,
  settleStage,
  stageRows,
  TAXONOMY_TABLES,
  type TaxonomyCounts,
  type TaxonomyRow,
  type TaxonomyTable,
} from '../queries/index.js';
import { partsOfEsco, type TaxonomyPart, type TextRow } from '../rules/skills-esco.js';

export type TaxonomyReport = {
  taxonomy: 'ESCO';
  read: number;
  refused: number;
  tables: Record<TaxonomyTable, TaxonomyCounts>;
  errors: { at: string; reason: string }[];
  tookMs: number;
};

const BATCH = 2000;
const ERRORS_KEPT = 1000;
const MOST_REFUSED = 0.2;

export type TaxonomyOptions = {
  db: Db;
  folder: string;
  /** Stopped between two batches: nothing is kept. */
  signal?: AbortSignal;
  onProgress?: (file: string, rows: number) => void;
};

/**
 * @throws InputError where the folder lacks a file or a file its columns, or where more than a fifth of a file is broken:
 * then nothing is kept.
 */
export async function importTaxonomy(options: TaxonomyOptions): Promise<TaxonomyReport> {
  const started = performance.now();
  const parts = partsOfEsco();
  for (const { file } of parts) {
    if (!existsSync(join(options.folder, file))) {
      throw new InputError(`${options.folder} holds no ${file}. Give the folder with the CSV files of ESCO.`);
    }
  }
  const report = { read: 0, refused: 0, errors: [] as TaxonomyReport['errors'] };
  const tables = await options.db.transaction().execute(async (trx) => {
    await lockTaxonomy(trx);
    await openStage(trx);
    for (const part of parts) await readPart(trx, part, options, report);
    await forgetUnknownParents(trx);
    const counts: [TaxonomyTable, TaxonomyCounts][] = [];
    for (const table of TAXONOMY_TABLES) counts.push([table, await settleStage(trx, table)]);
    return Object.fromEntries(counts) as TaxonomyReport['tables'];
  });
  return { taxonomy: 'ESCO', ...report, tables, tookMs: Math.round(performance.now() - started) };
}

async function readPart(
  trx: Db,
  part: TaxonomyPart,
  { folder, signal, onProgress }: TaxonomyOptions,
  report: Pick<TaxonomyReport, 'read' | 'refused' | 'errors'>,
): Promise<void> {
  const staged = new Map<TaxonomyTable, TaxonomyRow[]>();
  let rows = 0;
  let refused = 0;
  const refuse = (reason: string) => {
    refused += 1;
    if (report.errors.length < ERRORS_KEPT) report.errors.push({ at: `${part.file}, row ${rows}`, reason });
  };
  const broken = (reason: string) => {
    rows += 1;
    refuse(reason);
  };
  for await (const row of rowsOf(join(folder, part.file), part, broken)) {
    signal?.throwIfAborted();
    rows += 1;
    const reading = part.read(row);
    if (typeof reading === 'string') {
      refuse(reading);
      continue;
    }
    for (const one of reading) {
      const waiting = staged.get(one.table) ?? [];
      staged.set(one.table, waiting);
      waiting.push(one.row);
      if (waiting.length >= BATCH) await stageRows(trx, one.table, waiting.splice(0));
    }
    if (rows % BATCH === 0) onProgress?.(part.file, rows);
  }
  for (const [table, waiting] of staged) await stageRows(trx, table, waiting);
  onProgress?.(part.file, rows);
  report.read += rows;
  report.refused += refused;
  if (rows === 0 || refused > rows * MOST_REFUSED) {
    const first = report.errors.at(-1);
    throw new InputError(
      `${part.file}: ${refused} of ${rows} rows cannot be read, so nothing was kept${first ? ` (${first.at}: ${first.reason})` : ''}.`,
    );
  }
}

async function* rowsOf(
  path: string,
  { file, columns }: TaxonomyPart,
  broken: (reason: string) => void,
): AsyncGenerator<TextRow> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      columns: (header: string[]) => {
        const lacking = columns.filter((column) => !header.includes(column));
        if (lacking.length > 0) throw new InputError(`${file} lacks the column ${lacking.join(', ')}.`);
        return header;
      },
      max_record_size: 1_000_000,
      skip_records_with_error: true,
      on_skip: (error) => {
        broken(error?.message ?? 'broken quoting');
        return undefined;
      },
    }),
  );
  for await (const row of parser as AsyncIterable<TextRow>) yield row;
}
