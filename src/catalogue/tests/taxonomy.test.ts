/** A taxonomy is loaded whole or not at all, and loading it again changes nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../tests/support/database.js';
import type { Database } from '../../platform/db/index.js';
import { importTaxonomy } from '../actions/import-taxonomy.js';
import {
  countTaxonomy,
  findTaxonomySkill,
  listTaxonomySkills,
  TAXONOMY_TABLES,
  taxonomyOccupationsNeeding,
} from '../queries/index.js';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const skill = (n: number) => `http://data.europa.eu/esco/skill/${id(n)}`;

const FILES: Record<string, string> = {
  'skills.csv': [
    'n,uuid,type,reuse,label,alt,description',
    `1,${id(1)},knowledge,cross-sector, demo knowledge ,demo lore|demo knowledge|demo lore,What is known.`,
    `2,${id(2)},skill,transversal,do demos,,"Doing, ""well""."`,
    `3,${id(3)},skill,transversal,show demos,,`,
  ].join('\n'),
  'skill-groups.csv':
    'uri,code,label,description\nhttp://demo.example/S,,skills,\nhttp://demo.example/S1,,demo skills,All of them',
  'group-broader.csv': 'group,parent\nS1,S\nS,nowhere',
  'skill-broader.csv': 'n,broader\n1,S1\n2,S1|S|#1\n3,S1',
  'occupations.csv': `n,uuid,code,isco,label,alt,description\n1,${id(9)},1.1,0110,demonstrator,demo worker,Shows demos.`,
  'occupation-skills.csv': 'occupation,essential,optional\n1,2 1,1 3 77',
};

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'cairn-taxonomy-'));
  for (const [file, text] of Object.entries(FILES)) writeFileSync(join(folder, file), text);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const load = () => importTaxonomy({ db: database.db, folder });
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const touched = (report: Awaited<ReturnType<typeof load>>) =>
  TAXONOMY_TABLES.reduce((sum, table) => {
    const { added, changed, removed } = report.tables[table];
    return sum + added + changed + removed;
  }, 0);

it('loads skills, their names, groups and occupations, and answers what needs what', async () => {
  const report = await load();
  expect(report).toMatchObject({ taxonomy: 'ESCO', read: 12, refused: 0, errors: [] });
  expect(await countTaxonomy(database.db)).toEqual({
    skill: 3,
    skill_label: 1,
    skill_group: 2,
    skill_in_group: 4,
    skill_broader: 1,
    occupation: 1,
    occupation_label: 1,
    occupation_skill: 3,
  });
  expect(await findTaxonomySkill(database.db, skill(1))).toEqual({
    uri: skill(1),
    label: 'demo knowledge',
    kind: 'knowledge',
    reuse: 'cross-sector',
    description: 'What is known.',
    ours: null,
    names: ['demo lore'],
    needed: 1,
  });
  expect(await taxonomyOccupationsNeeding(database.db, skill(1))).toMatchObject([
    { label: 'demonstrator', need: 'essential' },
  ]);
  expect(await findTaxonomySkill(database.db, skill(8))).toBeNull();
});

it('changes nothing the second time', async () => {
  await load();
  expect(touched(await load())).toBe(0);
});

it('follows what was added, changed and removed', async () => {
  await load();
  write(
    'skills.csv',
    (FILES['skills.csv'] as string)
      .replace('do demos', 'make demos')
      .replace(/\n3,.*/, `\n4,${id(4)},skill,transversal,new,,`),
  );
  write('skill-broader.csv', 'n,broader\n1,S1\n2,S1|S\n4,S1');
  const { tables } = await load();
  expect(tables.skill).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 1 });
  expect((await listTaxonomySkills(database.db)).map(({ label }) => label)).toEqual([
    'demo knowledge',
    'make demos',
    'new',
  ]);
  expect((await countTaxonomy(database.db)).occupation_skill).toBe(2);
  expect(touched(await load())).toBe(0);
});

it('refuses a broken row with its place and reads the rest', async () => {
  write(
    'skills.csv',
    `${FILES['skills.csv']}\n4,no-uuid,skill,transversal,x,,\n5,${id(5)},skill,transversal,nul\0 ü,,`,
  );
  const report = await load();
  expect(report.errors).toEqual([{ at: 'skills.csv, row 4', reason: 'the uuid "no-uuid" is none' }]);
  expect((await findTaxonomySkill(database.db, skill(5)))?.label).toBe('nul ü');
});

describe('keeps nothing and says why', () => {
  it.each([
    ['a file is missing', () => rmSync(join(folder, 'occupations.csv')), /holds no occupations\.csv/],
    [
      'a column is missing',
      () => write('skills.csv', 'n,uuid,label\n1,x,y'),
      /skills\.csv lacks the column type, reuse, alt, description/,
    ],
    ['a file is empty', () => write('skill-broader.csv', 'n,broader\n'), /skill-broader\.csv: 0 of 0 rows/],
    [
      'too much is broken',
      () => write('occupation-skills.csv', 'occupation,essential,optional\n8,1,\n9,1,\n1,1,'),
      /2 of 3 rows cannot be read/,
    ],
  ])('where %s', async (_what, spoil, message) => {
    spoil();
    await expect(load()).rejects.toMatchObject({ name: 'InputError', message: expect.stringMatching(message) });
    expect((await countTaxonomy(database.db)).skill).toBe(0);
  });

  it('where it is stopped', async () => {
    await load();
    write('skills.csv', (FILES['skills.csv'] as string).replace('do demos', 'other'));
    const stopped = importTaxonomy({ db: database.db, folder, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow();
    expect((await findTaxonomySkill(database.db, skill(2)))?.label).toBe('do demos');
  });
});

it('two loads at once leave what one would', async () => {
  await Promise.all([load(), load()]);
  expect((await countTaxonomy(database.db)).skill).toBe(3);
  expect(touched(await load())).toBe(0);
});

const esco = resolve(process.env.CAIRN_SAMPLES ?? '../shared/data', 'taxonomies/esco-1.1.1');
/** All of ESCO takes some ten seconds, so that only the soak loads it; every test run loads the first rows of each file. */
const most = process.env.CAIRN_SOAK ? Number.POSITIVE_INFINITY : 1500;

it.skipIf(!existsSync(esco))('reads real ESCO without refusing a row, and links ours', async () => {
  for (const file of Object.keys(FILES)) {
    const text = readFileSync(join(esco, file), 'utf8');
    write(
      file,
      text
        .split(/\r?\n/)
        .slice(0, most + 1)
        .join('\n'),
    );
  }
  const report = await load();
  expect(report.errors).toEqual([]);
  const counts = await countTaxonomy(database.db);
  expect(counts).toMatchObject({ skill: Math.min(most, 13_896), skill_group: 640, occupation: Math.min(most, 3007) });
  expect(counts.occupation_skill).toBeGreaterThan(most / 10);
  const linked = (await listTaxonomySkills(database.db)).filter(({ ours }) => ours !== null);
  expect(linked.length).toBeGreaterThan(most === 1500 ? 10 : 250);
});
