/** Verifies what a holder discloses of a credential signed with ecdsa-sd-2023 (Data Integrity ECDSA Cryptosuites 1.0 §3.6). */
import { createHash, type KeyObject, verify } from 'node:crypto';
import { decode, type TagDecodeControl } from 'cborg';
import { EncodingError, fromBase64url, toBase64url, toMultibase } from '../encoding/index.js';
import { publicKeyOf } from '../keys/index.js';
import type { JsonObject, LinkedData, PublicKey } from '../types.js';

const BASE_PREFIX = Buffer.from([0xd9, 0x5d, 0x00]);
const DERIVED_PREFIX = Buffer.from([0xd9, 0x5d, 0x01]);
const MOST_BYTES = 1024 * 1024;
const MOST_STATEMENTS = 20_000;

type Disclosure = {
  baseSignature: Uint8Array;
  /** The Multikey (with its prefix) of the key made for this one credential, which signed each statement. */
  publicKey: Uint8Array;
  signatures: Uint8Array[];
  /** `c14n0` → the label that the issuer gave that blank node. */
  labels: ReadonlyMap<string, string>;
  mandatory: ReadonlySet<number>;
};

/**
 * @param document the credential without its proof.
 * @param config the proof without its value, with the document's `@context`.
 * @param key the issuer's, which must be P-256.
 * @returns null where it verifies, else why it does not, in a sentence.
 * @throws LinkedDataError
 */
export async function verifyEcdsaSd(
  ld: LinkedData,
  document: JsonObject,
  config: JsonObject,
  proofValue: string,
  key: PublicKey,
): Promise<string | null> {
  if (key.kind !== 'p-256') return 'ecdsa-sd-2023 needs a P-256 key, and the issuer names another kind.';
  let disclosed: Disclosure;
  let statementKey: KeyObject;
  try {
    disclosed = readDisclosure(proofValue);
    statementKey = keyOfStatements(disclosed.publicKey);
  } catch (error) {
    return error instanceof EncodingError ? error.message : 'The proof value cannot be read.';
  }
  const proofHash = sha256(await ld.canonize(config));
  const statements = relabelled(await ld.canonize(document), disclosed.labels);
  if (!statements) return 'The proof value does not name every unnamed thing of the credential once.';
  const kept = statements.filter((_, at) => disclosed.mandatory.has(at));
  const chosen = statements.filter((_, at) => !disclosed.mandatory.has(at));
  if (kept.length !== disclosed.mandatory.size) return 'Statements that the issuer made mandatory are missing.';
  if (chosen.length !== disclosed.signatures.length)
    return 'There is not one signature for each statement: something was added or left out.';
  const base = Buffer.concat([proofHash, disclosed.publicKey, sha256(kept.join(''))]);
  if (!verifies(base, key.key, disclosed.baseSignature))
    return 'The signature does not belong to this content: it was changed.';
  const all = chosen.every((statement, at) =>
    verifies(Buffer.from(statement), statementKey, disclosed.signatures[at]!),
  );
  return all ? null : 'A statement of the credential was changed after it was signed.';
}

/** @throws EncodingError */
function readDisclosure(proofValue: string): Disclosure {
  if (!proofValue.startsWith('u')) throw new EncodingError('The proof value of ecdsa-sd-2023 begins with u.');
  if (proofValue.length > MOST_BYTES) throw new EncodingError(`The proof value is larger than ${MOST_BYTES} bytes.`);
  const bytes = fromBase64url(proofValue.slice(1));
  if (BASE_PREFIX.equals(bytes.subarray(0, 3))) {
    throw new EncodingError(
      'This is the base proof, which its holder keeps; a proof derived from it is what others are shown.',
    );
  }
  if (!DERIVED_PREFIX.equals(bytes.subarray(0, 3)))
    throw new EncodingError('The proof value is not one of ecdsa-sd-2023.');
  const parts = partsOf(bytes.subarray(3));
  if (!Array.isArray(parts) || parts.length !== 5)
    throw new EncodingError('The proof value has not the five parts that it should.');
  const [baseSignature, publicKey, signatures, labels, mandatory] = parts as unknown[];
  if (!isBytes(baseSignature, 64) || !isBytes(publicKey, 35))
    throw new EncodingError('The proof value holds no signature and key.');
  if (!isListOf(signatures, (one): one is Uint8Array => isBytes(one, 64)))
    throw new EncodingError('A signature in the proof value is not whole.');
  if (!isListOf(mandatory, isIndex) || !(labels instanceof Map))
    throw new EncodingError('The proof value lists no statements.');
  return { baseSignature, publicKey, signatures, labels: labelsOf(labels), mandatory: new Set(mandatory) };
}

function partsOf(bytes: Uint8Array): unknown {
  const tags = { 64: (control: TagDecodeControl) => control() };
  try {
    return decode(bytes, { useMaps: true, rejectDuplicateMapKeys: true, tags });
  } catch {
    throw new EncodingError('The proof value is not valid CBOR.');
  }
}

function labelsOf(written: ReadonlyMap<unknown, unknown>): ReadonlyMap<string, string> {
  return new Map(
    [...written].map(([number, label]) => {
      if (!isIndex(number) || !isBytes(label, 32)) throw new EncodingError('A label in the proof value is not whole.');
      return [`c14n${number}`, `u${toBase64url(label)}`];
    }),
  );
}

function keyOfStatements(multikey: Uint8Array): KeyObject {
  const { kind, key } = publicKeyOf(toMultibase(multikey));
  if (kind !== 'p-256') throw new EncodingError('The key of the statements is not a P-256 key.');
  return key;
}

/** The statements with the issuer's labels, in the order that these give. Null: a label is missing, or stands for two things. */
function relabelled(canonical: string, labels: ReadonlyMap<string, string>): string[] | null {
  const used = new Map<string, string>();
  let whole = true;
  const lines = canonical.split('\n').filter((line) => line !== '');
  const renamed = lines.map(
    (line) =>
      // Literals and addresses are stepped over: what looks like a label inside them is none.
      `${line.replace(/"(?:[^"\\]|\\.)*"|<[^>]*>|_:(c14n\d+)/g, (token, label: string | undefined) => {
        if (label === undefined) return token;
        const given = labels.get(label);
        if (given === undefined || (used.get(given) ?? label) !== label) whole = false;
        else used.set(given, label);
        return `_:${given}`;
      })}\n`,
  );
  return whole ? renamed.sort() : null;
}

const verifies = (data: Uint8Array, key: KeyObject, signature: Uint8Array) =>
  verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const isBytes = (value: unknown, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;
const isIndex = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.length <= MOST_STATEMENTS && value.every(is);
