import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { createClient } from '../../platform/fetch/index.js';
import { projectFile } from '../../platform/files/index.js';
import { type InputOptions, importInput } from '../actions/import-input.js';
import { InputUnreadable } from '../actions/open-input.js';
import { aboutData, listSources } from '../queries/index.js';
import type { ImportReport } from '../schema.js';
import { allCourses, TODAY } from './demo-source.js';

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'cairn-inputs-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function read(input: string, options: Partial<InputOptions> = {}): Promise<ImportReport[]> {
  const reports: ImportReport[] = [];
  for await (const report of importInput({ db: database.db, input, today: TODAY, ...options })) reports.push(report);
  return reports;
}

/** A schema.org document with courses of an invented provider. */
function jsonLd(...numbers: number[]): string {
  const provider = { '@type': 'Organization', name: 'Demo Academy', url: 'https://demo.example' };
  const courses = numbers.map((number) => ({
    '@type': 'Course',
    '@id': `https://demo.example/courses/${number}`,
    url: `https://demo.example/courses/${number}`,
    name: `Demo course ${number}`,
    description: 'An invented course.',
    provider,
  }));
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': courses });
}

function put(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('a file', () => {
  it('is recognised, and its date is the date of its data', async () => {
    const [report] = await read(put('feed-2026-05.json', jsonLd(1, 2)));
    expect(report).toMatchObject({ format: 'schema-org', input: 'feed-2026-05.json', read: 2, added: 2 });
    expect((await listSources(database.db))[0]).toMatchObject({ dated: '2026-05-01', published: 2 });
  });

  it('with our own column names is a source of its own', async () => {
    const rows = (number: number) => `title,provider,url\nDemo ${number},Demo Academy,https://demo.example/${number}`;
    await read(put('north.csv', rows(1)));
    await read(put('south.csv', rows(2)));
    expect((await listSources(database.db)).map(({ key, published }) => [key, published])).toEqual([
      ['north', 1],
      ['south', 1],
    ]);
  });

  it('is read as what it is said to be', async () => {
    const [report] = await read(put('any.json', jsonLd(1)), { format: 'schema-org', source: 'mine' });
    expect(report).toMatchObject({ source: 'mine', read: 1 });
  });

  it.each<[string, () => string, Partial<InputOptions>, string]>([
    ['that is not there', () => join(folder, 'none.json'), {}, 'no such file or folder'],
    [
      'in no format that is known',
      () => put('poem.txt', 'Shall I compare thee'),
      {},
      'no format that Cairn recognises',
    ],
    ['that is empty', () => put('empty.json', ''), {}, 'no format that Cairn recognises'],
    ['in a format that does not exist', () => put('a.json', jsonLd(1)), { format: 'nonsense' }, 'no format "nonsense"'],
  ])('%s is refused in one sentence', async (_case, path, options, words) => {
    const failure = await read(path(), options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputUnreadable);
    expect((failure as Error).message).toContain(words);
    expect((failure as Error).message).not.toContain('\n');
  });

  it('tells its progress in bytes and courses', async () => {
    const path = put('feed.json', jsonLd(...Array.from({ length: 300 }, (_, at) => at)));
    const seen: { done: number; size: number | null }[] = [];
    await read(path, { onProgress: (progress) => seen.push({ done: progress.done, size: progress.size }) });
    expect(seen.at(-1)?.done).toBe(seen.at(-1)?.size);
  });
});

describe('a folder', () => {
  it('is read file by file in order, leaving out what is no feed', async () => {
    put('b-2026-02.json', jsonLd(1, 2, 3, 4, 5, 6));
    put('b-2026-01.json', jsonLd(1, 2, 3, 4, 5, 7));
    put('.hidden.json', jsonLd(99));
    put('README.md', '# About');
    const reports = await read(folder);
    expect(reports.map(({ input, added, withdrawn }) => [input, added, withdrawn])).toEqual([
      ['README.md', 0, 0],
      ['b-2026-01.json', 6, 0],
      ['b-2026-02.json', 1, 1],
    ]);
    expect(reports[0]?.notes.join()).toContain('left out');
  });

  it('is one source where one is named: only what no file shows is withdrawn', async () => {
    put('a.json', jsonLd(1, 2, 3));
    put('b.json', jsonLd(4, 5, 6));
    expect(await read(folder, { source: 'all' })).toMatchObject([{ source: 'all', read: 6, added: 6, withdrawn: 0 }]);
    put('b.json', jsonLd(4, 5));
    expect(await read(folder, { source: 'all' })).toMatchObject([{ read: 5, unchanged: 5, withdrawn: 1 }]);
  });

  it('without files, or without one that is known, is refused', async () => {
    await expect(read(folder)).rejects.toThrow('without files');
    put('poem.txt', 'Shall I compare thee');
    await expect(read(folder, { source: 'all' })).rejects.toThrow('no file in a format');
  });
});

describe('an address', () => {
  it('is read through the guarded client, and its host names the source', async () => {
    const server = createServer((_request, response) => response.end(jsonLd(1, 2))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`;
    const open = createClient(['127.0.0.1']);
    const guarded = createClient([]);
    try {
      expect(await read(url, { client: open })).toMatchObject([{ input: url, read: 2, added: 2 }]);
      await expect(read(url, { client: guarded })).rejects.toThrow();
      expect(await read(url, { client: open })).toMatchObject([{ unchanged: 2 }]);
    } finally {
      await open.close();
      await guarded.close();
      server.close();
    }
  });
});

const samples = process.env.CAIRN_SAMPLES ?? projectFile('../shared/data');

describe.skipIf(!existsSync(samples))('real feeds', () => {
  it('are all imported, and two states of one feed are an update', async () => {
    const reports = await read(join(samples, 'feeds'));
    const by = (input: string) => reports.find((report) => report.input === input);
    expect(by('courses-feed-2017-04.json')).toMatchObject({ read: 416, added: 416, refused: 0, offerings: 1501 });
    expect(by('open-university-2012-08.xml')).toMatchObject({ read: 965, refused: 0, offerings: 1034 });
    expect(by('public-api-v1-courses-2016-09.json')).toMatchObject({ read: 146, added: 143, merged: 3 });
    expect(by('public-api-v1-courses-2017-04.json')).toMatchObject({ read: 177, added: 31, withdrawn: 2, refused: 0 });
    expect(by('sloan-runs.json')).toMatchObject({ read: 0, offerings: 137 });
    for (const report of reports) {
      const { read: all, added, changed, unchanged, merged, refused } = report;
      expect(added + changed + unchanged + merged + refused, report.input).toBe(all);
      expect(report.stopped, report.input).toBeUndefined();
    }
    const again = await read(join(samples, 'feeds', 'xcri-cap'));
    expect(again.every((report) => report.added + report.changed + report.withdrawn === 0)).toBe(true);
    expect((await aboutData(database.db)).counts.courses).toBe((await allCourses(database.db)).length);
  });
});
