/** The answer of the read API as the bytes of its JSON. The part of a course that never differs is written once and kept. */
import type { SearchAnswer, SearchItem } from '../schema.js';

/** `answer` without reasons and, by place in its list, why each course was found (none at all: not asked). */
export function answerJson(
  { total, tookMs, items, ...rest }: SearchAnswer,
  why: readonly (readonly string[])[],
): Buffer {
  const pieces: Uint8Array[] = [Buffer.from(`{"total":${total},"tookMs":${tookMs},"items":[`)];
  for (const [at, item] of items.entries()) {
    if (at > 0) pieces.push(COMMA);
    pieces.push(itemBytes(item), endOf(why[at]));
  }
  pieces.push(Buffer.from(`],${JSON.stringify(rest).slice(1)}`));
  return Buffer.concat(pieces);
}

const COMMA = Buffer.from(',');
const END = Buffer.from('}');

function endOf(sentences: readonly string[] | undefined): Buffer {
  return sentences === undefined ? END : Buffer.from(`,"why":${JSON.stringify(sentences)}}`);
}

/** A course without its closing brace. */
function itemBytes(item: SearchItem): Buffer {
  const known = written.get(item);
  if (known !== undefined) return known;
  const bytes = Buffer.from(JSON.stringify(item).slice(0, -1));
  written.set(item, bytes);
  return bytes;
}

const written = new WeakMap<SearchItem, Buffer>();
