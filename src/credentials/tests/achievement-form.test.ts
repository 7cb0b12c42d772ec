import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Course } from '../../catalogue/index.js';
import { textsOfBody } from '../rules/achievement-fields.js';
import { faultsBeforePublishing, readAchievementForm, textsOfAchievement } from '../rules/achievement-form/index.js';
import { isNamedSkill, skillAlignment } from '../rules/skills.js';
import { draftOfCourse } from '../rules/starting.js';
import { AchievementDraft } from '../schema/achievement.js';
import { wholeDraft } from './example-achievement.js';

const skillOf = (name: string) =>
  name === 'assess risks'
    ? skillAlignment({ id: 'x', label: name, esco: 'https://demo.example.org/skill/1' }, '')
    : null;
const read = (texts: Record<string, string>) => readAchievementForm(textsOfBody(texts), { skillOf, picture: null });

describe('the form of an achievement', () => {
  test('says again whatever a draft says', () => {
    const draft = { ...wholeDraft, alignments: wholeDraft.alignments.map((one) => ({ ...one, code: null })) };
    const { draft: again, faults } = read({ ...textsOfAchievement(draft, null, isNamedSkill) });
    expect(faults).toEqual({});
    expect(again).toEqual(draft);
  });

  test.each([
    ['credit', '15', 'scheme'],
    ['credit', '5 ECTS and 10 CATS', 'such as 15 CATS'],
    ['level', 'seven', 'framework'],
    ['skills', 'juggling swords', 'no skill of the vocabulary'],
    ['alignments', 'A name alone', 'its web address'],
    ['alignments', 'X | javascript:alert(1)', 'no web address'],
    ['criteria_url', 'data:text/html,x', 'no web address'],
    ['results', 'Mark | guess | 0 to 100', 'no kind of result'],
    ['results', 'Judgement | levels | Fail; Pass | Merit', 'none of its levels'],
    ['ground', 'red;}', 'six digits'],
    ['workload', 'NaN', 'number of hours'],
    ['months', '1.5', 'whole number'],
    ['in.1.name', 'Bathodyn', 'which language'],
    ['taught_in', 'Klingonese', 'no language'],
  ])('refuses %s “%s” and says what to write', (field, text, words) => {
    const { faults, draft } = read({ name: 'Demo', [field]: text });
    expect(Object.values(faults).join(' ')).toContain(words);
    expect(draft.name).toBe('Demo');
  });

  test('never fails, and never keeps what a draft may not say, whatever is sent', () => {
    const fields = [
      'credit',
      'level',
      'results',
      'alignments',
      'stacks_into',
      'tags',
      'in.2.language',
      'in.2.name',
      'accent',
    ];
    const text = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.constantFrom('1 | | ', '=;[|]', '1e999', '-5 CATS', '\n\n|', 'a[b]=c;d'),
    );
    const body = fc.dictionary(fc.constantFrom(...fields), fc.oneof(text, fc.array(text, { maxLength: 3 })));
    fc.assert(
      fc.property(body, (sent) => {
        const { draft } = readAchievementForm(textsOfBody(sent), { skillOf, picture: null });
        expect(AchievementDraft.parse(draft)).toEqual(draft);
      }),
      { numRuns: 150 },
    );
  });

  test('takes skills that were ticked with those that were written, each once', () => {
    const texts = textsOfBody({ skills: 'a\r\nb', skills_offered: ['b', 'c'] });
    expect(texts.skills).toBe('a\nb\nc');
  });

  test('is ready only with name, meaning and criteria', () => {
    expect(Object.keys(faultsBeforePublishing(AchievementDraft.parse({}), null))).toEqual([
      'name',
      'description',
      'criteria',
    ]);
    expect(faultsBeforePublishing(wholeDraft, null)).toEqual({});
    expect(faultsBeforePublishing(wholeDraft, 'too alike')).toEqual({ ground: 'too alike' });
  });
});

test('what is begun from a course holds what its sources state, and nothing else', () => {
  const from = { source: 'demo', sourceName: 'Demo feed', checked: '2026-11-01', how: 'stated' as const };
  const course = {
    title: 'Demo course',
    outcomes: ['Judge'],
    browse: [],
    languages: ['en'],
    skills: [{ id: 'nursing', label: 'Nursing', uri: null, relation: 'mentioned' }],
    credit: [{ scheme: 'ECTS', value: 5 }],
    level: { framework: 'EQF', value: '6', eqf: 6 },
    workload: { weeks: 5, hoursPerWeekMin: 3 },
    mode: 'in-person',
    assessment: 'By an exam.',
    stacksInto: [],
    provenance: { title: from, credit: from },
  };
  const { draft, sources } = draftOfCourse(course as unknown as Course, 'https://demo.example.org');
  expect(draft).toEqual(
    AchievementDraft.parse({
      name: 'Demo course',
      outcomes: ['Judge'],
      taughtIn: ['en'],
      credits: [{ scheme: 'ECTS', value: 5, level: course.level }],
      level: course.level,
      participation: 'onsite',
    }),
  );
  expect(sources).toEqual({
    name: { source: 'Demo feed', checked: '2026-11-01' },
    credit: { source: 'Demo feed', checked: '2026-11-01' },
  });
});
