/** A saved mapping as a format: recognised by its columns or members, read row by row. */
import type { Format, Reading, Sample } from '../../schema.js';
import { type JsonUnit, readJson } from '../readers/json.js';
import { objectOf } from '../readers/values.js';
import { type CompiledField, compile, type Mapping, readRow, type Shape, sampleHas, valueAt } from './mapping.js';
import { headerOf, type Row, readTable } from './table.js';

/** A table whose columns are all there is certain; more columns than the mapping knows make it no less so. */
export function formatOf(mapping: Mapping): Format {
  const { shape } = mapping;
  const toReading = readerOf(mapping);
  return {
    name: mapping.name,
    title: mapping.title,
    recognise: (sample) => ('columns' in shape ? hasColumns(sample, shape) : hasMembers(sample, shape.members)),
    sourceOf: () => mapping.source,
    read: (input) =>
      'columns' in shape ? readTableBy(input, toReading, shape.folded) : readListBy(input, shape.list, toReading),
  };
}

type ToReading = (row: Row, at: string) => Reading;

function readerOf(mapping: Mapping): ToReading {
  if ('read' in mapping) return mapping.read;
  const compiled: CompiledField[] = compile(mapping);
  return (row, at) => readRow(mapping, compiled, row, at);
}

function hasColumns(sample: Sample, { columns, oneOf, folded }: Extract<Shape, { columns: unknown }>): number {
  const header = new Set(headerOf(sample.head, folded));
  const all = columns.every((column) => header.has(column)) && (!oneOf || oneOf.some((column) => header.has(column)));
  return all ? (folded ? 0.6 : 0.95) : 0;
}

function hasMembers(sample: Sample, members: readonly (string | RegExp)[]): number {
  return /^\s*[[{]/.test(sample.head.replace(/^[^\x20-\x7e\s]+/, '')) && sampleHas(sample, members) ? 0.95 : 0;
}

async function* readTableBy(
  input: AsyncIterable<Uint8Array>,
  toReading: ToReading,
  folded?: boolean,
): AsyncGenerator<Reading> {
  for await (const units of readTable(input, folded)) {
    for (const unit of units) yield unit.type === 'row' ? toReading(unit.row, unit.at) : unit;
  }
}

/** Members of the list at `path`; a list below the first level is small enough to be read whole. */
async function* readListBy(
  input: AsyncIterable<Uint8Array>,
  path: string,
  toReading: ToReading,
): AsyncGenerator<Reading> {
  const [first, ...deeper] = path.split('.').filter(Boolean);
  const streamed = first !== undefined && deeper.length === 0 ? [first] : [];
  let number = 0;
  for await (const unit of readJson(input, { stream: streamed })) {
    for (const value of listed(unit, first === undefined ? [] : [first, ...deeper])) {
      number += 1;
      const row = objectOf(value);
      const at = `row ${number}`;
      yield row ? toReading(row, at) : { type: 'refused', at, reason: 'is no object' };
    }
    if (unit.type === 'refused') yield { ...unit, at: `row ${++number}` };
    if (unit.type === 'note') yield unit;
  }
}

function listed(unit: JsonUnit, path: string[]): unknown[] {
  if (unit.type === 'value' && unit.key === (path[0] ?? null)) return [unit.value];
  const found = unit.type === 'root' && path.length > 1 ? valueAt(unit.value, path) : null;
  return Array.isArray(found) ? found : [];
}
