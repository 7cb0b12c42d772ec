/** Our scores against the outcomes that others' fixtures expect, where their items mean what ours mean. */
import { expect, test } from 'vitest';
import { scoreOf } from '../../rules/assessment/index.js';
import { readFixtures } from './qti-fixtures.js';

const fixtures = readFixtures();

test.skipIf(fixtures.length === 0)('what maps of the fixtures of QTI 2.2 scores as they expect', () => {
  const wrong = fixtures.flatMap(({ name, item, cases }) =>
    cases
      .filter(({ response, score }) => item === null || scoreOf(item, response).points !== score)
      .map((one) => `${name}: ${one.name}`),
  );
  expect(wrong).toEqual([]);
  const mapped = fixtures.filter(({ cases }) => cases.length > 0);
  expect(mapped.map(({ name, cases, left }) => `${name} ${cases.length}, left ${left}`)).toEqual([
    'mapResponse_mapping_caseSensitive_defaultValue 1, left 1',
    'mapping_bounds_upperLower 1, left 0',
    'multiple_unordered_match 2, left 0',
    'outcomeProcessing_outcomeCondition_equal 2, left 0',
    'pair_unordered_match 3, left 0',
    'responseProcessing_mapOutcome_basic 3, left 1',
    'responseProcessing_template_match_correct 2, left 0',
  ]);
  // The others test QTI's own language of rules: expressions, templates, tests of tests, random, and answers by leaving blank.
  expect(fixtures.reduce((sum, { cases, left }) => sum + cases.length + left, 0)).toBe(65);
});
