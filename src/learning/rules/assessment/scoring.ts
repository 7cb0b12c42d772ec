/** What an answer earns. Pure: the same item and response give the same score on any day. */
import type { Gap, Item } from '../../schema/index.js';
import { Response } from '../../schema/index.js';
import { exactly, isNear, readingsOf, times } from './decimals.js';
import { foldText } from './words.js';

/** A part of an answer: an option, a left, a place, an area or a gap. `share`: 0 to 1 of what it can earn. */
export type ScoredPart = { key: string; share: number };
/** `answered` false: left out, or nothing that can be read as an answer to this item. */
export type Score = { points: number; most: number; right: boolean; answered: boolean; parts: ScoredPart[] };
type Numeric = Pick<Extract<Item, { type: 'numeric' }>, 'answer' | 'tolerance' | 'unit'>;
type Short = Pick<Extract<Item, { type: 'short' }>, 'accepted' | 'caseCounts'>;
type Judged = { share: number; answered: boolean; parts?: ScoredPart[] };

/** Whatever is no answer to this item (unknown keys, another type, garbage) earns nothing, and costs no more than leaving it out. */
export function scoreOf(item: Item, given: unknown): Score {
  const parsed = Response.safeParse(given);
  const { share, answered, parts = [] } = judge(item, parsed.success ? parsed.data : null);
  return { points: rounded(item.points * share), most: item.points, right: share === 1, answered, parts };
}

/** Points are kept to a millionth, so that sums of shares meet their edges. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

const UNANSWERED: Judged = { share: 0, answered: false };

function judge(item: Item, response: Response | null): Judged {
  if (response?.type !== item.type) return UNANSWERED;
  switch (item.type) {
    case 'choice':
      return response.type === 'choice' ? chosenOne(item, response.chosen) : UNANSWERED;
    case 'multiple':
      return response.type === 'multiple'
        ? chosenSeveral(keysOf(item.options), item.answers, item.scoring, response.chosen)
        : UNANSWERED;
    case 'hotspot':
      return response.type === 'hotspot'
        ? chosenSeveral(keysOf(item.areas), item.answers, item.scoring, response.chosen)
        : UNANSWERED;
    case 'match':
      return response.type === 'match' ? matched(item, response.pairs) : UNANSWERED;
    case 'order':
      return response.type === 'order' ? ordered(item, response.order) : UNANSWERED;
    case 'numeric':
      return response.type === 'numeric' ? numeric(item, response.typed) : UNANSWERED;
    case 'short':
      return response.type === 'short' ? short(item, response.typed) : UNANSWERED;
    case 'cloze':
      return response.type === 'cloze' ? cloze(item, response.gaps) : UNANSWERED;
  }
}

function chosenOne({ options, answer }: Extract<Item, { type: 'choice' }>, chosen: string | null): Judged {
  if (chosen === null || !keysOf(options).has(chosen)) return UNANSWERED;
  return {
    share: chosen === answer ? 1 : 0,
    answered: true,
    parts: [{ key: chosen, share: chosen === answer ? 1 : 0 }],
  };
}

/** In part: the right ones chosen less the wrong ones, of all that are right; so choosing everything earns nothing. */
function chosenSeveral(
  known: ReadonlySet<string>,
  answers: readonly string[],
  scoring: 'all' | 'partial',
  given: readonly string[],
): Judged {
  const right = new Set(answers.filter((key) => known.has(key)));
  const chosen = new Set(given.filter((key) => known.has(key)));
  if (chosen.size === 0) return UNANSWERED;
  const parts = [...chosen].map((key) => ({ key, share: right.has(key) ? 1 : 0 }));
  const hits = parts.filter(({ share }) => share === 1).length;
  const misses = chosen.size - hits;
  const isAll = right.size > 0 && hits === right.size && misses === 0;
  const part = right.size === 0 ? 0 : Math.max(0, hits - misses) / right.size;
  return { share: scoring === 'all' ? Number(isAll) : part, answered: true, parts };
}

/** In part: the share of lefts that have their right. A left that is given twice, differently, has none. */
function matched(
  { left, right, pairs, scoring }: Extract<Item, { type: 'match' }>,
  given: readonly { left: string; right: string }[],
): Judged {
  const rights = keysOf(right);
  const wanted = new Map(pairs.map((pair) => [pair.left, pair.right]));
  const chosen = new Map<string, string | null>();
  for (const pair of given) {
    if (!wanted.has(pair.left) || !rights.has(pair.right)) continue;
    const isTwice = chosen.has(pair.left) && chosen.get(pair.left) !== pair.right;
    chosen.set(pair.left, isTwice ? null : pair.right);
  }
  if (chosen.size === 0) return UNANSWERED;
  return shared(
    left.map(({ key }) => ({ key, share: chosen.has(key) && chosen.get(key) === wanted.get(key) ? 1 : 0 })),
    scoring,
  );
}

/** In part: of all pairs of lines, those in the right order less those in the wrong one, so that one line astray costs little. */
function ordered({ options, scoring }: Extract<Item, { type: 'order' }>, given: readonly string[]): Judged {
  const place = new Map(options.map(({ key }, index) => [key, index]));
  const order = [...new Set(given)].filter((key) => place.has(key));
  if (order.length === 0) return UNANSWERED;
  const parts = options.map(({ key }, index) => ({ key, share: order[index] === key ? 1 : 0 }));
  if (scoring === 'all') return { share: Number(parts.every(({ share }) => share === 1)), answered: true, parts };
  const pairs = (options.length * (options.length - 1)) / 2;
  const places = order.map((key) => place.get(key) ?? 0);
  return { share: Math.max(0, inOrder(places)) / pairs, answered: true, parts };
}

function inOrder(places: readonly number[]): number {
  return places.reduce(
    (sum, one, index) => places.slice(index + 1).reduce((more, other) => more + (one < other ? 1 : -1), sum),
    0,
  );
}

function numeric(item: Numeric, typed: string): Judged {
  const readings = readingsOf(typed, item.unit);
  if (readings.length === 0) return { share: 0, answered: typed.trim() !== '' };
  const answer = exactly(item.answer);
  const { kind, value } = item.tolerance;
  const allowed = kind === 'relative' ? times(answer, exactly(value)) : exactly(kind === 'absolute' ? value : 0);
  return { share: Number(readings.some((reading) => isNear(reading, answer, allowed))), answered: true };
}

function short({ accepted, caseCounts }: Short, typed: string): Judged {
  const said = foldText(typed, { caseCounts });
  if (said === '') return UNANSWERED;
  const worths = accepted.filter(({ text }) => foldText(text, { caseCounts }) === said).map(({ worth }) => worth);
  return { share: Math.max(0, ...worths), answered: true };
}

/** In part: the mean of the gaps. */
function cloze({ gaps, scoring }: Extract<Item, { type: 'cloze' }>, given: Readonly<Record<string, string>>): Judged {
  const judged = gaps.map((gap) => ({
    gap,
    ...filled(gap, Object.hasOwn(given, gap.key) ? (given[gap.key] ?? '') : ''),
  }));
  if (!judged.some(({ answered }) => answered)) return UNANSWERED;
  return shared(
    judged.map(({ gap, share }) => ({ key: gap.key, share })),
    scoring,
  );
}

function filled(gap: Gap, typed: string): Judged {
  if (gap.kind === 'numeric') return numeric(gap, typed);
  if (gap.kind === 'short') return short(gap, typed);
  return { share: Number(typed === gap.answer), answered: keysOf(gap.options).has(typed) };
}

function shared(parts: ScoredPart[], scoring: 'all' | 'partial'): Judged {
  const mean = parts.reduce((sum, { share }) => sum + share, 0) / parts.length;
  return { share: scoring === 'all' ? Number(parts.every(({ share }) => share === 1)) : mean, answered: true, parts };
}

function keysOf(options: readonly { key: string }[]): ReadonlySet<string> {
  return new Set(options.map(({ key }) => key));
}
