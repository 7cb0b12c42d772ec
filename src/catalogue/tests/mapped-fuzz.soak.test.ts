import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappedFormats } from '../formats/mapped/index.js';
import { CourseRecord, type Reading } from '../schema.js';
import { mutated, mutations } from './mutations.js';

const SAMPLES = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data');

async function* pieces(file: Buffer) {
  for (let at = 0; at < file.length; at += 65_536) yield file.subarray(at, at + 65_536);
}

/** Whole files, many plans: what the short run does with the beginnings. */
describe.skipIf(!existsSync(SAMPLES))('damaged copies of whole files', () => {
  test.each([
    ['futurelearn-2022-11', 'catalogues/futurelearn-2022-11.csv'],
    ['edx-2020', 'catalogues/edx-2020.csv'],
    ['classcentral-2013-courses-sessions', 'catalogues/classcentral-2013-courses-sessions.json'],
    ['mit-sloan-runs', 'feeds/mit/sloan-runs.json'],
    ['eventbrite-events', 'feeds/eventbrite/ardc-events.json'],
  ])('%s', { timeout: 600_000 }, async (name, path) => {
    const original = readFileSync(join(SAMPLES, path));
    const format = mappedFormats.find((one) => one.name === name);
    await fc.assert(
      fc.asyncProperty(mutations, async (plan) => {
        let read = 0;
        const readings = format?.read(pieces(mutated(original, plan)), {
          today: '2026-11-23',
          name,
        }) as AsyncIterable<Reading>;
        for await (const reading of readings) {
          if (reading.type === 'course') CourseRecord.parse(reading.record);
          if (reading.type !== 'note') read += 1;
        }
        expect(read).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
