/** Typing errors: what is taken to be meant, and what is never corrected. */
import { expect, test } from 'vitest';
import { createIndex, type Index } from '../../engine/index.js';
import type { SynonymGroup } from '../../schema.js';
import { ask, titled } from './documents.js';

function indexOf(titles: readonly string[], synonyms: readonly SynonymGroup[] = []): Index {
  const index = createIndex({ synonyms });
  index.apply({ upsert: titled(...titles) });
  return index;
}
const filling = (count: number): string[] => Array.from({ length: count }, (_, i) => `Topic ${i}`);

test('a slip without a rival finds what the right word finds, as high', () => {
  const index = indexOf(
    ['Pharmacy', 'Medicines for Nurses', 'Pharmacist at Work', 'Welding'],
    [{ phrases: ['pharmacy', 'pharmacist'], weight: 0.9 }],
  );
  for (const slip of ['phramacy', 'pharmcy', 'pharmaacy', 'pharmscy']) {
    expect(index.search(ask(`${slip} medicines`)).hits).toEqual(index.search(ask('pharmacy medicines')).hits);
  }
});

test('a word around the question stays one when it is misspelt', () => {
  const index = indexOf(['Learning Latin', 'Latin', 'Learning Chess', 'Online Learning', ...filling(20)]);
  expect(index.search(ask('learnng latin')).hits).toEqual(index.search(ask('learning latin')).hits);
});

test('a letter left out is likelier than one put in where no finger slips', () => {
  const index = indexOf(['Create a Garden', 'Create a Website', 'Create a Budget', 'Creative Writing']);
  expect(index.search(ask('creatve writing')).didYouMean).toBe('creative writing');
});

test('of the words of one stem the likeliest counts', () => {
  const index = indexOf(['Skill', 'Study Skills', 'Skills for Life', 'Soil']);
  expect(index.search(ask('study skils')).didYouMean).toBe('study skills');
});

test('two likely words are both found', () => {
  const index = indexOf(['Water', 'Water for All', 'Weather']);
  expect(index.search(ask('weater')).total).toBe(3);
});

const INFECTION = [{ phrases: ['infection control', 'infection prevention'], weight: 0.97 }];

test('a word of a synonym or skill is not corrected where no course holds it', () => {
  const titles = ['Infectious Diseases', 'Version Control', 'Quality Control'];
  expect(indexOf(titles).search(ask('infection control')).didYouMean).toBe('infectious control');
  expect(indexOf(titles, INFECTION).search(ask('infection control')).didYouMean).toBeNull();
});

test('a rare word of a synonym or skill is not doubted', () => {
  const common = [...Array.from({ length: 40 }, () => 'Inflection'), 'Infection', ...filling(200)];
  expect(indexOf(common).search(ask('infection')).total).toBe(41);
  expect(indexOf(common, INFECTION).search(ask('infection')).total).toBe(1);
});
