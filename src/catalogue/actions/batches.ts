/** Readings checked and gathered into batches. What cannot be a course is refused here, with its place and the reason. */
import type { Apart } from '../queries/index.js';
import { type ImportReport, OfferingRecord, OrganisationRef, type Reading, Venue } from '../schema.js';
import { type ImportReading, type Prepared, prepareCourse, reasonOf } from './prepare-reading.js';

/** A course of a batch. Its record is parsed from `text` only where it is needed. */
export type Row = Omit<Prepared, 'type'>;

export type Batch = {
  rows: Row[];
  /** Identifiers of courses that the source says are gone. */
  deleted: string[];
  /** Identifiers of courses that are in the input but cannot be read. */
  unreadable: string[];
  /** Places and runs that came apart from their course. */
  apart: Apart[];
  organisations: OrganisationRef[];
};

/** Measured on the 61,728 table rows: 250 rows are a tenth slower, 1,000 no faster, and a batch is lost whole by a kill. */
const MOST_ROWS = 500;
/** Characters of JSON in a batch: long descriptions must not make one that strains memory. */
const MOST_TEXT = 4_000_000;
const MOST_SMALL = 5_000;
const MOST_ERRORS = 1_000;
const MOST_NOTES = 100;

/** Takes readings one by one; `add` returns a batch when one is full. Counts `read` and `refused` in the report. */
export function createBatcher(report: ImportReport): {
  add(reading: ImportReading): Batch | null;
  rest(): Batch;
  /** `broken`: the input broke off; `delta`: it tells only what has changed. Neither shows what is gone. */
  extent(): 'whole' | 'broken' | 'delta';
} {
  let batch = emptyBatch();
  let text = 0;
  let extent: 'whole' | 'broken' | 'delta' = 'whole';

  function take(): Batch {
    const full = batch;
    batch = emptyBatch();
    text = 0;
    return full;
  }

  return {
    add(reading) {
      switch (reading.type) {
        case 'course': {
          const prepared = prepareCourse(reading);
          if (prepared.type === 'refused') return this.add(prepared);
          text += addCourse(prepared, batch, report);
          break;
        }
        case 'prepared':
          text += addCourse(reading, batch, report);
          break;
        case 'place':
          addPlace(reading, batch, report);
          break;
        case 'offering':
          addOffering(reading, batch, report);
          break;
        case 'organisation':
          addOrganisation(reading, batch, report);
          break;
        case 'deleted':
          if (extent === 'whole') extent = 'delta';
          batch.deleted.push(reading.externalId);
          break;
        case 'refused':
          if (reading.incomplete) extent = 'broken';
          if (reading.externalId) batch.unreadable.push(reading.externalId);
          // A file that breaks off is not a course that was refused.
          if (reading.incomplete) noteError(report, reading.at, reading.reason);
          else refuse(report, reading.at, reading.reason);
          break;
        case 'note':
          addNote(report, reading.message);
      }
      return isFull(batch, text) ? take() : null;
    },
    rest: take,
    extent: () => extent,
  };
}

function emptyBatch(): Batch {
  return { rows: [], deleted: [], unreadable: [], apart: [], organisations: [] };
}

function isFull(batch: Batch, text: number): boolean {
  if (batch.rows.length >= MOST_ROWS || text >= MOST_TEXT) return true;
  return batch.apart.length + batch.organisations.length + batch.deleted.length + batch.unreadable.length >= MOST_SMALL;
}

/** Returns the length of the record as JSON. */
function addCourse({ type: _type, ...row }: Prepared, batch: Batch, report: ImportReport): number {
  report.read += 1;
  report.offerings += row.head.offerings;
  batch.rows.push(row);
  return row.text.length;
}

/** A row that holds no course that could be read. */
function refuse(report: ImportReport, at: string, reason: string): void {
  report.read += 1;
  noteRefusal(report, at, reason);
}

/** A row that was counted as read and could not be kept. */
export function noteRefusal(report: ImportReport, at: string, reason: string): void {
  report.refused += 1;
  noteError(report, at, reason);
}

function noteError(report: ImportReport, at: string, reason: string): void {
  if (report.errors.length < MOST_ERRORS) report.errors.push({ at: at.slice(0, 300), reason: reason.slice(0, 500) });
}

export function addNote(report: ImportReport, message: string): void {
  if (report.notes.length < MOST_NOTES && !report.notes.includes(message)) report.notes.push(message.slice(0, 500));
}

function addPlace(
  { at, courseExternalId, venue }: Reading & { type: 'place' },
  batch: Batch,
  report: ImportReport,
): void {
  const checked = Venue.safeParse(venue);
  if (!checked.success) {
    noteError(report, at, reasonOf(checked.error));
    return;
  }
  report.places += 1;
  const offering = offeringAt(checked.data);
  batch.apart.push({ externalId: courseExternalId, key: offering.externalId, offering });
}

/** A place without a date: the course is taught there, and the source does not say when. */
function offeringAt(venue: Venue): OfferingRecord {
  const name = [venue.name, venue.town, venue.region, venue.country].filter(Boolean).join(', ');
  return { externalId: `place: ${name}`.slice(0, 500), venue, prices: [], languages: [] };
}

function addOffering(
  { at, courseExternalId, offering }: Reading & { type: 'offering' },
  batch: Batch,
  report: ImportReport,
): void {
  const checked = OfferingRecord.safeParse(offering);
  if (!checked.success) {
    noteError(report, at, reasonOf(checked.error));
    return;
  }
  report.offerings += 1;
  batch.apart.push({ externalId: courseExternalId, key: checked.data.externalId, offering: checked.data });
}

function addOrganisation({ at, record }: Reading & { type: 'organisation' }, batch: Batch, report: ImportReport): void {
  const checked = OrganisationRef.safeParse(record);
  if (!checked.success) {
    noteError(report, at, reasonOf(checked.error));
    return;
  }
  report.organisations += 1;
  batch.organisations.push(checked.data);
}
