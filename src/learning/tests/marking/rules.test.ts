/** Marks, promised days, words and files, by rule. */

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { afterWorkingDays } from '../../rules/marking/days.js';
import { nameAs, typeOf, withoutMaker } from '../../rules/marking/files.js';
import { markOf } from '../../rules/marking/form.js';
import { agree, isPassed, needsSecond, scoreOf, TOLERANCE, together } from '../../rules/marking/marks.js';
import { refusalFor, type Staged, stageOf } from '../../rules/marking/stages.js';
import { countWords } from '../../rules/marking/texts.js';
import { AssignmentStep } from '../../schema/index.js';
import type { Mark } from '../../schema/marking.js';

const level = fc.record({ key: fc.constantFrom('a', 'b', 'c'), points: fc.integer({ min: 0, max: 20 }) });
const rubrics = fc
  .array(fc.uniqueArray(level, { minLength: 2, maxLength: 3, selector: ({ key }) => key }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((criteria) =>
    criteria.map((levels, at) => ({
      key: `criterion-${at}`,
      text: `Criterion ${at}`,
      levels: levels.map((one) => ({ ...one, text: one.key })),
    })),
  );
type Rubric = AssignmentStep['rubric'];
/** A rubric with marks of it that choose any level of each criterion. */
const marked = (count: number) =>
  rubrics.chain((rubric) =>
    fc.tuple(
      fc.constant(rubric),
      fc.array(
        fc
          .tuple(
            ...rubric.map(({ key, levels }) =>
              fc.constantFrom(...levels).map((one): [string, string[]] => [key, [one.key]]),
            ),
          )
          .map((levels): Mark => ({ levels: Object.fromEntries(levels), comments: {}, feedback: [] })),
        { minLength: count, maxLength: count },
      ),
    ),
  );

const stepOf = (more: object = {}) =>
  AssignmentStep.parse({
    ...{ key: 'plan', type: 'assignment', title: 'A plan', minutes: 30 },
    rubric: [
      {
        key: 'whole',
        text: 'The whole',
        levels: [
          { key: 'low', text: 'Low', points: 0 },
          { key: 'high', text: 'High', points: 10 },
        ],
      },
    ],
    ...more,
  });

describe('a mark from a rubric', () => {
  test('lies between 0 and 1, is 1 for the best levels alone, and never falls where a level rises', () => {
    fc.assert(
      fc.property(marked(1), ([rubric, [mark]]) => {
        const score = scoreOf(rubric as Rubric, mark as Mark);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        const best = (levels: Rubric[number]['levels']) => levels.reduce((a, b) => (b.points > a.points ? b : a)).key;
        for (const { key, levels } of rubric as Rubric) {
          const raised = { levels: { ...mark?.levels, [key]: [best(levels)] } };
          expect(scoreOf(rubric as Rubric, raised)).toBeGreaterThanOrEqual(score - 1e-9);
        }
        const all = Object.fromEntries((rubric as Rubric).map(({ key, levels }) => [key, [best(levels)]]));
        const most = (rubric as Rubric).some(({ levels }) => levels.some(({ points }) => points > 0)) ? 1 : 0;
        expect(scoreOf(rubric as Rubric, { levels: all })).toBeCloseTo(most);
      }),
    );
  });

  test('of two together is the mean of both, whoever was first', () => {
    fc.assert(
      fc.property(marked(2), ([rubric, [one, other]]) => {
        const mean = (scoreOf(rubric as Rubric, one as Mark) + scoreOf(rubric as Rubric, other as Mark)) / 2;
        expect(scoreOf(rubric as Rubric, together(rubric as Rubric, one as Mark, other as Mark))).toBeCloseTo(mean);
      }),
    );
  });

  test('asks for every criterion, and takes no level that is not the rubric’s', () => {
    const { rubric } = stepOf();
    expect(() => scoreOf(rubric, { levels: {} })).toThrow('Choose a level for “The whole”');
    expect(() => scoreOf(rubric, { levels: { whole: ['perfect'] } })).toThrow('Choose a level');
    const sent = { 'level-whole': 'perfect', 'level-other': 'high', 'comment-whole': ' Good. ', feedback: '' };
    expect(markOf(stepOf(), sent)).toEqual({ levels: {}, comments: { whole: ['Good.'] }, feedback: [] });
  });
});

describe('two markers', () => {
  const share = fc.integer({ min: 0, max: 100 }).map((points) => points / 100);
  test('agree alike in either order, and never across the pass mark or beyond the tolerance', () => {
    fc.assert(
      fc.property(share, share, share, (one, other, pass) => {
        expect(agree(one, other, pass)).toBe(agree(other, one, pass));
        if (!agree(one, other, pass)) return;
        expect(Math.abs(one - other)).toBeLessThanOrEqual(TOLERANCE + 1e-6);
        expect(isPassed((one + other) / 2, pass)).toBe(isPassed(one, pass));
      }),
    );
  });

  test('are asked for as the step says', () => {
    expect([0.4, 0.6].map((score) => needsSecond(stepOf({ secondMarking: 'failed' }), score))).toEqual([true, false]);
    expect(needsSecond(stepOf(), 0)).toBe(false);
    expect(needsSecond(stepOf({ secondMarking: 'all' }), 1)).toBe(true);
  });
});

describe('who may do what comes next', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const base: Staged = {
    ...{ state: 'submitted', learnerId: 'learner', firstBy: null, firstUntil: null, firstScore: null, secondBy: null },
    ...{ secondUntil: null, secondScore: null, proposedBy: null, agreedBy: null, hasProposal: false, isAgreed: false },
    ...{ appealedAt: null, isPeer: false, isOnCourse: false },
  };
  const step = stepOf({ secondMarking: 'all' });
  const mayNot = (more: Partial<Staged>, personId: string, hasOthers = true) => {
    const staged = { ...base, ...more };
    return refusalFor(stageOf(step, staged), staged, { personId, now, hasOthers })?.words ?? null;
  };

  test('nobody marks their own work, at any stage', () => {
    const scores = fc.option(fc.constantFrom(0, 0.5, 1));
    fc.assert(
      fc.property(scores, scores, fc.boolean(), fc.boolean(), (firstScore, secondScore, isAgreed, appealed) => {
        const state = appealed ? ('marked' as const) : ('submitted' as const);
        const staged = { state, firstScore, secondScore, isAgreed, appealedAt: appealed ? now : null };
        expect(mayNot(staged, 'learner')).toContain('your own work');
      }),
    );
  });

  test('two marks are two people’s; work that is taken is one’s for its time', () => {
    const until = new Date(now.getTime() + 1);
    expect(mayNot({ firstBy: 'ada', firstUntil: until }, 'ben')).toContain('Another assessor');
    expect(mayNot({ firstBy: 'ada', firstUntil: now }, 'ben')).toBeNull();
    expect(mayNot({ firstBy: 'ada', firstScore: 1 }, 'ada')).toContain('You marked this first');
    expect(mayNot({ firstBy: 'ada', firstScore: 1 }, 'ben')).toBeNull();
    expect(mayNot({ firstBy: 'ada', firstScore: 1, isOnCourse: true }, 'ben')).toContain('take this course');
    expect(mayNot({ isPeer: true }, 'ben')).toContain('You have read this');
  });

  test('an appeal is for whoever had no part in the mark, as long as there is such a one', () => {
    const appealed: Partial<Staged> = { state: 'marked', firstBy: 'ada', firstScore: 0.2, appealedAt: now };
    expect(mayNot(appealed, 'ada', true)).toContain('had a part');
    expect(mayNot(appealed, 'ada', false)).toBeNull();
    expect(mayNot(appealed, 'ben', true)).toBeNull();
  });
});

test('promised days leave weekends out', () => {
  // 27 November 2026 is a Friday.
  expect(afterWorkingDays('2026-11-27', 1)).toBe('2026-11-30');
  expect(afterWorkingDays('2026-11-28', 1)).toBe('2026-11-30');
  expect(afterWorkingDays('2026-11-23', 10)).toBe('2026-12-07');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
      const day = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10);
      const end = afterWorkingDays(day, count);
      expect([0, 6]).not.toContain(new Date(`${end}T00:00:00Z`).getUTCDay());
      expect(afterWorkingDays(day, count + 1) > end).toBe(true);
      const days = (Date.parse(end) - Date.parse(day)) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(count);
      expect(days).toBeLessThanOrEqual(count + 2 * Math.ceil(count / 5) + 2);
    }),
  );
});

test('words are what stands between spaces and says something', () => {
  expect(countWords('')).toBe(0);
  expect(countWords(' – ... \n')).toBe(0);
  expect(countWords('A well-known wound, 2 cm wide\u00a0– it’s healing.')).toBe(8);
});

describe('files', () => {
  const jpeg = (...segments: number[][]) => new Uint8Array([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 1, 2, 3]);
  const remark = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...Buffer.from(text)];
  const docx = (creator: string) =>
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8('<w:document>Demo text</w:document>'),
      'docProps/core.xml': strToU8(`<cp><dc:creator>${creator}</dc:creator></cp>`),
    });

  test('are what their bytes say, whatever they are called', () => {
    expect(typeOf(strToU8('%PDF-1.7 …'), 'plan.txt')).toBe('pdf');
    expect(typeOf(docx('Demo'), 'plan.pdf')).toBe('docx');
    expect(typeOf(zipSync({ 'evil.exe': strToU8('MZ') }), 'plan.docx')).toBeNull();
    expect(typeOf(new Uint8Array([0x4d, 0x5a, 0, 1]), 'plan.txt')).toBeNull();
    expect(typeOf(strToU8('# A plan'), 'plan.md')).toBe('md');
    expect(typeOf(strToU8('<script>'), 'plan.html')).toBe('txt');
    expect(nameAs('txt', 'plan.html')).toBe('plan.txt');
  });

  test('no bytes make the judging or the cleaning throw or hang', () => {
    const types = ['pdf', 'docx', 'odt', 'txt', 'png', 'jpeg'] as const;
    const starts = [[], [0xff, 0xd8, 0xff], [0x50, 0x4b, 3, 4], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...starts), (bytes, start) => {
        const all = new Uint8Array([...start, ...bytes]);
        typeOf(all, 'any');
        for (const type of types) withoutMaker(type, all);
      }),
      { numRuns: 40 },
    );
  });

  test('lose who made them: remarks in pictures, properties of documents', () => {
    const picture = jpeg(remark(0xe1, 'Exif Demo Ada'), remark(0xdb, 'table'), remark(0xfe, 'by Demo Ada'));
    const clean = Buffer.from(withoutMaker('jpeg', picture)).toString('latin1');
    expect(clean).not.toContain('Ada');
    expect(clean).toContain('table');
    const document = withoutMaker('docx', docx('Demo Ada'));
    expect(typeOf(document, 'plan.docx')).toBe('docx');
    expect(Buffer.from(withoutMaker('docx', docx('')))).toEqual(Buffer.from(document));
  });
});
