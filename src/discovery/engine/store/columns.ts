/**
 * Turns a code per document and dimension into few columns. Kind, level, mode, pace, language ... vary together: a million
 * courses show a few thousand combinations. Counting one column of combinations counts all its dimensions at once.
 */
import { sharedInts } from './arrays.js';

/** Codes of one dimension: 0..size-1 per document. */
export type Coded = { codes: Int32Array; size: number };
export type Placed = { column: number; map: Int32Array };

/** More combinations than this in a column and turning counts of codes into counts of values costs more than it saves. */
const MOST_COMBINATIONS = 4096;
/** Largest table for looking up a combination without hashing. */
const TABLE = 1 << 22;

type Group = { codes: Int32Array; size: number; members: number[]; parts: Int32Array[] };

/**
 * Places each dimension (null: wide, it has no column). Yields the work done, so that a large merge can pause.
 */
export function* groupColumns(
  coded: readonly (Coded | null)[],
  documents: number,
): Generator<number, { columns: Coded[]; placed: (Placed | null)[] }> {
  const order = coded.map((_, i) => i).filter((i) => coded[i] !== null);
  order.sort((a, b) => (coded[a] as Coded).size - (coded[b] as Coded).size || a - b);
  const groups: Group[] = [];
  for (const dimension of order) {
    const entry = coded[dimension] as Coded;
    let joined = false;
    for (const group of groups) {
      joined = join(group, entry, documents, dimension);
      yield documents;
      if (joined) break;
    }
    if (!joined) groups.push(alone(entry, dimension));
  }
  const placed: (Placed | null)[] = coded.map(() => null);
  const columns = groups.map((group, column) => {
    group.members.forEach((dimension, i) => {
      placed[dimension] = { column, map: group.parts[i] as Int32Array };
    });
    return { codes: group.codes, size: group.size };
  });
  return { columns, placed };
}

function alone({ codes, size }: Coded, dimension: number): Group {
  const part = sharedInts(size);
  for (let code = 0; code < size; code += 1) part[code] = code;
  return { codes, size, members: [dimension], parts: [part] };
}

/** Joins a dimension to a group unless that makes too many combinations; false: nothing was changed. */
function join(group: Group, { codes, size }: Coded, documents: number, dimension: number): boolean {
  if (Math.max(group.size, size) > MOST_COMBINATIONS) return false;
  const find = group.size * size <= TABLE ? tableOf(group.size * size) : hashOf();
  const combined = new Int32Array(documents);
  const firsts: number[] = [];
  for (let document = 0; document < documents; document += 1) {
    const key = (group.codes[document] as number) * size + (codes[document] as number);
    const code = find(key, firsts.length);
    if (code === firsts.length) {
      if (code >= MOST_COMBINATIONS) return false;
      firsts.push(key);
    }
    combined[document] = code;
  }
  group.parts = group.parts.map((part) => remap(firsts, (key) => part[Math.floor(key / size)] as number));
  group.parts.push(remap(firsts, (key) => key % size));
  group.members.push(dimension);
  group.codes = combined;
  group.size = firsts.length;
  return true;
}

function tableOf(size: number): (key: number, next: number) => number {
  const table = new Int32Array(size);
  return (key, next) => {
    const known = table[key] as number;
    if (known !== 0) return known - 1;
    table[key] = next + 1;
    return next;
  };
}

function hashOf(): (key: number, next: number) => number {
  const table = new Map<number, number>();
  return (key, next) => {
    const known = table.get(key);
    if (known !== undefined) return known;
    table.set(key, next);
    return next;
  };
}

function remap(firsts: readonly number[], of: (key: number) => number): Int32Array {
  const map = sharedInts(firsts.length);
  firsts.forEach((key, code) => {
    map[code] = of(key);
  });
  return map;
}
