/** A course reading checked and written as JSON once: for its hash, for its row, and for the way between two threads. */
import type { z } from 'zod';
import { fingerprint } from '../../platform/crypto/index.js';
import { isChecked } from '../formats/readers/record.js';
import { jsonText, sparse } from '../queries/index.js';
import { type RecordIdentity, recordIdentity } from '../rules/identity.js';
import { type CourseRecord, CourseRecord as CourseSchema, NO_LISTS, type Reading } from '../schema.js';
import { type WovenAlone, weaveAlone } from './weave-alone.js';

/**
 * A course that has been checked. `text` is the record as JSON without empty lists, `hash` tells it from every other. An
 * import that meets nothing new needs no more of it than `head`, and never parses `text`.
 */
export type Prepared = { type: 'prepared'; at: string; text: string; hash: string; head: Head; alone?: WovenAlone };

/** What an import asks of each record. Organisations are JSON of what was written, by which an import remembers them. */
export type Head = {
  externalId: string;
  provider: string;
  awardingBodies: string[];
  recognition: string[];
  offerings: number;
  identity: RecordIdentity;
};

/** What an import takes: readings as a parser gives them, or prepared in another thread. */
export type ImportReading = Reading | Prepared;

type Refused = Reading & { type: 'refused' };

/** The course prepared, or the refusal that says what is wrong with it. `source`: woven too, as if no other source knew it. */
export function prepareCourse({ at, record }: Reading & { type: 'course' }, source?: string): Prepared | Refused {
  const checked = isChecked(record) ? { success: true as const, data: record } : CourseSchema.safeParse(record);
  if (checked.success) {
    const text = jsonText(sparse(checked.data));
    const alone = source === undefined ? undefined : weaveAlone(checked.data, source);
    return { type: 'prepared', at, text, hash: fingerprint(text), head: headOf(checked.data), ...(alone && { alone }) };
  }
  const externalId = typeof record?.externalId === 'string' ? { externalId: record.externalId } : {};
  return { type: 'refused', at, reason: reasonOf(checked.error), ...externalId };
}

function headOf(record: CourseRecord): Head {
  return {
    externalId: record.externalId,
    provider: JSON.stringify(record.provider),
    awardingBodies: record.awardingBodies.map((body) => JSON.stringify(body)),
    recognition: record.recognition.map(({ body }) => JSON.stringify(body)),
    offerings: record.offerings.length,
    identity: recordIdentity(record),
  };
}

/** "title: Too small: expected string to have >=1 characters": the first thing that is wrong, and where. */
export function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'record'}: ${issue.message}` : 'not a course record';
}

/** The record that a prepared course holds. */
export function recordOf({ text }: Pick<Prepared, 'text'>): CourseRecord {
  return { ...NO_LISTS, ...(JSON.parse(text) as CourseRecord) };
}
