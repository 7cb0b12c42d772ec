/** Forms of the editor: what is opened and saved unchanged is the same; keys stay; outlines lose nothing. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DEMO_CONTENT } from '../../../../tests/support/learning.js';
import { editAbout, editStep } from '../../rules/authoring/edits.js';
import { readAbout, readPolicy, textsOfAbout, textsOfPolicy } from '../../rules/authoring/forms/course.js';
import { readCriterion, textsOfCriterion } from '../../rules/authoring/forms/criterion.js';
import { readItem, textsOfItem } from '../../rules/authoring/forms/item.js';
import { readStep, textsOfStep } from '../../rules/authoring/forms/step.js';
import { FaultyFormError, PartChangedError, stateOf } from '../../rules/authoring/forms/texts.js';
import { stepKeys, stepsOf } from '../../rules/authoring/keys.js';
import { mediaNameFor, withMediaNames } from '../../rules/authoring/media-names.js';
import { addStep, moveStep, moveWeek } from '../../rules/authoring/outline.js';
import { findAssignment, keepItem } from '../../rules/authoring/questions.js';
import { DraftContent } from '../../schema/draft.js';
import { Item } from '../../schema/index.js';
import { ALL_ITEMS } from '../assessment/eight-types.js';

const draft = DraftContent.parse(DEMO_CONTENT);
const cloze = Item.parse({
  ...{ key: 'healing', type: 'cloze', prompt: '', text: 'It takes {{days}} days, in {{phases}} {{words}}.', points: 3 },
  gaps: [
    { key: 'days', kind: 'numeric', answer: 4, tolerance: { kind: 'relative', value: 0.05 }, unit: 'd' },
    {
      ...{ key: 'phases', kind: 'choice', answer: 'b' },
      options: [
        { key: 'a', text: 'three' },
        { key: 'b', text: 'four', feedback: 'Yes.' },
      ],
    },
    { key: 'words', kind: 'short', accepted: [{ text: 'phases' }, { text: 'steps', worth: 0.5 }], caseCounts: true },
  ],
});
const hotspot = Item.parse({
  ...{ key: 'where', type: 'hotspot', prompt: 'Where?', picture: 'media:leg.png', alt: 'A leg', answers: ['edge'] },
  areas: [
    { key: 'bed', label: 'The middle', shape: { kind: 'rectangle', x: 10, y: 20.5, width: 30, height: 15 } },
    { key: 'edge', label: 'The edge', shape: { kind: 'circle', x: 50, y: 40, radius: 5 } },
    {
      key: 'skin',
      label: 'Around',
      shape: {
        kind: 'polygon',
        points: [
          [0, 0],
          [10, 0],
          [5.25, 9],
        ],
      },
    },
  ],
});

test.each([...ALL_ITEMS, cloze, hotspot].map((item) => [item.type, item.key, item] as const))(
  'a question that is opened and saved is the same: %s %s',
  (_type, _key, item) => {
    expect(readItem(textsOfItem(item), item.type, item.key)).toEqual({ item, faults: {} });
  },
);

test('steps, criteria, the policy and what a course says of itself are the same after being opened and saved', () => {
  for (const step of stepsOf(draft))
    expect(readStep(textsOfStep(step), step, draft.banks)).toEqual({ step, faults: {} });
  const [criterion] = findAssignment(draft, 'plan').rubric;
  expect(readCriterion(textsOfCriterion(criterion!), criterion!.key)).toEqual({ criterion, faults: {} });
  expect(readPolicy(textsOfPolicy(draft.policy))).toEqual({ policy: draft.policy, faults: {} });
  expect(readAbout(textsOfAbout(draft), draft)).toEqual({ draft, faults: {} });
});

describe('a form that cannot be kept', () => {
  it('says of each field what to do, whatever was sent', () => {
    for (const type of Item.options.map(({ shape }) => shape.type.value)) {
      const { item, faults } = readItem({}, type, '');
      expect(item).toBeNull();
      expect(
        Object.values(faults).every((words) => /^[A-Z].*[.]$/.test(words)),
        JSON.stringify(faults),
      ).toBe(true);
    }
  });
  it('never throws and never keeps what is no question', () => {
    const texts = fc.dictionary(
      fc.constantFrom(
        'prompt',
        'points',
        'answer',
        'answers',
        'option.0.text',
        'option.1.text',
        'option.1.key',
        'pair.0.left',
        'area.0.figures',
        'gap.0.answers',
        'gap.0.kept',
        'gap.0.within',
        'accepted',
        'within',
      ),
      fc.oneof(fc.string(), fc.constantFrom('1', '-', '1e9', '{{a}}', '*a\nb', '[{}]', '%', '0 0 0')),
    );
    const type = fc.constantFrom(...Item.options.map(({ shape }) => shape.type.value));
    fc.assert(
      fc.property(texts, type, (sent, of) => {
        const { item, faults } = readItem(sent, of, 'known');
        expect(item === null).toBe(Object.keys(faults).length > 0);
        if (item) expect(Item.safeParse(item).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('who saves second is told, and what the first one saved is shown', () => {
  const opened = stateOf(textsOfStep(stepsOf(draft)[0]!));
  const texts = { ...textsOfStep(stepsOf(draft)[0]!), title: 'Mine', opened };
  const theirs = editStep(draft, 'phases', { texts: { ...texts, title: 'Theirs' }, opened });
  const second = () => editStep(theirs, 'phases', { texts, opened });
  expect(second).toThrow(PartChangedError);
  expect(() => editStep(draft, 'phases', { texts: { ...texts, minutes: 'ten' }, opened })).toThrow(FaultyFormError);
  // Another step being changed is no matter for this one.
  const other = editStep(draft, 'talk', {
    texts: { ...textsOfStep(stepsOf(draft)[2]!), title: 'Other' },
    opened: stateOf(textsOfStep(stepsOf(draft)[2]!)),
  });
  expect(
    stepsOf(editStep(other, 'phases', { texts, opened }))
      .map(({ title }) => title)
      .slice(0, 3),
  ).toEqual(['Mine', 'Check yourself', 'Other']);
});

test('an outcome that goes is served by nothing any more', () => {
  const texts = { ...textsOfAbout(draft), 'outcome.0.text': '' };
  const after = editAbout(draft, { texts, opened: stateOf(textsOfAbout(draft)) });
  expect(after.outcomes).toEqual([]);
  expect(findAssignment(after, 'plan').rubric[0]).not.toHaveProperty('outcome');
});

test('moving loses nothing, and a key is given once', () => {
  const moves = fc.array(fc.tuple(fc.nat(9), fc.constantFrom('up' as const, 'down' as const), fc.boolean()), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(moves, (made) => {
      let now = draft;
      for (const [at, direction, isWeek] of made) {
        const keys = isWeek ? now.weeks.map(({ key }) => key) : stepKeys(now);
        const key = keys[at % keys.length]!;
        now = isWeek ? moveWeek(now, key, direction) : moveStep(now, key, direction);
      }
      expect(stepKeys(now).toSorted()).toEqual(stepKeys(draft).toSorted());
      const added = addStep(now, now.weeks[0]!.key, { type: 'article', title: 'Four phases' });
      expect(stepKeys(draft)).not.toContain(added.key);
    }),
    { numRuns: 50 },
  );
  const twice = [1, 2].reduce((now) => keepItem(now, { kind: 'step', key: 'check' }, { ...cloze, key: '' }), draft);
  expect(new Set(JSON.stringify(twice).match(/"key":"it-takes-[^"]*"/g)).size).toBe(2);
});

test('files are spoken of by the names under which they were kept', () => {
  expect(mediaNameFor('Ward Round.MP4', 'video/mp4')).toBe('ward-round.mp4');
  expect(mediaNameFor('../../etc/passwd', 'image/png')).toBe('etc-passwd.png');
  expect(mediaNameFor('plan.jpeg', 'image/jpeg')).toBe('plan.jpeg');
  expect(mediaNameFor('.png', 'application/pdf')).toMatch(/^[a-z0-9]+\.pdf$/);
  const content = { body: 'See media:plan.png, ![x](media:plan.png) and media:plan.png.', video: 'media:plan.png2' };
  expect(withMediaNames(content, new Map([['plan.png', 'plan-2.png']]))).toEqual({
    body: 'See media:plan-2.png, ![x](media:plan-2.png) and media:plan-2.png.',
    video: 'media:plan.png2',
  });
});
