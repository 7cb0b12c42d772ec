/** The order in which places of a status list are given: at random, each once, whoever asks, without looking which are free. */
import { createHmac } from 'node:crypto';

/** Bitstring Status List 1.0 §2.2: at least 131,072 places, so that one place tells nothing of whose it is. */
export const LIST_PLACES = 131_072;

/** Half of 18 bits: a square somewhat larger than the list, whose places beyond it are walked past. */
const HALF_BITS = 9;
const HALF = (1 << HALF_BITS) - 1;
const ROUNDS = 8;

/**
 * Places number `from` to `from + count - 1` in the order of this list. Without the key nobody can tell which place comes
 * next. A Feistel network over the keyed hash (a permutation whatever the hash), walked until it lands inside the list.
 * @throws RangeError past the end of the list
 */
export function placesFrom(shuffle: Uint8Array, from: number, count: number): number[] {
  if (from < 0 || count < 0 || from + count > LIST_PLACES) throw new RangeError('The status list has no place left.');
  const rounds = roundTables(shuffle);
  return Array.from({ length: count }, (_, at) => walk(rounds, from + at));
}

/** What each round adds to a half, for each value of the other: 8 × 512 numbers. */
function roundTables(shuffle: Uint8Array): Uint16Array[] {
  return Array.from({ length: ROUNDS }, (_, round) => {
    const table = new Uint16Array(HALF + 1);
    for (let block = 0; block * 16 <= HALF; block += 1) {
      const digest = createHmac('sha256', shuffle).update(`${round}:${block}`).digest();
      for (let at = 0; at < 16; at += 1) table[block * 16 + at] = digest.readUInt16BE(at * 2) & HALF;
    }
    return table;
  });
}

function walk(rounds: readonly Uint16Array[], start: number): number {
  let place = start;
  do place = permute(rounds, place);
  while (place >= LIST_PLACES);
  return place;
}

function permute(rounds: readonly Uint16Array[], place: number): number {
  let left = place >> HALF_BITS;
  let right = place & HALF;
  for (const table of rounds) [left, right] = [right, left ^ (table[right] ?? 0)];
  return (left << HALF_BITS) | right;
}
