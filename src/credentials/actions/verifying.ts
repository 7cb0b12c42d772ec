/** Verifying with what this site has: contexts pinned by hash, a thread apart, the guarded client, our own issuers and lists. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type Client, FetchError } from '../../platform/fetch/index.js';
import { projectFile } from '../../platform/files/index.js';
import type { Contexts, FetchDocument, JsonObject } from '../engine/types.js';
import {
  type KeptDigests,
  nothingRead,
  type Registry,
  type Verified,
  type VerifyDeps,
  type VerifyInput,
  verifyCredential,
} from '../engine/verify/index.js';
import type { Policy } from '../schema/summary.js';
import { readPinnedContexts } from './contexts.js';
import { documentsFor, KeptDocuments } from './finding-documents.js';
import { ownDids, ownStatusList, verifiedIssuers } from './known-issuers.js';
import { openLinkedDataApart } from './linked-data-apart.js';

export type VerifierParts = {
  /** Null: there is no database here, so our own issuers and lists are not known. */
  db: Db | null;
  clock: Clock;
  client: Client;
  contexts: Contexts;
  /** The public address of this site, whose issuers and status lists are read from the database. */
  origin?: string;
  /** Lists of issuers besides our own. */
  registries?: readonly Registry[];
  /** Documents that are known without asking the web; null: this one is not. */
  documents?: (address: string) => Promise<Uint8Array | null>;
};

export type VerifyOptions = {
  /** The name of the file, which only tells `.1ob` from other JSON. */
  name?: string;
  at?: Date;
  recipient?: string;
  policy?: Policy;
  presentation?: { challenge?: string; domain?: string };
};

export type Verifier = {
  /** Judges bytes of any format, text that was pasted, or a document that was read strictly already. Nothing of it is stored or logged. */
  verify(input: Uint8Array | string | JsonObject, options?: VerifyOptions): Promise<Verified>;
  /** Judges what stands at a web address. */
  verifyAt(address: string, options?: VerifyOptions): Promise<Verified>;
  close(): Promise<void>;
};

const MOST_BYTES = 5_000_000;

export function openVerifier(parts: VerifierParts): Verifier {
  const linkedData = openLinkedDataApart(parts.contexts);
  const kept = new KeptDocuments();
  const contextDigest = readContextDigests();
  const judge = (input: VerifyInput, { name: _, ...options }: VerifyOptions) =>
    verifyCredential(input, { ...options, ...depsOf(parts, kept), linkedData: linkedData.share(), contextDigest });
  const verify: Verifier['verify'] = (input, options = {}) => judge(inputOf(input, options.name), options);
  return {
    verify,
    async verifyAt(address, options = {}) {
      try {
        const { body } = await parts.client.get(address, { maxBytes: MOST_BYTES, timeoutMs: 10_000 });
        const chunks: Buffer[] = [];
        for await (const chunk of body) chunks.push(chunk as Buffer);
        return { ...(await verify(new Uint8Array(Buffer.concat(chunks)), options)), wrapping: 'url' };
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        return nothingRead('url', error.message, 'Open the address yourself, and give the file that you find there.');
      }
    },
    close: () => linkedData.close(),
  };
}

function inputOf(input: Uint8Array | string | JsonObject, name: string | undefined): VerifyInput {
  if (typeof input === 'string') return { bytes: new TextEncoder().encode(input), ...(name && { name }) };
  return input instanceof Uint8Array ? { bytes: input, ...(name && { name }) } : { document: input };
}

function depsOf({ db, clock, client, origin, registries = [], documents }: VerifierParts, kept: KeptDocuments) {
  const web = documentsFor(client, kept, () => clock.now().getTime());
  const fetchDocument: FetchDocument = async (address, options) => {
    const known = (await documents?.(address)) ?? (db && origin ? await ownStatusList(db, origin, address) : null);
    return known ? { address, contentType: null, body: known } : web(address, options);
  };
  return {
    fetchDocument,
    ownDids: db && origin ? ownDids(db, origin) : async () => null,
    registries: db ? [verifiedIssuers(db), ...registries] : registries,
    now: clock.now(),
  } satisfies Partial<VerifyDeps>;
}

const Longer = z.object({ sha384: z.string(), sha512: z.string() });
const ContextDigests = z.record(
  z.string(),
  Longer.extend({ earlier: z.array(Longer.extend({ published: z.iso.date(), sha256: z.string() })).optional() }),
);

/** Digests of the published files: what is kept of a context has other white space. */
function readContextDigests(): NonNullable<VerifyDeps['contextDigest']> {
  const longer = ContextDigests.parse(
    JSON.parse(readFileSync(projectFile('src/credentials/data/context-digests.json'), 'utf8')),
  );
  const digests = new Map<string, KeptDigests>(
    readPinnedContexts().map(({ url, sha256 }) => {
      const { earlier, ...more } = longer[url] ?? {};
      return [url, { sha256, ...more, ...(earlier && { earlier }) }];
    }),
  );
  return (address) => digests.get(address) ?? null;
}
