/** From a DID to its document, and from a web address to the document that stands there. */
import { decodeUtf8, EncodingError, parseStrictJson } from '../encoding/index.js';
import { type DidDocument, DocumentError, type FetchDocument, type JsonObject, KeyError } from '../types.js';
import { documentOfDidJwk } from './did-jwk.js';
import { documentOfDidKey } from './did-key.js';
import { readDid } from './did-url.js';
import { addressOfDidWeb } from './did-web.js';

export type DidSources = {
  fetchDocument: FetchDocument;
  /** Documents that this site serves itself, read without asking over the network; null: not one of ours. */
  own?: (did: string) => Promise<DidDocument | null>;
};

const MOST_BYTES = 256 * 1024;

/**
 * did:key, did:jwk and did:web.
 * @throws KeyError: `malformed`, `unsupported` (another method), `unreachable`, `not-found` (no such document, or one of another DID).
 */
export async function resolveDid(text: string, { fetchDocument, own }: DidSources): Promise<DidDocument> {
  const did = readDid(text);
  if (did.method === 'key') return documentOfDidKey(did);
  if (did.method === 'jwk') return documentOfDidJwk(did);
  if (did.method !== 'web')
    throw new KeyError('unsupported', `The method of “${text.slice(0, 80)}” is not known here (key, web and jwk are).`);
  const ours = await own?.(text);
  if (ours) return ours;
  const document = await fetchObject(fetchDocument, addressOfDidWeb(did));
  if (document.id !== text) throw new KeyError('not-found', `The document of ${text} is that of somebody else.`);
  return { ...document, id: text };
}

/**
 * A JSON object at an https address.
 * @throws KeyError `unreachable`, `not-found`, `malformed`; where it was found on another host, `not-allowed`: a host that sends on
 * lets another speak in its name.
 */
export async function fetchObject(fetchDocument: FetchDocument, address: string): Promise<JsonObject> {
  const accept = 'application/did+json, application/did+ld+json, application/ld+json, application/json';
  const fetched = await fetchDocument(address, { accept, mostBytes: MOST_BYTES }).catch(asKeyError);
  if (!URL.canParse(fetched.address) || new URL(fetched.address).origin !== new URL(address).origin) {
    throw new KeyError('not-allowed', `${address} sends on to another host, which cannot speak for it.`);
  }
  try {
    const document = parseStrictJson(decodeUtf8(fetched.body), { mostBytes: MOST_BYTES });
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new KeyError('malformed', `The document at ${address} cannot be read. ${error.message}`);
  }
  throw new KeyError('malformed', `The document at ${address} is not an object.`);
}

function asKeyError(error: unknown): never {
  if (!(error instanceof DocumentError)) throw error;
  throw new KeyError(error.fault === 'not-found' ? 'not-found' : 'unreachable', error.message);
}
