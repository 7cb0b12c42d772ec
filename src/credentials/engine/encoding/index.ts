/** How keys, signatures and documents are written down. */
export { fromBase58btc, toBase58btc } from './base58btc.js';
export { fromBase64url, toBase64url } from './base64url.js';
export { EncodingError } from './encoding-error.js';
export { canonicalize } from './jcs.js';
export { fromMultibase, toMultibase } from './multibase.js';
export { decodeUtf8, type JsonLimits, parseStrictJson } from './strict-json.js';
