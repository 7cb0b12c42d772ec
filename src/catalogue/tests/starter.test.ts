import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectFile } from '../../platform/files/index.js';
import { CourseRecord, Day } from '../schema.js';

const FOLDER = projectFile('src/catalogue/data/starter');
const SAMPLES = process.env.CAIRN_SAMPLES ?? projectFile('../shared/data');

const StarterFile = z.object({
  source: z.strictObject({
    key: z.string().regex(/^starter-[a-z0-9-]+$/),
    name: z.string().min(1),
    url: z.url().optional(),
    publisher: z.string().optional(),
    date: Day,
    licence: z.string().min(1),
  }),
  records: z.array(CourseRecord.strict()),
});

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, content: StarterFile.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))) }));
const records = files.flatMap((file) => file.content.records);

/** One course may be told of by several lists: the same title from the same provider is one course. */
const courseKey = (record: CourseRecord) => `${record.provider.name}|${record.title}|${record.code ?? ''}`;
const courses = Map.groupBy(records, courseKey);

/** The providers that learners look for, by the issue that asked for this catalogue, as far as a file about them was read. */
const LOOKED_FOR = [
  'The Open University',
  'University of Aberdeen',
  'University of Birmingham',
  'The University of Glasgow',
  'The University of Kent',
  'Nottingham Trent University',
  'Harvard University',
  'Massachusetts Institute of Technology',
  'Stanford University',
  'Deakin University',
  'Federation University Australia',
  'Queensland University of Technology',
  'FutureLearn',
  'Coursera',
  'Udacity',
];

describe('the starter catalogue', () => {
  it('holds at least 300 courses, 200 of them self-paced or undated', () => {
    expect(courses.size).toBeGreaterThanOrEqual(300);
    const open = [...courses.values()].filter((told) =>
      told.every((record) => record.pace === 'self-paced' || record.offerings.every((offering) => !offering.start)),
    );
    expect(open.length).toBeGreaterThanOrEqual(200);
  });

  it.each(LOOKED_FOR)('has courses of %s', (name) => {
    const offered = records.filter((record) =>
      [record.provider, ...record.awardingBodies].some((organisation) => organisation.name === name),
    );
    expect(offered.length).toBeGreaterThan(0);
  });

  it('names the list that each course was read from, with its day, once', () => {
    const keys = files.map((file) => file.content.source.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { content } of files) {
      expect(content.source.date <= '2026-11-23').toBe(true);
      const ids = content.records.map((record) => record.externalId);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is told in short words of its own, with no description taken over', () => {
    for (const told of courses.values()) {
      expect(told.some((record) => record.summary)).toBe(true);
    }
    for (const record of records) {
      expect(record.description ?? record.subtitle ?? record.syllabus[0] ?? record.outcomes[0]).toBeUndefined();
      for (const sentence of (record.summary ?? '').split(/(?<=\.)\s+/)) {
        expect(sentence.length).toBeLessThanOrEqual(240);
      }
    }
  });

  it('keeps what was written beside every price, and an address that opens', () => {
    for (const record of records) {
      for (const price of [...record.prices, ...record.offerings.flatMap((offering) => offering.prices)]) {
        expect(price.raw).not.toBe('');
      }
      if (record.url) expect(new URL(record.url).protocol).toMatch(/^https?:$/);
    }
  });

  it.skipIf(!existsSync(SAMPLES))('shares no eight words in a row with a text of a provider', async () => {
    const ours = new Set(records.flatMap((record) => runsOfEight(record.summary ?? '')));
    expect(ours.size).toBeGreaterThan(1000);
    const shared: string[] = [];
    for (const file of textFiles(SAMPLES)) {
      for await (const line of createInterface({ input: createReadStream(file) })) {
        for (const run of runsOfEight(line)) if (ours.has(run)) shared.push(`${file}: ${run}`);
      }
    }
    expect(shared).toEqual([]);
  });
});

/** Every eight consecutive words of a text, folded to lower case without punctuation. */
function runsOfEight(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(7).map((_, start) => words.slice(start, start + 8).join(' '));
}

function textFiles(folder: string): string[] {
  return ['feeds', 'catalogues'].flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(csv|json|xml)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
