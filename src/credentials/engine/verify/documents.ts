/** Documents at web addresses, read as what they should be; an address that fails is told, never thrown. */
import { decodeUtf8, EncodingError, parseStrictJson } from '../encoding/index.js';
import { looksLikeJwt } from '../jwt/index.js';
import { DocumentError, type FetchDocument, type JsonObject } from '../types.js';
import { isObject } from './matter.js';

export type Found<T> = { value: T } | { fault: DocumentError['fault'] | 'malformed'; message: string };

const MOST_BYTES = 1_000_000;

/** A credential, or a list of revocations: JSON, or a token. */
export async function findSigned(fetchDocument: FetchDocument, address: string): Promise<Found<JsonObject | string>> {
  const accept =
    'application/vc+ld+json, application/vc, application/vc+jwt, application/ld+json, application/json, */*;q=0.1';
  const found = await findBytes(fetchDocument, address, accept);
  if ('fault' in found) return found;
  try {
    const text = decodeUtf8(found.value).trim();
    if (looksLikeJwt(text)) return { value: text };
    const value = parseStrictJson(text);
    return isObject(value) ? { value } : { fault: 'malformed', message: `What stands at ${address} is not an object.` };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { fault: 'malformed', message: `What stands at ${address} cannot be read. ${error.message}` };
  }
}

export async function findBytes(
  fetchDocument: FetchDocument,
  address: string,
  accept = '*/*',
): Promise<Found<Uint8Array>> {
  if (!/^https?:\/\//i.test(address))
    return { fault: 'refused', message: `${address.slice(0, 200)} is no web address, so nothing can be read there.` };
  try {
    const { body } = await fetchDocument(address, { accept, mostBytes: MOST_BYTES });
    return { value: body };
  } catch (error) {
    if (error instanceof DocumentError) return { fault: error.fault, message: error.message };
    throw error;
  }
}
