/**
 * What a parser read becomes the catalogue: in batches, each one transaction. Killed at any moment and run again, the result
 * is that of one run: a batch is there whole or not at all, and a row that is there already is seen to be unchanged.
 */
import { hostOf, type OrganisationBrief, organisationByHost, resolveOrganisations } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  closeRun,
  countByInput,
  lockSource,
  openRun,
  type SourceFacts,
  saveSource,
  unlockSource,
} from '../queries/index.js';
import type { ImportReport } from '../schema.js';
import { type Batch, createBatcher, noteRefusal } from './batches.js';
import { addDifferences } from './differences.js';
import { importBatch, type Run, type Tally } from './import-batch.js';
import type { ImportReading } from './prepare-reading.js';
import { RollBack, writeInParts } from './transactions.js';
import { withdrawUnseen } from './withdraw-unseen.js';

/**
 * Where readings come from. `publisher`: whose source it is, by name, `publisherId` by id; both absent: the organisation at
 * the source's address.
 */
export type Source = {
  key: string;
  name: string;
  url?: string;
  publisher?: string;
  publisherId?: string;
  /** ISO day that the data is of. */
  dated?: string;
  licence?: string;
  /** A list that somebody else made of the provider's courses: nobody is its publisher. */
  secondHand?: boolean;
};

export type ImportOptions = {
  db: Db;
  source: Source;
  format: string;
  readings: AsyncIterable<ImportReading>;
  /** ISO day of this reading. */
  today: string;
  /** File name or address, for the report. */
  name?: string;
  /** Name of the input without dates: what was last seen in an input of this name and no longer is, is withdrawn. */
  input?: string;
  /** The input is all that the source has: whatever else it listed is withdrawn, in whichever input it was seen. */
  whole?: boolean;
  actor?: string;
  /** Does all and keeps nothing. */
  dryRun?: boolean;
  /** Withdraws even where that is more than a fifth of the source. */
  force?: boolean;
  /** Withdraws up to this many, even where that is more than a fifth of the source. */
  approved?: number;
  /** Reports what is not as it was, record by record. */
  differences?: boolean;
  /** The organisation that a reference (as JSON) means for certain, whoever else goes by the same name. */
  known?: (ref: string) => OrganisationBrief | undefined;
  onProgress?: (read: number) => void;
  /** Told whether the rows are mostly new: whoever reads them may then weave them too. */
  fresh?: Int32Array;
  signal?: AbortSignal;
};

/** Two imports of one source at once would each withdraw what the other has added. */
export class ImportBusy extends Error {
  override readonly name = 'ImportBusy';
  readonly exitCode = 2;
  readonly status = 409;
  constructor(source: string) {
    super(`Another import of the source "${source}" is running. Wait until it has ended, then try again.`);
  }
}

/** @throws ImportBusy while another import of the same source runs. */
export function importReadings(options: ImportOptions): Promise<ImportReport> {
  return options.db.connection().execute(async (connection) => {
    if (!(await lockSource(connection, options.source.key))) throw new ImportBusy(options.source.key);
    try {
      return options.dryRun ? await rehearse(options) : await perform(options, options.db);
    } finally {
      await unlockSource(connection, options.source.key);
    }
  });
}

/** The whole import in one transaction that is rolled back: what it reports is what would happen, exactly. */
async function rehearse(options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  try {
    return await options.db.transaction().execute(async (trx) => {
      const report = await perform(options, trx);
      throw new RollBack({ ...report, dryRun: true, tookMs: Math.round(performance.now() - started) });
    });
  } catch (error) {
    if (error instanceof RollBack) return error.result as ImportReport;
    throw error;
  }
}

async function perform(options: ImportOptions, db: Db): Promise<ImportReport> {
  const started = performance.now();
  const report = emptyReport(options.source.key, options.format, options.name ?? options.input ?? '');
  if (options.differences) report.differences = [];
  const source = await saveSource(db, await factsOf(options, db));
  const input = options.input ?? '';
  const runId = await openRun(db, {
    sourceId: source.id,
    format: options.format,
    input,
    actor: options.actor ?? 'operator',
  });
  const run: Run = {
    source,
    runId,
    input,
    today: options.today,
    report,
    organisations: new Map(),
    known: options.known,
  };
  try {
    const before = await countByInput(db, source.id, runId);
    if (options.fresh) Atomics.store(options.fresh, 0, before.length === 0 ? 1 : 0);
    const extent = await readAll(options, db, run);
    const { whole = false, force = false, approved = 0 } = options;
    await withdrawUnseen(db, run, { extent, before, whole, force, approved });
  } catch (error) {
    report.tookMs = Math.round(performance.now() - started);
    if (!options.dryRun) await closeRun(db, runId, 'failed', report).catch(() => {});
    throw error;
  }
  report.tookMs = Math.round(performance.now() - started);
  await closeRun(db, runId, report.stopped ? 'stopped' : 'done', report);
  return report;
}

/** A report of nothing yet. */
export function emptyReport(source: string, format: string, input: string): ImportReport {
  return {
    source,
    input,
    format,
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    withdrawn: 0,
    refused: 0,
    merged: 0,
    errors: [],
    tookMs: 0,
    fields: {},
    offerings: 0,
    organisations: 0,
    places: 0,
    notes: [],
  };
}

async function factsOf({ source, format }: ImportOptions, db: Db): Promise<SourceFacts> {
  return {
    key: source.key,
    name: source.name,
    url: source.url ?? null,
    format,
    publisherId: await publisherOf(source, db),
    dated: source.dated ?? null,
    licence: source.licence ?? null,
  };
}

async function publisherOf(source: Source, db: Db): Promise<string | null> {
  const { publisher, publisherId, url } = source;
  if (publisherId) return publisherId;
  if (publisher) {
    const resolve = (trx: Db) => resolveOrganisations(trx, [{ name: publisher }]);
    const [found] = db.isTransaction ? await resolve(db) : await db.transaction().execute(resolve);
    return found?.id ?? null;
  }
  const host = source.secondHand ? null : hostOf(url);
  return host === null ? null : ((await organisationByHost(db, host))?.id ?? null);
}

/** Reads the next batch while the database writes the one before. Returns how much of the source the input showed. */
async function readAll(options: ImportOptions, db: Db, run: Run): Promise<'whole' | 'broken' | 'delta'> {
  const batcher = createBatcher(run.report);
  let writing = Promise.resolve();
  for await (const reading of options.readings) {
    options.signal?.throwIfAborted();
    const batch = batcher.add(reading);
    if (!batch) continue;
    await writing;
    options.onProgress?.(run.report.read);
    writing = write(db, run, batch, options.fresh);
    // Its failure is met at the next `await`; until then it would count as unhandled.
    writing.catch(() => {});
  }
  await writing;
  await write(db, run, batcher.rest(), options.fresh);
  options.onProgress?.(run.report.read);
  return batcher.extent();
}

function write(db: Db, run: Run, batch: Batch, fresh?: Int32Array): Promise<void> {
  return writeInParts(
    db,
    batch,
    async (trx, part) => {
      try {
        return await importBatch(trx, run, part);
      } catch (error) {
        run.organisations.clear();
        throw error;
      }
    },
    (tally) => {
      addTally(run.report, tally);
      if (fresh) Atomics.store(fresh, 0, tally.added > tally.unchanged ? 1 : 0);
    },
    (at, reason) => noteRefusal(run.report, at, reason),
  );
}

function addTally(report: ImportReport, tally: Tally): void {
  for (const name of ['added', 'changed', 'unchanged', 'merged', 'withdrawn'] as const) report[name] += tally[name];
  for (const [field, times] of Object.entries(tally.fields)) report.fields[field] = (report.fields[field] ?? 0) + times;
  addDifferences(report, tally.differences);
}
