/** Lane of the skills that a course teaches: a code for each sum of weights that is met. */
import { type Attribute, FACETS, type Fit, FLAG } from '../../schema.js';
import type { FacetValues } from '../store/facet-values.js';
import { type Dimension, flagsOf, type Segment, strideOf, valuesOf } from '../store/segment.js';
import { type Asked, addWorth, type CodedLane, createWorths, type Listed, mostOf, type Worths } from './lane.js';
import { UNIT } from './points.js';

type SkillsAttribute = Extract<Attribute, { of: 'skills' }>;

const SKILL = FACETS.indexOf('skill');

export function skillsLane(asked: Asked<SkillsAttribute>, segment: Segment, known: FacetValues): CodedLane {
  const weights = weightsOf(asked.attribute, known);
  const isWide = (segment.dimensions[SKILL] as Dimension).column < 0;
  const addUp = isWide ? addWide(segment, weights) : addCoded(segment, weights);
  const stride = strideOf(segment);
  const codeOf = new Map<number, number>();
  const lane: CodedLane = {
    worths: createWorths(2),
    hard: asked.attribute.hard,
    most: mostOf(asked),
    records: null,
    read(listed, codes) {
      addUp(listed, codes);
      const { first, offsets, count } = listed;
      for (let i = 0; i < count; i += 1) {
        const offset = offsets[i] as number;
        const thin = ((segment.records[(first + offset) * stride] as number) & FLAG.thin) === 0 ? 0 : 1;
        const sum = codes[offset] as number;
        codes[offset] = sum === 0 ? thin : codeFor(sum * 2 + thin);
      }
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

/** Puts the sum of each listed document into `sums`, by offset. */
type AddUp = (listed: Listed, sums: Int32Array) => void;

function addCoded(segment: Segment, weights: Int32Array): AddUp {
  const { column, map, starts, values } = segment.dimensions[SKILL] as Dimension;
  const ofSet = new Int32Array(starts.length);
  for (let set = 0; set + 1 < starts.length; set += 1) {
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i += 1) {
      ofSet[set] = (ofSet[set] as number) + (weights[values[i] as number] as number);
    }
  }
  const ofCode = Int32Array.from(map, (set) => ofSet[set] as number);
  const stride = strideOf(segment);
  return ({ first, offsets, count }, sums) => {
    for (let i = 0; i < count; i += 1) {
      const offset = offsets[i] as number;
      sums[offset] = ofCode[segment.records[(first + offset) * stride + column + 1] as number] as number;
    }
  };
}

function addWide(segment: Segment, weights: Int32Array): AddUp {
  const { starts, values } = segment.dimensions[SKILL] as Dimension;
  return ({ first, offsets, count }, sums) => {
    for (let i = 0; i < count; i += 1) {
      const offset = offsets[i] as number;
      const to = starts[first + offset + 1] as number;
      let sum = 0;
      for (let at = starts[first + offset] as number; at < to; at += 1) {
        sum += weights[values[at] as number] as number;
      }
      sums[offset] = sum;
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
