/** Values every living course by a valuation: one pass over the columns, a window at a time. Exact. */
import { type Attribute, EASE_STEPS, FACETS, type Fit, type Valuation, type Valued } from '../../schema.js';
import { type Plan, planQuestion } from '../query/plan.js';
import type { Lexicon } from '../query/read-words.js';
import { Top } from '../query/top.js';
import type { FacetValues } from '../store/facet-values.js';
import type { Segment } from '../store/segment.js';
import { type Tabled, tabledFit, tableLanes, type Values } from './columns.js';
import { type Asked, type Codes, type Lane, WINDOW } from './lane.js';
import { nearFit, nearLane } from './near.js';
import { checkValuation, easeOf, onlyFailure, UNIT } from './points.js';
import { skillsFit, skillsLane } from './skills.js';
import { textFit, textLane } from './text.js';

/** What is weighed. */
export type Weighed = { segments: readonly Segment[]; lexicon: Lexicon; values: Values };

/** Codes looked up between two pauses: a few milliseconds. */
const SLICE = 3_000_000;
const SKILL = FACETS.indexOf('skill');
/** Documents of a segment have at most so many numbers (`MOST_DOCUMENTS`): segment and document in one number. */
const SEGMENT = 1 << 23;

// One window at a time is added up in a thread; between two windows nothing is kept here.
const points = new Int32Array(WINDOW);
const failures = new Int32Array(WINDOW);

/** Throws RangeError where the valuation, or what a judge says, is out of bounds. Pauses every few milliseconds. */
export function* weigh(valuation: Valuation, { segments, lexicon, values }: Weighed): Generator<void, Valued> {
  checkValuation(valuation);
  const asked = valuation.attributes.map((attribute, place) => ({ attribute, place, caution: valuation.caution }));
  const plans = asked.map(({ attribute }) => (attribute.of === 'text' ? planQuestion(attribute.text, lexicon) : null));
  const living = segments.reduce((sum, segment) => sum + segment.documents - segment.deadCount, 0);
  const sum = new Summary(Math.min(valuation.keep, living), asked);
  const limited = asked.some(({ attribute }) => attribute.hard);
  let work = 0;
  for (const [number, segment] of segments.entries()) {
    const lanes = yield* lanesOf(asked, segment, plans, values);
    for (let first = 0; first < segment.documents; first += WINDOW) {
      const count = Math.min(WINDOW, segment.documents - first);
      points.fill(0, 0, count);
      if (limited) failures.fill(0, 0, count);
      for (const lane of lanes) {
        const codes = lane.read(first, count);
        addPoints(codes, lane.worths.points, count);
        if (limited) addFailures(codes, lane.worths.failures, count);
      }
      sum.take(segment, number * SEGMENT, first, count, limited);
      work += count * (lanes.length + 1);
      if (work < SLICE) continue;
      work = 0;
      yield;
    }
  }
  return {
    considered: living,
    total: sum.total,
    best: sum.top.ranked().map(({ num, key, score: place }) => ({
      num,
      points: key / UNIT,
      fits: fitsOf(valuation, segments[Math.floor(place / SEGMENT)] as Segment, place % SEGMENT, plans, values),
    })),
    eased: sum.eased(),
  };
}

function* lanesOf(
  asked: readonly Asked[],
  segment: Segment,
  plans: readonly (Plan | null)[],
  values: Values,
): Generator<void, Lane[]> {
  const tabled: Asked<Tabled>[] = [];
  const lanes: Lane[] = [];
  for (const { attribute, place, caution } of asked) {
    const rest = { place, caution };
    if (attribute.of === 'skills') lanes.push(skillsLane({ attribute, ...rest }, segment, skillsOf(values)));
    else if (attribute.of === 'text') lanes.push(textLane({ attribute, ...rest }, segment, plans[place] ?? null));
    else if (attribute.of === 'near') lanes.push(nearLane({ attribute, ...rest }, segment));
    else tabled.push({ attribute, ...rest });
  }
  return [...(yield* tableLanes(tabled, segment, values)), ...lanes];
}

const skillsOf = ({ facets }: Values): FacetValues => facets[SKILL] as FacetValues;

function addPoints({ codes, at, stride, mask }: Codes, worths: Int32Array, count: number): void {
  for (let i = 0, next = at; i < count; i += 1, next += stride) {
    points[i] = (points[i] as number) + (worths[(codes[next] as number) & mask] as number);
  }
}

function addFailures({ codes, at, stride, mask }: Codes, worths: Int32Array, count: number): void {
  for (let i = 0, next = at; i < count; i += 1, next += stride) {
    failures[i] = (failures[i] as number) | (worths[(codes[next] as number) & mask] as number);
  }
}

type Best = { num: number; points: number };

/** What came of all windows: the best that meet every limit, and for each limit what easing it would bring in. */
class Summary {
  total = 0;
  readonly top: Top;
  /** By attribute and step: how many come in at exactly this step, and the best of them. */
  readonly #adds: number[][];
  readonly #bests: (Best | null)[][];

  constructor(
    keep: number,
    readonly asked: readonly Asked[],
  ) {
    this.top = new Top(keep);
    this.#adds = asked.map(() => new Array<number>(EASE_STEPS + 1).fill(0));
    this.#bests = asked.map(() => new Array<Best | null>(EASE_STEPS + 1).fill(null));
  }

  take({ nums, dead }: Segment, place: number, first: number, count: number, limited: boolean): void {
    const { top } = this;
    let least = top.threshold;
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      const document = first + i;
      if (dead[document] === 1) continue;
      const failure = limited ? (failures[i] as number) : 0;
      if (failure !== 0) {
        this.#ease(failure, points[i] as number, nums[document] as number);
        continue;
      }
      total += 1;
      const own = points[i] as number;
      if (own < least) continue;
      top.offer(own, nums[document] as number, place + document);
      least = top.threshold;
    }
    this.total += total;
  }

  #ease(failure: number, own: number, num: number): void {
    const attribute = onlyFailure(failure);
    if (attribute < 0) return;
    const step = easeOf(failure);
    if (step === 0) return;
    const adds = this.#adds[attribute] as number[];
    const bests = this.#bests[attribute] as (Best | null)[];
    adds[step] = (adds[step] as number) + 1;
    bests[step] = better(bests[step] ?? null, own, num);
  }

  /** Each step brings in what those before it do. */
  eased(): Valued['eased'] {
    return this.asked.map(({ attribute, place }) => {
      if (!attribute.hard) return null;
      let adds = 0;
      let best: Best | null = null;
      return Array.from({ length: EASE_STEPS }, (_, i) => {
        adds += this.#adds[place]?.[i + 1] ?? 0;
        const own = this.#bests[place]?.[i + 1] ?? null;
        if (own !== null) best = better(best, own.points, own.num);
        return { adds, best: best === null ? null : { num: best.num, points: best.points / UNIT } };
      });
    });
  }
}

function better(best: Best | null, points: number, num: number): Best {
  const keeps = best !== null && (best.points > points || (best.points === points && best.num < num));
  return keeps ? best : { num, points };
}

function fitsOf(
  { attributes }: Valuation,
  segment: Segment,
  document: number,
  plans: readonly (Plan | null)[],
  values: Values,
): Fit[] {
  return attributes.map((attribute: Attribute, place) => {
    if (attribute.of === 'skills') return skillsFit(attribute, segment, document, skillsOf(values));
    if (attribute.of === 'text') return textFit(attribute, segment, document, plans[place] ?? null);
    if (attribute.of === 'near') return nearFit(attribute, segment, document);
    return tabledFit(attribute, segment, document, values);
  });
}
