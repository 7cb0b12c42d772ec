import { describe, expect, it } from 'vitest';
import { type Identity, type Listed, matchCourse, recordIdentity } from '../rules/identity.js';
import { dayInName, inputName, isCopy, sourceKey } from '../rules/source-names.js';

const of = (title: string, url?: string, more: Partial<Identity> = {}): Identity => ({
  ...recordIdentity({ title, url }),
  providerId: 'academy',
  awardingIds: [],
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

  const at = (address: string, more: Partial<Identity> = {}) => of('Demo', `https://demo.example/${address}`, more);
  it.each<[string, Identity, Identity]>([
    ['the awarding body is', at('course/1', { awardingIds: ['x', 'y'] }), at('learn/2', { awardingIds: ['x'] })],
    ['an identifier is', at('course/1', { identifiers: ['list 7'] }), at('learn/2', { identifiers: ['list 7'] })],
    ['the level is', at('course/1', { level: 'FHEQ 7' }), at('learn/2', { level: 'FHEQ 7' })],
    ['the end of the address is', at('course/fairlogic'), at('learn/fair-logic')],
    ['the length is, and one has no page', at('course/1', { weeks: 4 }), of('Demo', undefined, { weeks: 4 })],
    ['the title is a long one', ofLong('course/1'), ofLong('learn/2')],
  ])('when title and provider are the same, the pages are two, and %s the same', (_case, one, other) => {
    expect(matchCourse(one, 2, [listed(other, 'a', 1)])).toBe('a');
    expect(matchCourse(other, 2, [listed(one, 'a', 1)])).toBe('a');
  });

  it('and of two on one page, the one with the same identifier, else the same title', () => {
    const near = [
      listed(at('list', { titleKey: 'other', identifiers: ['list 1'] }), 'a', 1),
      listed(at('list', { identifiers: ['list 2'] }), 'b', 1),
    ];
    expect(matchCourse(at('list', { titleKey: 'renamed', identifiers: ['list 1'] }), 2, near)).toBe('a');
    expect(matchCourse(at('list'), 2, near)).toBe('b');
  });
});

function ofLong(address: string): Identity {
  return of('Demonstrating demonstrations to people who watch them', `https://demo.example/${address}`);
}

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
      'when each has a page of its own and nothing but a short title speaks for it',
      of('Demo', 'https://demo.example/learn/2'),
      2,
      known,
    ],
    [
      'when one is a programme of several courses',
      of('Demo', 'https://demo.example/programmes/1', { kind: 'programme', awardingIds: ['x'] }),
      2,
      [listed(of('Demo', PAGE, { awardingIds: ['x'] }), 'a', 1)],
    ],
    [
      'when a course under the title contradicts it in another source',
      of('Demo', undefined, { level: 'FHEQ 6' }),
      3,
      [listed(of('Demo'), 'a', 1), listed(of('Demo', undefined, { level: 'FHEQ 7' }), 'a', 2)],
    ],
    [
      'when they are on two sites and differ in length',
      of('Demo', 'https://other.example/demo', { weeks: 4, awardingIds: ['x'] }),
      2,
      [listed(of('Demo', 'https://demo.example/demo', { weeks: 6, awardingIds: ['x'] }), 'a', 1)],
    ],
    [
      'when one has no page and they differ in length',
      of('Demo', undefined, { weeks: 4 }),
      2,
      [listed(of('Demo', PAGE, { weeks: 6 }), 'a', 1)],
    ],
    [
      'when they share a page but neither title nor the number that one list gives them',
      of('Another', PAGE, { identifiers: ['list 1'] }),
      2,
      [listed(of('Demo', PAGE, { identifiers: ['list 2'] }), 'a', 1)],
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
