/** How the records of a source differ from what it said before, told record by record to whoever asked for that. */
import type { Db } from '../../platform/db/index.js';
import { titlesOfListings } from '../queries/index.js';
import { valueInWords } from '../rules/in-words.js';
import { clip } from '../rules/text.js';
import type { CourseRecord, ImportReport, ListingDifference } from '../schema.js';
import type { Assigned } from './assign-rows.js';
import { recordOf } from './prepare-reading.js';

/** More than a person reads; all are counted in the report. */
const MOST = 300;

export function addDifferences(report: ImportReport, found: readonly ListingDifference[]): void {
  if (report.differences) report.differences.push(...found.slice(0, Math.max(0, MOST - report.differences.length)));
}

/** Records met for the first time. A further row of one identifier is no course of its own. */
export function addedDifferences({ added }: Assigned): ListingDifference[] {
  return added
    .filter(({ repeat }) => repeat === 1)
    .slice(0, MOST)
    .map(({ row }) => ({
      kind: 'added',
      externalId: row.head.externalId,
      title: recordOf(row).title,
      fields: [],
    }));
}

/** @param fields those that differ; `state` alone: it was withdrawn and has come back as it was. */
export function changedDifference(
  before: CourseRecord | undefined,
  after: CourseRecord,
  fields: readonly string[],
): ListingDifference {
  return {
    kind: 'changed',
    externalId: after.externalId,
    title: after.title,
    fields: fields.map((field) => ({
      field,
      from: field === 'state' ? 'withdrawn' : told(field, before?.[field as keyof CourseRecord]),
      to: field === 'state' ? 'published' : told(field, after[field as keyof CourseRecord]),
    })),
  };
}

/** Before they are withdrawn. Nothing where nobody asked. */
export async function withdrawnDifferences(
  db: Db,
  { report }: { report: ImportReport },
  ids: readonly string[],
): Promise<ListingDifference[]> {
  if (!report.differences || report.differences.length >= MOST) return [];
  const listings = await titlesOfListings(db, ids);
  return listings.map((listing) => ({ kind: 'withdrawn', ...listing, fields: [] }));
}

/** What is made of parts has no words of its own, so its parts are shown as they were read. */
function told(field: string, value: unknown): string | null {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (field === 'offerings') return offeringsInWords(value as CourseRecord['offerings']);
  const words = valueInWords(field, value);
  return words.includes('[object') ? clip(JSON.stringify(value), 200) : words;
}

function offeringsInWords(offerings: CourseRecord['offerings']): string {
  const days = offerings.map(({ start, startText }) => start ?? startText ?? 'no date');
  return clip(`${offerings.length}: ${days.join(', ')}`, 200);
}
