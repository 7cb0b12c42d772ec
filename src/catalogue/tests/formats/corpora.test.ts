/** Our own small files: `valid/` is read without a refusal, `invalid/` says what is wrong and still reads what is right in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../../platform/files/index.js';
import { recognise } from '../../formats/index.js';
import { checkReading, coursesOf, readAll, reasonsOf } from './reading.js';

const FORMATS = ['futurelearn', 'coursera', 'udacity', 'edx', 'xcri-cap', 'schema-org', 'ctdl', 'elm', 'moochub'];

const files = (kind: 'valid' | 'invalid') =>
  FORMATS.flatMap((format) => {
    const folder = projectFile(`src/catalogue/formats/${format}/${kind}`);
    return readdirSync(folder).map((name): [string, string, string] => [format, name, join(folder, name)]);
  });

async function read(path: string) {
  const bytes = readFileSync(path);
  const found = recognise({ name: path, head: bytes.toString('utf8') });
  if (!found) throw new Error(`${path} is not recognised`);
  const readings = await readAll(found.format, bytes, 333, path);
  for (const reading of readings) checkReading(reading);
  return { format: found.format.name, readings };
}

describe('the valid files of each format', () => {
  it.each(files('valid'))('%s: %s', async (expected, _name, path) => {
    const { format, readings } = await read(path);
    expect(format).toBe(expected);
    expect(reasonsOf(readings)).toEqual([]);
    expect(readings.some(({ type }) => type === 'course' || type === 'deleted')).toBe(true);
    // Everything that these files state is known to the field: read twice, it is the same.
    expect((await read(path)).readings).toEqual(readings);
  });
});

describe('the invalid files of each format', () => {
  it.each(files('invalid'))('%s: %s', async (expected, name, path) => {
    const { format, readings } = await read(path);
    expect(format).toBe(expected);
    expect(reasonsOf(readings).length).toBeGreaterThan(0);
    expect(coursesOf(readings).map(({ title }) => title)).toEqual([
      expect.stringMatching(name === 'cut-off.json' ? /^Demo Whole/ : /^Demo Right One/),
    ]);
    const [course] = coursesOf(readings);
    // What could not be read is not stated; nothing is made of it.
    expect(course).toMatchObject({ prices: [], credit: [] });
    expect(course?.workload).toBeUndefined();
    expect(course?.rating).toBeUndefined();
    expect(course?.offerings.flatMap(({ start, end, prices }) => [start, end, ...prices]).filter(Boolean)).toEqual([]);
  });
});
