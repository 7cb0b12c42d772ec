import { createReadStream, existsSync, openSync, readSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mappedFormats } from '../formats/mapped/index.js';
import type { Reading, Sample } from '../schema.js';

const SAMPLES = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data');

function sampleOf(path: string): Sample {
  const head = Buffer.alloc(64_000);
  const length = readSync(openSync(path, 'r'), head, 0, head.length, 0);
  return { name: basename(path), head: head.toString('utf8', 0, length) };
}

async function readingsOf(file: string): Promise<{ format: string; readings: Reading[] }> {
  const path = join(SAMPLES, file);
  const sample = sampleOf(path);
  const [best] = mappedFormats
    .map((format) => ({ format, sure: format.recognise(sample) }))
    .sort((a, b) => b.sure - a.sure);
  if (!best || best.sure < 0.5) throw new Error(`${file} is not recognised`);
  const readings: Reading[] = [];
  for await (const reading of best.format.read(createReadStream(path), { today: '2026-11-23', name: file }))
    readings.push(reading);
  return { format: best.format.name, readings };
}

/** Records by the README of the samples, and how many of them are refused. */
const FILES: [file: string, format: string, type: Reading['type'], records: number, refused: number][] = [
  ['catalogues/cricos-2023-01/courses.csv', 'cricos-courses', 'course', 20_714, 0],
  ['catalogues/cricos-2023-01/institutions.csv', 'cricos-institutions', 'organisation', 1077, 0],
  ['catalogues/cricos-2023-01/course-locations.csv', 'cricos-course-locations', 'place', 35_469, 0],
  ['catalogues/udemy-coursera-2026-03.csv', 'udemy-coursera-2026-03', 'course', 10_401, 113],
  ['catalogues/multi-platform-2023.csv', 'multi-platform-2023', 'course', 8092, 0],
  ['catalogues/coursera-2022-11-descriptions.csv', 'coursera-2022-11-descriptions', 'course', 7190, 0],
  ['catalogues/coursera-2021-10.csv', 'coursera-2021-10', 'course', 5164, 0],
  ['catalogues/coursera-2023-11.csv', 'coursera-2023-11', 'course', 1000, 0],
  ['catalogues/futurelearn-2022-11.csv', 'futurelearn-2022-11', 'course', 1816, 5],
  ['catalogues/edx-2020.csv', 'edx-2020', 'course', 975, 0],
  ['catalogues/classcentral-2015.csv', 'classcentral-2015', 'course', 4095, 0],
  ['catalogues/classcentral-2013-courses-sessions.json', 'classcentral-2013-courses-sessions', 'course', 883, 2],
  ['catalogues/mit-ocw-2016-05.csv', 'mit-ocw-2016-05', 'course', 2281, 0],
  ['feeds/csv/tess-events_NCI.csv', 'tess-events', 'course', 14, 0],
  ['feeds/eventbrite/ardc-events.json', 'eventbrite-events', 'course', 18, 2],
  ['feeds/mit/mitxonline-courses.json', 'mitx-online-courses', 'course', 3, 0],
  ['feeds/mit/mitxonline-programs.json', 'mitx-online-programs', 'course', 2, 0],
  ['feeds/mit/xpro-programs.json', 'mit-xpro-programs', 'course', 2, 0],
  ['feeds/mit/professional-education-courses.json', 'mit-professional-education', 'course', 4, 0],
  ['feeds/mit/sloan-courses.json', 'mit-sloan-courses', 'course', 99, 0],
  ['feeds/mit/sloan-runs.json', 'mit-sloan-runs', 'offering', 137, 0],
];

describe.skipIf(!existsSync(SAMPLES))('every table and MIT, TeSS and Eventbrite file of the samples', () => {
  test.each(FILES)(
    '%s is recognised as %s, and each of its rows is read or refused',
    async (file, name, type, records, refused) => {
      const { format, readings } = await readingsOf(file);
      expect(format).toBe(name);
      const refusals = readings.filter((reading) => reading.type === 'refused');
      expect(refusals.map(({ at, reason }) => `${at}: ${reason}`)).toHaveLength(refused);
      expect(readings.filter((reading) => reading.type === type)).toHaveLength(records - refused);
      expect(readings.filter((reading) => reading.type === 'note')).toEqual([]);
    },
  );
});
