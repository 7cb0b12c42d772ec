/**
 * One window of documents, weighed. Limits come first, and what fails two of them, or one that cannot be eased, is looked at
 * no more. Then comes what is worth most; what cannot reach the best any more, whatever is still to come, is let go. Counts
 * are complete by then, so that nothing of this changes an answer.
 */
import type { Segment } from '../store/segment.js';
import { type CodedLane, type ColumnLane, type Lane, type Listed, WINDOW, type Worths } from './lane.js';
import { ATTRIBUTE_BITS } from './points.js';
import type { Summary } from './summary.js';

/** `marking`: says which documents need to be looked at at all. `rest[i]`: the most that the soft lanes after `i` can be worth. */
export type Ordered = {
  marking: CodedLane['mark'];
  hard: readonly Lane[];
  soft: readonly Lane[];
  rest: readonly number[];
};

/** Columns before what has to be worked out, then by what they are worth. */
export function order(lanes: readonly Lane[]): Ordered {
  const isSlow = (lane: Lane): number => (lane.records === null ? 1 : 0);
  const hard = lanes.filter((lane) => lane.hard).sort((a, b) => isSlow(a) - isSlow(b));
  const soft = lanes.filter((lane) => !lane.hard).sort((a, b) => b.most - a.most);
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
    add(lane);
    dropFailed();
  }
  count(summary);
  soft.forEach((lane, i) => {
    if (listed.count === 0) return;
    add(lane);
    dropPoor(summary, rest[i] as number);
  });
  for (let i = 0; i < listed.count; i += 1) {
    const offset = listed.offsets[i] as number;
    const document = first + offset;
    summary.offer(
      failures[offset] as number,
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

function add(lane: Lane): void {
  if (lane.records === null) addCoded(lane);
  else if (lane.hard) addHardColumn(lane);
  else addColumn(lane);
}

function addCoded(lane: CodedLane): void {
  lane.read(listed, codes);
  // Asked for afterwards: reading may have met new codes.
  addCodes(lane.worths);
}

function addCodes({ points: worths, failures: failing }: Worths): void {
  const { offsets, count } = listed;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = codes[offset] as number;
    points[offset] = (points[offset] as number) + (worths[code] as number);
    failures[offset] = (failures[offset] as number) | (failing[code] as number);
  }
}

function addHardColumn({ records, stride, offset: column, mask, worths }: ColumnLane): void {
  const { first, offsets, count } = listed;
  const { points: worth, failures: failing } = worths;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = (records[(first + offset) * stride + column] as number) & mask;
    points[offset] = (points[offset] as number) + (worth[code] as number);
    failures[offset] = (failures[offset] as number) | (failing[code] as number);
  }
}

function addColumn({ records, stride, offset: column, mask, worths }: ColumnLane): void {
  const { first, offsets, count } = listed;
  const { points: worth } = worths;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const code = (records[(first + offset) * stride + column] as number) & mask;
    points[offset] = (points[offset] as number) + (worth[code] as number);
  }
}

/** Keeps what has failed one limit at most. */
function dropFailed(): void {
  const { offsets, count } = listed;
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const failed = (failures[offset] as number) & ATTRIBUTE_BITS;
    offsets[kept] = offset;
    kept += (failed & (failed - 1)) === 0 ? 1 : 0;
  }
  listed.count = kept;
}

function count(summary: Summary): void {
  const { offsets } = listed;
  let kept = 0;
  for (let i = 0; i < listed.count; i += 1) {
    const offset = offsets[i] as number;
    offsets[kept] = offset;
    kept += summary.counts(failures[offset] as number) ? 1 : 0;
  }
  listed.count = kept;
}

/** Keeps what can still be named, if all that is still to come were worth the most. */
function dropPoor(summary: Summary, still: number): void {
  const { offsets, count } = listed;
  const least = summary.least(0);
  let kept = 0;
  for (let i = 0; i < count; i += 1) {
    const offset = offsets[i] as number;
    const failure = failures[offset] as number;
    const needed = failure === 0 ? least : summary.least(failure);
    offsets[kept] = offset;
    kept += (points[offset] as number) + still >= needed ? 1 : 0;
  }
  listed.count = kept;
}
