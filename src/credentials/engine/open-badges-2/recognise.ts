/** What is an Open Badge 2.0, and which of its classes. */
import type { Json, JsonObject } from '../types.js';
import { isObject, listOf } from './values.js';

export const CONTEXT = 'https://w3id.org/openbadges/v2';
/** Public copies of the context, and the one of 2.1, which adds nothing to what is checked. */
const CONTEXTS = new Set([
  CONTEXT,
  'https://openbadgespec.org/v2/context.json',
  'https://w3id.org/openbadges/v2.1',
  'https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld',
]);
const VOCABULARY = 'https://w3id.org/openbadges#';

export type BadgeClassName = 'Assertion' | 'BadgeClass' | 'Issuer' | 'Endorsement';
const PRIMARY: readonly BadgeClassName[] = ['Assertion', 'BadgeClass', 'Issuer', 'Endorsement'];

/** Every class that the context defines. */
const CLASSES = new Set([
  ...PRIMARY,
  ...[
    'Profile',
    'AlignmentObject',
    'CryptographicKey',
    'Criteria',
    'Evidence',
    'Extension',
    'FrameValidation',
    'IdentityObject',
    'Image',
  ],
  ...[
    'HostedBadge',
    'hosted',
    'RevocationList',
    'SignedBadge',
    'signed',
    'TypeValidation',
    'VerificationObject',
    'id',
    'email',
    'url',
    'telephone',
  ],
]);
const PREFIXES = /^(obi|extensions|schema|cred|dc|sec|xsd|validation):\S+$/;

/** Whether a document means to be an Open Badge 2.0: by its context, or by a class that only 2.0 has. */
export function isOpenBadges2(document: JsonObject): boolean {
  const types = listOf(document.type);
  if (types.includes('VerifiableCredential') || types.includes('VerifiablePresentation')) return false;
  const contexts = listOf(document['@context']);
  const named = contexts.some(
    (entry) => typeof entry === 'string' && /^https:\/\/(w3id\.org\/openbadges\/|openbadgespec\.org\/v2)/.test(entry),
  );
  return named || contexts.some(isOwnContext) || (types.includes('Assertion') && 'recipient' in document);
}

/** The context of 2.0: by its address, or written out in place. */
export function hasContext(document: JsonObject): boolean {
  return listOf(document['@context']).some(
    (entry) => (typeof entry === 'string' && CONTEXTS.has(entry)) || isOwnContext(entry),
  );
}

function isOwnContext(entry: Json): boolean {
  return isObject(entry) && entry.obi === VOCABULARY;
}

/** The class of a document; null where it has none that stands alone. A profile is an issuer here. */
export function classOf(document: JsonObject): BadgeClassName | null {
  const types = listOf(document.type);
  if (types.includes('Profile')) return 'Issuer';
  return PRIMARY.find((name) => types.includes(name)) ?? null;
}

/** Whether a type is one that the context defines, or a whole address of another's making. */
export function isKnownType(type: Json): boolean {
  return (
    typeof type === 'string' && (CLASSES.has(type) || PREFIXES.test(type) || /^(https?:\/\/|urn:)\S+$/i.test(type))
  );
}
