/** Occupations and skills in the words that people write, and with their slips. */
import { describe, expect, test } from 'vitest';
import { listOccupations, nearestOccupation, withoutSlips } from '../index.js';

describe('an occupation', () => {
  test.each([
    ['ward nurse', 'Registered nurse'],
    ['band 5 nurse', 'Registered nurse'],
    ['secretery', 'Executive assistant'],
    ['data scientst', 'Data scientist'],
    ['maths teacher', 'Secondary school teacher'],
    ['Software Enginer', 'Software developer'],
  ])('that is written “%s” is read as %s', (written, label) => {
    expect(nearestOccupation(written)?.label).toBe(label);
  });

  test.each(['shop assistant', 'dragon tamer', 'manager', '', '???', 'x'.repeat(10_000)])(
    'is not guessed from “%s”',
    (written) => {
      expect(nearestOccupation(written)).toBeNull();
    },
  );

  test('is the nearest to its own label', () => {
    for (const { id, label } of listOccupations()) expect(nearestOccupation(label)?.id, label).toBe(id);
  });
});

test('a slip of the hand is mended, and what is known stays', () => {
  expect(withoutSlips('data analisys and statistcs')).toBe('data analysis and statistics');
  expect(withoutSlips('Chat GPT')).toBe('ChatGPT');
  expect(withoutSlips('budgeting and leadership')).toBe('budgeting and leadership');
});
