/** A course reading checked and written as JSON once: for its hash, for its row, and for the way between two threads. */
import type { z } from 'zod';
import { fingerprint } from '../../platform/crypto/index.js';
import { isChecked } from '../formats/readers/record.js';
import { jsonText, sparse } from '../queries/index.js';
import { type CourseRecord, CourseRecord as CourseSchema, NO_LISTS, type Reading } from '../schema.js';

/** A course that has been checked. `text` is the record as JSON without empty lists, `hash` tells it from every other. */
export type Prepared = { type: 'prepared'; at: string; text: string; hash: string };

/** What an import takes: readings as a parser gives them, or prepared in another thread. */
export type ImportReading = Reading | Prepared;

/** The course prepared, or the refusal that says what is wrong with it. */
export function prepareCourse({
  at,
  record,
}: Reading & { type: 'course' }): Prepared | (Reading & { type: 'refused' }) {
  const checked = isChecked(record) ? { success: true as const, data: record } : CourseSchema.safeParse(record);
  if (checked.success) {
    const text = jsonText(sparse(checked.data));
    return { type: 'prepared', at, text, hash: fingerprint(text) };
  }
  const externalId = typeof record?.externalId === 'string' ? { externalId: record.externalId } : {};
  return { type: 'refused', at, reason: reasonOf(checked.error), ...externalId };
}

/** "title: Too small: expected string to have >=1 characters": the first thing that is wrong, and where. */
export function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'record'}: ${issue.message}` : 'not a course record';
}

/** The record that a prepared course holds. */
export function recordOf({ text }: Prepared): CourseRecord {
  return { ...NO_LISTS, ...(JSON.parse(text) as CourseRecord) };
}
