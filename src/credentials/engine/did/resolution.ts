/** The answer of a DID resolver (DID Resolution 0.3), as the public suite of did:key asks for it. */
import type { DidDocument, Json, JsonObject } from '../types.js';
import { KeyError } from '../types.js';
import { documentOfDidKey, type KeyFormat } from './did-key.js';
import { type DidUrl, readDid, readDidUrl } from './did-url.js';
import { type DidSources, resolveDid } from './resolve.js';

export type ResolutionOptions = { publicKeyFormat?: string; enableExperimentalPublicKeyTypes?: boolean };
export type Resolution = { status: 200 | 400 | 404 | 406 | 501 | 502; body: JsonObject };

const FORMATS: readonly string[] = ['Multikey', 'Ed25519VerificationKey2020', 'JsonWebKey2020'];
/** Known by name, but offered by no method here unless they are asked for as experiments; then neither. */
const EXPERIMENTAL: readonly string[] = [
  'Ed25519VerificationKey2018',
  'X25519KeyAgreementKey2019',
  'X25519KeyAgreementKey2020',
];
const STATUS: Readonly<Record<string, Resolution['status']>> = {
  notFound: 404,
  methodNotSupported: 501,
  internalError: 502,
  unsupportedPublicKeyType: 406,
  invalidPublicKeyType: 406,
};

/** Resolves a DID, or finds one method of a DID URL. Never throws for what was asked: the answer says what is wrong. */
export async function resolution(text: string, options: ResolutionOptions, sources: DidSources): Promise<Resolution> {
  const dereferences = /[/?#]/.test(text);
  const answer = (document: Json, error: string | null): Resolution => ({
    status: error === null ? 200 : (STATUS[error] ?? 400),
    body: {
      '@context': 'https://w3id.org/did-resolution/v1',
      didDocument: document,
      didDocumentMetadata: {},
      [dereferences ? 'didDereferencingMetadata' : 'didResolutionMetadata']:
        error === null ? { contentType: 'application/did+ld+json' } : { error },
    },
  });
  try {
    const url = urlOf(text);
    const document = await documentOf(url, formatOf(options, url), sources);
    return answer(url.fragment === null ? document : methodOf(document, text), null);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return answer({}, error instanceof ResolutionError ? error.code : codeOf(error, dereferences));
  }
}

class ResolutionError extends KeyError {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super('unsupported', message);
  }
}

function urlOf(text: string): DidUrl {
  const end = text.search(/[/?#]/);
  readDid(end < 0 ? text : text.slice(0, end));
  try {
    return readDidUrl(text);
  } catch {
    throw new ResolutionError('invalidDidUrl', 'The DID URL is not valid.');
  }
}

function formatOf({ publicKeyFormat = 'Multikey' }: ResolutionOptions, { method }: DidUrl): KeyFormat {
  if (FORMATS.includes(publicKeyFormat) || method !== 'key') return publicKeyFormat as KeyFormat;
  const code = EXPERIMENTAL.includes(publicKeyFormat) ? 'invalidPublicKeyType' : 'unsupportedPublicKeyType';
  throw new ResolutionError(code, `Keys are not written as ${publicKeyFormat} here.`);
}

async function documentOf(url: DidUrl, format: KeyFormat, sources: DidSources): Promise<DidDocument> {
  return url.method === 'key' ? documentOfDidKey(url, format) : resolveDid(url.did, sources);
}

function methodOf(document: DidDocument, id: string): JsonObject {
  const methods = [document.verificationMethod]
    .flat()
    .filter((one) => typeof one === 'object' && one !== null) as JsonObject[];
  const found = methods.find((one) => one.id === id);
  if (!found) throw new ResolutionError('notFound', 'The document has no such key.');
  return { '@context': document['@context'] ?? 'https://www.w3.org/ns/did/v1', ...found };
}

function codeOf({ fault }: KeyError, dereferences: boolean): string {
  if (fault === 'wrong-length') return 'invalidPublicKeyLength';
  if (fault === 'unsupported') return 'methodNotSupported';
  if (fault === 'not-found') return 'notFound';
  if (fault === 'unreachable' || fault === 'not-allowed') return 'internalError';
  return dereferences ? 'invalidDidUrl' : 'invalidDid';
}
