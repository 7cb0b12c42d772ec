/**
 * CTDL as the Credential Registry publishes it: a graph, a bare resource, or an envelope around either. The signed copy within an
 * envelope is not read; the decoded resource is. Organisations come as such, manifests and data sets hold no course.
 */
import type { Format, Reading, Sample } from '../../schema.js';
import { type GraphNode, readGraph } from '../readers/graph.js';
import { readJson } from '../readers/json.js';
import { type Loose, objectOf, wordsOf } from '../readers/values.js';
import { kindOf, readCourse } from './course.js';
import { ctidIn, organisationOf } from './organisations.js';
import { get, type Index, typesOf } from './terms.js';

export const ctdl: Format = {
  name: 'ctdl',
  title: 'CTDL (Credential Registry)',
  recognise: ({ head }) => {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"envelope_ceterms_ctid"|"envelope_community"/.test(head)) return 0.97;
    return /"ceterms:|credreg\.net\/ctdl|purl\.org\/ctdl\/terms/.test(head) ? 0.95 : 0;
  },
  sourceOf: ({ head }: Sample) => {
    const host = /"@id"\s*:\s*"(https?:\/\/[^"/\s]+)/.exec(head)?.[1];
    if (!host || !URL.canParse(host)) return undefined;
    const key = new URL(host).hostname;
    return { key, name: /credentialengineregistry/.test(key) ? 'Credential Registry' : `CTDL of ${key}`, url: host };
  },
  read,
};

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  let found = false;
  const others = new Set<string>();
  for await (const part of readGraph(readJson(input, { stream: ['@graph', 'envelopes'] }), unpack, isOrganisation)) {
    if (part.type !== 'batch') yield part;
    else {
      for (const entry of part.nodes) {
        const readings = [...readNode(entry, part.index)];
        found ||= readings.length > 0;
        if (readings.length === 0) for (const type of typesOf(entry.node)) others.add(type);
        yield* readings;
      }
    }
  }
  if (!found)
    yield {
      type: 'note',
      at: '$',
      message: `it holds no course${others.size > 0 ? `: ${[...others].slice(0, 5).join(', ')}` : ''}`,
    };
}

/** When the registry last took a new version of what an envelope holds. */
const UPDATED = 'cairn:updated';

function unpack(value: unknown, at: string, updated?: string, depth = 0): GraphNode[] {
  if (Array.isArray(value) && depth < 6)
    return value.flatMap((each, position) => unpack(each, `${at}[${position}]`, updated, depth + 1));
  const node = objectOf(value);
  if (!node || depth >= 6) return [];
  const resource = node.decoded_resource;
  if (resource !== undefined) {
    const headers = objectOf(node.node_headers) ?? {};
    const deleted = wordsOf(headers.deleted_at) ? ctidIn(wordsOf(node.envelope_ceterms_ctid)) : undefined;
    if (deleted) return [{ at, node: { '@type': DELETED, 'ceterms:ctid': deleted } }];
    return unpack(resource, `${at}.decoded_resource`, wordsOf(headers.updated_at), depth + 1);
  }
  if (Array.isArray(node['@graph'])) return unpack(node['@graph'], `${at}.@graph`, updated, depth + 1);
  return typesOf(node).length > 0 ? [{ at, node: updated ? { ...node, [UPDATED]: updated } : node }] : [];
}

const DELETED = 'cairn:Deleted';

const isOrganisation = (node: Loose): boolean => typesOf(node).some((type) => /Organization$/.test(type));
const isBlank = (node: Loose): boolean => /^_:/.test(wordsOf(node['@id']) ?? '');

/** Blank nodes only help others say what they mean. */
function* readNode({ at, node }: GraphNode, index: Index): Generator<Reading> {
  if (isBlank(node)) return;
  const ctid = wordsOf(get(node, 'ctid'));
  if (typesOf(node).includes(DELETED) && ctid) yield { type: 'deleted', at, externalId: ctid };
  else if (kindOf(node)) yield* readCourse(node, at, index, wordsOf(node[UPDATED]));
  else if (isOrganisation(node)) {
    const record = organisationOf(node);
    if (record) yield { type: 'organisation', at, record };
    else yield { type: 'refused', at, reason: 'the organisation has no name' };
  }
}
