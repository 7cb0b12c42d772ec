/** Lane of a text: a code for each set of its words that a course holds. Planned as a question of the search is. */
import type { Attribute, Fit, TextMatch } from '../../schema.js';
import type { Plan } from '../query/plan.js';
import { FIELDS } from '../scoring.js';
import { lowerBound } from '../store/arrays.js';
import { postingAt, type Segment, termPlace } from '../store/segment.js';
import {
  type Asked,
  addWorth,
  type CodedLane,
  createWorths,
  isOut,
  type Listed,
  mostOfWorths,
  WINDOW,
} from './lane.js';

type TextAttribute = Extract<Attribute, { of: 'text' }>;

/** Fields in which a word says plainly what the course is about. */
const PLAIN = (['title', 'skills', 'subjects', 'outcomes'] as const).reduce(
  (bits, field) => bits | (1 << FIELDS.indexOf(field)),
  0,
);

// One valuation at a time adds up a window. Left zeroed.
const covered = new Uint16Array(WINDOW);
const plainly = new Uint16Array(WINDOW);

/** `plan` null: there is no word in the text. The lane is read from the first document on, window by window. */
export function textLane(asked: Asked<TextAttribute>, segment: Segment, plan: Plan | null): CodedLane {
  const words = plan?.words.length ?? 0;
  const worths = createWorths(2 << words);
  const { judge } = asked.attribute;
  for (let code = 0; code < worths.points.length; code += 1) {
    addWorth(worths, code, judge(plan === null ? null : matchOf(code >>> 1, (code & 1) === 1, plan)), asked);
  }
  const lookups = plan === null ? [] : lookUp(segment, plan);
  return {
    worths,
    hard: asked.attribute.hard,
    most: mostOfWorths(worths),
    usual: worths.points[0] as number,
    records: null,
    mark: isOut(worths, [0]) ? (first, marks) => markHolders(lookups, segment, first, marks) : null,
    read(listed, codes) {
      for (const lookup of lookups) cover(lookup, segment, listed.first);
      encode(plan, listed, codes);
    },
  };
}

function matchOf(set: number, plain: boolean, { words }: Plan): TextMatch | null {
  if (set === 0) return null;
  const whole = words.reduce((sum, word) => sum + word.weight, 0);
  const held = words.reduce((sum, word, i) => sum + ((set >>> i) & 1 ? word.weight : 0), 0);
  return { share: held / whole, plainly: plain };
}

/** Postings of a term, and the words of the text that it covers. */
type Lookup = { at: number; to: number; bits: number };

function lookUp(segment: Segment, plan: Plan): Lookup[] {
  return plan.units.flatMap(({ bits, variants }) =>
    variants.flatMap(({ term }): Lookup[] => {
      const place = termPlace(segment, term);
      if (place < 0) return [];
      return [{ at: segment.termStarts[place] as number, to: segment.termStarts[place + 1] as number, bits }];
    }),
  );
}

function markHolders(lookups: readonly Lookup[], segment: Segment, first: number, marks: Int32Array): void {
  for (const { at: from, to } of lookups) {
    for (let at = lowerBound(segment.postings, first << 8, from, to); at < to; at += 1) {
      const offset = ((segment.postings[at] as number) >>> 8) - first;
      if (offset >= WINDOW) break;
      marks[offset] = 1;
    }
  }
}

function cover(lookup: Lookup, { postings, postingFields }: Segment, first: number): void {
  const { to, bits } = lookup;
  // Windows of which nothing was left to look at were passed over.
  let at = lowerBound(postings, first << 8, lookup.at, to);
  for (; at < to; at += 1) {
    const offset = ((postings[at] as number) >>> 8) - first;
    if (offset >= WINDOW) break;
    covered[offset] = (covered[offset] as number) | bits;
    if (((postingFields[at] as number) & PLAIN) !== 0) plainly[offset] = (plainly[offset] as number) | bits;
  }
  lookup.at = at;
}

/** Plainly said: by those fields alone the search would find it. */
function encode(plan: Plan | null, { offsets, count }: Listed, codes: Int32Array): void {
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const plain = plan === null ? 0 : (plan.strict[plainly[offset] as number] as number);
    codes[offset] = ((covered[offset] as number) << 1) | plain;
  }
  covered.fill(0);
  plainly.fill(0);
}

/** How one document fits. */
export function textFit(attribute: TextAttribute, segment: Segment, document: number, plan: Plan | null): Fit {
  if (plan === null) return attribute.judge(null);
  let held = 0;
  let plain = 0;
  for (const { bits, variants } of plan.units) {
    for (const { term } of variants) {
      const place = termPlace(segment, term);
      const at = place < 0 ? -1 : postingAt(segment, place, document);
      if (at < 0) continue;
      held |= bits;
      if (((segment.postingFields[at] as number) & PLAIN) !== 0) plain |= bits;
    }
  }
  return attribute.judge(matchOf(held, plan.strict[plain] === 1, plan));
}
