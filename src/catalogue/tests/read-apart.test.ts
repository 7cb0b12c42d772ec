import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectFile } from '../../platform/files/index.js';
import type { ImportReading } from '../actions/prepare-reading.js';
import { formats } from '../formats/index.js';
import type { Format } from '../schema.js';

// Threads run compiled code: these are the sources as `npm test` has just built them.
const { freshness, readApart } = (await import(
  pathToFileURL(projectFile('dist/catalogue/actions/read-apart.js')).href
)) as typeof import('../actions/read-apart.js');

const csv = formats.find(
  (format) => format.recognise({ name: 'own.csv', head: 'title,provider,url\n' }) > 0.5,
) as Format;
const options = { today: '2026-11-23', name: 'own.csv' };
const weaving = { source: 'own', fresh: freshness() };

async function* file(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from('title,provider,url\n');
  for (let row = 1; row <= rows; row++)
    yield Buffer.from(`${row % 7 ? `Demo course ${row}` : ''},Demo College,https://demo.example/${row}\n`);
}

async function all(readings: AsyncIterable<ImportReading>): Promise<ImportReading[]> {
  const list: ImportReading[] = [];
  for await (const reading of readings) list.push(reading);
  return list;
}

test('a thread gives the readings of the parser, in their order, more than fit between the threads at once', async () => {
  const here = await all(csv.read(file(2_500), options));
  const apart = await all(readApart(csv, file(2_500), options, weaving));
  expect(apart.map(({ at }) => at)).toEqual(here.map(({ at }) => at));
  expect(new Set(apart.map(({ type }) => type))).toEqual(new Set(['prepared', 'refused']));
  expect(apart.filter(({ type }) => type === 'refused')).toEqual(here.filter(({ type }) => type === 'refused'));
  const titles = apart.flatMap((reading) => (reading.type === 'prepared' ? [JSON.parse(reading.text).title] : []));
  expect(titles).toEqual(here.flatMap((reading) => (reading.type === 'course' ? [reading.record.title] : [])));
});

test('ending early closes the input', async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield* file(1_000);
    } finally {
      closed = true;
    }
  }
  for await (const reading of readApart(csv, endless(), options, weaving)) {
    expect(reading.type).toBe('prepared');
    break;
  }
  expect(closed).toBe(true);
});

test('an input that cannot be read further is told as it was', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* file(3);
    throw new Error('the disk is gone');
  }
  await expect(all(readApart(csv, broken(), options, weaving))).rejects.toThrow('the disk is gone');
});
