/** Doing an errand, in a job: it says how far it is each second, stops when asked, and never ends without a word. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../../platform/db/index.js';
import type { Client } from '../../../platform/fetch/index.js';
import type { JobContext } from '../../../platform/jobs/index.js';
import {
  beginErrand,
  endErrand,
  errandFiles,
  findErrand,
  lockSource,
  lockWeaving,
  somePublished,
  tellProgress,
  unlockSource,
  withdrawListings,
} from '../../queries/index.js';
import type { Errand, ErrandProgress, ErrandReports, ImportReport } from '../../schema.js';
import { importInput } from '../import-input.js';
import { ImportBusy } from '../import-readings.js';
import { importTaxonomy } from '../import-taxonomy.js';
import { reweave } from '../weave-courses.js';
import { getSource } from './errands.js';

export type ErrandParts = { db: Db; client: Client; today: string };

/** Whoever asked for the errand asked it to stop. */
class StopAsked extends Error {}

type Doing = ErrandParts & { signal: AbortSignal; tell(progress: ErrandProgress): void };

/** Rejects only where this process is told to stop: the job then runs again. */
export async function doErrand(parts: ErrandParts, id: string, { signal, log }: JobContext): Promise<void> {
  const { db } = parts;
  if (!(await beginErrand(db, id))) return;
  const errand = (await findErrand(db, id)) as Errand;
  const stop = new AbortController();
  let latest: ErrandProgress | null = null;
  const look = async () => {
    if (await tellProgress(db, id, latest)) stop.abort(new StopAsked());
  };
  const timer = setInterval(() => void look().catch(() => {}), 1000);
  const doing = { ...parts, signal: AbortSignal.any([signal, stop.signal]), tell: told };
  function told(progress: ErrandProgress): void {
    latest = progress;
  }
  try {
    const reports = await withFiles(db, errand, (input) => perform(doing, errand, input));
    await endErrand(db, id, { state: 'done', reports, fault: null });
  } catch (error) {
    if (signal.aborted) throw error;
    const state = stop.signal.aborted ? 'stopped' : 'failed';
    const fault = state === 'stopped' ? null : faultOf(error);
    if (fault === UNKNOWN) log.error({ err: error, errand: id }, 'an errand failed');
    await tellProgress(db, id, latest);
    await endErrand(db, id, { state, reports: null, fault });
  } finally {
    clearInterval(timer);
  }
}

const UNKNOWN =
  'It failed for a reason of Cairn’s own, which is in the log. Run it again; if it fails again, report it.';

/** Errors with a status or an exit code of their own are sentences for people; all others are for the log. */
function faultOf(error: unknown): string {
  const isTold = error instanceof Error && ('status' in error || 'exitCode' in error);
  return isTold ? error.message.replace(OUR_FOLDER, 'what was sent') : UNKNOWN;
}

/** Where the files lay is nobody's concern. */
const OUR_FOLDER = /\S*cairn-errand-\w+[\\/]sent[\\/]?/g;

/** The files of an errand in a folder of their own, while it is done. `input` is a path or an address. */
async function withFiles<T>(db: Db, errand: Errand, work: (input: string) => Promise<T>): Promise<T> {
  if (errand.address !== null) return work(errand.address);
  const folder = await mkdtemp(join(tmpdir(), 'cairn-errand-'));
  // Names of folders are read for dates, so the one that is seen has a name of words.
  const files = join(folder, 'sent');
  try {
    await mkdir(files);
    for await (const { name, content } of errandFiles(db, errand.id)) await writeFile(join(files, name), content);
    const [only, ...more] = errand.files;
    return await work(errand.kind === 'import' && only && more.length === 0 ? join(files, only) : files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function perform(doing: Doing, errand: Errand, input: string): Promise<ErrandReports> {
  switch (errand.kind) {
    case 'import':
      return { kind: 'import', imports: await importAll(doing, errand, input) };
    case 'taxonomy':
      return { kind: 'taxonomy', taxonomy: await loadTaxonomy(doing, input) };
    case 'withdrawal':
      return { kind: 'withdrawal', withdrawn: await withdrawSource(doing, errand.source ?? '') };
  }
}

async function importAll({ db, client, today, signal, tell }: Doing, errand: Errand, input: string) {
  const { source, format, dryRun, force, address } = errand;
  const reports: ImportReport[] = [];
  const asked = {
    db,
    client,
    today,
    signal,
    input,
    dryRun,
    force,
    actor: 'staff',
    differences: true,
    onProgress: (progress: ErrandProgress) => tell({ ...progress, name: address ?? progress.name }),
    ...(source === null ? {} : { source }),
    ...(format === null ? {} : { format }),
  };
  for await (const report of importInput(asked)) reports.push(address === null ? withoutPath(report, input) : report);
  return reports;
}

function withoutPath(report: ImportReport, folder: string): ImportReport {
  return report.input === folder ? { ...report, input: 'the files that were sent' } : report;
}

async function loadTaxonomy({ db, signal, tell }: Doing, folder: string) {
  const { read, refused, tables, errors, tookMs } = await importTaxonomy({
    db,
    folder,
    signal,
    onProgress: (name, rows) => tell({ name, done: 0, size: null, read: rows }),
  });
  return { read, refused, tables, errors, tookMs };
}

const BATCH = 500;

/** Withdraws all that a source lists, a batch a transaction. Returns how many listings that was. */
function withdrawSource({ db, today, signal, tell }: Doing, key: string): Promise<number> {
  return db.connection().execute(async (connection) => {
    const source = await getSource(connection, key);
    if (!(await lockSource(connection, key))) throw new ImportBusy(key);
    try {
      for (let withdrawn = 0; ; ) {
        signal.throwIfAborted();
        const ids = await somePublished(db, source.id, BATCH);
        if (ids.length === 0) return withdrawn;
        await db.transaction().execute(async (trx) => {
          await lockWeaving(trx);
          await reweave(trx, today, await withdrawListings(trx, ids));
        });
        withdrawn += ids.length;
        tell({ name: source.name, done: 0, size: null, read: withdrawn });
      }
    } finally {
      await unlockSource(connection, key);
    }
  });
}
