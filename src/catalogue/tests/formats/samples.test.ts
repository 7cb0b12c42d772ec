/**
 * Every feed of the sample data, by the counts of its README. What counts as a course is said where it is not plain:
 * - schema.org examples (11): three are courses; seven name neither a provider nor an address (or no name) and are refused, because a
 *   course that nobody offers cannot be found by anybody; the eleventh is an organisation.
 * - edX programs (3): one is retired and hidden, so it is refused.
 * - Udacity: `courses` only; degrees and tracks are told in notes.
 * - CTDL: learning opportunities and credentials with an identifier of their own; blank nodes only serve others. A cost manifest
 *   and an organisation hold no course.
 * - ELM: the learning opportunities of the XML; of the credential, the achievement that it was awarded for.
 */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../formats/index.js';
import { checkReading, countsOf, coursesOf, hasSamples, readAll, sampleFile } from './reading.js';

type Expected = { format: string; counts: object; offerings?: number; source?: string };

const FILES: [string, Expected][] = [
  [
    'futurelearn/courses-feed-2017-04.json',
    { format: 'futurelearn', counts: { course: 416 }, offerings: 1501, source: 'futurelearn' },
  ],
  ['coursera/courses-v1.json', { format: 'coursera', counts: { course: 346 }, source: 'coursera' }],
  [
    'udacity/public-api-v1-courses-2016-09.json',
    { format: 'udacity', counts: { course: 146, note: 2 }, source: 'udacity' },
  ],
  [
    'udacity/public-api-v1-courses-2017-04.json',
    { format: 'udacity', counts: { course: 177, note: 2 }, source: 'udacity' },
  ],
  ['edx/discovery-courses-page.json', { format: 'edx', counts: { course: 2 }, offerings: 1, source: 'edx' }],
  ['edx/discovery-programs.json', { format: 'edx', counts: { course: 2, refused: 1 }, source: 'edx' }],
  [
    'xcri-cap/open-university-2012-08.xml',
    { format: 'xcri-cap', counts: { course: 965 }, offerings: 1034, source: 'open.ac.uk' },
  ],
  [
    'xcri-cap/open-university-example.xml',
    { format: 'xcri-cap', counts: { course: 2 }, offerings: 4, source: 'open.ac.uk' },
  ],
  ['xcri-cap/prospects-pg-generic-2015.xml', { format: 'xcri-cap', counts: { course: 1 }, offerings: 1 }],
  [
    'xcri-cap/wychwolf-moodle-2012-04.xml',
    { format: 'xcri-cap', counts: { course: 1 }, offerings: 1, source: 'wychwolf.com' },
  ],
  ['schema-org/nbis-course-instances.json', { format: 'schema-org', counts: { course: 21 }, offerings: 21 }],
  ['schema-org/sib-course.json', { format: 'schema-org', counts: { course: 1 }, offerings: 2 }],
  ['schema-org/gtn-galaxy-intro-101.json', { format: 'schema-org', counts: { course: 1 } }],
  ['schema-org/hsf-python-novice.json', { format: 'schema-org', counts: { course: 1 } }],
  [
    'schema-org/schemaorg-examples.json',
    { format: 'schema-org', counts: { course: 3, refused: 7, organisation: 1 }, offerings: 1 },
  ],
  ['ctdl/envelope-cost-manifest.json', { format: 'ctdl', counts: { note: 1 } }],
  ['ctdl/envelope-learning-opportunity.json', { format: 'ctdl', counts: { course: 1 }, offerings: 2 }],
  ['ctdl/envelope-organization.json', { format: 'ctdl', counts: { organisation: 1 } }],
  ['ctdl/organization.json', { format: 'ctdl', counts: { organisation: 1 } }],
  ['ctdl/graph-certificate-with-outcomes.json', { format: 'ctdl', counts: { course: 1, place: 1 }, offerings: 2 }],
  ['ctdl/graph-certification-detailed.json', { format: 'ctdl', counts: { course: 1 } }],
  ['ctdl/graph-credential-multilingual.json', { format: 'ctdl', counts: { course: 1 } }],
  ['ctdl/graph-credential.json', { format: 'ctdl', counts: { course: 1 } }],
  [
    'ctdl/graph-learning-opportunity-160-driving-academy.json',
    { format: 'ctdl', counts: { course: 1, place: 3 }, offerings: 2 },
  ],
  ['ctdl/graph-learning-program-with-courses.json', { format: 'ctdl', counts: { course: 4 } }],
  ['elm/loq-generated-exhaustive.xml', { format: 'elm', counts: { course: 2 }, offerings: 2 }],
  ['elm/microcredential-annex1.jsonld.json', { format: 'elm', counts: { course: 1, note: 1 } }],
  ['moochub/moochub-schema-v3.json', { format: 'moochub', counts: { note: 1 } }],
];

describe.skipIf(!hasSamples)('the sample feeds', () => {
  it.each(FILES)('%s is recognised and read as its README counts it', async (path, expected) => {
    const bytes = sampleFile(path);
    const sample = { name: path, head: bytes.subarray(0, 65_536).toString('utf8') };
    const found = recognise(sample);
    expect(found?.format.name).toBe(expected.format);
    const readings = await readAll(found!.format, bytes, 65_536, path);
    for (const reading of readings) checkReading(reading);
    expect(countsOf(readings)).toEqual(expected.counts);
    const offerings = coursesOf(readings).flatMap((course) => course.offerings);
    expect(offerings).toHaveLength(expected.offerings ?? 0);
    if (expected.source) expect(found!.format.sourceOf?.(sample)?.key).toBe(expected.source);
  });

  it('reads the same whatever the size of the pieces', async () => {
    for (const path of [
      'xcri-cap/open-university-example.xml',
      'edx/discovery-courses-page.json',
      'ctdl/envelope-learning-opportunity.json',
    ]) {
      const bytes = sampleFile(path);
      const { format } = recognise({ name: path, head: bytes.subarray(0, 65_536).toString('utf8') })!;
      const whole = await readAll(format, bytes, bytes.length);
      for (const size of [1, 7, 4096]) expect(await readAll(format, bytes, size)).toEqual(whole);
    }
  });
});
