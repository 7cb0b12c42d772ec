/** Courses by table: sent, looked at, and published only when somebody who saw what it would do says so. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { fingerprint, newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { type OwnTable, readOwnTable, writeOwnTable } from '../../formats/own-csv/index.js';
import {
  closeRun,
  deleteTableCheck,
  findTableCheck,
  forgetTables,
  insertTableCheck,
  lockPublisher,
  makeRoomForTable,
  openRun,
  otherSourcesOf,
  ownKeys,
  ownRecords,
  type TableCheck,
  takeRunNumber,
} from '../../queries/index.js';
import { CourseRecord, type ImportReport, NO_LISTS, type Reading } from '../../schema.js';
import { RollBack } from '../transactions.js';
import { type Publisher, requirePublisher } from './publisher.js';
import { OWN_FORMAT, ownSource, providerRef, stateReadings } from './stating.js';
import type { Moment } from './writing.js';

const KEPT_MS = 3_600_000;

/** The table was sent too long ago, or published already. */
export class TableGoneError extends Error {
  override readonly name = 'TableGoneError';
  readonly status = 410;
  constructor() {
    super('This table is no longer kept: it was published, or an hour has passed. Send it again.');
  }
}

/** The table cannot be published as it was asked. */
export class TableFaultError extends Error {
  override readonly name = 'TableFaultError';
  readonly status = 422;
}

/** Keeps a table for an hour. Returns the id under which it is looked at. */
export function sendTable(
  db: Db,
  actor: Actor,
  { organisation, name, content }: { organisation: string; name: string; content: Uint8Array },
  { now }: Moment,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, organisation, 'editor');
    await forgetOldTables(trx, now);
    await makeRoomForTable(trx, publisher.id);
    const id = newId();
    await insertTableCheck(trx, {
      id,
      organisationId: publisher.id,
      name: name.toWellFormed().replaceAll('\0', '').slice(0, 200),
      content: Buffer.from(content),
      contentHash: fingerprint(content),
      now,
    });
    return id;
  });
}

/** Nothing that was sent is kept for longer than it can be published. */
export function forgetOldTables(db: Db, now: Date): Promise<void> {
  return forgetTables(db, new Date(now.getTime() - KEPT_MS));
}

/** What publishing a course of the table would do. `others`: sources that list the same course. */
export type TableRow = {
  row: number;
  title: string;
  what: 'new' | 'changed' | 'unchanged';
  fields: string[];
  others: string[];
};
export type TablePreview = Pick<OwnTable, 'faults' | 'faulty' | 'notes'> & {
  id: string;
  name: string;
  hash: string;
  rows: TableRow[];
  /** Courses that the organisation states and that are not in the table. */
  absent: { externalId: string; title: string }[];
};

/** What publishing would come to, exactly: it is done and undone. @throws TableGoneError */
export async function previewTable(
  db: Db,
  actor: Actor,
  asked: { organisation: string; table: string },
  moment: Moment,
): Promise<TablePreview> {
  const publisher = await requirePublisher(db, actor, asked.organisation, 'editor');
  const check = await getTable(db, publisher, asked.table, moment);
  const table = await readOwnTable(check.content, providerRef(publisher));
  const before = new Map((await ownRecords(db, publisher.sourceKey)).map((record) => [record.externalId, record]));
  const others = await rehearsedOthers(db, publisher, table, moment);
  const present = new Set(table.courses.map(({ record }) => record.externalId));
  return {
    id: check.id,
    name: check.name,
    hash: check.contentHash,
    faults: table.faults,
    faulty: table.faulty,
    notes: table.notes,
    rows: table.courses.map(({ row, record }) => ({
      row,
      title: record.title,
      ...comparison(before.get(record.externalId), record),
      others: others.get(record.externalId) ?? [],
    })),
    absent: [...before.values()]
      .filter(({ externalId }) => !present.has(externalId))
      .map(({ externalId, title }) => ({ externalId, title })),
  };
}

async function getTable(db: Db, publisher: Publisher, id: string, { now }: Moment): Promise<TableCheck> {
  const since = new Date(now.getTime() - KEPT_MS);
  const check = await findTableCheck(db, { organisationId: publisher.id, id, since });
  if (!check) throw new TableGoneError();
  return check;
}

/** Which of the table's courses others list too, by identifier. */
async function rehearsedOthers(
  db: Db,
  publisher: Publisher,
  { courses }: OwnTable,
  { today }: Moment,
): Promise<Map<string, string[]>> {
  try {
    return await db.transaction().execute(async (trx) => {
      await lockPublisher(trx, publisher.id);
      await stateReadings(trx, publisher, readingsOf(courses), {
        runId: await takeRunNumber(trx),
        input: 'table',
        today,
      });
      throw new RollBack(await otherSourcesOf(trx, publisher.sourceKey));
    });
  } catch (error) {
    if (error instanceof RollBack) return error.result as Map<string, string[]>;
    throw error;
  }
}

function readingsOf(courses: OwnTable['courses']): Reading[] {
  return courses.map(({ row, record }) => ({ type: 'course', at: `row ${row}`, record }));
}

function comparison(before: CourseRecord | undefined, after: CourseRecord): Pick<TableRow, 'what' | 'fields'> {
  if (!before) return { what: 'new', fields: [] };
  const held = CourseRecord.parse({ ...NO_LISTS, ...before });
  const fields = (Object.keys(CourseRecord.shape) as (keyof CourseRecord)[]).filter(
    (field) => field !== 'raw' && canonical(held[field]) !== canonical(after[field]),
  );
  const same = fields.length === 0 && canonical(held.raw) === canonical(after.raw);
  return { what: same ? 'unchanged' : 'changed', fields };
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, one) =>
      one && typeof one === 'object' && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    ) ?? ''
  );
}

export type PublishTable = {
  organisation: string;
  table: string;
  /** Of the content that was looked at. */
  hash: string;
  /** Publish the rest although some rows have faults. */
  leaveOut: boolean;
  /** Withdraw what the organisation states and the table does not hold. */
  withdrawAbsent: boolean;
};

/** Publishes all of the table, or nothing. @throws TableGoneError, TableFaultError */
export async function publishTable(db: Db, actor: Actor, asked: PublishTable, moment: Moment): Promise<ImportReport> {
  const publisher = await requirePublisher(db, actor, asked.organisation, 'editor');
  const check = await getTable(db, publisher, asked.table, moment);
  if (check.contentHash !== asked.hash) throw new TableGoneError();
  const table = await readOwnTable(check.content, providerRef(publisher));
  refuseUnasked(table, asked);
  return db.transaction().execute(async (trx) => {
    await requirePublisher(trx, actor, asked.organisation, 'editor');
    await lockPublisher(trx, publisher.id);
    await getTable(trx, publisher, asked.table, moment);
    const source = await ownSource(trx, publisher);
    const run = { sourceId: source.id, format: OWN_FORMAT, input: 'table', actor: 'member' };
    const runId = await openRun(trx, run);
    const readings = [...readingsOf(table.courses), ...(await absentReadings(trx, publisher, table, asked))];
    const report = await stateReadings(trx, publisher, readings, { runId, input: 'table', today: moment.today });
    await closeRun(trx, runId, 'done', report);
    await deleteTableCheck(trx, check.id);
    const { added, changed, unchanged, withdrawn, merged } = report;
    await recordAct(
      trx,
      actor,
      {
        act: 'catalogue.table-published',
        subject: `organisation:${publisher.id}`,
        detail: { added, changed, unchanged, withdrawn, merged },
      },
      moment.now,
    );
    return report;
  });
}

function refuseUnasked({ faults, courses }: OwnTable, { leaveOut, withdrawAbsent }: PublishTable): void {
  if (courses.length === 0) throw new TableFaultError('No course of this table can be published as it stands.');
  if (faults.length === 0) return;
  if (!leaveOut) throw new TableFaultError('Some rows have faults. Mend them, or choose to leave those courses out.');
  if (withdrawAbsent)
    throw new TableFaultError('What is not in the table can be withdrawn only when every row of it can be read.');
}

async function absentReadings(
  trx: Db,
  publisher: Publisher,
  { courses }: OwnTable,
  { withdrawAbsent }: PublishTable,
): Promise<Reading[]> {
  if (!withdrawAbsent) return [];
  const present = new Set(courses.map(({ record }) => record.externalId));
  const keys = await ownKeys(trx, publisher.sourceKey);
  return keys
    .filter((externalId) => !present.has(externalId))
    .map((externalId) => ({ type: 'deleted', at: 'table', externalId }));
}

/** All that the organisation states, as a table that `sendTable` takes. */
export async function ownTable(
  db: Db,
  actor: Actor,
  organisation: string,
): Promise<{ publisher: Publisher; text: string }> {
  const publisher = await requirePublisher(db, actor, organisation, 'viewer');
  const records = await ownRecords(db, publisher.sourceKey);
  return { publisher, text: writeOwnTable(records.map((record) => ({ ...NO_LISTS, ...record }))) };
}
