/** What became of a shortlist since it was kept. Pure: two answers to the same question, told apart. */
import { countOf, formatShortDay, listInWords, sentence } from '../../ui/index.js';
import type { KeptAnswer, KeptItem } from '../schema.js';
import { keptPrice } from './keeping.js';

export type SinceThen = {
  /** All of it in a sentence or two. */
  summary: string;
  /** By the id of a course of today's list: "dearer: £350, was £300". */
  marks: ReadonlyMap<string, readonly string[]>;
  /** On the list then and not now. */
  gone: readonly KeptItem[];
};

/** How today's first courses differ from those that were kept. Only what both days state can be dearer, cheaper or later. */
export function sinceThen(then: KeptAnswer, now: KeptAnswer): SinceThen {
  const before = new Map(then.items.map((one) => [one.course.id, one]));
  const today = new Set(now.items.map(({ course }) => course.id));
  const changes = new Map<string, Change[]>();
  for (const one of now.items) changes.set(one.course.id, changesOf(before.get(one.course.id), one));
  const gone = then.items.filter(({ course }) => !today.has(course.id));
  const marks = new Map(
    [...changes].flatMap(([id, all]) => (all.length > 0 ? [[id, all.map(({ words }) => words)]] : [])),
  );
  return { summary: summaryOf(then, now, [...changes.values()].flat(), gone.length), marks, gone };
}

type Kind = 'new' | 'dearer' | 'cheaper' | 'priced' | 'unpriced' | 'moved';
type Change = { kind: Kind; words: string };

function changesOf(then: KeptItem | undefined, now: KeptItem): Change[] {
  if (!then) return [{ kind: 'new', words: 'new on this list' }];
  const price = priceChange(then.price, now.price);
  const hasMoved = then.start !== null && now.start !== null && then.start !== now.start;
  return [
    ...(price ? [price] : []),
    ...(hasMoved
      ? [
          {
            kind: 'moved' as const,
            words: `starts on ${formatShortDay(now.start ?? '')}, was ${formatShortDay(then.start ?? '')}`,
          },
        ]
      : []),
  ];
}

type Price = KeptItem['price'];

/** Another currency or another period is another price, but neither more nor less. */
function priceChange(then: Price, now: Price): Change | null {
  if (then === null) return now && { kind: 'priced', words: `now states a price: ${keptPrice(now)}` };
  if (now === null) return { kind: 'unpriced', words: `no longer states a price, was ${keptPrice(then)}` };
  const isFree = then.amount === 0 || now.amount === 0;
  if (then.amount === now.amount && (isFree || then.currency === now.currency)) return null;
  if (!isFree && (then.currency !== now.currency || then.period !== now.period)) return null;
  const kind = now.amount > then.amount ? 'dearer' : 'cheaper';
  return { kind, words: `${kind}: ${keptPrice(now)}, was ${keptPrice(then)}` };
}

function summaryOf(then: KeptAnswer, now: KeptAnswer, changes: readonly Change[], gone: number): string {
  const count = (kind: Kind): number => changes.filter((one) => one.kind === kind).length;
  const parts = [
    counted(count('new'), 'new on the list'),
    counted(gone, 'no longer on it'),
    counted(count('dearer'), 'dearer'),
    counted(count('cheaper'), 'cheaper'),
    counted(count('priced'), 'now with a price'),
    counted(count('unpriced'), 'now without one'),
    counted(count('moved'), 'with another start'),
  ].filter((part) => part !== null);
  const first = firstOf(then, now);
  if (parts.length === 0 && first === null) return 'The first courses are as they were, at the same prices.';
  const what = parts.length > 0 ? `${sentence(listInWords(parts))}.` : '';
  return [what, first].filter(Boolean).join(' ');
}

function counted(n: number, words: string): string | null {
  return n === 0 ? null : `${n} ${words}`;
}

function firstOf(then: KeptAnswer, now: KeptAnswer): string | null {
  const [was] = then.items;
  const [is] = now.items;
  if (was?.course.id === is?.course.id) return null;
  if (!is) return `Nothing fits any more; first was “${was?.course.title}”.`;
  if (!was) return `${countOf(now.total, 'course')} now fit where none did.`;
  return `First is “${is.course.title}” now; it was “${was.course.title}”.`;
}
