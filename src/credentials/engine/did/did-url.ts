/** DIDs and DID URLs as they are written (DID Core §3). */
import { KeyError } from '../types.js';

const IDCHAR = '(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})';
const DID = new RegExp(`^did:([a-z0-9]+):(${IDCHAR}*(?::${IDCHAR}*)*)$`);
/** RFC 3986: path, query and fragment allow no blank, quotation mark, caret, backtick or bracket. */
const REST = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;
const MOST_CHARACTERS = 4096;

export type Did = { did: string; method: string; specific: string };
export type DidUrl = Did & { path: string; query: string | null; fragment: string | null };

/** @throws KeyError `malformed` */
export function readDid(text: string): Did {
  const match = text.length <= MOST_CHARACTERS ? DID.exec(text) : null;
  if (!match?.[2] || match[2].endsWith(':')) throw new KeyError('malformed', `“${text.slice(0, 80)}” is not a DID.`);
  return { did: text, method: match[1]!, specific: match[2] };
}

/** @throws KeyError `malformed` */
export function readDidUrl(text: string): DidUrl {
  const end = text.search(/[/?#]/);
  const did = readDid(end < 0 ? text : text.slice(0, end));
  const rest = end < 0 ? '' : text.slice(end);
  const [, path = '', query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(rest) ?? [];
  if (!REST.test(path) || !REST.test(query ?? '') || !REST.test(fragment ?? '')) {
    throw new KeyError('malformed', `“${text.slice(0, 80)}” is not a DID URL.`);
  }
  return { ...did, path, query: query ?? null, fragment: fragment ?? null };
}
