/** Signatures: who signed, by a key that came with the page, and whether it holds. */
import { type Doc, fromBase58, fromBase64url, isDoc, type Json } from './files.js';
import { hiddenIn } from './hidden.js';

export type Pinned = {
  /** Day and origin of the page's making. */
  made: string;
  origin: string;
  issuers: { name: string; did: string; keys: string[] }[];
  contexts: Record<string, Doc>;
  /** The context that stands in credentials of this site. */
  extension: Doc;
};
export type JsonLd = { canonize(document: Doc, options: Record<string, unknown>): Promise<string> };
export type Signed = { document: Doc; issuer: string; holds: boolean | null; known: string | null; why: string };

export const pinned = JSON.parse(document.getElementById('pinned')?.textContent ?? '{}') as Pinned;
const { jsonld } = globalThis as unknown as { jsonld: JsonLd };
const utf8 = new TextEncoder();

export async function readSigned(text: string): Promise<Signed> {
  const bare = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(bare)) return readToken(bare);
  const value = JSON.parse(bare) as Json;
  if (!isDoc(value)) throw new Error('This is no credential.');
  return readProofs(value);
}

/** VC-JWT with EdDSA. */
export async function readToken(token: string): Promise<Signed> {
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = JSON.parse(new TextDecoder().decode(fromBase64url(head))) as Doc;
  const payload = JSON.parse(new TextDecoder().decode(fromBase64url(body))) as Doc;
  const credential = isDoc(payload.vc) ? payload.vc : payload;
  const issuer = issuerOf(credential) || String(payload.iss ?? '');
  const result = { document: credential, issuer };
  if (header.alg !== 'EdDSA' || header.crit !== undefined)
    return open(result, 'This page checks tokens signed by EdDSA alone.');
  if (payload.iss !== undefined && payload.iss !== issuer) return refused(result, 'The token names two issuers.');
  const kid = typeof header.kid === 'string' ? header.kid : '';
  const key = keyOf(issuer, kid.startsWith('#') ? issuer + kid : kid);
  if (key === null) return open(result, NO_KEY);
  const holds = await verify(key.multibase, fromBase64url(signature), utf8.encode(`${head}.${body}`));
  return { ...result, holds, known: key.name, why: holds ? '' : CHANGED };
}

/** Data Integrity: any one proof that holds is enough. */
export async function readProofs(signed: Doc): Promise<Signed> {
  const { proof, ...bare } = signed;
  const result = { document: bare, issuer: issuerOf(bare) };
  const proofs = (Array.isArray(proof) ? proof : [proof]).filter(isDoc);
  if (proofs.length === 0) return refused(result, 'It is not signed.');
  let last = open(result, 'This page checks eddsa-rdfc-2022 and eddsa-jcs-2022 alone.');
  for (const one of proofs) {
    const judged = await readProof(result, one);
    if (judged.holds === true) return judged;
    last = judged;
  }
  return last;
}

export async function readProof(result: Pick<Signed, 'document' | 'issuer'>, proof: Doc): Promise<Signed> {
  const { proofValue, ...options } = proof;
  const suite = proof.cryptosuite;
  if (
    proof.type !== 'DataIntegrityProof' ||
    (suite !== 'eddsa-rdfc-2022' && suite !== 'eddsa-jcs-2022') ||
    proof.previousProof !== undefined
  )
    return open(result, 'This page checks eddsa-rdfc-2022 and eddsa-jcs-2022 alone.');
  if (proof.proofPurpose !== 'assertionMethod')
    return refused(result, 'It was signed for another purpose than to state something.');
  const hidden = suite === 'eddsa-rdfc-2022' ? hiddenIn(result.document, jcs(pinned.extension), jcs) : '';
  if (hidden !== '') return open(result, hidden);
  if (typeof proof.expires === 'string' && Date.parse(proof.expires) < Date.now())
    return refused(result, 'Its signature has ended.');
  const key = keyOf(result.issuer, String(proof.verificationMethod ?? ''));
  if (key === null) return open(result, NO_KEY);
  if (typeof proofValue !== 'string' || !proofValue.startsWith('z'))
    return refused(result, 'Its signature cannot be read.');
  const bytes = await hashData(result.document, options, suite);
  const holds = await verify(key.multibase, fromBase58(proofValue.slice(1)), bytes);
  return { ...result, holds, known: key.name, why: holds ? '' : CHANGED };
}

const NO_KEY = 'The key that signed it is not in this page, and this page asks nobody.';
const CHANGED = 'It was changed after it was signed, or signed by another key.';
export type Read = Pick<Signed, 'document' | 'issuer'>;
const open = (read: Read, why: string): Signed => ({ ...read, holds: null, known: null, why });
const refused = (read: Read, why: string): Signed => ({ ...read, holds: false, known: null, why });

/** Hash of the options, then hash of the document (vc-di-eddsa §3.2.4, §3.3.4). */
export async function hashData(body: Doc, options: Doc, suite: string): Promise<Uint8Array<ArrayBuffer>> {
  const canonical = suite === 'eddsa-jcs-2022' ? async (value: Doc) => jcs(value) : rdfc;
  const config = suite === 'eddsa-jcs-2022' ? options : { ...options, '@context': body['@context'] ?? [] };
  const hashes = [await canonical(config), await canonical(body)].map((text) =>
    crypto.subtle.digest('SHA-256', utf8.encode(text)),
  );
  const [first, second] = await Promise.all(hashes);
  return new Uint8Array([...new Uint8Array(first as ArrayBuffer), ...new Uint8Array(second as ArrayBuffer)]);
}

export function rdfc(body: Doc): Promise<string> {
  const documentLoader = async (url: string): Promise<object> => {
    const found = pinned.contexts[url];
    if (!found) throw new Error(`It uses a context that is not in this page: ${url.slice(0, 200)}.`);
    return { document: found, documentUrl: url, contextUrl: null };
  };
  return jsonld.canonize(body, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    base: null,
    documentLoader,
    maxWorkFactor: 1,
  });
}

/** RFC 8785: names in the order of their UTF-16 units, numbers and strings as ECMAScript writes them. */
export function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (!isDoc(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${jcs(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** A key of a pinned issuer, or the one that a did:key issuer is itself. The method must be the issuer's own. */
export function keyOf(issuer: string, method: string): { multibase: string; name: string | null } | null {
  const [did = '', fragment = ''] = method.split('#');
  if (did !== issuer) return null;
  const known = pinned.issuers.find((one) => one.did === issuer);
  if (known) return known.keys.includes(fragment) ? { multibase: fragment, name: known.name } : null;
  const [, own] = /^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]+)$/.exec(issuer) ?? [];
  return own !== undefined && (fragment === own || fragment === '') ? { multibase: own, name: null } : null;
}

export async function verify(
  multibase: string,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = fromBase58(multibase.slice(1));
  if (raw.length !== 34 || raw[0] !== 0xed || raw[1] !== 1)
    throw new Error('The key of its issuer is of another kind than this page can use.');
  const key = await crypto.subtle.importKey('raw', raw.slice(2), { name: 'Ed25519' }, false, ['verify']).catch(() => {
    throw new Error('This browser cannot check Ed25519 signatures. Use a newer one.');
  });
  return crypto.subtle.verify({ name: 'Ed25519' }, key, signature, bytes);
}

export function issuerOf(credential: Doc): string {
  const { issuer } = credential;
  return typeof issuer === 'string' ? issuer : isDoc(issuer) ? String(issuer.id ?? '') : '';
}
