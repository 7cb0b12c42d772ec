/** What a learner types, and what must be found. */
import { describe, expect, test } from 'vitest';
import { createIndex, type Index } from '../../engine/index.js';
import { FLAG, type IndexDocument } from '../../schema.js';
import { ask, documentOf, titled } from './documents.js';

function indexOf(documents: readonly IndexDocument[], ...synonyms: { phrases: string[]; weight: number }[]): Index {
  const index = createIndex({ synonyms });
  index.apply({ upsert: documents });
  return index;
}
const found = (index: Index, text: string): number[] => index.search(ask(text)).hits.map((hit) => hit.num);

describe('words', () => {
  const index = indexOf(
    titled(
      'Introduction to Welding',
      'Nursing Practice',
      'C++ for Engineers',
      'C for Engineers',
      '了解药物以及成瘾',
      'Éducation physique',
      'E-learning Design',
    ),
  );

  test.each([
    ['welding', [1]],
    ['nurses', [2]],
    ['c++', [3]],
    ['药物', [5]],
    ['education', [6]],
    ['éducation', [6]],
    ['elearning', [7]],
    ['e-learning', [7]],
    ['e learning', [7]],
    ['weld', [1]],
    ['wellding', [1]],
    ['wedling', [1]],
    ['nursng', [2]],
  ])('%s', (text, expected) => {
    expect(found(index, text)).toEqual(expected);
  });

  test('a correction is told', () => {
    expect(index.search(ask('introduction to wedling')).didYouMean).toBe('introduction to welding');
    expect(index.search(ask('welding')).didYouMean).toBeNull();
  });

  test('three letters are not corrected into others', () => {
    expect(found(indexOf(titled('Law', 'Art')), 'lat')).toEqual([]);
  });

  test('a known word is read as it is, not as the beginning of another', () => {
    expect(found(indexOf(titled('Java', 'Javascript')), 'java')).toEqual([1]);
    expect(found(indexOf(titled('Java', 'Javascript')), 'javasc')).toEqual([2]);
  });

  test('words run together are parted', () => {
    expect(found(indexOf(titled('Data Analysis', 'Data', 'Analysis')), 'dataanalysis')[0]).toBe(1);
  });

  test('only stop words are asked: titles are looked at', () => {
    expect(found(indexOf(titled('Who Are We?', 'Welding')), 'who are we')).toEqual([1]);
  });
});

describe('coverage', () => {
  const index = indexOf(
    titled('Food Security', 'Food Hygiene', 'Home Security', 'Maths for Engineers', 'Bridge Engineers'),
  );

  test('two telling words must both match', () => {
    expect(found(index, 'food security')).toEqual([1]);
  });

  test('a long request is answered by what covers enough of it', () => {
    expect(found(index, 'I am looking for a course about food security for my new job please')[0]).toBe(1);
  });

  test('nothing close: nothing is shown, and it is said', () => {
    const answer = index.search(ask('plumbing'));
    expect(answer).toMatchObject({ total: 0, nothingClose: true, hits: [], almost: [] });
  });

  test('a word that no course has is left out, and that is said', () => {
    const answer = index.search(ask('hygiene zanzibar'));
    expect(answer).toMatchObject({ total: 1, nothingClose: true, almost: [{ text: 'hygiene', total: 1 }] });
  });

  test('what a filter takes away is not "nothing close"', () => {
    const answer = index.search(ask('hygiene', { free: true }));
    expect(answer).toMatchObject({ total: 0, nothingClose: false });
  });
});

describe('order', () => {
  test('title before description, exact title before longer ones', () => {
    const index = indexOf([
      documentOf({ num: 1, text: { title: 'Cells', description: 'With some genetics in it.' } }),
      documentOf({ num: 2, text: { title: 'Genetics of Plants' } }),
      documentOf({ num: 3, text: { title: 'Genetics' } }),
    ]);
    expect(found(index, 'genetics')).toEqual([3, 2, 1]);
  });

  test('equal courses: open before unknown before ended; then by number', () => {
    const flags = [FLAG.ended, FLAG.unknownAvailability, FLAG.open, FLAG.open];
    const index = indexOf(flags.map((flag, i) => documentOf({ num: i + 1, text: { title: 'Genetics' }, flags: flag })));
    expect(found(index, 'genetics')).toEqual([3, 4, 2, 1]);
    expect(found(index, '')).toEqual([3, 4, 2, 1]);
  });

  test('one review of 5 does not beat a thousand of 4.8', () => {
    const index = indexOf([
      documentOf({ num: 1, text: { title: 'Genetics' }, numbers: { rating: 5 }, ratingCount: 1 }),
      documentOf({ num: 2, text: { title: 'Genetics' }, numbers: { rating: 4.8 }, ratingCount: 1000 }),
    ]);
    expect(index.search(ask('', { sort: 'rating' })).hits.map((hit) => hit.num)).toEqual([2, 1]);
  });
});

describe('names, codes and synonyms', () => {
  const index = indexOf(
    [
      documentOf({
        num: 1,
        text: { title: 'Studying Law', organisations: ['Demo Open University', 'DOU'], codes: ['SK-123'] },
      }),
      documentOf({ num: 2, text: { title: 'Open Innovation', organisations: ['University of Demoville'] } }),
      documentOf({ num: 3, text: { title: 'Genealogy' } }),
      documentOf({ num: 4, text: { title: 'Family Tree Basics' } }),
      documentOf({ num: 5, text: { title: 'Tree Care', description: 'A family firm.' } }),
    ],
    { phrases: ['genealogy', 'family history', 'family tree'], weight: 0.9 },
  );

  test.each([
    ['the demo open university', 1],
    ['DOU', 1],
    ['sk123', 1],
    ['SK 123', 1],
    ['family history', 4],
  ])('%s', (text, first) => {
    expect(found(index, text)[0]).toBe(first);
  });

  test('a synonym of two words is found where they stand together', () => {
    expect(found(index, 'genealogy')).toEqual([3, 4]);
  });

  test('why: what was asked, what was found, where', () => {
    const why = index.explain(ask('family history'), 3);
    expect(why.terms).toContainEqual({
      asked: 'family history',
      found: 'genealogy',
      how: 'synonym',
      fields: ['title'],
    });
    expect(index.explain(ask('sk123'), 1).terms[0]).toMatchObject({ found: 'sk123', how: 'exact', fields: ['codes'] });
    expect(index.explain(ask('law'), 99)).toEqual({ score: 0, terms: [], boosts: [] });
  });
});

describe('similar and suggested', () => {
  const index = indexOf([
    documentOf({
      num: 1,
      text: { title: 'Welding Steel', skills: ['arc welding'] },
      facets: { skill: ['arc-welding'] },
    }),
    documentOf({ num: 2, text: { title: 'Arc Welding for Ships' } }),
    documentOf({ num: 3, text: { title: 'Welding Steel', skills: ['arc welding'] } }),
    documentOf({ num: 4, text: { title: 'Poetry' } }),
    documentOf({ num: 5, text: { title: 'Steel Structures' }, facets: { provider: ['demo-college'] } }),
    ...titled(...Array.from({ length: 60 }, (_, i) => `Other ${i}`)).map((one) => ({ ...one, num: one.num + 10 })),
  ]);
  index.label([
    { kind: 'provider', value: 'demo-college', label: 'Demo College of Welding', aliases: ['DCW'] },
    { kind: 'skill', value: 'arc-welding', label: 'Arc welding' },
    { kind: 'skill', value: 'unused', label: 'Welding of plastics' },
  ]);

  test('similar courses share terms, and not the title', () => {
    const similar = index.similar(1, 10);
    expect(similar.map(({ num }) => num)).toEqual([2, 5]);
    expect(similar[0]?.shared).toContain('welding');
    expect(index.similar(999, 5)).toEqual([]);
  });

  test('labels by any word, then titles; what has no course is not suggested', () => {
    const suggested = index.suggest('weld', 8).map(({ kind, label }) => `${kind}: ${label}`);
    expect(suggested.slice(0, 2).sort()).toEqual(['provider: Demo College of Welding', 'skill: Arc welding']);
    expect(suggested.slice(2).sort()).toEqual(['course: Arc Welding for Ships', 'course: Welding Steel']);
    expect(index.suggest('dcw', 3)[0]?.value).toBe('demo-college');
    expect(index.suggest('', 3)).toEqual([]);
  });
});

describe('reasons name words as they are written, never their stems', () => {
  const index = indexOf(
    [
      documentOf({ num: 1, text: { title: 'People first', description: 'On leading people within a budget' } }),
      documentOf({ num: 2, text: { title: 'Better budgets' } }),
    ],
    { phrases: ['leadership', 'leading people'], weight: 0.9 },
    { phrases: ['outlay', 'budget'], weight: 0.9 },
  );
  const named = (text: string, num: number) => index.explain(ask(text), num).terms.map((term) => term.found);

  test('a phrase as its synonyms have it, a word as the title has it', () => {
    expect(named('leadership', 1)).toEqual(['leading people']);
    expect(named('outlay', 2)).toEqual(['budgets']);
  });
});
