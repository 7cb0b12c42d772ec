/** What was typed and ticked on the form of an attempt, and the response that it is. */
import type { Item, Response } from '../../schema/index.js';
import type { DrawnItem } from './drawing.js';
import { codeOf, inOrder } from './questions.js';

/** By the name of a field, as it was sent: `q2` is the second question, `q2-3` its third part. Only what was answered. */
export type Answers = Readonly<Record<string, readonly string[]>>;

const LONGEST = 500;
/** Numbers are longer than this in no answer that can be right. */
const LONGEST_NUMBER = 100;

/** The name of a question's field, or of one of its parts, counted from 0. */
export function fieldOf(question: number, part?: number): string {
  return part === undefined ? `q${question + 1}` : `q${question + 1}-${part + 1}`;
}

/** Of what was sent only what the attempt asks, in a form that can stand there: options that were offered, texts not too long. */
export function answersFrom(
  sent: Readonly<Record<string, unknown>>,
  asked: readonly { item: Item; order: DrawnItem['order'] }[],
): Answers {
  const entries = asked.flatMap(({ item }, index) =>
    fieldsOf(item, index).map(({ name, fits, most }): [string, string[]] => {
      const values = Object.hasOwn(sent, name) ? [sent[name]].flat() : [];
      const kept = values.filter((value): value is string => typeof value === 'string' && value !== '' && fits(value));
      return [name, [...new Set(kept)].slice(0, most)];
    }),
  );
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

/** Null: not answered. */
export function responseOf(item: Item, order: DrawnItem['order'], answers: Answers, question: number): Response | null {
  const response = read(item, order, (part) => answers[fieldOf(question, part)] ?? []);
  return isEmpty(response) ? null : response;
}

/** What is not yet as it should be, said to the learner; null: nothing. Never about right and wrong. */
export function adviceOf(item: Item, answers: Answers, question: number): string | null {
  const said = fieldsOf(item, question).map(({ name }) => answers[name]?.[0]);
  if (said.every((value) => value === undefined)) return 'Not answered yet.';
  const isWhole = said.every((value) => value !== undefined);
  switch (item.type) {
    case 'match':
      return isWhole ? null : 'One or more lines have no choice yet.';
    case 'cloze':
      return isWhole ? null : 'One or more gaps are empty.';
    case 'order':
      return isWhole && new Set(said).size === said.length ? null : 'Give each line a number of its own.';
    default:
      return null;
  }
}

type AskedField = { name: string; fits: (value: string) => boolean; most: number };

function fieldsOf(item: Item, question: number): AskedField[] {
  const parts = (count: number, fits: AskedField['fits']) =>
    Array.from({ length: count }, (_, part) => ({ name: fieldOf(question, part), fits, most: 1 }));
  const one = { name: fieldOf(question), most: 1 };
  switch (item.type) {
    case 'choice':
      return [{ ...one, fits: isCode(item.options.length) }];
    case 'multiple':
      return [{ ...one, fits: isCode(item.options.length), most: item.options.length }];
    case 'hotspot':
      return [{ ...one, fits: isCode(item.areas.length), most: item.answers.length > 1 ? item.areas.length : 1 }];
    case 'match':
      return parts(item.left.length, isCode(item.right.length));
    case 'order':
      return parts(item.options.length, isCode(item.options.length));
    case 'numeric':
      return [{ ...one, fits: isShort(LONGEST_NUMBER) }];
    case 'short':
      return [{ ...one, fits: isShort(LONGEST) }];
    case 'cloze':
      return item.gaps.map((gap, part) => ({
        name: fieldOf(question, part),
        fits: gap.kind === 'choice' ? isCode(gap.options.length) : isShort(LONGEST),
        most: 1,
      }));
  }
}

function isCode(count: number): AskedField['fits'] {
  return (value) => /^[1-9]\d?$/.test(value) && Number(value) <= count;
}

function isShort(longest: number): AskedField['fits'] {
  return (value) => value.length <= longest;
}

function read(item: Item, order: DrawnItem['order'], valuesOf: (part?: number) => readonly string[]): Response {
  const textOf = (part?: number) => valuesOf(part)[0] ?? '';
  switch (item.type) {
    case 'choice':
      return { type: 'choice', chosen: keyed(item.options, order.options, textOf()) };
    case 'multiple':
      return { type: 'multiple', chosen: keysOf(item.options, order.options, valuesOf()) };
    case 'hotspot':
      return { type: 'hotspot', chosen: keysOf(item.areas, order.areas, valuesOf()) };
    case 'match': {
      const lefts = inOrder(item.left, order.left).map(({ key }) => key);
      const pairs = lefts.map((left, part) => ({ left, right: keyed(item.right, order.right, textOf(part)) }));
      return { type: 'match', pairs: pairs.flatMap(({ left, right }) => (right === null ? [] : [{ left, right }])) };
    }
    case 'order':
      return { type: 'order', order: placed(inOrder(item.options, order.options), textOf) };
    case 'numeric':
      return { type: 'numeric', typed: textOf() };
    case 'short':
      return { type: 'short', typed: textOf() };
    case 'cloze': {
      const filled = item.gaps.map((gap, part): [string, string] => [
        gap.key,
        gap.kind === 'choice' ? (keyed(gap.options, order[gap.key], textOf(part)) ?? '') : textOf(part),
      ]);
      return { type: 'cloze', gaps: Object.fromEntries(filled.filter(([, text]) => text !== '')) };
    }
  }
}

type Keyed = { key: string };

function keyed(options: readonly Keyed[], order: readonly string[] | undefined, code: string): string | null {
  return inOrder(options, order)[Number(code) - 1]?.key ?? null;
}

function keysOf(options: readonly Keyed[], order: readonly string[] | undefined, codes: readonly string[]): string[] {
  const drawn = inOrder(options, order);
  return drawn.filter((_, index) => codes.includes(codeOf(index))).map(({ key }) => key);
}

/** A line has its place only where no other has it too. */
function placed(options: readonly Keyed[], textOf: (part: number) => string): string[] {
  const numbered = options.map(({ key }, part) => ({ key, number: textOf(part) }));
  return numbered
    .filter(({ number }) => number !== '' && numbered.filter((other) => other.number === number).length === 1)
    .sort((one, other) => Number(one.number) - Number(other.number))
    .map(({ key }) => key);
}

function isEmpty(response: Response): boolean {
  switch (response.type) {
    case 'choice':
      return response.chosen === null;
    case 'multiple':
    case 'hotspot':
      return response.chosen.length === 0;
    case 'match':
      return response.pairs.length === 0;
    case 'order':
      return response.order.length === 0;
    case 'cloze':
      return Object.keys(response.gaps).length === 0;
    default:
      return response.typed.trim() === '';
  }
}
