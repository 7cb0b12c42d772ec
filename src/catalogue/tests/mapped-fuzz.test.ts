import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappedFormats } from '../formats/mapped/index.js';
import { CourseRecord, OfferingRecord, OrganisationRef, type Reading, Venue } from '../schema.js';
import { beginningOf, type Mutation, mutated, mutations } from './mutations.js';

const SAMPLES = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data');
const RUNS = Number(process.env.CAIRN_FUZZ_RUNS ?? 25);

const FILES: Record<string, string> = {
  'cricos-courses': 'catalogues/cricos-2023-01/courses.csv',
  'cricos-institutions': 'catalogues/cricos-2023-01/institutions.csv',
  'cricos-course-locations': 'catalogues/cricos-2023-01/course-locations.csv',
  'udemy-coursera-2026-03': 'catalogues/udemy-coursera-2026-03.csv',
  'multi-platform-2023': 'catalogues/multi-platform-2023.csv',
  'coursera-2022-11-descriptions': 'catalogues/coursera-2022-11-descriptions.csv',
  'coursera-2021-10': 'catalogues/coursera-2021-10.csv',
  'coursera-2023-11': 'catalogues/coursera-2023-11.csv',
  'futurelearn-2022-11': 'catalogues/futurelearn-2022-11.csv',
  'edx-2020': 'catalogues/edx-2020.csv',
  'classcentral-2015': 'catalogues/classcentral-2015.csv',
  'classcentral-2013-courses-sessions': 'catalogues/classcentral-2013-courses-sessions.json',
  'mit-ocw-2016-05': 'catalogues/mit-ocw-2016-05.csv',
  'tess-events': 'feeds/csv/tess-events_NCI.csv',
  'eventbrite-events': 'feeds/eventbrite/ardc-events.json',
  'mitx-online-courses': 'feeds/mit/mitxonline-courses.json',
  'mitx-online-programs': 'feeds/mit/mitxonline-programs.json',
  'mit-xpro-programs': 'feeds/mit/xpro-programs.json',
  'mit-professional-education': 'feeds/mit/professional-education-courses.json',
  'mit-sloan-courses': 'feeds/mit/sloan-courses.json',
  'mit-sloan-runs': 'feeds/mit/sloan-runs.json',
};

/** Everything that comes out is something the schema knows, or says where and why it is not. */
function expectSound(reading: Reading): void {
  expect(reading.at).toMatch(/^(row \d+|\$.*)$/);
  if (reading.type === 'course') expect(CourseRecord.parse(reading.record)).toEqual(reading.record);
  else if (reading.type === 'offering') OfferingRecord.parse(reading.offering);
  else if (reading.type === 'organisation') OrganisationRef.parse(reading.record);
  else if (reading.type === 'place') Venue.parse(reading.venue);
  else if (reading.type === 'refused') expect(reading.reason).not.toBe('');
}

async function* pieces(file: Buffer, size: number) {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function readAll(name: string, file: Buffer, size = 1024): Promise<Reading[]> {
  const format = mappedFormats.find((one) => one.name === name);
  if (!format) throw new Error(`no format ${name}`);
  const readings: Reading[] = [];
  for await (const reading of format.read(pieces(file, size), { today: '2026-11-23', name })) readings.push(reading);
  return readings;
}

describe.skipIf(!existsSync(SAMPLES))('damaged copies of the real files', () => {
  test.each(Object.entries(FILES))('%s: each reading is sound or a refusal', async (name, file) => {
    const original = beginningOf(join(SAMPLES, file), 12_000);
    await fc.assert(
      fc.asyncProperty(mutations, async (plan: Mutation[]) => {
        for (const reading of await readAll(name, mutated(original, plan))) expectSound(reading);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(['cricos-courses', 'edx-2020', 'classcentral-2013-courses-sessions'])(
    '%s: one broken spot leaves the rows far from it as they were',
    async (name) => {
      const original = beginningOf(join(SAMPLES, FILES[name] as string), 12_000);
      const whole = (await readAll(name, original)).flatMap((reading) =>
        reading.type === 'course' ? [reading.record.externalId] : [],
      );
      expect(whole.length).toBeGreaterThan(4);
      const damaged = Buffer.concat([
        original.subarray(0, original.length / 2),
        Buffer.from('\0}"x'),
        original.subarray(original.length / 2),
      ]);
      const left = (await readAll(name, damaged)).flatMap((reading) =>
        reading.type === 'course' ? [reading.record.externalId] : [],
      );
      expect(left.slice(0, 2)).toEqual(whole.slice(0, 2));
      expect(left.length).toBeGreaterThanOrEqual(Math.floor(whole.length / 2) - 1);
    },
  );
});
