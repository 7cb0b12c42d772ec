/** Lanes of what a segment's tables hold: facets, traits, ranges, measures and flags. */
import { type Attribute, FACETS, type Fit, MEASURES, RANGES, TRAITS } from '../../schema.js';
import type { AllFacetValues } from '../store/facet-values.js';
import { type Dimension, flagsOf, placeIn, type Segment, strideOf, type Table } from '../store/segment.js';
import { type Asked, addWorth, type ColumnLane, createWorths, type Lane, meanOfWorths, mostOfWorths } from './lane.js';
import { wideCodes } from './wide.js';

/** Values of facets and of traits, by number. */
export type Values = { facets: AllFacetValues; traits: AllFacetValues };

type NumberAttribute = Extract<Attribute, { of: 'number' }>;
type SetAttribute = Extract<Attribute, { of: 'set' }>;
export type Tabled = NumberAttribute | SetAttribute | Extract<Attribute, { of: 'flags' }>;

/** Where an attribute stands: the head of the records, or a dimension of one of the two tables. */
type Place = { table: Table; dimension: number };

/** The lanes of all these attributes together, one for each column that any of them needs. */
export function* tableLanes(
  asked: readonly Asked<Tabled>[],
  segment: Segment,
  values: Values,
): Generator<void, Lane[]> {
  const byColumn = new Map<Table, Map<number, ColumnLane>>();
  const lanes: Lane[] = [];
  for (const one of asked) {
    const { attribute } = one;
    const { table, dimension } = placeOf(attribute, segment);
    const { column, map } = dimension < 0 ? HEAD : (table.dimensions[dimension] as Dimension);
    if (dimension >= 0 && column < 0) {
      lanes.push(yield* wideLane(one, table, dimension, segment.documents, values));
      continue;
    }
    const known = byColumn.get(table) ?? new Map<number, ColumnLane>();
    byColumn.set(table, known);
    const lane = known.get(column) ?? columnLane(table, column);
    known.set(column, lane);
    lane.hard ||= attribute.hard;
    const judge = partJudge(attribute, table, dimension, values);
    const fits: Fit[] = [];
    for (let code = 0; code < map.length; code += 1) {
      const part = map[code] as number;
      let fit = fits[part];
      if (fit === undefined) {
        fit = judge(part);
        fits[part] = fit;
      }
      addWorth(lane.worths, code, fit, one);
    }
  }
  const columns = [...byColumn.values()].flatMap((known) => [...known.values()]);
  for (const lane of columns) {
    lane.most = mostOfWorths(lane.worths);
    lane.usual = meanOfWorths(lane.worths);
  }
  return [...columns, ...lanes];
}

/** The head as a column: a code for each set of flags. */
const HEAD = { column: -1, map: Int32Array.from({ length: 256 }, (_, flags) => flags) };

function placeOf(attribute: Tabled, segment: Segment): Place {
  if (attribute.of === 'flags') return { table: segment, dimension: -1 };
  const found: readonly string[] = attribute.of === 'set' ? FACETS : RANGES;
  const at = found.indexOf(attribute.name);
  if (at >= 0) return { table: segment, dimension: attribute.of === 'set' ? at : FACETS.length + at };
  const judged: readonly string[] = attribute.of === 'set' ? TRAITS : MEASURES;
  const place = judged.indexOf(attribute.name);
  if (place < 0) throw new RangeError(`There is nothing called ${attribute.name} to be judged.`);
  return { table: segment.judged, dimension: attribute.of === 'set' ? place : TRAITS.length + place };
}

function columnLane(table: Table, column: number): ColumnLane {
  const head = column < 0;
  const worths = createWorths(head ? HEAD.map.length : (table.sizes[column] as number));
  return {
    worths,
    hard: false,
    most: 0,
    usual: 0,
    records: table.records,
    stride: strideOf(table),
    offset: column + 1,
    mask: head ? 255 : 0xffff,
  };
}

function* wideLane(
  one: Asked<Tabled>,
  table: Table,
  dimension: number,
  documents: number,
  values: Values,
): Generator<void, Lane> {
  const { codes, firsts } = yield* wideCodes(table.dimensions[dimension] as Dimension, documents);
  const worths = createWorths(firsts.length);
  const judge = partJudge(one.attribute, table, dimension, values);
  for (let code = 0; code < firsts.length; code += 1) addWorth(worths, code, judge(firsts[code] as number), one);
  return {
    worths,
    hard: one.attribute.hard,
    most: mostOfWorths(worths),
    usual: meanOfWorths(worths),
    records: null,
    mark: null,
    read({ first, offsets, count }, into) {
      for (let i = 0; i < count; i += 1) into[offsets[i] as number] = codes[first + (offsets[i] as number)] as number;
    },
  };
}

/** Judges a part of a dimension: a set or number that codes stand for; where there are no codes, that of a document. */
function partJudge(attribute: Tabled, table: Table, dimension: number, values: Values): (part: number) => Fit {
  if (attribute.of === 'flags') return attribute.judge;
  const { starts, values: held, numbers } = table.dimensions[dimension] as Dimension;
  if (attribute.of === 'number') return (part) => attribute.judge(stated(numbers[part] as number));
  const known = stringsOf(attribute, values);
  return (part) => {
    const ids = held.subarray(starts[part], starts[part + 1]);
    return attribute.judge(Array.from(ids, (id) => known[id] as string).sort());
  };
}

const stated = (number: number): number | null => (Number.isNaN(number) ? null : number);

function stringsOf({ name }: SetAttribute, { facets, traits }: Values): readonly string[] {
  const facet = (FACETS as readonly string[]).indexOf(name);
  const known = facet >= 0 ? facets[facet] : traits[(TRAITS as readonly string[]).indexOf(name)];
  return known?.values ?? [];
}

/** How single documents of a segment fit; each distinct value is judged once. */
export function tabledFits(attribute: Tabled, segment: Segment, values: Values): (document: number) => Fit {
  const { table, dimension } = placeOf(attribute, segment);
  const judge = partJudge(attribute, table, dimension, values);
  const fits = new Map<number, Fit>();
  const partOf =
    dimension < 0
      ? (document: number) => flagsOf(segment, document)
      : (document: number) => placeIn(table, dimension, document);
  return (document) => {
    const part = partOf(document);
    const fit = fits.get(part) ?? judge(part);
    fits.set(part, fit);
    return fit;
  };
}
