/** Signs and verifies with the usual JavaScript library, over the same contexts and with the same keys: a second opinion, and the peer of benchmarks. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as ecdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

export type LibrarySuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022' | 'ecdsa-rdfc-2019';
export type LibraryKey = { publicKeyMultibase: string; secretKeyMultibase: string };
type Document = Record<string, unknown>;

export type Library = {
  /** The credential as the library signs it; `created` goes into its proof. */
  sign(credential: Document): Promise<Document>;
  /** Null where the library holds the credential for sound, else what it says. Dates are judged at `now`. */
  verify(credential: Document): Promise<string | null>;
};

/** Key and contexts are read once, as in a program that signs many. */
export async function openDigitalBazaar(
  contexts: ReadonlyMap<string, unknown>,
  { suite, key, created, now }: { suite: LibrarySuite; key: LibraryKey; created: string; now: Date },
): Promise<Library> {
  const signer = await signerOf(suite, key);
  const documentLoader = loaderOf(contexts);
  return {
    sign: (credential) =>
      vc.issue({
        credential: structuredClone(credential),
        suite: new DataIntegrityProof({ signer, date: created, cryptosuite: cryptosuiteOf(suite, 'sign') }),
        documentLoader,
      }),
    verify: async (credential) => {
      const { verified, error } = await vc.verifyCredential({
        credential: structuredClone(credential),
        suite: new DataIntegrityProof({ cryptosuite: cryptosuiteOf(suite, 'verify') }),
        documentLoader,
        now,
        // A bit of a status list is another matter than the proof.
        checkStatus: async () => ({ verified: true }),
      });
      return verified ? null : `not verified: ${JSON.stringify(error, Object.getOwnPropertyNames(error ?? {}))}`;
    },
  };
}

/** Signed with ecdsa-sd-2023, and of that what a holder discloses: pointers to members (RFC 6901). */
export async function discloseWithDigitalBazaar(
  contexts: ReadonlyMap<string, unknown>,
  credential: Document,
  asked: { key: LibraryKey; mandatoryPointers: string[]; selectivePointers: string[] },
): Promise<Document> {
  const { key, mandatoryPointers, selectivePointers } = asked;
  const documentLoader = loaderOf(contexts);
  const signer = await signerOf('ecdsa-rdfc-2019', key);
  const sign = new DataIntegrityProof({ signer, cryptosuite: createSignCryptosuite({ mandatoryPointers }) });
  const verifiableCredential = await vc.issue({ credential: structuredClone(credential), suite: sign, documentLoader });
  const suite = new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) });
  return vc.derive({ verifiableCredential, suite, documentLoader });
}

async function signerOf(suite: LibrarySuite, key: LibraryKey): Promise<unknown> {
  const controller = `did:key:${key.publicKeyMultibase}`;
  const multikey = suite === 'ecdsa-rdfc-2019' ? ecdsaMultikey : ed25519Multikey;
  const made = await multikey.from({
    type: 'Multikey',
    controller,
    id: `${controller}#${key.publicKeyMultibase}`,
    ...key,
  });
  return made.signer();
}

function cryptosuiteOf(suite: LibrarySuite, act: 'sign' | 'verify'): unknown {
  if (suite === 'eddsa-rdfc-2022') return eddsaRdfc;
  if (suite === 'ecdsa-rdfc-2019') return ecdsaRdfc;
  return act === 'sign' ? eddsaJcs.createSignCryptosuite() : eddsaJcs.createVerifyCryptosuite();
}

/** Contexts, and the documents of did:key. */
function loaderOf(contexts: ReadonlyMap<string, unknown>): (url: string) => Promise<Document> {
  return async (url) => {
    const document = contexts.get(url) ?? didKeyDocument(url);
    if (!document) throw new Error(`${url} is not known.`);
    return { documentUrl: url, document, tag: 'static' };
  };
}

function didKeyDocument(url: string): Document | null {
  const [controller, fragment] = url.split('#');
  const publicKeyMultibase = controller?.match(/^did:key:(z\w+)$/)?.[1];
  if (!publicKeyMultibase) return null;
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${controller}#${publicKeyMultibase}`,
    type: 'Multikey',
    controller,
    publicKeyMultibase,
  };
  if (fragment) return method;
  const { '@context': _, ...listed } = method;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    verificationMethod: [listed],
    assertionMethod: [method.id],
  };
}
