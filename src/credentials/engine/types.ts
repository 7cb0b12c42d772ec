/** Words that the parts of the engine share. The engine knows no database, no network and no clock: all three are handed to it. */
import type { KeyObject } from 'node:crypto';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** JSON-LD contexts by address, each pinned by its hash before it gets here. What is not in it does not exist. */
export type Contexts = ReadonlyMap<string, JsonObject>;

/** JSON-LD as statements: in this thread, or apart with a limit of time. */
export type LinkedData = {
  /**
   * The canonical N-Quads of a document (JSON-LD 1.1 to RDF in safe mode, then RDFC-1.0), each line ended by a newline.
   * @param options.hash tells blank nodes apart: `sha256` where it is not said; `sha384` goes with P-384.
   * @throws LinkedDataError naming what cannot be used: a context that is not pinned, a term that no context defines, too much work.
   */
  canonize(document: JsonObject, options?: { hash?: 'sha256' | 'sha384' }): Promise<string>;
};

export type LinkedDataFault = 'context' | 'undefined-term' | 'invalid' | 'too-large' | 'too-long';
export class LinkedDataError extends Error {
  override readonly name = 'LinkedDataError';
  constructor(
    readonly fault: LinkedDataFault,
    message: string,
    /** The address or term at fault, where one is. */
    readonly subject: string | null = null,
  ) {
    super(message);
  }
}

export type KeyKind = 'ed25519' | 'p-256' | 'p-384' | 'p-521' | 'rsa';

export type PublicKey = {
  kind: KeyKind;
  key: KeyObject;
  /** `z6Mk…`; null for RSA. */
  multibase: string | null;
};

/** A key that signs: Ed25519, or P-256 in tests. `method` is the absolute address of its verification method. */
export type SigningKey = { kind: KeyKind; key: KeyObject; multibase: string; method: string };

/** A verification method that was found, and who controls it. */
export type FoundKey = {
  publicKey: PublicKey;
  method: string;
  controller: string | null;
  /**
   * Whether something that only the controller can change names this key (its DID, its document). False: the key came with the
   * credential (in the fragment of a web address, in the header of a token), where anyone can put one: the signature then shows
   * that nothing was changed, not who signed, and no list of issuers may be asked for that name.
   */
  bound: boolean;
  /** When the document says that the key ended (`revoked` or `expires`); null: it says nothing. */
  ended: string | null;
};

/** A document that says which keys speak for somebody (DID Core, Controlled Identifiers). */
export type DidDocument = JsonObject & { id: string };

export type KeyFault = 'unreachable' | 'not-found' | 'not-allowed' | 'malformed' | 'wrong-length' | 'unsupported';
export class KeyError extends Error {
  override readonly name = 'KeyError';
  constructor(
    readonly fault: KeyFault,
    message: string,
  ) {
    super(message);
  }
}

/** Finds the key of a verification method that may be used for `purpose`. @throws KeyError */
export type ResolveKey = (method: string, purpose: 'assertionMethod' | 'authentication') => Promise<FoundKey>;

/** A document at a web address, by whatever guarded way the caller has. */
export type FetchedDocument = { address: string; contentType: string | null; body: Uint8Array };
/** @throws DocumentError; never fetches a context. */
export type FetchDocument = (
  address: string,
  options: { accept: string; mostBytes: number },
) => Promise<FetchedDocument>;

export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  constructor(
    readonly fault: 'unreachable' | 'not-found' | 'refused' | 'too-large',
    message: string,
  ) {
    super(message);
  }
}
