/**
 * One window of documents, weighed. Limits come first, and what fails two of them, or one that cannot be eased, is looked at
 * no more. Then comes what is worth most; what cannot reach the best any more, whatever is still to come, is let go. Counts
 * are complete by then, so that nothing of this changes an answer.
 */
import type { Segment } from '../store/segment.js';
import { type CodedLane, type ColumnLane, type Lane, type Listed, WINDOW } from './lane.js';
import { ATTRIBUTE_BITS, classOf } from './points.js';
import type { Summary } from './summary.js';

/** `marking`: says which documents need to be looked at at all. `rest[i]`: the most that the soft lanes after `i` can be worth. */
export type Ordered = {
  marking: CodedLane['mark'];
  hard: readonly Lane[];
  soft: readonly Lane[];
  rest: readonly number[];
};

/** Limits: columns before what has to be worked out. The rest: first where a usual course falls shortest of the best. */
export function order(lanes: readonly Lane[]): Ordered {
  const isSlow = (lane: Lane): number => (lane.records === null ? 1 : 0);
  const hard = lanes.filter((lane) => lane.hard).sort((a, b) => isSlow(a) - isSlow(b));
  const soft = lanes.filter((lane) => !lane.hard).sort((a, b) => b.most - b.usual - (a.most - a.usual));
  const rest: number[] = [];
  let after = 0;
  for (let i = soft.length - 1; i >= 0; i -= 1) {
    rest[i] = after;
    after += (soft[i] as Lane).most;
  }
  const marking = hard.flatMap((lane) => (lane.records === null ? (lane.mark ?? []) : []))[0] ?? null;
  return { marking, hard, soft, rest };
}

// One window at a time is weighed in a thread; between two windows nothing is kept here.
const points = new Int32Array(WINDOW);
const failures = new Int32Array(WINDOW);
const codes = new Int32Array(WINDOW);
/** By what each has failed: see `classOf`. */
const classes = new Uint8Array(WINDOW);
const listed: Listed = { first: 0, offsets: new Uint16Array(WINDOW), count: 0 };

/** `place`: of the segment, to which a document's number is added. */
export function weighWindow(
  { marking, hard, soft, rest }: Ordered,
  segment: Segment,
  place: number,
  first: number,
  summary: Summary,
): void {
  if (marking === null) listLiving(segment, first);
  else listMarked(segment, first, marking);
  for (const lane of hard) {
    if (listed.count === 0) return;
    if (lane.records === null) failCodes(lane);
    else failColumn(lane);
  }
  count(summary);
  soft.forEach((lane, i) => {
    if (listed.count === 0) return;
    if (lane.records === null) addCodes(lane, summary.least, rest[i] as number);
    else addColumn(lane, summary.least, rest[i] as number);
  });
  for (let i = 0; i < listed.count; i += 1) {
    const offset = listed.offsets[i] as number;
    const document = first + offset;
    summary.offer(
      classes[offset] as number,
      points[offset] as number,
      segment.nums[document] as number,
      place + document,
    );
  }
}

function listLiving({ documents, dead }: Segment, first: number): void {
  const { offsets } = listed;
  const most = Math.min(WINDOW, documents - first);
  let kept = 0;
  for (let offset = 0; offset < most; offset += 1) {
    offsets[kept] = offset;
    kept += 1 - (dead[first + offset] as number);
  }
  begin(first, kept);
}

function listMarked(segment: Segment, first: number, mark: NonNullable<CodedLane['mark']>): void {
  const { offsets } = listed;
  codes.fill(0);
  mark(first, codes);
  let kept = 0;
  for (let offset = 0; offset < WINDOW; offset += 1) {
    offsets[kept] = offset;
    kept += codes[offset] !== 0 && segment.dead[first + offset] === 0 ? 1 : 0;
  }
  begin(first, kept);
}

function begin(first: number, count: number): void {
  listed.first = first;
  listed.count = count;
  points.fill(0);
  failures.fill(0);
}

// What is kept is reckoned without a branch in all that follows: which way a course goes cannot be foreseen.

/** Adds a lane with limits, and keeps what has failed one limit at most. */
function failColumn({ records, stride, offset: column, mask, worths }: ColumnLane): void {
  const { first, offsets, count } = listed;
  const { points: worth, failures: failing } = worths;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = (records[(first + offset) * stride + column] as number) & mask;
    const failure = (failures[offset] as number) | (failing[code] as number);
    const bits = failure & ATTRIBUTE_BITS;
    points[offset] = (points[offset] as number) + (worth[code] as number);
    failures[offset] = failure;
    offsets[kept] = offset;
    const several = bits & (bits - 1);
    kept += 1 - ((several | -several) >>> 31);
  }
  listed.count = kept;
}

function failCodes(lane: CodedLane): void {
  const { offsets, count } = listed;
  lane.read(listed, codes);
  // Asked for afterwards: reading may have met new codes.
  const { points: worth, failures: failing } = lane.worths;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = codes[offset] as number;
    const failure = (failures[offset] as number) | (failing[code] as number);
    const bits = failure & ATTRIBUTE_BITS;
    points[offset] = (points[offset] as number) + (worth[code] as number);
    failures[offset] = failure;
    offsets[kept] = offset;
    const several = bits & (bits - 1);
    kept += 1 - ((several | -several) >>> 31);
  }
  listed.count = kept;
}

function count(summary: Summary): void {
  const { offsets, count: found } = listed;
  for (let i = 0; i < found; i += 1) {
    const offset = offsets[i] as number;
    const failure = failures[offset] as number;
    const place = failure === 0 ? 0 : classOf(failure);
    classes[offset] = place;
    summary.counts[place] = (summary.counts[place] as number) + 1;
  }
}

/** Adds a lane, and keeps what can still be named if all that is still to come (`still`) were worth the most. */
function addColumn(
  { records, stride, offset: column, mask, worths }: ColumnLane,
  least: Int32Array,
  still: number,
): void {
  const { first, offsets, count } = listed;
  const { points: worth } = worths;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = (records[(first + offset) * stride + column] as number) & mask;
    const sum = (points[offset] as number) + (worth[code] as number);
    points[offset] = sum;
    offsets[kept] = offset;
    kept += 1 + ((sum + still - (least[classes[offset] as number] as number)) >> 31);
  }
  listed.count = kept;
}

function addCodes(lane: CodedLane, least: Int32Array, still: number): void {
  const { offsets, count } = listed;
  lane.read(listed, codes);
  const { points: worth } = lane.worths;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const sum = (points[offset] as number) + (worth[codes[offset] as number] as number);
    points[offset] = sum;
    offsets[kept] = offset;
    kept += 1 + ((sum + still - (least[classes[offset] as number] as number)) >> 31);
  }
  listed.count = kept;
}
