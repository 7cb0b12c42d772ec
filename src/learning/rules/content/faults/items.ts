/** Faults of one question, and of what a quiz draws. */
import type { Bank, Item, QuizStep } from '../../../schema/index.js';
import { unknownOutcomes } from './course.js';
import { type At, type Fault, quoted, repeated } from './places.js';

type Option = { key: string; text: string };
type Said = [field: string, message: string];

export function drawFaults(at: string, { key, draws }: QuizStep, banks: readonly Bank[]): Fault[] {
  return draws.flatMap((draw): Fault[] => {
    if ('items' in draw) return [];
    const bank = banks.find((one) => one.key === draw.bank);
    const place = { at, step: key, field: 'draws' };
    if (!bank)
      return [
        { ...place, message: `There is no bank of questions “${draw.bank}”. Choose one that there is, or add it.` },
      ];
    if (draw.count <= bank.items.length) return [];
    const message = `It draws ${draw.count} questions from “${bank.title}”, which has ${bank.items.length}. Draw fewer, or add questions.`;
    return [{ ...place, message }];
  });
}

export function itemFaults(at: At, item: Item, outcomes: readonly Option[]): Fault[] {
  const unknown = unknownOutcomes(item.outcomes, [...outcomes]);
  const said: Said[] = [
    ...(item.prompt.trim() === '' ? ([['prompt', 'It asks nothing yet. Write the question.']] as Said[]) : []),
    ...(unknown ? ([['outcomes', unknown]] as Said[]) : []),
    ...typeFaults(item),
  ];
  return said.map(([field, message]) => ({ ...at, field, message }));
}

function typeFaults(item: Item): Said[] {
  switch (item.type) {
    case 'choice':
      return [...optionFaults('options', item.options), ...answerFaults('answer', [item.answer], item.options)];
    case 'multiple':
      return [...optionFaults('options', item.options), ...answerFaults('answers', item.answers, item.options)];
    case 'match':
      return [...optionFaults('left', item.left), ...optionFaults('right', item.right), ...pairFaults(item)];
    case 'order':
      return optionFaults('options', item.options);
    case 'hotspot':
      return hotspotFaults(item);
    case 'numeric':
      return numericFaults('answer', item);
    case 'short':
      return shortFaults('accepted', item);
    case 'cloze':
      return clozeFaults(item);
  }
}

function optionFaults(field: string, options: readonly Option[]): Said[] {
  const [keys, texts] = [repeated(options.map(({ key }) => key)), repeated(options.map(({ text }) => text))];
  return [
    ...keys.map((key): Said => [field, `Several have the key “${key}”. Give each its own.`]),
    ...texts.map((text): Said => [field, `“${text}” stands there twice. Nobody could say which is meant: change one.`]),
  ];
}

function answerFaults(field: string, answers: readonly string[], options: readonly { key: string }[]): Said[] {
  const missing = answers.filter((answer) => options.every(({ key }) => key !== answer));
  return [
    ...(missing.length > 0 ? [[field, `Its answer ${quoted(missing)} is none of what can be chosen.`] as Said] : []),
    ...repeated(answers).map((answer): Said => [field, `The answer “${answer}” is named twice. Name it once.`]),
  ];
}

function pairFaults({ left, right, pairs }: Extract<Item, { type: 'match' }>): Said[] {
  const lefts = pairs.map((pair) => pair.left);
  const unpaired = left.filter(({ key }) => !lefts.includes(key)).map(({ text }) => text);
  const unknown = [
    ...lefts.filter((key) => left.every((option) => option.key !== key)),
    ...pairs.map((pair) => pair.right).filter((key) => right.every((option) => option.key !== key)),
  ];
  return [
    ...(unpaired.length > 0 ? [['pairs', `${quoted(unpaired)} has no partner. Say which it belongs to.`] as Said] : []),
    ...(unknown.length > 0
      ? [['pairs', `There is no ${quoted(unknown)} to pair. Name what stands there.`] as Said]
      : []),
    ...repeated(lefts).map((key): Said => ['pairs', `“${key}” is paired twice. Each of the first has one partner.`]),
  ];
}

function hotspotFaults({ areas, answers }: Extract<Item, { type: 'hotspot' }>): Said[] {
  const options = areas.map(({ key, label }) => ({ key, text: label }));
  const outside = areas.filter(({ shape }) =>
    shape.kind === 'rectangle'
      ? shape.x + shape.width > 100 || shape.y + shape.height > 100 || shape.width * shape.height === 0
      : shape.kind === 'circle' && shape.radius === 0,
  );
  const labels = outside.map(({ label }) => label);
  return [
    ...optionFaults('areas', options),
    ...answerFaults('answers', answers, areas),
    ...(labels.length > 0
      ? [
          [
            'areas',
            `The area ${quoted(labels)} has no size or lies outside the picture: it is measured in hundredths of it.`,
          ] as Said,
        ]
      : []),
  ];
}

type Numeric = Pick<Extract<Item, { type: 'numeric' }>, 'answer' | 'tolerance'>;

function numericFaults(field: string, { answer, tolerance }: Numeric): Said[] {
  const isNone = tolerance.kind === 'relative' && answer === 0;
  return isNone
    ? [[field, 'A share of 0 is 0: for the answer 0, say how far off it may be as an absolute tolerance.']]
    : [];
}

type Short = Pick<Extract<Item, { type: 'short' }>, 'accepted'>;

function shortFaults(field: string, { accepted }: Short): Said[] {
  const isReachable = accepted.some(({ worth }) => worth === 1);
  return isReachable ? [] : [[field, 'No answer is worth the whole points. Say which one is right.']];
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

function clozeFaults({ text, gaps }: Extract<Item, { type: 'cloze' }>): Said[] {
  const named = [...text.matchAll(PLACEHOLDER)].map(([, key]) => key!);
  const keys = gaps.map(({ key }) => key);
  const missing = named.filter((key) => !keys.includes(key));
  const unused = keys.filter((key) => !named.includes(key));
  return [
    ...repeated(keys).map((key): Said => ['gaps', `Several gaps have the key “${key}”. Give each its own.`]),
    ...repeated(named).map((key): Said => ['text', `{{${key}}} stands in the text twice. Each gap stands there once.`]),
    ...(missing.length > 0
      ? [['text', `The text has ${quoted(missing)} in double braces, and there is no such gap. Add it.`] as Said]
      : []),
    ...(unused.length > 0
      ? [['gaps', `The gap ${quoted(unused)} does not stand in the text. Write its key in double braces.`] as Said]
      : []),
    ...gaps.flatMap((gap): Said[] => {
      if (gap.kind === 'numeric') return numericFaults('gaps', gap);
      if (gap.kind === 'short') return shortFaults('gaps', gap);
      return [...optionFaults('gaps', gap.options), ...answerFaults('gaps', [gap.answer], gap.options)];
    }),
  ];
}
