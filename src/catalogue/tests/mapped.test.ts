import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFile } from '../../platform/files/index.js';
import { mappedFormats, mappings } from '../formats/mapped/index.js';
import type { Format, Reading } from '../schema.js';

const FOLDER = projectFile('src/catalogue/formats/mapped');

/** The most certain of the mapped formats for the beginning of a file. */
function recognised(path: string): Format | undefined {
  const sample = { name: path, head: readFileSync(path).toString('utf8', 0, 64_000) };
  const sure = mappedFormats
    .map((format) => ({ format, sure: format.recognise(sample) }))
    .filter(({ sure }) => sure >= 0.5);
  return sure.sort((a, b) => b.sure - a.sure)[0]?.format;
}

async function readAll(format: Format, input: AsyncIterable<Uint8Array>): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of format.read(input, { today: '2026-11-23', name: 'demo' })) readings.push(reading);
  return readings;
}

const files = (room: string) => readdirSync(join(FOLDER, room)).filter((name) => !name.endsWith('.expected.json'));

describe.each(['valid', 'invalid'])('the %s corpus', (room) => {
  test.each(files(room))('%s gives what is written beside it', async (name) => {
    const path = join(FOLDER, room, name);
    const expected = JSON.parse(readFileSync(path.replace(/\.\w+$/, '.expected.json'), 'utf8'));
    const format = recognised(path);
    expect(format?.name).toBe(expected.format);
    const readings = await readAll(format as Format, createReadStream(path, { highWaterMark: 100 }));
    expect(readings).toHaveLength(expected.readings.length);
    expect(readings).toMatchObject(expected.readings);
  });
});

describe('recognition', () => {
  test.each(['', 'a,b\n1,2\n', '<html></html>', '{"title": "x"}', '[1,2]', '\0\0\0', 'title\nDemo\n'])(
    '%j is none of the tables',
    (head) => {
      expect(
        mappedFormats.filter((format) => format.recognise({ name: 'x', head }) >= 0.5).map(({ name }) => name),
      ).toEqual([]);
    },
  );

  test('a header is certain for one mapping only', () => {
    for (const mapping of mappings) {
      if (!('columns' in mapping.shape)) continue;
      const head = `${mapping.shape.columns.join(',')}\n`;
      expect(
        mappedFormats.filter((format) => format.recognise({ name: 'x', head }) > 0.9).map(({ name }) => name),
      ).toEqual([mapping.name]);
    }
  });

  test('each name is one format, and a source is named where only one writes that shape', () => {
    expect(new Set(mappedFormats.map(({ name }) => name)).size).toBe(mappedFormats.length);
    const shared = mappedFormats
      .filter((format) => !format.sourceOf?.({ name: 'x', head: '' }))
      .map(({ name }) => name);
    expect(shared).toEqual(['tess-events', 'eventbrite-events', 'csv']);
    for (const format of mappedFormats) {
      if (!shared.includes(format.name))
        expect(format.sourceOf?.({ name: 'x', head: '' })?.key).toMatch(/^[a-z0-9-]+$/);
    }
  });
});

describe('what is too much', () => {
  const own = mappedFormats.find(({ name }) => name === 'csv') as Format;
  async function* bytes(...parts: string[]) {
    for (const part of parts) yield new TextEncoder().encode(part);
  }

  test('a cell over ten million characters is refused, and the next row is read', async () => {
    const filler = 'x'.repeat(1_000_000);
    const long = [...Array.from({ length: 11 }, () => filler)];
    const readings = await readAll(own, bytes('title,provider\nDemo,"', ...long, '"\nDemo Two,Demo College\n'));
    expect(readings).toMatchObject([
      { type: 'refused', at: 'row 1', reason: 'longer than 10 million characters' },
      { type: 'course', at: 'row 2', record: { title: 'Demo Two' } },
    ]);
  });

  test('long text is cut to what the catalogue holds and not refused', async () => {
    const [reading] = await readAll(
      own,
      bytes(`title,provider,description\n${'t'.repeat(900)},Demo College,${'d'.repeat(50_000)}\n`),
    );
    expect(reading?.type === 'course' && [reading.record.title.length, reading.record.description?.length]).toEqual([
      500, 40_000,
    ]);
  });
});
