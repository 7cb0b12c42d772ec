/** What each provider means by what it writes: read from the valid files, and from real feeds where they are at hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../../platform/files/index.js';
import { coursera } from '../../formats/coursera/index.js';
import { ctdl } from '../../formats/ctdl/index.js';
import { edx } from '../../formats/edx/index.js';
import { elm } from '../../formats/elm/index.js';
import { futurelearn } from '../../formats/futurelearn/index.js';
import { moochub } from '../../formats/moochub/index.js';
import { schemaOrg } from '../../formats/schema-org/index.js';
import { udacity } from '../../formats/udacity/index.js';
import { xcriCap } from '../../formats/xcri-cap/index.js';
import type { Format } from '../../schema.js';
import { coursesOf, hasSamples, readAll, readOne, sampleFile } from './reading.js';

async function valid(format: Format, file: string) {
  return readAll(format, readFileSync(projectFile(`src/catalogue/formats/${format.name}/valid/${file}`)));
}
const courses = async (format: Format, file: string) => coursesOf(await valid(format, file));

describe('FutureLearn', () => {
  it('reads runs, partners and hours, and strips what counts clicks', async () => {
    const [course] = await courses(futurelearn, 'feed.json');
    expect(course).toMatchObject({
      externalId: '00000000-0000-4000-8000-000000000001',
      url: 'https://www.futurelearn.com/courses/demo-water-safety',
      provider: { name: 'FutureLearn', kind: 'platform' },
      awardingBodies: [{ name: 'Demo University', url: 'https://demo-university.example' }],
      instructors: ['Demo Teacher', 'Demo Lecturer'],
      earns: ['certificate'],
      prices: [],
      raw: { workload: { how: 'inferred' } },
    });
    expect(course?.description).toBe('You will learn to:\n\nspot risk & act\n\nplan a rescue');
    expect(course?.offerings.map(({ start, weeks }) => [start, weeks])).toEqual([
      ['2026-02-02', 4],
      ['2027-02-01', 5],
      [undefined, 5],
    ]);
  });

  it('keeps the cost of a program as words, for it names no currency', async () => {
    const [programme] = await courses(futurelearn, 'programs.json');
    expect(programme).toMatchObject({
      kind: 'programme',
      prices: [],
      workload: { weeks: 9 },
      raw: { prices: { raw: expect.stringContaining('19900') } },
    });
  });
});

describe('Coursera, Udacity and edX', () => {
  it('Coursera: names partners that stand after their courses', async () => {
    const [course, bare] = await courses(coursera, 'page.json');
    expect(course).toMatchObject({
      url: 'https://www.coursera.org/learn/demo-soil',
      awardingBodies: [{ name: 'Demo University' }],
      instructors: ['Demo Teacher'],
      captions: ['fr', 'pt-br'],
      workload: { hoursPerWeekMin: 5, hoursPerWeekMax: 7 },
      offerings: [{ start: '2027-01-01' }],
    });
    expect(bare).toMatchObject({ awardingBodies: [], offerings: [], prices: [] });
  });

  it('Udacity: an empty string and a nought are not stated; lessons come from the Markdown', async () => {
    const [course, unknown] = await courses(udacity, 'courses.json');
    expect(course).toMatchObject({
      freeToAudit: true,
      difficulty: 'beginner',
      syllabus: ['Lesson 1: Variables', 'Lesson 2: Loops'],
      awardingBodies: [{ name: 'Demo Company' }],
    });
    expect(course?.workload).toMatchObject({ approximate: true });
    expect(unknown?.freeToAudit).toBeUndefined();
    expect(unknown?.workload).toBeUndefined();
    expect(unknown?.url).toBe('https://www.udacity.com/course/demo-nothing--demo102');
  });

  it('edX: the lowest paid seat is the price, an audit seat means free teaching, hidden runs are nobody’s', async () => {
    const [course] = await courses(edx, 'courses.json');
    expect(course).toMatchObject({
      freeToAudit: true,
      refreshed: '2026-01-11',
      difficulty: 'beginner',
      outcomes: expect.arrayContaining(['Read a diagram', 'Build a circuit']),
    });
    expect(course?.workload).toMatchObject({ hoursPerWeekMin: 5, hoursPerWeekMax: 7, weeks: 6 });
    expect(course?.offerings).toMatchObject([
      {
        start: '2026-01-20',
        enrolUntil: '2026-02-01',
        pace: 'self-paced',
        prices: [{ amount: 9900, currency: 'USD', kind: 'certificate' }],
      },
    ]);
  });

  it('edX: a program is a programme with its courses and its subscription', async () => {
    const [programme] = await courses(edx, 'programs.json');
    expect(programme).toMatchObject({
      kind: 'microcredential',
      syllabus: ['Demo Circuits'],
      prices: [{ amount: 7900, kind: 'subscription', period: 'month' }],
      workload: { totalHours: 120 },
    });
  });
});

describe('XCRI-CAP', () => {
  it('reads by namespace whatever the prefixes, and keeps codes with their scheme', async () => {
    const [course] = await courses(xcriCap, 'catalog.xml');
    expect(course).toMatchObject({
      externalId: 'https://demo-college.example/cpd/first-aid',
      code: 'FA1',
      kind: 'cpd-event',
      cpdType: '10',
      provider: { name: 'Demo College', identifiers: [{ scheme: 'ukprn', value: '10000000' }] },
      awardingBodies: [{ name: 'Demo Awarding Body' }],
      recognition: [{ body: { name: 'Demo Institute of Safety' } }],
      credit: [{ scheme: 'SCQF', value: 2, level: { framework: 'SCQF', value: '6' } }],
      stacksInto: [{ title: 'Demo First Aid Instructor' }],
      funding: [{ words: 'Half paid by the Demo Fund.' }],
      workload: { totalHours: 6 },
      description: 'What to do & when.\n\nBleeding',
    });
    expect(course?.subjects).toEqual([
      { scheme: 'jacs3', code: 'B990', label: 'First aid' },
      { scheme: 'ldcs', code: 'PH.', label: 'Emergency care' },
      { scheme: 'keyword', label: 'safety' },
    ]);
  });

  it('reads dates and modes; what is not said is not assumed, and contradictions are not believed', async () => {
    const [course] = await courses(xcriCap, 'catalog.xml');
    const [first, second] = course!.offerings;
    expect(first).toMatchObject({
      start: '2026-03-02',
      end: '2026-03-02',
      enrolUntil: '2026-02-20',
      mode: 'in-person',
      pattern: 'day-release',
      studyMode: 'part-time',
      venue: { town: 'Demoton' },
      places: 12,
      prices: [{ amount: 12_000, currency: 'GBP' }],
    });
    expect(second).toMatchObject({
      startText: 'Variable',
      prices: [],
      venue: { name: 'Demo Hall', town: 'Otherton', latitude: 51.5, longitude: -0.12 },
    });
    expect(second?.start).toBeUndefined();
    expect(second?.weeks).toBeUndefined();
    expect(second?.studyMode).toBeUndefined();
    expect(second?.mode).toBeUndefined();
  });

  it('tells what a delta feed deletes, and waits for a provider that says its name last', async () => {
    const readings = await valid(xcriCap, 'delta.xml');
    expect(readings[0]).toMatchObject({ type: 'deleted', externalId: 'https://demo-college.example/gone' });
    expect(coursesOf(readings)).toMatchObject([
      { title: 'Demo Kept', provider: { name: 'Demo College Named Last' }, offerings: [] },
    ]);
  });

  it.skipIf(!hasSamples)(
    'reads the Open University’s fees by region, its credit twice, and its “at any time”',
    async () => {
      const feed = coursesOf(await readAll(xcriCap, sampleFile('xcri-cap/open-university-2012-08.xml')));
      const a150 = feed.find(({ code }) => code === 'A150')!;
      expect(a150.offerings[0]?.prices).toMatchObject([
        { amount: 125_000, currency: 'GBP', region: 'Ireland' },
        { region: 'Continental Europe' },
      ]);
      expect(a150.credit).toMatchObject([
        { scheme: 'OU', value: 30, level: { framework: 'OU', value: '1' } },
        { scheme: 'SCQF', value: 30, level: { value: '7' } },
      ]);
      expect(feed.filter(({ offerings }) => offerings.length === 0)).toHaveLength(69);
      expect(feed.filter(({ kind }) => kind === 'qualification')).toHaveLength(356);
      expect(feed.flatMap(({ offerings }) => offerings).filter(({ pace }) => pace === 'self-paced')).toHaveLength(64);
    },
  );
});

describe('schema.org', () => {
  it('finds courses in a page, follows references, and reads a part only once', async () => {
    const found = await courses(schemaOrg, 'page.html');
    expect(found).toMatchObject([
      {
        title: 'Demo HNC Accounting',
        provider: { name: 'Demo College', country: 'GB' },
        level: { framework: 'SCQF', value: '7' },
        awardName: 'HNC',
        earns: ['certificate'],
        workload: { totalHours: 36 },
        offerings: [
          {
            start: '2027-01-12',
            mode: 'in-person',
            studyMode: 'part-time',
            venue: { name: 'Demo Campus' },
            prices: [{ amount: 45_000, currency: 'GBP' }],
          },
        ],
      },
    ]);
  });

  it('reads lists, other spellings of types, ratings of other scales, free and subscription', async () => {
    const [bees, cheese] = await courses(schemaOrg, 'list.json');
    expect(bees).toMatchObject({
      url: 'https://demo.example/bees',
      prices: [{ amount: 0 }],
      rating: { value: 4.4, count: 25 },
      workload: { weeks: 4 },
      skills: [{ label: 'beekeeping', relation: 'taught' }],
    });
    expect(bees?.outcomes).toHaveLength(1);
    expect(cheese).toMatchObject({
      credit: [{ scheme: 'ECTS', value: 5 }],
      prices: [{ amount: 1250, currency: 'EUR', kind: 'subscription', period: 'month' }],
      workload: { weeks: 10, hoursPerWeekMax: 3, totalHours: 30 },
    });
    expect(cheese?.prices).toHaveLength(1);
    expect(cheese?.offerings[0]?.mode).toBe('online');
  });

  it('tells who sells from who made it', async () => {
    const course = await readOne(
      schemaOrg,
      '{"@context":"https://schema.org","@type":"Course","name":"Demo","provider":{"name":"Demo University"},"hasCourseInstance":{"offers":{"price":"0","offeredBy":"Demo Platform"}}}',
    );
    expect(course).toMatchObject({
      provider: { name: 'Demo Platform' },
      awardingBodies: [{ name: 'Demo University' }],
      offerings: [{ prices: [{ amount: 0 }] }],
    });
  });

  it('takes a page without provider for its site’s', async () => {
    const page =
      '<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"Course","name":"Demo"}</script></html>';
    const readings = await readAll(schemaOrg, page, 10, 'https://www.demo.example/course');
    expect(coursesOf(readings)).toMatchObject([{ provider: { name: 'demo.example' } }]);
  });

  it('says that a page without course data holds none', async () => {
    expect(await readAll(schemaOrg, '<!doctype html><html><p>Hello</p></html>')).toMatchObject([{ type: 'note' }]);
  });
});

describe('CTDL, ELM and MOOChub', () => {
  it('CTDL: prefers English, inherits costs from a manifest, passes over what is no price', async () => {
    const readings = await valid(ctdl, 'envelope.json');
    expect(coursesOf(readings)).toMatchObject([
      {
        title: 'Demo Welding',
        provider: { name: 'Demo Trade School' },
        awardingBodies: [{ name: 'Demo Welding Society' }],
        mode: 'blended',
        workload: { weeks: 6, approximate: true },
        credit: [{ scheme: 'US-SEM', value: 3 }],
        prices: [{ amount: 50_000, currency: 'USD' }],
        skills: [{ label: 'arc welding' }],
        refreshed: '2026-02-03',
      },
    ]);
    expect(readings).toContainEqual(
      expect.objectContaining({ type: 'place', venue: { town: 'Demoville', country: 'US' } }),
    );
    expect(await valid(ctdl, 'ceased.json')).toMatchObject([
      { type: 'deleted', externalId: 'ce-00000000-0000-4000-8000-000000000002' },
    ]);
  });

  it('ELM: gathers provider, level, credit and skills from where they are kept', async () => {
    expect(await courses(elm, 'opportunity.xml')).toMatchObject([
      {
        title: 'Demo Solar Panels',
        url: 'https://demo.example/solar',
        provider: { name: 'Demo Energy School', country: 'IE' },
        level: { framework: 'EQF', value: '5' },
        credit: [{ scheme: 'ECTS', value: 2 }],
        workload: { totalHours: 50, weeks: 4 },
        outcomes: ['Fit a panel'],
        skills: [{ label: 'install solar panels', uri: 'http://data.europa.eu/esco/skill/demo' }],
        subjects: [{ scheme: 'isced-f', code: '0713' }],
        prices: [{ amount: 25_000, currency: 'EUR' }],
        offerings: [{ start: '2027-01-10', end: '2027-02-10', enrolUntil: '2026-12-01', mode: 'online' }],
      },
    ]);
  });

  it.skipIf(!hasSamples)(
    'ELM: takes from a person’s credential what it was awarded for, and nothing of the person',
    async () => {
      const readings = await readAll(elm, sampleFile('elm/microcredential-annex1.jsonld.json'));
      expect(coursesOf(readings)).toMatchObject([
        {
          kind: 'microcredential',
          provider: { name: 'University of Zed' },
          level: { framework: 'RQF', value: '6' },
          credit: [{ scheme: 'ECTS', value: 2 }],
        },
      ]);
      expect(JSON.stringify(readings)).not.toMatch(/Andromeda|1999-10-01|LA-234218/);
    },
  );

  it('MOOChub: reads schema.org’s words with its own alignments', async () => {
    expect(await courses(moochub, 'feed.json')).toMatchObject([
      {
        provider: { name: 'Demo MOOC House' },
        awardingBodies: [{ name: 'Demo University' }],
        languages: ['de', 'en'],
        mode: 'online',
        level: { framework: 'EQF', value: '6' },
        freeToAudit: true,
        workload: { weeks: 4 },
        subjects: [{ scheme: 'isced-f', code: '0613' }],
        skills: [{ label: 'machine learning' }],
        offerings: [{ start: '2027-03-01', end: '2027-04-01' }],
      },
    ]);
  });
});
