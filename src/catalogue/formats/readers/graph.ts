import type { JsonUnit } from './json.js';
import { type Loose, objectOf, wordsOf } from './values.js';

export type GraphNode = { at: string; node: Loose };
/** Nodes that stand together, with all that can be referred to by `@id`. */
export type GraphBatch = { type: 'batch'; nodes: GraphNode[]; index: ReadonlyMap<string, Loose> };
export type GraphPart = GraphBatch | Extract<JsonUnit, { type: 'refused' | 'note' }>;

/** How much JSON is held so that nodes can refer to one another. In characters. */
const MAX_HELD = 16_000_000;
/** Nodes of earlier batches that later ones may still refer to. */
const MAX_KEPT = 20_000;

/**
 * Nodes of a JSON-LD document in batches: a document of usual size is one batch, so that every reference in it resolves; a larger
 * one comes in several, of which `isShared` nodes (organisations, places) stay known. `unpack` gives the nodes of one JSON value.
 */
export async function* readGraph(
  units: AsyncIterable<JsonUnit> | Iterable<JsonUnit>,
  unpack: (value: unknown, at: string) => GraphNode[],
  isShared: (node: Loose) => boolean,
): AsyncGenerator<GraphPart> {
  const kept = new Map<string, Loose>();
  let nodes: GraphNode[] = [];
  let held = 0;
  for await (const unit of units) {
    if (unit.type === 'refused' || unit.type === 'note') {
      yield unit;
      continue;
    }
    nodes.push(...unpack(unit.value, unit.at));
    held += unit.type === 'value' ? unit.length : 0;
    if (held < MAX_HELD) continue;
    yield batchOf(nodes, kept);
    for (const { node } of nodes) if (kept.size < MAX_KEPT && isShared(node)) remember(kept, node);
    nodes = [];
    held = 0;
  }
  if (nodes.length > 0) yield batchOf(nodes, kept);
}

function batchOf(nodes: GraphNode[], kept: ReadonlyMap<string, Loose>): GraphBatch {
  const index = new Map(kept);
  for (const { node } of nodes) indexWithin(node, index, 0);
  return { type: 'batch', nodes, index };
}

function remember(index: Map<string, Loose>, node: Loose): void {
  const id = wordsOf(node['@id']) ?? wordsOf(node.id);
  if (id) index.set(id, node);
}

/** Nested nodes with an `@id` and something to say can be referred to as well. Depth is bounded by the reader; so is this. */
function indexWithin(value: unknown, index: Map<string, Loose>, depth: number): void {
  if (depth > 12 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) indexWithin(each, index, depth + 1);
    return;
  }
  const node = objectOf(value) ?? {};
  const id = wordsOf(node['@id']) ?? wordsOf(node.id);
  const known = id === undefined ? undefined : index.get(id);
  if (id !== undefined && Object.keys(node).length > Object.keys(known ?? {}).length && Object.keys(node).length > 1)
    index.set(id, node);
  for (const each of Object.values(node)) indexWithin(each, index, depth + 1);
}
