/** The signature of a matter: any one proof of the issuer's is enough, and whose key it was is never taken from the key alone. */

import { createKeyResolver } from '../did/index.js';
import { EncodingError } from '../encoding/index.js';
import { JwtError, verifyJwt } from '../jwt/index.js';
import { publicKeyOf } from '../keys/index.js';
import { verifyProofs } from '../proof/index.js';
import { type DidDocument, type FetchDocument, type FoundKey, KeyError, type ResolveKey } from '../types.js';
import { idOf, issuerOf, type Matter, type Signature } from './matter.js';

const NONE: Signature = { holds: null, bound: false, other: null, fault: null, ways: [], remark: null };

export async function readSignature(matter: Matter): Promise<Signature> {
  return matter.token === null ? ofProofs(matter) : ofToken(matter, matter.token);
}

type Asked = {
  resolveKey: ResolveKey;
  found: ReadonlyMap<string, FoundKey>;
  /** Whether the key of a method (of any, for null) may exist where we cannot look; else it does not exist. */
  isOpen(method: string | null): boolean;
};

/** Finds keys, and remembers why one was not found: out of reach, or not there at all. */
function askForKeys({ deps }: Matter): Asked {
  const found = new Map<string, FoundKey>();
  const missing = new Set<string>();
  const own = async (did: string) => (await deps.ownDids(did)) as DidDocument | null;
  const resolveKey: ResolveKey = async (method, purpose) => {
    let isOpen = isOtherKind(method);
    const fetchDocument: FetchDocument = (address, options) =>
      deps.fetchDocument(address, options).catch((error: unknown) => {
        isOpen = true;
        throw error;
      });
    try {
      const key = namedByName(method) ?? (await createKeyResolver({ fetchDocument, own })(method, purpose));
      found.set(method, key);
      return key;
    } catch (error) {
      if (!isOpen) missing.add(method);
      throw error;
    }
  };
  return {
    resolveKey,
    found,
    isOpen: (method) => (method === null ? missing.size === 0 : !missing.has(method)),
  };
}

/** A method of DIDs, or a kind of key (secp256k1, RSA, BLS, P-521), that exists and is not known here. */
function isOtherKind(method: string): boolean {
  return /^did:(?!key:|web:|jwk:)/.test(method) || /[#:](zQ3s|z4MX|zgg|zUC7|z3tE|z2J9)/.test(method);
}

/** `urn:uuid:…#z6Mk…`: early issuers wrote a name in place of an address. The key is in the credential, and bound to nothing. */
function namedByName(method: string): FoundKey | null {
  const [, controller, multibase] = /^(urn:[^#]+)#(z[1-9A-HJ-NP-Za-km-z]{40,})$/.exec(method) ?? [];
  if (controller === undefined || multibase === undefined) return null;
  return { publicKey: publicKeyOf(multibase), method, controller, bound: false, ended: null };
}

async function ofProofs(matter: Matter): Promise<Signature> {
  const { document, deps, kind } = matter;
  if (document.proof === undefined) return { ...NONE, holds: false, fault: 'It is not signed.' };
  const { resolveKey, found, isOpen } = askForKeys(matter);
  const isPresentation = kind === 'verifiable-presentation';
  const results = await verifyProofs(deps.linkedData, document, {
    resolveKey,
    now: matter.at,
    ...(isPresentation ? { purpose: 'authentication', ...deps.presentation } : {}),
  });
  if (results.length === 0) return { ...NONE, holds: false, fault: 'It is not signed.' };
  const owner = isPresentation ? idOf(document.holder) : issuerOf(document);
  const judged = results.map((result) => {
    const { method } = result;
    const whose = standingOf(method === null ? undefined : found.get(method), owner);
    // A key that could not be looked up leaves it open; a key that cannot exist does not.
    const isKeyless = method !== null && result.keyFault !== null && !found.has(method);
    const verified = isKeyless ? (isOpen(method) ? null : false) : result.verified;
    return { ...result, ...whose, verified, counts: verified === true && whose.other === null };
  });
  const ways = [...new Set(judged.map(({ suite }) => suite))];
  const good = judged.find(({ counts, bound }) => counts && bound) ?? judged.find(({ counts }) => counts);
  if (good)
    return {
      holds: true,
      bound: good.bound,
      other: null,
      fault: null,
      ways: [good.suite],
      remark: remarkOf(results.length - judged.filter(({ counts }) => counts).length),
    };
  const strange = judged.find(({ verified, other }) => verified === true && other !== null);
  if (strange) return { ...NONE, holds: true, other: strange.other, ways };
  const wrong = judged.find(({ verified }) => verified === false);
  if (wrong) return { ...NONE, holds: false, fault: wrong.fault, ways };
  return { ...NONE, fault: judged[0]!.fault, ways };
}

function remarkOf(others: number): string | null {
  if (others === 0) return null;
  return others === 1
    ? 'Another signature on it could not be confirmed; one is enough.'
    : `${others} other signatures on it could not be confirmed; one is enough.`;
}

/** Whether a key speaks for the owner. An owner that can have no keys (urn:uuid) is a name and no more: nothing is bound to it. */
function standingOf(key: FoundKey | undefined, owner: string | null): { bound: boolean; other: string | null } {
  if (!key) return { bound: false, other: null };
  const controller = key.controller ?? null;
  if (owner === null || controller === owner) return { bound: key.bound && owner !== null, other: null };
  if (controller === null) return { bound: key.bound, other: null };
  if (owner.startsWith('urn:')) return { bound: false, other: null };
  return { bound: false, other: controller };
}

async function ofToken(matter: Matter, token: string): Promise<Signature> {
  const asked = askForKeys(matter);
  try {
    const { key, header } = await verifyJwt(token, asked.resolveKey);
    const owner = matter.kind === 'verifiable-presentation' ? idOf(matter.document.holder) : issuerOf(matter.document);
    const ways = [`JWT, ${String(header.alg)}`];
    if (key.ended !== null && Date.parse(key.ended) <= matter.at.getTime())
      return {
        ...NONE,
        holds: false,
        fault: `The key that signed it ended on ${key.ended}, and a token does not show when it was signed.`,
        ways,
      };
    return { ...NONE, holds: true, ...standingOf(key, owner), ways };
  } catch (error) {
    // A token that names no key, or one that is out of reach, may yet be good.
    if (error instanceof KeyError)
      return { ...NONE, holds: asked.isOpen(null) && error.fault !== 'malformed' ? null : false, fault: error.message };
    if (error instanceof JwtError || error instanceof EncodingError)
      return { ...NONE, holds: false, fault: error.message };
    throw error;
  }
}
