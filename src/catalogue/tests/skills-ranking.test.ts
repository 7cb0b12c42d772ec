/** Skills ranked for a sentence: the plainest first, with its words; the same in every run, whatever the text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSkillRanker, rankSkills } from '../rules/skills-ranking.js';

const ranker = createSkillRanker([
  { id: 'tech', label: 'interpret technical requirements', names: [] },
  { id: 'manage', label: 'project management', names: ['managing projects', 'lead projects'] },
  { id: 'team', label: 'work in teams', names: ['teamwork'], needed: 500 },
  { id: 'crew', label: 'work in crews', names: ['teamwork at sea'], needed: 1 },
]);
const ids = (text: string) => ranker.rank(text, 5).map(({ id }) => id);

describe('ranking', () => {
  it('finds a skill that the sentence words otherwise', () => {
    expect(ids('You gather technical requirements')[0]).toBe('tech');
    expect(ids('The manager of several projects')[0]).toBe('manage');
  });

  it('puts the name that is wholly there first', () => {
    expect(ids('teamwork')[0]).toBe('team');
    expect(ids('teamwork at sea')[0]).toBe('crew');
  });

  it('prefers words that stand together', () => {
    const near = ranker.rank('project management', 1)[0]?.score ?? 0;
    const far = ranker.rank('project budgets, offices, cars and their daily management', 1)[0]?.score ?? 0;
    expect(near).toBeGreaterThan(far);
  });

  it('shows the words it goes by', () => {
    expect(ranker.rank('We want you to manage our projects well.', 1)[0]?.words).toBe('manage our projects');
  });

  it('says nothing of words that no skill has', () => {
    expect(ids('zzz the of and')).toEqual([]);
    expect(ids('')).toEqual([]);
  });

  it('with our own vocabulary reads a wish', () => {
    const found = rankSkills('how to write better reports and present them to clients', 8).map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(['business-writing']));
  });
});

it('gives at most what is asked, best first, each once, on any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom('data', 'managing', 'team', 'of', 'nursing', 'R', 'C++', '\n', '😀'), { maxLength: 40 })
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 10 }), (one, limit) => {
      const found = rankSkills(one, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      found.forEach(({ score, words }, n) => {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(found[n - 1]?.score ?? Number.POSITIVE_INFINITY);
        expect(one).toContain(words);
      });
      expect(rankSkills(one, limit)).toEqual(found);
    }),
    { numRuns: 200 },
  );
});
