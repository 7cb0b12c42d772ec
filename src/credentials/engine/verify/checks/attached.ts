/** Schemas that a credential names itself, and the digests of what it refers to. */
import { createHash } from 'node:crypto';
import { typesOf } from '../../../rules/data-model/index.js';
import { modelFaults, type OpenBadgesClass } from '../../../schema/open-badges/index.js';
import { fromMultibase } from '../../encoding/index.js';
import type { Json, JsonObject } from '../../types.js';
import { findBytes } from '../documents.js';
import {
  ASK_ISSUER,
  failed,
  isObject,
  listOf,
  type Matter,
  type Outcome,
  objectsOf,
  passed,
  skipped,
  unknown,
} from '../matter.js';
import type { Digests } from '../types.js';
import { faultOf, type Model } from './model.js';

const PUBLISHED =
  /^https:\/\/purl\.imsglobal\.org\/spec\/(?:ob\/v3p0|clr\/v2p0)\/schema\/json\/(?:ob_v3p0|clr_v2p0)_([a-z]+)_schema\.json$/;
/** 1EdTech has moved and renamed its own: what is not known of them is not held against a credential. */
const OF_1EDTECH = 'https://purl.imsglobal.org/';
const CLASSES: Readonly<Record<string, OpenBadgesClass>> = {
  achievementcredential: 'AchievementCredential',
  endorsementcredential: 'EndorsementCredential',
  clrcredential: 'ClrCredential',
  profile: 'Profile',
};
const MOST = 10;

/** Of the credential and of what is inside it. An address that is not there fails; one that is there is not judged by schemas of strangers. */
export async function checkAttachedSchema({ document, version, deps }: Matter): Promise<Outcome> {
  const attached = holdersOf(document).slice(0, MOST);
  if (attached.length === 0) return skipped('It names no schema of its own.');
  const judged = new Set<string>();
  const open: string[] = [];
  for (const { holder, schema } of attached) {
    const id = String(schema.id);
    const name = CLASSES[PUBLISHED.exec(id)?.[1] ?? ''];
    const isOld = listOf(holder['@context']).includes('https://www.w3.org/2018/credentials/v1');
    if (name !== undefined) {
      const [fault] = modelFaults(holder, name, version).filter(({ vocabulary }) => !vocabulary);
      if (fault && !isOld)
        return failed(`It does not fit the schema that it names: ${fault.at || 'it'} ${fault.reason}.`, ASK_ISSUER);
    } else if (id.startsWith(OF_1EDTECH) || !typesOf(schema).includes('1EdTechJsonSchemaValidator2019')) open.push(id);
    else if (!judged.has(id)) {
      judged.add(id);
      const found = await findBytes(deps.fetchDocument, id);
      if ('fault' in found && found.fault === 'not-found')
        return failed(`It names a schema that is not there: ${id.slice(0, 200)}.`, ASK_ISSUER);
      open.push(id);
    }
  }
  if (open.length === 0) return passed('It fits the schema that it names.');
  return unknown(
    `It names a schema that is not judged here: ${open[0]!.slice(0, 200)}.`,
    'This takes nothing from it. Whoever needs that schema can judge it by it.',
  );
}

type Attached = { holder: JsonObject; schema: JsonObject };

function holdersOf(value: Json): Attached[] {
  if (Array.isArray(value)) return value.flatMap(holdersOf);
  if (!isObject(value)) return [];
  const own = objectsOf(value.credentialSchema).map((schema) => ({ holder: value, schema }));
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => (key === '@context' ? [] : holdersOf(inner)))];
}

export async function checkRelatedResource({ document, deps }: Matter, { faults }: Model): Promise<Outcome> {
  const fault = faultOf(faults, 'related-resource');
  if (fault) return fault;
  const related = objectsOf(document.relatedResource);
  if (related.length === 0) return skipped('It refers to nothing with a digest.');
  let remark: string | null = null;
  for (const one of related.slice(0, MOST)) {
    const id = String(one.id);
    const known = deps.contextDigest?.(id) ?? null;
    const found = known === null ? await findBytes(deps.fetchDocument, id) : { value: known };
    if ('fault' in found)
      return unknown(`What it refers to could not be looked at. ${found.message}`, 'Try again later.');
    const isAsIs = digestsOf(one).every((digest) => fits(digest, found.value));
    const isEarlier = known?.earlier?.some((was) => digestsOf(one).every((digest) => fits(digest, was))) === true;
    if (!isAsIs && !isEarlier)
      return failed(`What stands at ${id.slice(0, 200)} is not what it refers to: the digest differs.`, ASK_ISSUER);
    if (!isAsIs) remark = `It refers to ${id} as it was published before.`;
  }
  return passed('What it refers to is what it was when it was signed.', remark);
}

type Digest = { kind: 'sri' | 'multibase'; text: string };

function digestsOf({ digestSRI, digestMultibase }: JsonObject): Digest[] {
  return [
    ...listOf(digestSRI).map((text): Digest => ({ kind: 'sri', text: String(text) })),
    ...listOf(digestMultibase).map((text): Digest => ({ kind: 'multibase', text: String(text) })),
  ];
}

function fits({ kind, text }: Digest, content: Uint8Array | Digests): boolean {
  const hex = (name: 'sha256' | 'sha384' | 'sha512') =>
    content instanceof Uint8Array ? createHash(name).update(content).digest('hex') : content[name];
  return kind === 'sri' ? fitsSri(text, hex) : fitsMultibase(text, hex);
}

type Hex = (name: 'sha256' | 'sha384' | 'sha512') => string | undefined;

/** Subresource Integrity: any of the hashes of the strongest kind that is named. */
function fitsSri(text: string, hex: Hex): boolean {
  const hashes = [...text.matchAll(/(?:^|\s)(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(?=\s|\?|$)/g)];
  const strongest = hashes
    .map(([, name]) => name!)
    .sort()
    .at(-1);
  return hashes.some(
    ([, name, value]) => name === strongest && Buffer.from(value!, 'base64').toString('hex') === hex(name as 'sha256'),
  );
}

/** A multihash (sha2-256 `0x12`, sha2-384 `0x20`, sha2-512 `0x13`), or a bare SHA-256 as the public suite has it. */
function fitsMultibase(text: string, hex: Hex): boolean {
  let bytes: Uint8Array;
  try {
    bytes = fromMultibase(text);
  } catch {
    return false;
  }
  const whole = Buffer.from(bytes).toString('hex');
  const [code, length] = bytes;
  const body = whole.slice(4);
  if (bytes.length === 32) return whole === hex('sha256');
  if (length !== bytes.length - 2) return false;
  return (
    (code === 0x12 && body === hex('sha256')) ||
    (code === 0x20 && body === hex('sha384')) ||
    (code === 0x13 && body === hex('sha512'))
  );
}
