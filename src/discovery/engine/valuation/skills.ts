/** Lane of the skills that a course teaches: a code for each sum of weights that is met. */
import { type Attribute, FACETS, type Fit, FLAG } from '../../schema.js';
import type { FacetValues } from '../store/facet-values.js';
import { type Dimension, flagsOf, type Segment, strideOf, valuesOf } from '../store/segment.js';
import { type Asked, addWorth, createWorths, type Lane, WINDOW, type Worths } from './lane.js';
import { UNIT } from './points.js';

type SkillsAttribute = Extract<Attribute, { of: 'skills' }>;

const SKILL = FACETS.indexOf('skill');

// One valuation at a time adds up a window: these are written before they are read.
const sums = new Int32Array(WINDOW);
const codes = new Int32Array(WINDOW);
const read = { codes, at: 0, stride: 1, mask: -1 };

export function skillsLane(asked: Asked<SkillsAttribute>, segment: Segment, known: FacetValues): Lane {
  const weights = weightsOf(asked.attribute, known);
  const addUp =
    (segment.dimensions[SKILL] as Dimension).column < 0 ? addWide(segment, weights) : addCoded(segment, weights);
  const codeOf = new Map<number, number>();
  const lane: Lane = {
    worths: createWorths(2),
    read(first, count) {
      addUp(first, count);
      const stride = strideOf(segment);
      for (let i = 0, head = first * stride; i < count; i += 1, head += stride) {
        const thin = ((segment.records[head] as number) & FLAG.thin) === 0 ? 0 : 1;
        const sum = sums[i] as number;
        codes[i] = sum === 0 ? thin : codeFor(sum * 2 + thin);
      }
      return read;
    },
  };
  for (const thin of [false, true]) addWorth(lane.worths, thin ? 1 : 0, asked.attribute.judge(0, thin), asked);
  return lane;

  function codeFor(key: number): number {
    const met = codeOf.get(key);
    if (met !== undefined) return met;
    const code = codeOf.size + 2;
    codeOf.set(key, code);
    if (code >= lane.worths.points.length) lane.worths = grown(lane.worths);
    addWorth(lane.worths, code, asked.attribute.judge(Math.floor(key / 2) / UNIT, key % 2 === 1), asked);
    return code;
  }
}

function grown({ points, failures }: Worths): Worths {
  const larger = createWorths(points.length * 2);
  larger.points.set(points);
  larger.failures.set(failures);
  return larger;
}

/** Weights by number of the skill, in whole millionths. */
function weightsOf({ weights }: SkillsAttribute, known: FacetValues): Int32Array {
  const byValue = new Int32Array(known.values.length);
  for (const [skill, weight] of weights) {
    const id = known.find(skill);
    if (id >= 0) byValue[id] = Math.round(weight * UNIT);
  }
  return byValue;
}

function addCoded(segment: Segment, weights: Int32Array): (first: number, count: number) => void {
  const { column, map, starts, values } = segment.dimensions[SKILL] as Dimension;
  const ofSet = new Int32Array(starts.length);
  for (let set = 0; set + 1 < starts.length; set += 1) {
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i += 1) {
      ofSet[set] = (ofSet[set] as number) + (weights[values[i] as number] as number);
    }
  }
  const ofCode = Int32Array.from(map, (set) => ofSet[set] as number);
  const stride = strideOf(segment);
  return (first, count) => {
    for (let i = 0, at = first * stride + column + 1; i < count; i += 1, at += stride) {
      sums[i] = ofCode[segment.records[at] as number] as number;
    }
  };
}

function addWide(segment: Segment, weights: Int32Array): (first: number, count: number) => void {
  const { starts, values } = segment.dimensions[SKILL] as Dimension;
  return (first, count) => {
    let at = starts[first] as number;
    for (let i = 0; i < count; i += 1) {
      const to = starts[first + i + 1] as number;
      let sum = 0;
      for (; at < to; at += 1) sum += weights[values[at] as number] as number;
      sums[i] = sum;
    }
  };
}

/** How one document fits. */
export function skillsFit(attribute: SkillsAttribute, segment: Segment, document: number, known: FacetValues): Fit {
  let sum = 0;
  for (const id of valuesOf(segment, SKILL, document)) {
    sum += Math.round((attribute.weights.get(known.values[id] as string) ?? 0) * UNIT);
  }
  return attribute.judge(sum / UNIT, (flagsOf(segment, document) & FLAG.thin) !== 0);
}
