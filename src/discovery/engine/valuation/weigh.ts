/** Values every living course by a valuation: one pass over the columns, a window at a time. Exact. */
import type { Attribute, Fit, Valuation, Valued } from '../../schema.js';
import { type Plan, planQuestion } from '../query/plan.js';
import type { Lexicon } from '../query/read-words.js';
import type { FacetValues } from '../store/facet-values.js';
import type { Segment } from '../store/segment.js';
import { type Tabled, tabledFits, tableLanes, type Values } from './columns.js';
import { type Asked, type Lane, WINDOW } from './lane.js';
import { nearFit, nearLane } from './near.js';
import { checkValuation, UNIT } from './points.js';
import { SKILL } from './skill-holders.js';
import { skillsFit, skillsLane } from './skills.js';
import { Summary } from './summary.js';
import { textFit, textLane } from './text.js';
import { order, weighWindow } from './window.js';

/** What is weighed. */
export type Weighed = { segments: readonly Segment[]; lexicon: Lexicon; values: Values };

/** Documents looked at between two pauses: a few milliseconds. */
const SLICE = 1 << 16;
/** A segment has at most so many documents (`MOST_DOCUMENTS`): segment and document in one number. */
const SEGMENT = 1 << 23;

/** Throws RangeError where the valuation, or what a judge says, is out of bounds. Pauses every few milliseconds. */
export function* weigh(valuation: Valuation, { segments, lexicon, values }: Weighed): Generator<void, Valued> {
  checkValuation(valuation);
  const asked = valuation.attributes.map((attribute, place) => ({ attribute, place, caution: valuation.caution }));
  const plans = asked.map(({ attribute }) => (attribute.of === 'text' ? planQuestion(attribute.text, lexicon) : null));
  const living = segments.reduce((sum, segment) => sum + segment.documents - segment.deadCount, 0);
  const summary = new Summary(Math.min(valuation.keep, living), asked);
  let work = 0;
  for (const [number, segment] of segments.entries()) {
    const lanes = order(yield* lanesOf(asked, segment, plans, values));
    for (let first = 0; first < segment.documents; first += WINDOW) {
      weighWindow(lanes, segment, number * SEGMENT, first, summary);
      work += WINDOW;
      if (work < SLICE) continue;
      work = 0;
      yield;
    }
  }
  const fits = segments.map((segment) => fitsIn(valuation, segment, plans, values));
  return {
    considered: living,
    total: summary.total,
    best: summary.top.ranked().map(({ num, key, score: place }) => {
      const fitsOf = fits[Math.floor(place / SEGMENT)] as (document: number) => Fit[];
      return { num, points: key / UNIT, fits: fitsOf(place % SEGMENT) };
    }),
    eased: summary.eased(),
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
    if (attribute.of === 'skills') lanes.push(yield* skillsLane({ attribute, ...rest }, segment, skillsOf(values)));
    else if (attribute.of === 'text') lanes.push(textLane({ attribute, ...rest }, segment, plans[place] ?? null));
    else if (attribute.of === 'near') lanes.push(nearLane({ attribute, ...rest }, segment));
    else tabled.push({ attribute, ...rest });
  }
  return [...(yield* tableLanes(tabled, segment, values)), ...lanes];
}

const skillsOf = ({ facets }: Values): FacetValues => facets[SKILL] as FacetValues;

/** How single documents of a segment fit, attribute by attribute. */
function fitsIn(
  { attributes }: Valuation,
  segment: Segment,
  plans: readonly (Plan | null)[],
  values: Values,
): (document: number) => Fit[] {
  const each = attributes.map((attribute: Attribute, place): ((document: number) => Fit) => {
    if (attribute.of === 'skills') return (document) => skillsFit(attribute, segment, document, skillsOf(values));
    if (attribute.of === 'text') return (document) => textFit(attribute, segment, document, plans[place] ?? null);
    if (attribute.of === 'near') return (document) => nearFit(attribute, segment, document);
    return tabledFits(attribute, segment, values);
  });
  return (document) => each.map((fitOf) => fitOf(document));
}
