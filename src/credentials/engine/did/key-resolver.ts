/** Finds the key of a proof, with the tolerances that credentials in the wild need (reference of real credentials, §2 b). */
import { fromJwk, publicKeyOf } from '../keys/index.js';
import { type DidDocument, type FoundKey, KeyError, type ResolveKey } from '../types.js';
import { multibaseOfDidKey } from './did-key.js';
import { readDidUrl } from './did-url.js';
import { findMethod, type Purpose } from './methods.js';
import { type DidSources, fetchObject, resolveDid } from './resolve.js';

/** Whether the controller is the issuer is for the caller to judge: it knows the credential. */
export function createKeyResolver(sources: DidSources): ResolveKey {
  return async (method, purpose) => {
    if (method.startsWith('did:')) return keyOfDidUrl(method, purpose, sources);
    if (method.startsWith('https://') && URL.canParse(method)) return keyOfAddress(method, purpose, sources);
    throw new KeyError(
      'unsupported',
      `“${method.slice(0, 80)}” is neither a DID nor an https address: no key can be found there.`,
    );
  };
}

async function keyOfDidUrl(method: string, purpose: Purpose, sources: DidSources): Promise<FoundKey> {
  const { did, method: name, specific, path, query, fragment } = readDidUrl(method);
  if (path !== '' || query !== null)
    throw new KeyError('unsupported', 'A key whose address has a path or a question is not looked up.');
  // 1EdTech's validator and some issuers name a did:key without its fragment; there is only the one key that it can mean.
  if (name === 'key' && fragment === null)
    return keyOfDidUrl(`${did}#${multibaseOfDidKey(specific)}`, purpose, sources);
  if (fragment === null)
    throw new KeyError('not-found', `“${method.slice(0, 80)}” names an issuer, not one of its keys.`);
  return findMethod(await resolveDid(did, sources), method, purpose);
}

/**
 * An https issuer. What its document says counts. Where there is none, a Multikey in the fragment is taken as the key, and marked as
 * not bound: nothing but the credential itself ties it to that address.
 */
async function keyOfAddress(method: string, purpose: Purpose, { fetchDocument }: DidSources): Promise<FoundKey> {
  const at = method.indexOf('#');
  const controller = at < 0 ? method : method.slice(0, at);
  const fragment = at < 0 ? '' : method.slice(at + 1);
  const written = /^z[1-9A-HJ-NP-Za-km-z]{40,}$/.test(fragment) ? publicKeyOf(fragment) : null;
  const document = await fetchObject(fetchDocument, controller).catch((error: unknown) => {
    if (written && error instanceof KeyError) return null;
    throw error;
  });
  if (document && (document.verificationMethod !== undefined || document[purpose] !== undefined)) {
    if (document.id !== controller)
      throw new KeyError('not-found', `The document at ${controller} is that of somebody else.`);
    return findMethod(document as DidDocument, method, purpose);
  }
  if (written) return { publicKey: written, method, controller, bound: false, ended: null };
  if (document?.kty !== undefined)
    return { publicKey: fromJwk(document), method, controller: null, bound: false, ended: null };
  throw new KeyError('not-found', `The document at ${controller} lists no keys.`);
}
