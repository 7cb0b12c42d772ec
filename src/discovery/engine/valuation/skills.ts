/** Lane of the skills that a course teaches: a code for each sum of weights that is met. */
import { type Attribute, type Fit, FLAG } from '../../schema.js';
import { lowerBound } from '../store/arrays.js';
import type { FacetValues } from '../store/facet-values.js';
import { flagsOf, type Segment, valuesOf } from '../store/segment.js';
import { type Asked, addWorth, type CodedLane, createWorths, isOut, mostOf, WINDOW, type Worths } from './lane.js';
import { UNIT } from './points.js';
import { SKILL, skillHolders } from './skill-holders.js';

type SkillsAttribute = Extract<Attribute, { of: 'skills' }>;
/** Documents that teach a skill, from the window at hand on; its weight in whole millionths. */
type Taught = { at: number; to: number; weight: number };

// One window at a time is added up in a thread. `sums` is left zeroed.
const sums = new Int32Array(WINDOW);
const touched = new Uint16Array(WINDOW);

export function* skillsLane(
  asked: Asked<SkillsAttribute>,
  segment: Segment,
  known: FacetValues,
): Generator<void, CodedLane> {
  const { starts, documents, thin } = yield* skillHolders(segment, known.values.length);
  const taught = [...asked.attribute.weights].flatMap(([skill, weight]): Taught[] => {
    const id = known.find(skill);
    const rounded = Math.round(weight * UNIT);
    return id < 0 || rounded <= 0 ? [] : [{ at: starts[id] as number, to: starts[id + 1] as number, weight: rounded }];
  });
  const codeOf = new Map<number, number>();
  const worths = createWorths(2);
  for (const isThin of [false, true]) addWorth(worths, isThin ? 1 : 0, asked.attribute.judge(0, isThin), asked);
  const lane: CodedLane = {
    worths,
    hard: asked.attribute.hard,
    most: mostOf(asked),
    usual: worths.points[0] as number,
    records: null,
    mark: null,
    read({ first }, codes) {
      codes.set(thin.subarray(first, first + WINDOW));
      let count = 0;
      for (const skill of taught) count = addUp(skill, documents, first, count);
      for (let i = 0; i < count; i += 1) {
        const offset = touched[i] as number;
        codes[offset] = codeFor((sums[offset] as number) * 2 + (codes[offset] as number));
        sums[offset] = 0;
      }
    },
  };
  if (isOut(worths, [0, 1])) {
    lane.mark = (first, marks) => {
      for (const skill of taught) markHolders(skill, documents, first, marks);
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

/** Adds a skill's weight to those who teach it; returns how many are touched by now. */
function addUp(skill: Taught, documents: Int32Array, first: number, count: number): number {
  const { to, weight } = skill;
  let touches = count;
  let at = firstIn(skill, documents, first);
  for (; at < to; at += 1) {
    const offset = (documents[at] as number) - first;
    if (offset >= WINDOW) break;
    const before = sums[offset] as number;
    if (before === 0) {
      touched[touches] = offset;
      touches += 1;
    }
    sums[offset] = before + weight;
  }
  skill.at = at;
  return touches;
}

function markHolders(skill: Taught, documents: Int32Array, first: number, marks: Int32Array): void {
  for (let at = firstIn(skill, documents, first); at < skill.to; at += 1) {
    const offset = (documents[at] as number) - first;
    if (offset >= WINDOW) break;
    marks[offset] = 1;
  }
}

/** Windows of which nothing was left to look at were passed over. */
function firstIn({ at, to }: Taught, documents: Int32Array, first: number): number {
  return at < to && (documents[at] as number) < first ? lowerBound(documents, first, at, to) : at;
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
