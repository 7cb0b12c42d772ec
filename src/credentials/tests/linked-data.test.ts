/** JSON-LD to canonical statements: equal to the library without our memory, equal to the W3C answers, and hard to hurt. */
import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import { describe, expect, test } from 'vitest';
import { openContexts } from '../actions/contexts.js';
import { canonizeStatements, createLinkedData, type Statement } from '../engine/linked-data/index.js';
import { type Json, type JsonObject, LinkedDataError } from '../engine/types.js';
import { CONTEXTS_FOLDER, documentsBelow, hasSamples, sampleJson, sampleText } from './samples.js';

const contexts = openContexts(hasSamples ? CONTEXTS_FOLDER : undefined, { forTests: true });
const linkedData = createLinkedData(contexts);

/** The library as it is, over the same contexts. */
async function canonizeStock(document: JsonObject): Promise<string> {
  const documentLoader = async (url: string) => {
    if (!contexts.has(url)) throw new Error(`${url} is not pinned`);
    return { document: structuredClone(contexts.get(url)), documentUrl: url };
  };
  const statements = await jsonld.toRDF(document, { documentLoader, safe: true, base: null });
  return rdfCanonize.canonize(statements, { algorithm: 'RDFC-1.0' });
}

const outcomeOf = (canonized: Promise<string>): Promise<string> => canonized.catch(() => 'refused');

describe.skipIf(!hasSamples)('the same statements as the library without our memory', () => {
  test('of every real credential and known answer, one memory over all, in both orders', async () => {
    const paths = documentsBelow('openbadges', 'fixtures', 'vc-vectors');
    const stock = new Map<string, string>();
    for (const path of paths) stock.set(path, await outcomeOf(canonizeStock(sampleJson(path))));
    expect([...stock.values()].filter((outcome) => outcome !== 'refused').length).toBeGreaterThanOrEqual(114);
    for (const order of [paths, [...paths].reverse()]) {
      for (const path of order)
        expect(await outcomeOf(linkedData.canonize(sampleJson(path))), path).toBe(stock.get(path));
    }
  });
});

describe.skipIf(!hasSamples)('the W3C tests of RDFC-1.0', () => {
  type Entry = { id: string; type: string; action: string; result?: string; hashAlgorithm?: 'SHA384' };
  const folder = 'vc-vectors/rdf-canon';
  const entries = hasSamples ? (sampleJson(`${folder}/manifest.jsonld`).entries as unknown as Entry[]) : [];

  test('all 86', () => {
    expect(entries).toHaveLength(86);
    for (const entry of entries) {
      const statements = rdfCanonize.NQuads.parse(sampleText(`${folder}/${entry.action}`));
      const names = new Map<string, string>();
      const hash = entry.hashAlgorithm === 'SHA384' ? ('sha384' as const) : ('sha256' as const);
      const canonize = (): string => canonizeStatements(statements, { hash, names });
      if (entry.type.endsWith('NegativeEvalTest')) {
        expect(canonize, entry.id).toThrow(expect.objectContaining({ fault: 'too-long' }));
      } else if (entry.type.endsWith('MapTest')) {
        canonize();
        expect(Object.fromEntries(names), entry.id).toEqual(sampleJson(`${folder}/${entry.result}`));
      } else {
        expect(canonize(), entry.id).toBe(sampleText(`${folder}/${entry.result}`));
      }
    }
  });
});

const V2 = 'https://www.w3.org/ns/credentials/v2';
const credential = (more: JsonObject): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'https://issuer.test/1',
  credentialSubject: { id: 'did:example:1' },
  ...more,
});

/** Nested so deep, each inside the next. */
function nested(depth: number): Json {
  let value: Json = {};
  for (let n = 0; n < depth; n += 1) value = { credentialSubject: value };
  return value;
}

/** Blank nodes that all know each other: no cheap way tells one from another. */
function clique(size: number): Json {
  const node = (n: number): JsonObject => ({
    '@id': `_:n${n}`,
    'urn:knows': Array.from({ length: size }, (_, other) => ({ '@id': `_:n${other}` })).filter(
      (_, other) => other !== n,
    ),
  });
  return Array.from({ length: size }, (_, n) => node(n));
}

describe('what strangers hand in', () => {
  const refusals: [string, JsonObject, LinkedDataError['fault'], string | null][] = [
    ['a context that is not pinned', { '@context': [V2, 'https://evil.test/v1'] }, 'context', 'https://evil.test/v1'],
    [
      'the same inside of a node',
      { credentialSubject: { '@context': 'https://evil.test/v1' } },
      'context',
      'https://evil.test/v1',
    ],
    [
      'the same inside of a term',
      { '@context': [V2, { p: { '@id': 'urn:p', '@context': 'https://evil.test/2' } }] },
      'context',
      null,
    ],
    ['@import', { '@context': [V2, { '@version': 1.1, '@import': V2 }] }, 'context', '@import'],
    ['a protected term defined again', { '@context': [V2, { name: 'urn:other' }] }, 'context', null],
    ['protected terms taken back', { '@context': [V2, null] }, 'context', null],
    ['a context that is a number', { '@context': [V2, 7] }, 'context', null],
    ['a term that no context defines', { favouriteColour: 'blue' }, 'undefined-term', 'favouriteColour'],
    ['a type that no context defines', { type: ['VerifiableCredential', 'Nonsense'] }, 'undefined-term', 'Nonsense'],
    ['an id that is no address', { id: 'not an address' }, 'invalid', null],
    ['a key __proto__', JSON.parse('{"credentialSubject":{"__proto__":{"id":"urn:x"}}}'), 'invalid', '__proto__'],
    [
      'a key __proto__ in a context',
      JSON.parse(`{"@context":["${V2}",{"__proto__":"urn:x"}]}`),
      'invalid',
      '__proto__',
    ],
    ['an id __proto__', { id: '__proto__' }, 'invalid', '__proto__'],
    ['nesting', { credentialSubject: nested(5_000) }, 'too-large', null],
    ['many values', { type: Array.from({ length: 60_000 }, () => 'VerifiableCredential') }, 'too-large', null],
    ['long text', { description: 'x'.repeat(5_000_000) }, 'too-large', null],
    ['a huge context', { '@context': [V2, { long: `urn:${'x'.repeat(200_000)}` }] }, 'too-large', null],
    ['many contexts', { evidence: Array.from({ length: 3_000 }, () => ({ '@context': V2 })) }, 'too-large', null],
    ['a graph that takes too long', { credentialSubject: clique(12) }, 'too-long', null],
  ];
  test.each(refusals)('%s is refused by name', async (_, more, fault, subject) => {
    const refusal = await linkedData.canonize(credential(more)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LinkedDataError);
    expect(refusal).toMatchObject({ fault, ...(subject !== null && { subject }) });
    expect(({} as { id?: string }).id).toBeUndefined();
  });

  test('what is allowed in the definition of a term is not thereby allowed in a node', async () => {
    const redefinition = { '@protected': true, name: 'urn:other' };
    const within = { '@context': [V2, { p: { '@id': 'urn:p', '@context': redefinition } }] };
    const allowed = credential({ ...within, p: { name: 'x' } });
    await expect(linkedData.canonize(allowed)).resolves.toContain('<urn:other> "x"');
    const refused = credential({
      ...within,
      p: { name: 'x' },
      credentialSubject: { '@context': redefinition, name: 'y' },
    });
    await expect(linkedData.canonize(refused)).rejects.toMatchObject({ fault: 'context' });
    await expect(linkedData.canonize(credential({}))).resolves.toBe(await canonizeStock(credential({})));
  });

  test('members called @context inside a JSON literal stay what they are', async () => {
    const literal = credential({
      '@context': [V2, { raw: { '@id': 'urn:raw', '@type': '@json' } }],
      raw: { '@context': ['https://evil.test/v1'], a: [1, { b: null }] },
    });
    await expect(linkedData.canonize(literal)).resolves.toBe(await canonizeStock(literal));
  });

  test('a context that is trusted by its text gives the same statements as one that is not', async () => {
    const own: JsonObject = { '@version': 1.1, Badge: { '@id': 'urn:Badge', '@context': { level: 'urn:level' } } };
    const document = credential({ '@context': [V2, own], credentialSubject: { type: 'Badge', level: 'EQF 6' } });
    const trusting = createLinkedData(contexts, [own]);
    const expected = await canonizeStock(document);
    for (let n = 0; n < 3; n += 1) {
      await expect(trusting.canonize(structuredClone(document))).resolves.toBe(expected);
      await expect(linkedData.canonize(document)).resolves.toBe(expected);
    }
  });
});

test('statements can be had before they are canonical', async () => {
  const statements: Statement[] = await linkedData.statementsOf(credential({}));
  expect(canonizeStatements(statements)).toBe(await linkedData.canonize(credential({})));
});
