/** Lane of the skills that a course teaches: a code for each sum of weights that is met. */
import { type Attribute, type Fit, FLAG } from '../../schema.js';
import { lowerBound } from '../store/arrays.js';
import type { FacetValues } from '../store/facet-values.js';
import { flagsOf, type Segment, strideOf, valuesOf } from '../store/segment.js';
import { type Asked, addWorth, type CodedLane, createWorths, isOut, mostOf, WINDOW, type Worths } from './lane.js';
import { UNIT } from './points.js';
import { SKILL, skillHolders } from './skill-holders.js';

type SkillsAttribute = Extract<Attribute, { of: 'skills' }>;
/** Documents that teach a skill, from the window at hand on; its weight in whole millionths. */
type Taught = { at: number; to: number; weight: number };

export function* skillsLane(
  asked: Asked<SkillsAttribute>,
  segment: Segment,
  known: FacetValues,
): Generator<void, CodedLane> {
  const { starts, documents } = yield* skillHolders(segment, known.values.length);
  const taught = [...asked.attribute.weights].flatMap(([skill, weight]): Taught[] => {
    const id = known.find(skill);
    const rounded = Math.round(weight * UNIT);
    return id < 0 || rounded === 0 ? [] : [{ at: starts[id] as number, to: starts[id + 1] as number, weight: rounded }];
  });
  const stride = strideOf(segment);
  const codeOf = new Map<number, number>();
  const lane: CodedLane = {
    worths: createWorths(2),
    hard: asked.attribute.hard,
    most: mostOf(asked),
    usual: 0,
    records: null,
    mark: null,
    read({ first, offsets, count }, codes) {
      codes.fill(0);
      for (const skill of taught) skill.at = addUp(skill, documents, first, codes);
      for (let i = 0; i < count; i += 1) {
        const offset = offsets[i] as number;
        const sum = codes[offset] as number;
        if (sum === 0 && same) continue;
        const thin = ((segment.records[(first + offset) * stride] as number) & FLAG.thin) === 0 ? 0 : 1;
        codes[offset] = sum === 0 ? thin : codeFor(sum * 2 + thin);
      }
    },
  };
  for (const thin of [false, true]) addWorth(lane.worths, thin ? 1 : 0, asked.attribute.judge(0, thin), asked);
  const { points, failures } = lane.worths;
  lane.usual = points[0] as number;
  // Who teaches none of them is worth the same, thin or not: most need not be asked.
  const same = points[0] === points[1] && failures[0] === failures[1];
  if (isOut(lane.worths, [0, 1])) {
    lane.mark = (first, marks) => {
      for (const skill of taught) addUp(skill, documents, first, marks);
    };
  }
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

/** Returns where the next window begins. */
function addUp(skill: Taught, documents: Int32Array, first: number, sums: Int32Array): number {
  const { to, weight } = skill;
  let { at } = skill;
  // Windows of which nothing was left to look at were passed over.
  if (at < to && (documents[at] as number) < first) at = lowerBound(documents, first, at, to);
  for (; at < to; at += 1) {
    const offset = (documents[at] as number) - first;
    if (offset >= WINDOW) break;
    sums[offset] = (sums[offset] as number) + weight;
  }
  return at;
}

function grown({ points, failures }: Worths): Worths {
  const larger = createWorths(points.length * 2);
  larger.points.set(points);
  larger.failures.set(failures);
  return larger;
}

/** How one document fits. */
export function skillsFit(attribute: SkillsAttribute, segment: Segment, document: number, known: FacetValues): Fit {
  let sum = 0;
  for (const id of valuesOf(segment, SKILL, document)) {
    sum += Math.round((attribute.weights.get(known.values[id] as string) ?? 0) * UNIT);
  }
  return attribute.judge(sum / UNIT, (flagsOf(segment, document) & FLAG.thin) !== 0);
}
