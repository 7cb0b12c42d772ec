/** Decentralised identifiers: did:key, did:web and did:jwk; and the keys of issuers that are plain web addresses. */
export { documentOfDidKey, type KeyFormat } from './did-key.js';
export { type Did, type DidUrl, readDid, readDidUrl } from './did-url.js';
export { addressOfDidWeb, didWebOf } from './did-web.js';
export { createKeyResolver } from './key-resolver.js';
export { findMethod, type Purpose } from './methods.js';
export { type Resolution, type ResolutionOptions, resolution } from './resolution.js';
export { type DidSources, fetchObject, resolveDid } from './resolve.js';
