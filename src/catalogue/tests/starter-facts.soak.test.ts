/** Reads 40 MB of lists, so it is run with the long tests. Each fact of the starter catalogue is what our own parsers read from the list that it names. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../platform/files/index.js';
import { mappedFormats } from '../formats/mapped/index.js';
import { xcriCap } from '../formats/xcri-cap/index.js';
import { CourseRecord, type Format, type OfferingRecord, type Price } from '../schema.js';

const SAMPLES = resolve(process.env.CAIRN_SAMPLES ?? projectFile('../shared/data'));

/** Put together from the runs by hand, where our parser leaves them at the runs. */
const FROM_RUNS = /^(weeks|hours a week|credit|pace|subject) /;

/** Starter list → the files that it was read from. */
const READ_FROM: Record<string, string[]> = {
  'futurelearn-2022-11': ['catalogues/futurelearn-2022-11.csv'],
  'futurelearn-addresses-2023': ['catalogues/multi-platform-2023.csv'],
  'edx-2020': ['catalogues/edx-2020.csv'],
  'coursera-2026-03': ['catalogues/udemy-coursera-2026-03.csv'],
  'coursera-2023-11': ['catalogues/coursera-2023-11.csv'],
  'coursera-subjects-2023': ['catalogues/multi-platform-2023.csv'],
  'udacity-2023': ['catalogues/multi-platform-2023.csv'],
  'cricos-2023-01': ['catalogues/cricos-2023-01/courses.csv'],
  'open-university-2012-08': ['feeds/xcri-cap/open-university-2012-08.xml'],
  'mit-sloan-2024-08': ['feeds/mit/sloan-courses.json', 'feeds/mit/sloan-runs.json'],
};

describe.skipIf(!existsSync(SAMPLES))('the starter catalogue says what its lists say', () => {
  it.each(Object.entries(READ_FROM))('%s', async (list, files) => {
    const content = JSON.parse(readFileSync(projectFile(`src/catalogue/data/starter/${list}.json`), 'utf8'));
    const told = await readAll(files);
    const wrong: string[] = [];
    for (const given of content.records) {
      const record = CourseRecord.parse(given);
      const found = told.filter((other) => isSame(other, record));
      if (found.length === 0) wrong.push(`${record.title}: not in the list`);
      for (const fact of factsOf(record)) {
        if (list.startsWith('mit-sloan') && FROM_RUNS.test(fact)) continue;
        if (!found.some((other) => factsOf(other).includes(fact))) wrong.push(`${record.title}: ${fact} is not said`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const lists = new Map<string, Promise<CourseRecord[]>>();

/** Every course of the files, read once, with the runs that stand in a file of their own put back to it. */
function readAll(files: string[]): Promise<CourseRecord[]> {
  const key = files.join();
  const read = lists.get(key) ?? collect(files);
  lists.set(key, read);
  return read;
}

async function collect(files: string[]): Promise<CourseRecord[]> {
  const byId = new Map<string, CourseRecord>();
  const all: CourseRecord[] = [];
  for (const file of files) {
    for await (const reading of formatFor(file).read(createReadStream(join(SAMPLES, file)), {
      today: '2026-11-23',
      name: file,
    })) {
      if (reading.type === 'offering') byId.get(reading.courseExternalId)?.offerings.push(reading.offering);
      if (reading.type !== 'course') continue;
      byId.set(reading.record.externalId, reading.record);
      all.push(reading.record);
    }
  }
  return all;
}

/** The same address, else the same title from the same awarding body where the list names one. */
function isSame(other: CourseRecord, record: CourseRecord): boolean {
  if (record.url && other.url === record.url) return true;
  return titleOf(other) === titleOf(record) && (whoOf(other) === whoOf(record) || whoOf(other) === '');
}

function formatFor(file: string): Format {
  if (file.endsWith('.xml')) return xcriCap;
  const head = readFileSync(join(SAMPLES, file), 'utf8').slice(0, 64_000);
  const sure = (format: Format) => format.recognise({ name: basename(file), head });
  return mappedFormats.reduce((best, format) => (sure(format) > sure(best) ? format : best));
}

function titleOf(record: CourseRecord): string {
  return record.title.replace(/\s+/g, ' ').trim();
}

/** Who awards it, where the list says so; articles aside. */
function whoOf(record: CourseRecord): string {
  const name = record.awardingBodies[0]?.name ?? '';
  return name === record.provider.name ? '' : name.replace(/^The /, '').trim();
}

/** What a record states, one line a fact, in words that can be compared. Where a list is silent, nothing. */
function factsOf(record: CourseRecord): string[] {
  const { url, code, kind, level, difficulty, workload, rating, enrolments, pace, freeToAudit } = record;
  const lines: [string, unknown][] = [
    ['awarded by', whoOf(record) || undefined],
    ['url', url],
    ['code', code],
    ['kind', kind],
    ['level', level && `${level.framework} ${level.value} ${level.eqf}`],
    ['difficulty', difficulty],
    ['weeks', workload?.weeks],
    ['hours a week', workload?.hoursPerWeekMax && `${workload.hoursPerWeekMin}-${workload.hoursPerWeekMax}`],
    ['rating', rating?.value],
    ['ratings', rating?.count],
    ['enrolments', enrolments],
    ['pace', pace],
    ['free to audit', freeToAudit],
    ...record.credit.map((credit): [string, string] => [
      'credit',
      `${credit.scheme} ${credit.value} ${credit.level?.value}`,
    ]),
    ...record.subjects.map((subject): [string, string] => ['subject', `${subject.scheme} ${subject.label}`]),
    ...record.skills.map((skill): [string, string] => ['skill', skill.label.toLowerCase()]),
    ...record.languages.map((language): [string, string] => ['language', language]),
    ...record.prices.map((price): [string, string] => ['price', priceLine(price)]),
    ...record.offerings.flatMap(runLines),
  ];
  return lines.filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${value}`);
}

function runLines(run: OfferingRecord): [string, string][] {
  if (!run.start) return [];
  const day = `${run.start} to ${run.end}`;
  return [
    ['run', `${day} ${run.mode}`],
    ...run.prices.map((price): [string, string] => ['run price', `${day} ${priceLine(price)}`]),
  ];
}

function priceLine({ amount, currency, kind, period, region }: Price): string {
  return [amount, currency, kind, period, region].join(' ');
}
