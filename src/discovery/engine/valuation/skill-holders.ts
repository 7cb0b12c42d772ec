/** Which documents teach each skill: made for a segment when it is first asked for, since search has no use for it. */
import { FACETS, FLAG } from '../../schema.js';
import { flagsOf, type Segment, valuesOf } from '../store/segment.js';

/** Documents that have value `v` are `documents[starts[v]..starts[v + 1])`, ascending. `thin`: 1 for a thin document. */
export type Holders = { starts: Int32Array; documents: Int32Array; thin: Uint8Array };

export const SKILL = FACETS.indexOf('skill');
const STRIDE = 50_000;
const known = new WeakMap<Segment, Holders>();

/** Pauses now and then. `values`: how many skills there are. */
export function* skillHolders(segment: Segment, values: number): Generator<void, Holders> {
  const found = known.get(segment);
  if (found !== undefined) return found;
  const starts = new Int32Array(values + 1);
  for (let document = 0; document < segment.documents; document += 1) {
    for (const value of held(segment, document)) starts[value + 1] = (starts[value + 1] as number) + 1;
    if (document % STRIDE === STRIDE - 1) yield;
  }
  for (let value = 0; value < values; value += 1)
    starts[value + 1] = (starts[value + 1] as number) + (starts[value] as number);
  const next = starts.slice(0, values);
  const documents = new Int32Array(starts[values] as number);
  for (let document = 0; document < segment.documents; document += 1) {
    for (const value of held(segment, document)) {
      documents[next[value] as number] = document;
      next[value] = (next[value] as number) + 1;
    }
    if (document % STRIDE === STRIDE - 1) yield;
  }
  const thin = Uint8Array.from({ length: segment.documents }, (_, document) =>
    (flagsOf(segment, document) & FLAG.thin) === 0 ? 0 : 1,
  );
  const made = { starts, documents, thin };
  known.set(segment, made);
  return made;
}

const held = (segment: Segment, document: number): Int32Array => valuesOf(segment, SKILL, document);
