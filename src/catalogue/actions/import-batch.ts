/** One batch of a source's records into its listings, and from them into courses. Runs inside one transaction. */
import { type OrganisationBrief, type OrganisationRef, resolveOrganisations } from '../../organisations/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  findListings,
  findPublished,
  findRecords,
  insertListings,
  lockWeaving,
  markSeen,
  markStillThere,
  type SourceRow,
  saveApart,
  sparse,
  updateListings,
  withdrawListings,
} from '../queries/index.js';
import { isOfMembers } from '../rules/publishing/index.js';
import type { CourseRecord, ImportReport, ListingDifference } from '../schema.js';
import { type Assigned, assignRows } from './assign-rows.js';
import type { Batch, Row } from './batches.js';
import { addedDifferences, changedDifference, withdrawnDifferences } from './differences.js';
import { type NewListing, placeListings, type Touched } from './place-listings.js';
import { recordOf } from './prepare-reading.js';
import { weaveCourses } from './weave-courses.js';

export type Run = {
  source: SourceRow;
  runId: number;
  input: string;
  /** ISO day. */
  today: string;
  report: ImportReport;
  /** Organisations met in this run, by what the source wrote. To be emptied when a transaction is lost. */
  organisations: Map<string, OrganisationBrief>;
  /** The organisation that a reference (as JSON) means for certain, whoever else goes by the same name. */
  known?: ((ref: string) => OrganisationBrief | undefined) | undefined;
};

/** What a batch came to. Added to the report only once its transaction has been committed. */
export type Tally = Pick<ImportReport, 'added' | 'changed' | 'unchanged' | 'merged' | 'withdrawn' | 'fields'> & {
  differences: ListingDifference[];
};

export async function importBatch(trx: Db, run: Run, batch: Batch): Promise<Tally> {
  const tally: Tally = { added: 0, changed: 0, unchanged: 0, merged: 0, withdrawn: 0, fields: {}, differences: [] };
  const touched: Touched = { made: new Map(), held: new Map() };
  await lockWeaving(trx);
  await learnOrganisations(
    trx,
    run,
    batch.organisations.map((ref) => JSON.stringify(ref)),
  );
  await importRows(trx, run, batch.rows, touched, tally);
  await markStillThere(trx, batch.unreadable, { sourceId: run.source.id, runId: run.runId });
  const gained = await saveApart(trx, run.source.id, batch.apart);
  const deleted = await findPublished(trx, run.source.id, batch.deleted);
  tally.differences.push(...(await withdrawnDifferences(trx, run, deleted)));
  const gone = await withdrawListings(trx, deleted);
  tally.withdrawn += gone.length;
  for (const id of [...gained, ...gone]) {
    if (!touched.made.has(id) && !touched.held.has(id)) touched.held.set(id, { contentMayChange: false });
  }
  await weaveCourses(trx, run, touched);
  return tally;
}

const MOST_ORGANISATIONS = 5_000;

/** Makes sure that `run.organisations` knows all of `refs`, each as JSON. */
async function learnOrganisations(trx: Db, run: Run, refs: readonly string[]): Promise<void> {
  // A feed may name millions: memory stays flat, and what is dropped is found again in the database.
  if (run.organisations.size > MOST_ORGANISATIONS) run.organisations.clear();
  const missing = [...new Set(refs)].filter((text) => {
    const known = run.organisations.get(text) ?? run.known?.(text);
    if (known) run.organisations.set(text, known);
    return !known;
  });
  if (missing.length === 0) return;
  const found = await resolveOrganisations(
    trx,
    missing.map((text) => JSON.parse(text) as OrganisationRef),
    // What an organisation writes itself tells us nothing of others.
    { trusted: !isOfMembers(run.source.key) },
  );
  missing.forEach((text, at) => {
    run.organisations.set(text, found[at] as OrganisationBrief);
  });
}

async function importRows(trx: Db, run: Run, rows: readonly Row[], touched: Touched, tally: Tally): Promise<void> {
  if (rows.length === 0) return;
  const held = await findListings(trx, run.source.id, [...new Set(rows.map((row) => row.head.externalId))]);
  const assigned = assignRows(rows, held, run.runId);
  const { changed, added } = assigned;
  await learnOrganisations(
    trx,
    run,
    [...changed, ...added].flatMap(({ row }) => organisationsIn(row)),
  );
  const inserted = added.map(({ row, repeat }) => listingRow(run, row, newId(), repeat));
  const updated = changed.map(({ row, listing }) => ({
    row: listingRow(run, row, listing.id, listing.repeat),
    before: listing,
  }));
  const { made } = await placeListings(trx, inserted, updated, held, touched);
  await count(trx, assigned, made, tally, run.report.differences !== undefined);
  await updateListings(
    trx,
    updated.map(({ row }) => row),
    run.today,
  );
  await insertListings(trx, inserted, run.today);
  const seen = [...assigned.same, ...updated.map(({ row }) => row), ...inserted].map((one) => one.id);
  await markSeen(trx, seen, { sourceId: run.source.id, runId: run.runId, input: run.input, today: run.today });
}

function organisationsIn({ head }: Row): string[] {
  return [head.provider, ...head.awardingBodies, ...head.recognition];
}

function listingRow(run: Run, row: Row, id: string, repeat: number): NewListing {
  const { head, text, hash } = row;
  const idOf = (ref: string): string => (run.organisations.get(ref) as OrganisationBrief).id;
  return {
    row,
    id,
    source_id: run.source.id,
    external_id: head.externalId,
    repeat,
    course_id: '',
    provider_id: idOf(head.provider),
    awarding_ids: [...new Set(head.awardingBodies.map(idOf))],
    recognising_ids: head.recognition.map(idOf),
    url_key: head.identity.urlKey,
    title_key: head.identity.titleKey,
    level: head.identity.level,
    text,
    content_hash: hash,
  };
}

async function count(trx: Db, assigned: Assigned, made: number, tally: Tally, tell: boolean): Promise<void> {
  const { same, changed, added, repeated } = assigned;
  const further = same.filter((listing) => listing.repeat > 1).length;
  tally.unchanged += same.length - further;
  tally.changed += changed.length;
  tally.added += made;
  tally.merged += added.length - made + further + repeated;
  const before = await findRecords(
    trx,
    changed.map(({ listing }) => listing.id),
  );
  for (const { row, listing } of changed) {
    const held = before.get(listing.id);
    const record = recordOf(row);
    const fields = fieldsThatDiffer(held, record);
    for (const field of fields) tally.fields[field] = (tally.fields[field] ?? 0) + 1;
    if (tell) tally.differences.push(changedDifference(held, record, fields));
  }
  if (tell) tally.differences.push(...addedDifferences(assigned));
}

/** A record that differs in no field was withdrawn and has come back. */
function fieldsThatDiffer(held: CourseRecord | undefined, record: CourseRecord): string[] {
  const before: Partial<CourseRecord> = held ?? {};
  const after = sparse(record);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof CourseRecord)[];
  const differing = fields.filter((field) => !sameValue(before[field], after[field]));
  return differing.length > 0 ? differing : ['state'];
}

/** jsonb keeps no order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
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
