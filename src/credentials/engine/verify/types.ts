/** What verifying takes and gives. It knows no database, no network and no clock: all of them are handed to it. */
import type { CredentialSummary, Policy } from '../../schema/summary.js';
import type { Verification, WRAPPINGS } from '../../schema/verification.js';
import type { FetchDocument, JsonObject, LinkedData } from '../types.js';

export type Wrapping = (typeof WRAPPINGS)[number];

/** What is to be judged: a file or pasted text as bytes, a document that was read already, or a token. */
export type VerifyInput = { bytes: Uint8Array; name?: string } | { document: JsonObject } | { jwt: string };

/** A list of issuers that somebody keeps. Ours: the organisations whose identity is proved. */
export type Registry = {
  /** As a page says it: "those who proved here who they are". */
  name: string;
  /** The entry of a DID or an address; null where the list does not name it. A list that cannot be asked throws. */
  find(issuer: string): Promise<RegistryEntry | null>;
};
export type RegistryEntry = { name: string; url?: string; organisationId?: string };

export type VerifyDeps = {
  linkedData: LinkedData;
  fetchDocument: FetchDocument;
  /** The DID documents that we serve ourselves, without a network; null: not ours. */
  ownDids: (did: string) => Promise<JsonObject | null>;
  /** None: nobody was asked, and whether the issuer is known stays open. */
  registries: readonly Registry[];
  /** The moment of asking. */
  now: Date;
  /** The moment that is asked about ("was it valid when she was hired?"); left out: now. */
  at?: Date;
  /** An address, name, DID or URL that whoever shows the credential claims as theirs. */
  recipient?: string;
  policy?: Policy;
  /** What a presentation was asked for with. */
  presentation?: { challenge?: string; domain?: string };
  /** Digests (hex) of a context that is kept here, as it was published; null: it is not. Contexts are never fetched. */
  contextDigest?: (address: string) => KeptDigests | null;
};

/** Digests of a published file, in hex; `earlier`: of what was published at that address before. */
export type Digests = { sha256: string; sha384?: string; sha512?: string };
export type KeptDigests = Digests & { earlier?: readonly Digests[] };

export type Verified = Verification & {
  summary: CredentialSummary | null;
  /** What was signed, as it was handed over: the document, or the token. Null where nothing could be read. */
  signed: JsonObject | string | null;
  /** The credential that was judged: that of the token, where it is one. */
  document: JsonObject | null;
  wrapping: Wrapping;
};
