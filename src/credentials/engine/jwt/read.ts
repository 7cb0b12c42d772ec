/** A compact JWS (RFC 7515) whose payload is a JSON object, read strictly and believed in nothing. */
import { decodeUtf8, EncodingError, fromBase64url, parseStrictJson } from '../encoding/index.js';
import type { JsonObject } from '../types.js';
import { JwtError } from './jwt-error.js';

export type Jwt = { header: JsonObject; payload: JsonObject; signingInput: string; signature: Uint8Array };

const MOST_CHARACTERS = 3 * 1024 * 1024;

/** Whether a text has the shape of a token. */
export const looksLikeJwt = (text: string): boolean => /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/.test(text);

/** @throws JwtError `malformed`, naming the part at fault. The signature may still be of no worth. */
export function readJwt(token: string): Jwt {
  if (token.length > MOST_CHARACTERS) throw new JwtError('malformed', 'The token is larger than 3 MB.');
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload)
    throw new JwtError('malformed', 'A token has three parts with dots between them.');
  return {
    header: objectOf(header, 'header', 8 * 1024),
    payload: objectOf(payload, 'content', 2 * 1024 * 1024),
    signingInput: `${header}.${payload}`,
    signature: bytesOf(signature!, 'signature'),
  };
}

function objectOf(part: string, name: string, mostBytes: number): JsonObject {
  try {
    const value = parseStrictJson(decodeUtf8(bytesOf(part, name)), { mostBytes });
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new JwtError('malformed', `The ${name} of the token cannot be read. ${error.message}`);
  }
  throw new JwtError('malformed', `The ${name} of the token is not an object.`);
}

function bytesOf(part: string, name: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64url(part);
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    throw new JwtError('malformed', `The ${name} of the token cannot be read. ${error.message}`);
  }
}
