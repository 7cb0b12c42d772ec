/**
 * The index as bytes: a header in JSON that says what lies where, then the arrays as they are, each at a multiple of eight,
 * so that reading is one copy into shared memory and no parsing. Header and body carry a checksum.
 */
import { crc32 } from 'node:zlib';
import { DIMENSIONS, type Dimension, type Segment, type Table } from './segment.js';

/** Raised with every change of what segments hold or of how text becomes terms. */
const VERSION = 2;
const MAGIC = 'CAIRNIDX';
const PREFACE = 16;

/** The bytes are no snapshot, are damaged, or were written by another version or with other synonyms. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';

  constructor(
    readonly reason: 'damaged' | 'outdated',
    message: string,
  ) {
    super(message);
  }
}

type Kind = 'i32' | 'u16' | 'u8' | 'f32' | 'f64';
type Numbers = Int32Array | Uint16Array | Uint8Array | Float32Array | Float64Array;
type Described = { kind: Kind; length: number };
type DescribedTable = { sizes: number[]; columns: number[] };

const SIZES: Record<Kind, number> = { i32: 4, u16: 2, u8: 1, f32: 4, f64: 8 };

const SEGMENT_ARRAYS = [
  'nums',
  'byNum',
  'termIds',
  'termStarts',
  'postings',
  'postingFields',
  'forwardStarts',
  'forwardTerms',
  'forwardImpacts',
  'titleStarts',
  'titleWords',
  'labelStarts',
  'labels',
  'titleFirsts',
  'ratings',
  'added',
  'placeDocuments',
  'places',
  'dead',
] as const satisfies readonly (keyof Segment)[];

/** What of an index is kept besides its segments. Lists of strings hold no line break. */
export type Saved = {
  /** Of the synonyms that it was built with. */
  synonyms: number;
  documents: number;
  words: readonly string[];
  terms: readonly string[];
  facets: readonly (readonly string[])[];
  traits: readonly (readonly string[])[];
  numbers: Record<'termOfWord' | 'wordOfTerm' | 'holders' | 'wordOrder', Int32Array>;
  living: readonly Int32Array[];
  segments: readonly Segment[];
};

type Header = {
  version: number;
  synonyms: number;
  documents: number;
  bodyBytes: number;
  bodySum: number;
  facets: readonly (readonly string[])[];
  traits: readonly (readonly string[])[];
  segments: { documents: number; deadCount: number; found: DescribedTable; judged: DescribedTable }[];
  /** In the order of `arraysOf`. */
  arrays: Described[];
};

/** The snapshot in parts, to be written one after another. They are views of what was given. */
export function writeSnapshot(saved: Saved): Uint8Array[] {
  const encoder = new TextEncoder();
  const arrays = arraysOf(saved, encoder.encode(saved.words.join('\n')), encoder.encode(saved.terms.join('\n')));
  const body = arrays.flatMap((array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const gap = (8 - (bytes.length % 8)) % 8;
    return gap === 0 ? [bytes] : [bytes, new Uint8Array(gap)];
  });
  const header: Header = {
    version: VERSION,
    synonyms: saved.synonyms,
    documents: saved.documents,
    bodyBytes: body.reduce((sum, part) => sum + part.length, 0),
    bodySum: body.reduce((sum, part) => crc32(part, sum), 0),
    facets: saved.facets,
    traits: saved.traits,
    segments: saved.segments.map(describeSegment),
    arrays: arrays.map((array) => ({ kind: kindOf(array), length: array.length })),
  };
  const text = encoder.encode(JSON.stringify(header));
  const padded = new Uint8Array(text.length + ((8 - (text.length % 8)) % 8)).fill(0x20);
  padded.set(text);
  return [preface(padded), padded, ...body];
}

function describeSegment(segment: Segment): Header['segments'][number] {
  return {
    documents: segment.documents,
    deadCount: segment.deadCount,
    found: describeTable(segment),
    judged: describeTable(segment.judged),
  };
}

function describeTable({ sizes, dimensions }: Table): DescribedTable {
  return { sizes: [...sizes], columns: dimensions.map((dimension) => dimension.column) };
}

function arraysOf(saved: Saved, words: Uint8Array, terms: Uint8Array): Numbers[] {
  const { termOfWord, wordOfTerm, holders, wordOrder } = saved.numbers;
  return [
    words,
    terms,
    termOfWord,
    wordOfTerm,
    holders,
    wordOrder,
    ...saved.living,
    ...saved.segments.flatMap((segment) => [
      ...SEGMENT_ARRAYS.map((name) => segment[name]),
      ...tableArrays(segment),
      ...tableArrays(segment.judged),
    ]),
  ];
}

const tableArrays = ({ records, dimensions }: Table): Numbers[] => [
  records,
  ...dimensions.flatMap(({ map, starts, values, numbers }) => [map, starts, values, numbers]),
];

function preface(header: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(PREFACE);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, header.length, true);
  view.setUint32(12, crc32(header), true);
  return bytes;
}

/** Reads what `writeSnapshot` wrote. Throws SnapshotError. `synonyms`: the checksum of those in use. */
export function readSnapshot(bytes: Uint8Array, synonyms: number): Saved {
  const { header, bodyAt } = readHeader(bytes);
  if (header.version !== VERSION || header.synonyms !== synonyms) {
    throw new SnapshotError('outdated', 'the snapshot was written by another version or with other synonyms');
  }
  if (bytes.length !== bodyAt + header.bodyBytes || crc32(bytes.subarray(bodyAt)) !== header.bodySum) {
    throw new SnapshotError('damaged', 'the snapshot is cut short or damaged');
  }
  const shared = new Uint8Array(new SharedArrayBuffer(header.bodyBytes));
  shared.set(bytes.subarray(bodyAt));
  return assemble(header, shared.buffer);
}

function readHeader(bytes: Uint8Array): { header: Header; bodyAt: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFACE || new TextDecoder().decode(bytes.slice(0, 8)) !== MAGIC) {
    throw new SnapshotError('damaged', 'this is not a snapshot of the index');
  }
  const bodyAt = PREFACE + view.getUint32(8, true);
  const text = bytes.slice(PREFACE, bodyAt);
  if (bytes.length < bodyAt || crc32(text) !== view.getUint32(12, true)) {
    throw new SnapshotError('damaged', 'the head of the snapshot is damaged');
  }
  return { header: JSON.parse(new TextDecoder().decode(text)) as Header, bodyAt };
}

function assemble(header: Header, body: ArrayBufferLike): Saved {
  let at = 0;
  let next = 0;
  const take = (): Numbers => {
    const { kind, length } = header.arrays[next++] as Described;
    const array = viewOf(kind, body, at, length);
    at += Math.ceil((length * SIZES[kind]) / 8) * 8;
    return array;
  };
  const strings = (): string[] => {
    const bytes = take();
    return bytes.length === 0 ? [] : new TextDecoder().decode((bytes as Uint8Array).slice()).split('\n');
  };
  const ints = (): Int32Array => take() as Int32Array;
  const words = strings();
  const terms = strings();
  const numbers = { termOfWord: ints(), wordOfTerm: ints(), holders: ints(), wordOrder: ints() };
  const living = Array.from({ length: DIMENSIONS }, ints);
  const table = ({ sizes, columns }: DescribedTable): Table => ({
    records: take() as Uint16Array,
    sizes,
    dimensions: columns.map(
      (column): Dimension => ({ column, map: ints(), starts: ints(), values: ints(), numbers: take() as Float64Array }),
    ),
  });
  const segments = header.segments.map(({ documents, deadCount, found, judged }) => {
    const arrays = Object.fromEntries(SEGMENT_ARRAYS.map((name) => [name, take()])) as unknown as Segment;
    return { ...arrays, documents, deadCount, ...table(found), judged: table(judged) };
  });
  return {
    synonyms: header.synonyms,
    documents: header.documents,
    words,
    terms,
    facets: header.facets,
    traits: header.traits,
    numbers,
    living,
    segments,
  };
}

function kindOf(array: Numbers): Kind {
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Float64Array) return 'f64';
  return array instanceof Float32Array ? 'f32' : 'u8';
}

function viewOf(kind: Kind, buffer: ArrayBufferLike, at: number, length: number): Numbers {
  if (kind === 'i32') return new Int32Array(buffer, at, length);
  if (kind === 'u16') return new Uint16Array(buffer, at, length);
  if (kind === 'f64') return new Float64Array(buffer, at, length);
  return kind === 'f32' ? new Float32Array(buffer, at, length) : new Uint8Array(buffer, at, length);
}
