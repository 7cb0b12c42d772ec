import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataFolderError, makeFolder, openDataFolder, projectFile, writeFileAtomically } from '../index.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('files of the project are found from wherever the process stands', () => {
  expect(existsSync(projectFile('package.json'))).toBe(true);
});

test('a file is written whole, with its mode, and leaves no draft behind', () => {
  const path = join(folder, 'note');
  writeFileAtomically(path, 'one');
  writeFileAtomically(path, 'two', 0o600);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['two', 0o600]);
  expect(() => writeFileAtomically(join(folder, 'no', 'such'), 'x')).toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual(['note']);
});

test('the data folder is made, may be passed through, and is refused in one sentence where it cannot be', () => {
  const data = openDataFolder(join(folder, 'a', 'b'));
  expect(statSync(data).mode & 0o777).toBe(0o711);
  expect(readdirSync(data)).toEqual([]);
  writeFileSync(join(folder, 'file'), '');
  for (const path of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/cairn', '/dev/null/cairn']) {
    expect(() => openDataFolder(path)).toThrow(DataFolderError);
  }
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
});
