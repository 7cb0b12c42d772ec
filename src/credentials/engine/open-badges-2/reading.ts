/** Documents at web addresses: an assertion's badge, its issuer, keys and lists. */
import { decodeUtf8, EncodingError, parseStrictJson } from '../encoding/index.js';
import { DocumentError, type FetchDocument, type Json, type JsonObject } from '../types.js';
import { hostOf, isObject, isWebAddress } from './values.js';

const ACCEPT = 'application/ld+json, application/json';
const MOST_BYTES = 1024 * 1024;

/** A document that was found or not: `missing` says why, `remark` what whoever looks at it should know. */
export type Found = { document: JsonObject; remark: string | null } | { missing: string; wrong: boolean };
export type Reader = (value: Json | undefined, what: string) => Promise<Found>;

/**
 * Reads a document once, however often it is asked for. What states that it belongs to another site is read again from there:
 * anybody can say on their own pages that they are somebody else.
 */
export function createReader(fetchDocument: FetchDocument): Reader {
  const read = new Map<string, Promise<JsonObject | { missing: string; wrong: boolean }>>();
  const at = (address: string, what: string) => {
    const known = read.get(address) ?? readJson(fetchDocument, address, what);
    read.set(address, known);
    return known;
  };
  return async (value, what) => {
    if (isObject(value)) return inPlace(value, what, at);
    if (!isWebAddress(value)) return { missing: `The ${what} has no address on the web.`, wrong: false };
    const document = await at(value, what);
    if (isMissing(document)) return document;
    return atItsOwnAddress(document, value, what, at);
  };
}

type At = (address: string, what: string) => Promise<JsonObject | { missing: string; wrong: boolean }>;

function isMissing(
  value: JsonObject | { missing: string; wrong: boolean },
): value is { missing: string; wrong: boolean } {
  return typeof value.missing === 'string' && typeof value.wrong === 'boolean';
}

/** A document that is written out inside another: whoever wrote the other wrote it, so its own address has the last word. */
async function inPlace(value: JsonObject, what: string, at: At): Promise<Found> {
  const { id } = value;
  if (!isWebAddress(id)) return { document: value, remark: null };
  // Anybody can write down anybody's address: what could not be compared is not believed.
  const own = await at(id, what);
  if (isMissing(own)) return own;
  if (own.id !== id) return { missing: `At ${id}, where the ${what} should be, stands another one.`, wrong: true };
  return { document: own, remark: null };
}

async function atItsOwnAddress(document: JsonObject, address: string, what: string, at: At): Promise<Found> {
  const { id } = document;
  if (!isWebAddress(id) || id === address) return { document, remark: null };
  const remark = `The ${what} was asked for at ${address}, but says that its address is ${id}.`;
  if (hostOf(id) === hostOf(address)) return { document, remark };
  const own = await at(id, what);
  if (isMissing(own)) return { missing: `${remark} There it could not be found.`, wrong: true };
  if (own.id !== id) return { missing: `${remark} There another one stands.`, wrong: true };
  return { document: own, remark };
}

/** A page that sends on wherever it is asked to would else let anybody keep a badge at its address. With `www.` or without is one host. */
function isOfHost(found: string, address: string): boolean {
  const [a, b] = [found, address].map((one) => hostOf(one)?.replace(/^www\./, ''));
  return a !== undefined && a === b;
}

async function readJson(
  fetchDocument: FetchDocument,
  address: string,
  what: string,
): Promise<JsonObject | { missing: string; wrong: boolean }> {
  try {
    const { body, address: found } = await fetchDocument(address, { accept: ACCEPT, mostBytes: MOST_BYTES });
    const value = parseStrictJson(decodeUtf8(body));
    if (!isObject(value)) return { missing: `What stands at ${address} is no document of a ${what}.`, wrong: true };
    if (isOfHost(found, address) || (isWebAddress(value.id) && isOfHost(found, value.id))) return value;
    return { missing: `${address} sends on to another host, which cannot speak for it.`, wrong: false };
  } catch (error) {
    if (error instanceof DocumentError)
      return { missing: `The ${what} could not be read: ${error.message}`, wrong: false };
    if (error instanceof EncodingError)
      return { missing: `What stands at ${address} is no JSON. ${error.message}`, wrong: true };
    throw error;
  }
}
