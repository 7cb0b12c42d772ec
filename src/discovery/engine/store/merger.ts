/** Makes one segment of several: the living documents of each, in their order. A generator, so that a large merge can pause. */
import { IntList, sharedBytes, sharedDoubles, sharedFloats, sharedInts } from './arrays.js';
import { createCollectors, type FacetCollector, finishDimensions, type NumberCollector } from './dimensions.js';
import { type Dimension, FOUND, JUDGED, type Segment, strideOf, type Table, valuesOf } from './segment.js';

/** `placeOf[document]`: its number in the merged segment, or -1: it was dead when the merge began. */
type Source = { segment: Segment; placeOf: Int32Array };

/** Entries copied between two pauses. */
const STRIDE = 50_000;

/**
 * Yields the work done since the last yield, in entries. `placeOf` of each source comes back, so that what died meanwhile can
 * be marked in the merged segment.
 */
export function* mergeSegments(
  segments: readonly Segment[],
): Generator<number, { segment: Segment; placeOf: readonly Int32Array[] }> {
  const { sources, documents } = place(segments);
  yield documents;
  const text = yield* mergeText(sources, documents);
  const postings = yield* mergePostings(sources, text.forwardTerms.length);
  const heads = mergeHeads(sources, documents);
  const found = yield* mergeTables(sources, FOUND, (segment) => segment, heads);
  const judged = yield* mergeTables(sources, JUDGED, (segment) => segment.judged, heads);
  const nums = copyInts(sources, documents, 'nums');
  const merged: Segment = {
    documents,
    nums,
    byNum: mergeOrder(sources, documents),
    ...postings,
    ...text,
    titleFirsts: copyInts(sources, documents, 'titleFirsts'),
    ratings: copyRatings(sources, documents),
    added: copyInts(sources, documents, 'added'),
    ...mergePlaces(sources),
    ...found,
    judged,
    dead: sharedBytes(documents),
    deadCount: 0,
  };
  yield documents;
  return { segment: merged, placeOf: sources.map((source) => source.placeOf) };
}

function place(segments: readonly Segment[]): { sources: Source[]; documents: number } {
  let documents = 0;
  const sources = segments.map((segment) => {
    const placeOf = new Int32Array(segment.documents);
    for (let document = 0; document < segment.documents; document += 1) {
      placeOf[document] = segment.dead[document] === 1 ? -1 : documents++;
    }
    return { segment, placeOf };
  });
  return { sources, documents };
}

function* mergeText(sources: readonly Source[], documents: number) {
  const forwardStarts = sharedInts(documents + 1);
  const titleStarts = sharedInts(documents + 1);
  const labelStarts = sharedInts(documents + 1);
  for (const { segment, placeOf } of sources) {
    addLengths(segment.forwardStarts, placeOf, forwardStarts);
    addLengths(segment.titleStarts, placeOf, titleStarts);
    addLengths(segment.labelStarts, placeOf, labelStarts);
    yield segment.documents;
  }
  const forwardTerms = sharedInts(sum(forwardStarts));
  const forwardImpacts = sharedBytes(forwardTerms.length);
  const titleWords = sharedInts(sum(titleStarts));
  const labels = sharedBytes(sum(labelStarts));
  for (const { segment, placeOf } of sources) {
    yield* copyRuns(segment.forwardStarts, segment.forwardTerms, placeOf, forwardStarts, forwardTerms);
    yield* copyRuns(segment.forwardStarts, segment.forwardImpacts, placeOf, forwardStarts, forwardImpacts);
    yield* copyRuns(segment.titleStarts, segment.titleWords, placeOf, titleStarts, titleWords);
    yield* copyRuns(segment.labelStarts, segment.labels, placeOf, labelStarts, labels);
  }
  return { forwardStarts, forwardTerms, forwardImpacts, titleStarts, titleWords, labelStarts, labels };
}

function addLengths(starts: Int32Array, placeOf: Int32Array, into: Int32Array): void {
  for (let document = 0; document < placeOf.length; document += 1) {
    const place = placeOf[document] as number;
    if (place >= 0) into[place + 1] = (starts[document + 1] as number) - (starts[document] as number);
  }
}

/** Turns lengths into starts and returns the whole length. */
function sum(starts: Int32Array): number {
  for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  return starts[starts.length - 1] as number;
}

function* copyRuns<T extends Int32Array | Uint8Array>(
  starts: Int32Array,
  from: T,
  placeOf: Int32Array,
  intoStarts: Int32Array,
  into: T,
): Generator<number, void> {
  let work = 0;
  for (let document = 0; document < placeOf.length; document += 1) {
    const place = placeOf[document] as number;
    if (place < 0) continue;
    let at = intoStarts[place] as number;
    const to = starts[document + 1] as number;
    for (let i = starts[document] as number; i < to; i += 1, at += 1) into[at] = from[i] as number;
    work += 1;
    if (work % STRIDE === 0) yield STRIDE;
  }
}

function* mergePostings(sources: readonly Source[], total: number) {
  const postings = sharedInts(total);
  const postingFields = sharedBytes(total);
  const termIds = new IntList(1024);
  const termStarts = new IntList(1024);
  const heads = new Int32Array(sources.length);
  let at = 0;
  let paused = 0;
  for (;;) {
    const term = leastHead(sources, heads);
    if (term === Number.MAX_SAFE_INTEGER) break;
    const before = at;
    sources.forEach(({ segment, placeOf }, s) => {
      const head = heads[s] as number;
      if (segment.termIds[head] !== term) return;
      heads[s] = head + 1;
      at = copyPostings(segment, head, placeOf, postings, postingFields, at);
    });
    if (at > before) {
      termIds.push(term);
      termStarts.push(before);
    }
    if (at - paused > STRIDE) {
      yield at - paused;
      paused = at;
    }
  }
  termStarts.push(at);
  return { termIds: termIds.shared(), termStarts: termStarts.shared(), postings, postingFields };
}

function leastHead(sources: readonly Source[], heads: Int32Array): number {
  let least = Number.MAX_SAFE_INTEGER;
  for (let s = 0; s < sources.length; s += 1) {
    const { termIds } = (sources[s] as Source).segment;
    const head = heads[s] as number;
    if (head < termIds.length && (termIds[head] as number) < least) least = termIds[head] as number;
  }
  return least;
}

function copyPostings(
  segment: Segment,
  place: number,
  placeOf: Int32Array,
  postings: Int32Array,
  fields: Uint8Array,
  from: number,
): number {
  let at = from;
  const to = segment.termStarts[place + 1] as number;
  for (let i = segment.termStarts[place] as number; i < to; i += 1) {
    const posting = segment.postings[i] as number;
    const document = placeOf[posting >>> 8] as number;
    if (document < 0) continue;
    postings[at] = (document << 8) | (posting & 255);
    fields[at] = segment.postingFields[i] as number;
    at += 1;
  }
  return at;
}

function* mergeTables(
  sources: readonly Source[],
  shape: { sets: number; numbers: number },
  tableOf: (segment: Segment) => Table,
  heads: Uint16Array,
): Generator<number, Table> {
  const collectors = createCollectors(shape);
  for (const { segment, placeOf } of sources) {
    const table = tableOf(segment);
    for (let dimension = 0; dimension < table.dimensions.length; dimension += 1) {
      const facet = collectors.facets[dimension];
      const range = collectors.ranges[dimension - shape.sets];
      if (facet !== undefined) collectFacet(table, placeOf, dimension, facet);
      else if (range !== undefined) collectRange(table, placeOf, dimension, range);
      yield segment.documents;
    }
  }
  return yield* finishDimensions(collectors, heads);
}

function collectFacet(table: Table, placeOf: Int32Array, dimension: number, into: FacetCollector): void {
  const { column, map, starts, values } = table.dimensions[dimension] as Dimension;
  if (column < 0) {
    for (let document = 0; document < placeOf.length; document += 1) {
      if ((placeOf[document] as number) >= 0) into.add(valuesOf(table, dimension, document));
    }
    return;
  }
  // A set that only dead documents had is not carried over: it is asked for by a living one first.
  const codes = new Int32Array(starts.length).fill(-1);
  forEachCode(table, column, placeOf, (code) => {
    const set = map[code] as number;
    if (codes[set] === -1) codes[set] = into.code(values.subarray(starts[set], starts[set + 1]));
    into.addCode(codes[set] as number);
  });
}

function collectRange(table: Table, placeOf: Int32Array, dimension: number, into: NumberCollector): void {
  const { column, map, numbers } = table.dimensions[dimension] as Dimension;
  if (column < 0) {
    for (let document = 0; document < placeOf.length; document += 1) {
      if ((placeOf[document] as number) >= 0) into.add(numbers[document] as number);
    }
    return;
  }
  const codes = new Int32Array(numbers.length).fill(-1);
  forEachCode(table, column, placeOf, (code) => {
    const number = map[code] as number;
    if (codes[number] === -1) codes[number] = into.code(numbers[number] as number);
    into.addCode(codes[number] as number);
  });
}

function forEachCode(table: Table, column: number, placeOf: Int32Array, each: (code: number) => void): void {
  const stride = strideOf(table);
  for (let document = 0, at = column + 1; document < placeOf.length; document += 1, at += stride) {
    if ((placeOf[document] as number) >= 0) each(table.records[at] as number);
  }
}

function mergeOrder(sources: readonly Source[], documents: number): Int32Array {
  const order = sharedInts(documents);
  const heads = new Int32Array(sources.length);
  for (let i = 0; i < documents; i += 1) {
    let least = -1;
    let leastNum = 0;
    for (let s = 0; s < sources.length; s += 1) {
      const { segment, placeOf } = sources[s] as Source;
      let head = heads[s] as number;
      while (head < segment.documents && (placeOf[segment.byNum[head] as number] as number) < 0) head += 1;
      heads[s] = head;
      if (head === segment.documents) continue;
      const num = segment.nums[segment.byNum[head] as number] as number;
      if (least < 0 || num < leastNum) {
        least = s;
        leastNum = num;
      }
    }
    const { segment, placeOf } = sources[least] as Source;
    order[i] = placeOf[segment.byNum[heads[least] as number] as number] as number;
    heads[least] = (heads[least] as number) + 1;
  }
  return order;
}

function copyInts(sources: readonly Source[], documents: number, name: 'nums' | 'added' | 'titleFirsts'): Int32Array {
  return copyLiving(sources, sharedInts(documents), (segment) => segment[name]);
}

/** First entries of the records: flags and prior. */
function mergeHeads(sources: readonly Source[], documents: number): Uint16Array {
  const heads = new Uint16Array(documents);
  for (const { segment, placeOf } of sources) {
    const stride = strideOf(segment);
    for (let document = 0; document < placeOf.length; document += 1) {
      const place = placeOf[document] as number;
      if (place >= 0) heads[place] = segment.records[document * stride] as number;
    }
  }
  return heads;
}

function copyRatings(sources: readonly Source[], documents: number): Float32Array {
  return copyLiving(sources, sharedFloats(documents), (segment) => segment.ratings);
}

function copyLiving<T extends Int32Array | Float32Array>(
  sources: readonly Source[],
  into: T,
  of: (segment: Segment) => T,
): T {
  for (const { segment, placeOf } of sources) {
    const from = of(segment);
    for (let document = 0; document < placeOf.length; document += 1) {
      const place = placeOf[document] as number;
      if (place >= 0) into[place] = from[document] as number;
    }
  }
  return into;
}

function mergePlaces(sources: readonly Source[]) {
  const documents: number[] = [];
  const coordinates: number[] = [];
  for (const { segment, placeOf } of sources) {
    for (let i = 0; i < segment.placeDocuments.length; i += 1) {
      const place = placeOf[segment.placeDocuments[i] as number] as number;
      if (place < 0) continue;
      documents.push(place);
      coordinates.push(segment.places[i * 2] as number, segment.places[i * 2 + 1] as number);
    }
  }
  const placeDocuments = sharedInts(documents.length);
  const places = sharedDoubles(coordinates.length);
  placeDocuments.set(documents);
  places.set(coordinates);
  return { placeDocuments, places };
}
