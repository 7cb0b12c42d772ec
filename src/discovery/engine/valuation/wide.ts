/** Codes for a dimension that has too many different values for a column, made when they are first asked for. */
import type { Dimension } from '../store/segment.js';

/** `firsts[code]`: a document that has it. */
export type WideCodes = { codes: Int32Array; firsts: Int32Array };

const STRIDE = 20_000;
const known = new WeakMap<Dimension, WideCodes>();

/** Pauses now and then; a merge makes the codes of its segment anew. */
export function* wideCodes(dimension: Dimension, documents: number): Generator<void, WideCodes> {
  const found = known.get(dimension);
  if (found !== undefined) return found;
  const keyOf = dimension.numbers.length > 0 ? numberKey : setKey;
  const codeOf = new Map<number | string, number>();
  const codes = new Int32Array(documents);
  const firsts: number[] = [];
  for (let document = 0; document < documents; document += 1) {
    const key = keyOf(dimension, document);
    let code = codeOf.get(key);
    if (code === undefined) {
      code = firsts.length;
      codeOf.set(key, code);
      firsts.push(document);
    }
    codes[document] = code;
    if (document % STRIDE === STRIDE - 1) yield;
  }
  const made = { codes, firsts: Int32Array.from(firsts) };
  known.set(dimension, made);
  return made;
}

const numberKey = ({ numbers }: Dimension, document: number): number => numbers[document] as number;

function setKey({ starts, values }: Dimension, document: number): number | string {
  const from = starts[document] as number;
  const to = starts[document + 1] as number;
  return to - from === 1 ? (values[from] as number) : values.subarray(from, to).join();
}
