/** From terms by document to documents by term. */
import { type ByteList, type IntList, sharedBytes, sharedInts } from './arrays.js';

/** Entries of document `d` are those from `starts[d]` to `starts[d + 1]`; `fields` has a bit for each field. */
export type Forward = { starts: IntList; terms: IntList; impacts: ByteList; fields: ByteList };

export function invert({ starts, terms: list, impacts, fields }: Forward) {
  const terms = list.values;
  const total = list.length;
  const termIds = distinct(terms, total);
  const termStarts = sharedInts(termIds.length + 1);
  const place = new Map<number, number>();
  for (let i = 0; i < termIds.length; i += 1) place.set(termIds[i] as number, i);
  const places = new Int32Array(total);
  for (let i = 0; i < total; i += 1) {
    const at = place.get(terms[i] as number) as number;
    places[i] = at;
    termStarts[at + 1] = (termStarts[at + 1] as number) + 1;
  }
  for (let i = 0; i < termIds.length; i += 1)
    termStarts[i + 1] = (termStarts[i + 1] as number) + (termStarts[i] as number);
  const next = termStarts.slice(0, termIds.length);
  const postings = sharedInts(total);
  const postingFields = sharedBytes(total);
  for (let document = 0; document + 1 < starts.length; document += 1) {
    const to = starts.values[document + 1] as number;
    for (let i = starts.values[document] as number; i < to; i += 1) {
      const at = next[places[i] as number] as number;
      next[places[i] as number] = at + 1;
      postings[at] = (document << 8) | (impacts.values[i] as number);
      postingFields[at] = fields.values[i] as number;
    }
  }
  return { termIds, termStarts, postings, postingFields };
}

function distinct(terms: Int32Array, total: number): Int32Array {
  const sorted = [...new Set(terms.subarray(0, total))].sort((a, b) => a - b);
  const shared = sharedInts(sorted.length);
  shared.set(sorted);
  return shared;
}
