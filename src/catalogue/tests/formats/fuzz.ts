import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { recognise } from '../../formats/index.js';
import type { Format, Reading } from '../../schema.js';
import { beginningOf, mutated, mutations } from '../mutations.js';
import { checkReading, coursesOf, readAll, SAMPLES } from './reading.js';

export const FEEDS = [
  'futurelearn/courses-feed-2017-04.json',
  'coursera/courses-v1.json',
  'udacity/public-api-v1-courses-2016-09.json',
  'edx/discovery-courses-page.json',
  'edx/discovery-programs.json',
  'xcri-cap/open-university-2012-08.xml',
  'xcri-cap/prospects-pg-generic-2015.xml',
  'schema-org/sib-course.json',
  'schema-org/nbis-course-instances.json',
  'ctdl/graph-learning-program-with-courses.json',
  'ctdl/envelope-learning-opportunity.json',
  'elm/loq-generated-exhaustive.xml',
] as const;

/** The beginning of a real feed and the format that it has. */
export function feed(path: string, length: number): { bytes: Buffer; format: Format } {
  const file = resolve(SAMPLES, 'feeds', path);
  const bytes = beginningOf(file, Math.min(length, statSync(file).size));
  const found = recognise({ name: path, head: bytes.toString('utf8') });
  if (!found) throw new Error(`${path} is not recognised`);
  return { bytes, format: found.format };
}

/** Mutations of the bytes never crash or hang the parser, and what it gives is always what the schema allows. */
export async function fuzz({ bytes, format }: { bytes: Buffer; format: Format }, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(mutations, fc.integer({ min: 100, max: 70_000 }), async (plan, size) => {
      for (const reading of await readAll(format, mutated(bytes, plan), size)) checkReading(reading);
    }),
    { numRuns },
  );
}

/** A feed cut off anywhere gives only courses that the whole one gives, unchanged, and says that it broke off. */
export async function truncate({ bytes, format }: { bytes: Buffer; format: Format }, numRuns: number): Promise<void> {
  const whole = new Map(
    coursesOf(await readAll(format, bytes)).map((course) => [course.externalId, JSON.stringify(course)]),
  );
  // A line end after the last bracket is no loss.
  const last = bytes.toString('latin1').trimEnd().length - 1;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: last }), async (length) => {
      const readings = await readAll(format, bytes.subarray(0, length));
      for (const course of coursesOf(readings)) expect(JSON.stringify(course)).toBe(whole.get(course.externalId));
      expect(readings.some(isBreak)).toBe(true);
    }),
    { numRuns },
  );
}

const isBreak = (reading: Reading): boolean => reading.type === 'refused' && reading.incomplete === true;
