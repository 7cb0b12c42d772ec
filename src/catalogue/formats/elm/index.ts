/**
 * European Learning Model 3: learning opportunities as XML (root `Courses`) or JSON-LD, and the achievement that a European digital
 * credential was awarded for. Of the person who holds such a credential nothing is read.
 */
import type { Format, Reading, Sample } from '../../schema.js';
import { type GraphNode, readGraph } from '../readers/graph.js';
import { readJson } from '../readers/json.js';
import { type Loose, objectOf, objectsOf } from '../readers/values.js';
import { readXml, type XmlNode } from '../readers/xml.js';
import { readOpportunity } from './course.js';
import { modelOf } from './model.js';
import { type Index, nodesOf, typesOf } from './terms.js';

/** Opportunities held until the organisations and specifications that follow them in the file are known. */
const MAX_HELD = 20_000;

export const elm: Format = {
  name: 'elm',
  title: 'European Learning Model 3',
  recognise: ({ head }) => {
    if (/^\s*</.test(head)) return /data\.europa\.eu\/snb\/model\/(ap\/loq|elm)/.test(head) ? 0.97 : 0;
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/data\.europa\.eu\/snb\/model\/(context|elm|ap)|"EuropeanDigitalCredential"/.test(head)) return 0.96;
    return /"LearningOpportunity"/.test(head) && /data\.europa\.eu\/snb/.test(head) ? 0.9 : 0;
  },
  sourceOf: ({ head, name }: Sample) => {
    const address = /^https?:\/\//.test(name)
      ? name
      : /"?contentU(?:RL|rl)"?[>:\s"]{1,8}(https?:\/\/[^"<\s]{1,300})/.exec(head)?.[1];
    if (!address || !URL.canParse(address)) return undefined;
    const { hostname, origin } = new URL(address);
    const key = hostname.replace(/^www\./, '');
    return { key, name: `Learning opportunities of ${key}`, url: origin };
  },
  read,
};

async function* read(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  const iterator = input[Symbol.asyncIterator]();
  const first = await iterator.next();
  const bytes: Uint8Array = first.done ? new Uint8Array() : first.value;
  async function* whole() {
    yield bytes;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  const isXml = Buffer.from(bytes.subarray(0, 100)).toString('latin1').replace(/\0/g, '').includes('<');
  yield* isXml ? readOpportunities(whole()) : readDocument(whole());
}

async function* readOpportunities(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  const held: GraphNode[] = [];
  const index = new Map<string, Loose>();
  const walkInto = (node: XmlNode, path: readonly string[]) =>
    path.length === 0 || (path.length === 1 && /References$/.test(node.local));
  for await (const unit of readXml(input, { walkInto, restartAt: (node) => node.local === 'learningOpportunity' })) {
    if (unit.type === 'refused' || unit.type === 'note') yield unit;
    else if (unit.type === 'element') {
      const node = modelOf(unit.node);
      if (typeof node.id === 'string') index.set(node.id, node);
      if (unit.node.local !== 'learningOpportunity') continue;
      if (held.length < MAX_HELD) held.push({ at: unit.at, node });
      else
        yield {
          type: 'refused',
          at: unit.at,
          reason: `more than ${MAX_HELD.toLocaleString('en-GB')} opportunities stand before what they refer to: split the file`,
        };
    }
  }
  for (const { at, node } of held) yield readOne(node, at, index);
  if (held.length === 0) yield { type: 'note', at: '/', message: 'it holds no learning opportunity' };
}

function readOne(node: Loose, at: string, index: Index): Reading {
  const achievement =
    nodesOf(node, 'learningAchievementSpecification', index)[0] ??
    nodesOf(node, 'learningActivitySpecification', index)[0] ??
    {};
  return readOpportunity({ node, achievement, isOpportunity: true }, at, index);
}

async function* readDocument(input: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  let found = false;
  for await (const part of readGraph(readJson(input, { stream: ['@graph'] }), unpack, (node) =>
    typesOf(node).includes('Organisation'),
  )) {
    if (part.type !== 'batch') yield part;
    else {
      for (const { at, node } of part.nodes) {
        for (const reading of readNode(node, at, part.index)) {
          found = true;
          yield reading;
        }
      }
    }
  }
  if (!found) yield { type: 'note', at: '$', message: 'it holds no learning opportunity' };
}

function unpack(value: unknown, at: string, depth = 0): GraphNode[] {
  if (Array.isArray(value) && depth < 6)
    return value.flatMap((each, position) => unpack(each, `${at}[${position}]`, depth + 1));
  const node = objectOf(value);
  if (!node || depth >= 6) return [];
  if (Array.isArray(node['@graph'])) return unpack(node['@graph'], `${at}.@graph`, depth + 1);
  return [{ at, node }];
}

function* readNode(node: Loose, at: string, index: Index): Generator<Reading> {
  if (typesOf(node).includes('LearningOpportunity')) yield readOne(node, at, index);
  const subject = typesOf(node).includes('EuropeanDigitalCredential') ? nodesOf(node, 'credentialSubject', index) : [];
  if (subject.length === 0) return;
  yield {
    type: 'note',
    at,
    message: 'a credential issued to a person: what it was awarded for is read, nothing of the person',
  };
  const issuer = nodesOf(node, 'issuer', index)[0];
  const claims = subject
    .flatMap((person) => objectsOf(person.hasClaim))
    .filter((claim) => typesOf(claim).includes('LearningAchievement'));
  for (const [position, claim] of claims.entries()) {
    const achievement = nodesOf(claim, 'specifiedBy', index)[0] ?? { title: claim.title };
    const awarder =
      nodesOf(claim, 'awardedBy', index).flatMap((process) => nodesOf(process, 'awardingBody', index))[0] ?? issuer;
    yield readOpportunity(
      { node: achievement, achievement, provider: awarder, isOpportunity: false },
      `${at}.credentialSubject.hasClaim[${position}]`,
      index,
    );
  }
}
