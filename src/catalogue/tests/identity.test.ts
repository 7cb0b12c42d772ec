import { describe, expect, it } from 'vitest';
import { type Identity, identityOf, type Listed, matchCourse } from '../rules/identity.js';
import { dayInName, inputName, isCopy, sourceKey } from '../rules/source-names.js';

const of = (title: string, url?: string, more: Partial<Identity> = {}): Identity => ({
  ...identityOf({ title, url }, 'academy', []),
  ...more,
});
const listed = (identity: Identity, courseId: string, sourceId: number): Listed => ({
  ...identity,
  courseId,
  sourceId,
});

const PAGE = 'https://demo.example/courses/1';

describe('two records are one course', () => {
  it('when they name the same page of the same provider', () => {
    const known = [listed(of('Demo', 'http://www.demo.example/courses/1/'), 'a', 1)];
    expect(matchCourse(of('Demo, renamed', `${PAGE}?utm_source=x#top`), 2, known)).toBe('a');
  });

  it('when title and provider are the same in two sources', () => {
    expect(matchCourse(of('The “Demo” course'), 2, [listed(of('the demo Course'), 'a', 1)])).toBe('a');
  });
});

describe('two records are two courses', () => {
  const known = [listed(of('Demo', PAGE), 'a', 1)];
  it.each<[string, Identity, number, Listed[]]>([
    ['when the providers differ', of('Demo', PAGE, { providerId: 'college' }), 2, known],
    ['when one source has two of one title', of('Demo', 'https://demo.example/courses/2'), 1, known],
    ['when one source gives all of its courses one page', of('Another', PAGE), 1, known],
    [
      'when the levels differ',
      of('Demo', undefined, { level: 'FHEQ 6' }),
      2,
      [listed(of('Demo', undefined, { level: 'FHEQ 7' }), 'a', 1)],
    ],
    [
      'when the awarding bodies differ',
      of('Demo', undefined, { awardingIds: ['x'] }),
      2,
      [listed(of('Demo', undefined, { awardingIds: ['y'] }), 'a', 1)],
    ],
    [
      'when two courses would answer to the title',
      of('Demo'),
      3,
      [listed(of('Demo'), 'a', 1), listed(of('Demo'), 'b', 1)],
    ],
    [
      'when the page is the front page of a site',
      of('Other', 'https://demo.example/'),
      2,
      [listed(of('Demo', 'https://demo.example'), 'a', 1)],
    ],
    [
      'when a listing of this source stands in the course already',
      of('Demo'),
      2,
      [listed(of('Demo'), 'a', 1), listed(of('Demo'), 'a', 2)],
    ],
  ])('%s', (_case, record, source, near) => expect(matchCourse(record, source, near)).toBeNull());
});

it('reads the day that a name states', () => {
  expect(dayInName('courses-feed-2017-04.json')).toBe('2017-04-01');
  expect(dayInName('cricos-2023-01/courses.csv')).toBe('2023-01-01');
  expect(dayInName('list_2026-03-14.csv')).toBe('2026-03-14');
  expect(dayInName('classcentral-2015')).toBe('2015-01-01');
  expect(dayInName('feed-2023-02-31.json')).toBeNull();
  expect(dayInName('a120171.json')).toBeNull();
});

it('takes two states of one feed for one input, and two files for two', () => {
  expect(inputName('courses-feed-2017-04.json')).toBe(inputName('courses-feed-2018-05.json'));
  expect(inputName('courses.json')).not.toBe(inputName('programs.json'));
  expect(inputName('https://demo.example/feed.xml?page=2')).toBe('demo-example/feed');
});

it('makes a source key from a name, and knows a copy by its year', () => {
  expect(sourceKey('https://www.demo.example/feed.xml')).toBe('demo.example');
  expect(sourceKey('Demo feed 2026-01.json')).toBe('demo-feed');
  expect(sourceKey('2026.json')).toBe('file');
  expect(isCopy('coursera-2021-10')).toBe(true);
  expect(isCopy('coursera')).toBe(false);
});
