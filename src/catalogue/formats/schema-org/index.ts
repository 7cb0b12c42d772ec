/**
 * schema.org course data as JSON-LD: a JSON file, or the blocks in an HTML page. Courses, lone course instances, education events,
 * programs, credentials and learning resources are read as what they are; an organisation that stands alone is read as that.
 */
import type { Format, Reading, ReadOptions, Sample } from '../../schema.js';
import { type GraphNode, type GraphPart, readGraph } from '../readers/graph.js';
import { readPage } from '../readers/html.js';
import { readJson, splitJson } from '../readers/json.js';
import { type Loose, objectOf, objectsOf, wordsOf } from '../readers/values.js';
import { KINDS, readCourse } from './course.js';
import { organisationOf } from './people.js';
import { get, type Index, nodesOf, typesOf } from './terms.js';

const STREAMED = { stream: ['@graph', 'itemListElement', 'dataFeedElement'] } as const;
const COURSE =
  /"(?:@type|type)"\s*:\s*\[?[^\]}]{0,200}?"(?:https?:\/\/schema\.org\/|schema:|sdo:)?(?:Course|CourseInstance|EducationEvent|EducationalOccupationalProgram|EducationalOccupationalCredential|WorkBasedProgram|LearningResource|ItemList)"/;

export const schemaOrg: Format = {
  name: 'schema-org',
  title: 'schema.org JSON-LD',
  recognise: ({ head }) => {
    if (looksLikePage(head)) return /application\/ld\+json/i.test(head) ? 0.85 : 0.55;
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"@type"\s*:\s*"(ceterms|elm):|credreg\.net|europa\.eu\/snb/.test(head)) return 0;
    const context = /"@context"/.test(head) && /schema\.org/.test(head);
    if (COURSE.test(head)) return context ? 0.9 : /"@type"/.test(head) ? 0.7 : 0;
    return context ? 0.6 : 0;
  },
  sourceOf,
  read,
};

const looksLikePage = (head: string): boolean => /^\s*<(?:!doctype html|html|head|body|script)\b/i.test(head);

/** Hosts of vocabularies and identifiers: they say nothing of who published the file. */
const VOCABULARIES =
  /(^|\.)(schema\.org|bioschemas\.org|purl\.org|ror\.org|spdx\.org|w3\.org|doi\.org|orcid\.org|creativecommons\.org|edamontology\.org)$/;

/** The address it was read from, else the site that most addresses in its beginning are on. */
function sourceOf({ head, name }: Sample): { key: string; name: string; url?: string } | undefined {
  const own = /^https?:\/\//.test(name) && URL.canParse(name) ? new URL(name).origin : undefined;
  const origin = own ?? commonOrigin(head);
  if (!origin) return undefined;
  const key = new URL(origin).hostname.replace(/^www\./, '');
  return { key, name: `Course data of ${key}`, url: origin };
}

function commonOrigin(head: string): string | undefined {
  const counts = new Map<string, number>();
  let all = 0;
  for (const [, address] of head.matchAll(/"(?:url|@id)"\s*:\s*"(https?:\/\/[^"\s]{1,500})"/g)) {
    if (!address || !URL.canParse(address) || VOCABULARIES.test(new URL(address).hostname)) continue;
    const { origin } = new URL(address);
    counts.set(origin, (counts.get(origin) ?? 0) + 1);
    all += 1;
  }
  const [origin, count] = [...counts].toSorted((one, other) => other[1] - one[1])[0] ?? [];
  return origin && count && count * 2 >= all ? origin : undefined;
}

async function* read(input: AsyncIterable<Uint8Array>, { name }: ReadOptions): AsyncGenerator<Reading> {
  const page: { canonical?: string } = /^https?:\/\//.test(name) ? { canonical: name } : {};
  const { head, whole } = await peek(input);
  let found = false;
  const isPage = looksLikePage(head);
  const parts = isPage ? pageParts(whole, page) : readGraph(readJson(whole, STREAMED), unpack, isShared);
  for await (const part of parts) {
    if (part.type !== 'batch') yield part;
    else {
      for (const reading of readBatch(part.nodes, part.index, page.canonical, isPage)) {
        found = true;
        yield reading;
      }
    }
  }
  if (!found) yield { type: 'note', at: '/', message: 'it holds no course in JSON-LD' };
}

/** The beginning, and the input as if nothing had been read of it. */
async function peek(input: AsyncIterable<Uint8Array>): Promise<{ head: string; whole: AsyncIterable<Uint8Array> }> {
  const iterator = input[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done
    ? ''
    : Buffer.from(first.value.subarray(0, 2000))
        .toString('utf8')
        .replace(/^\uFEFF|\0/g, '');
  async function* whole() {
    if (!first.done) yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, whole: whole() };
}

async function* pageParts(input: AsyncIterable<Uint8Array>, page: { canonical?: string }): AsyncGenerator<GraphPart> {
  for await (const block of readPage(input, page)) {
    if (block.type !== 'json-ld') yield block;
    else {
      for await (const part of readGraph(splitJson(block.text, STREAMED), unpack, isShared)) {
        if (part.type === 'batch')
          yield { ...part, nodes: part.nodes.map(({ at, node }) => ({ at: `${block.at}${at}`, node })) };
        else yield { ...part, at: `${block.at}${part.at}` };
      }
    }
  }
}

/** Things that hold courses without being one, and where. */
const HOLDERS: Record<string, readonly string[]> = {
  ItemList: ['itemListElement'],
  OfferCatalog: ['itemListElement'],
  ListItem: ['item'],
  DataFeed: ['dataFeedElement'],
  DataFeedItem: ['item'],
  WebPage: ['mainEntity'],
  ItemPage: ['mainEntity'],
  CollectionPage: ['mainEntity', 'hasPart'],
  SearchResultsPage: ['mainEntity'],
};

const isCourse = (node: Loose): boolean => typesOf(node).some((type) => Object.hasOwn(KINDS, type));

function unpack(value: unknown, at: string, depth = 0): GraphNode[] {
  if (Array.isArray(value) && depth < 6)
    return value.flatMap((each, position) => unpack(each, `${at}[${position}]`, depth + 1));
  const node = objectOf(value);
  if (!node || depth >= 6) return [];
  if (Array.isArray(node['@graph'])) return unpack(node['@graph'], `${at}.@graph`, depth + 1);
  const within = typesOf(node).flatMap((type) => (Object.hasOwn(HOLDERS, type) ? (HOLDERS[type] ?? []) : []));
  if (within.length === 0 || isCourse(node)) return [{ at, node }];
  return within.flatMap((property) =>
    objectsOf(get(node, property)).flatMap((each) => unpack(each, `${at}.${property}`, depth + 1)),
  );
}

const isOrganisation = (node: Loose): boolean =>
  typesOf(node).some((type) => /Organization$|^CollegeOrUniversity$|School$/.test(type));
const isShared = (node: Loose): boolean => isOrganisation(node) || typesOf(node).includes('Place');

/** Nodes that another one refers to as its part are read with it, not again by themselves. */
function* readBatch(nodes: GraphNode[], index: Index, page: string | undefined, isPage: boolean): Generator<Reading> {
  const parts = partsOf(nodes, index);
  const courses = nodes.filter(({ node }) => isCourse(node) && !parts.has(wordsOf(node['@id']) ?? ''));
  for (const { at, node } of courses) yield readCourse(node, at, index, page);
  // A page names the site's owner beside its courses; in a file an organisation stands for itself unless a course names it.
  const named = isPage && courses.length > 0 ? null : providersOf(courses, index);
  if (!named) return;
  for (const { at, node } of nodes.filter(({ node }) => isOrganisation(node) && !named.has(node))) {
    const record = organisationOf(node, index);
    if (record) yield { type: 'organisation', at, record };
  }
}

function providersOf(courses: GraphNode[], index: Index): Set<Loose> {
  return new Set(
    courses.flatMap(({ node }) => ['provider', 'publisher', 'offeredBy'].flatMap((name) => nodesOf(node, name, index))),
  );
}

function partsOf(nodes: GraphNode[], index: Index): Set<string> {
  const names = ['hasCourseInstance', 'educationalCredentialAwarded', 'subEvent'];
  const owned = nodes
    .filter(({ node }) => isCourse(node))
    .flatMap(({ node }) => names.flatMap((name) => nodesOf(node, name, index)));
  return new Set(owned.flatMap((node) => wordsOf(node['@id']) ?? []));
}
