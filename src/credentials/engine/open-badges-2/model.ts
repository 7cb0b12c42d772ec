/** Which properties each class needs and what their values may be: a sentence for each that is not so. */
import type { Json, JsonObject } from '../types.js';
import { type BadgeClassName, isKnownType } from './recognise.js';
import { isDataUrl, isIri, isObject, isWebAddress, listOf, momentOf } from './values.js';

type Rule = { property: string; required?: boolean; many?: boolean; is: (value: Json) => boolean; what: string };

const text = (value: Json): boolean => typeof value === 'string';
const filled = (value: Json): boolean => typeof value === 'string' && value.trim() !== '';
const moment = (value: Json): boolean => momentOf(value) !== null;
const thing = (value: Json): boolean => isIri(value) || isObject(value);
const picture = (value: Json): boolean =>
  isWebAddress(value) || isDataUrl(value) || (isObject(value) && (isWebAddress(value.id) || isDataUrl(value.id)));
const publicPicture = (value: Json): boolean => isWebAddress(value) || (isObject(value) && isWebAddress(value.id));

const COMMON: readonly Rule[] = [
  { property: 'related', many: true, is: thing, what: 'an address or an object' },
  { property: 'endorsement', many: true, is: thing, what: 'an address or an object' },
  {
    property: 'version',
    is: (value) => typeof value === 'string' || typeof value === 'number',
    what: 'a word or a number',
  },
  {
    property: '@language',
    is: (value) => typeof value === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value),
    what: 'a language',
  },
];
const RULES: Record<BadgeClassName, readonly Rule[]> = {
  Assertion: [
    { property: 'id', required: true, is: isIri, what: 'an address or a URN' },
    { property: 'recipient', required: true, is: isObject, what: 'an object' },
    { property: 'badge', required: true, is: thing, what: 'an address or an object' },
    { property: 'issuedOn', required: true, is: moment, what: 'a moment with its zone, such as 2026-11-23T09:00:00Z' },
    { property: 'expires', is: moment, what: 'a moment with its zone' },
    { property: 'image', is: publicPicture, what: 'the address of a picture' },
    { property: 'evidence', many: true, is: thing, what: 'an address or an object' },
    { property: 'narrative', is: text, what: 'words' },
    ...COMMON,
  ],
  BadgeClass: [
    { property: 'id', required: true, is: isIri, what: 'an address or a URN' },
    { property: 'name', required: true, is: filled, what: 'words' },
    { property: 'description', required: true, is: filled, what: 'words' },
    {
      property: 'criteria',
      required: true,
      is: (value) => isWebAddress(value) || isObject(value),
      what: 'an address or an object',
    },
    { property: 'issuer', required: true, is: thing, what: 'an address or an object' },
    { property: 'image', is: picture, what: 'a picture or its address' },
    { property: 'tags', many: true, is: text, what: 'words' },
    { property: 'alignment', many: true, is: isAlignment, what: 'an object with a name and an address' },
    ...COMMON,
  ],
  Issuer: [
    { property: 'id', required: true, is: isIri, what: 'an address or a URN' },
    { property: 'name', required: true, is: filled, what: 'words' },
    { property: 'url', required: true, is: isWebAddress, what: 'an address' },
    {
      property: 'email',
      required: true,
      is: (value) => typeof value === 'string' && /^[^@\s]+@[^@\s]+$/.test(value),
      what: 'an e-mail address',
    },
    { property: 'description', is: text, what: 'words' },
    { property: 'telephone', is: text, what: 'words' },
    { property: 'image', is: picture, what: 'a picture or its address' },
    { property: 'publicKey', many: true, is: thing, what: 'an address or an object' },
    { property: 'verification', is: isPolicy, what: 'an object with rules for addresses' },
    { property: 'revocationList', is: isIri, what: 'an address' },
    ...COMMON,
  ],
  Endorsement: [
    { property: 'id', required: true, is: isIri, what: 'an address or a URN' },
    {
      property: 'claim',
      required: true,
      is: (value) => isObject(value) && isIri(value.id),
      what: 'an object with the id of what is endorsed',
    },
    { property: 'issuedOn', required: true, is: moment, what: 'a moment with its zone' },
    { property: 'issuer', required: true, is: thing, what: 'an address or an object' },
  ],
};

/** What is wrong with a document of a class: one sentence each, the property named; none where nothing is. */
export function modelFaultsOf(document: JsonObject, name: BadgeClassName): string[] {
  const faults = typeFaults(document);
  for (const rule of RULES[name]) faults.push(...faultsOf(document[rule.property], rule));
  if (name === 'Assertion') faults.push(...recipientFaults(document.recipient), ...orderFaults(document));
  return faults.map((fault) => `${name}: ${fault}`);
}

function faultsOf(value: Json | undefined, { property, required, many, is, what }: Rule): string[] {
  const values = listOf(value);
  if (values.length === 0) return required ? [`“${property}” is missing.`] : [];
  if (!many && values.length > 1) return [`“${property}” is given more than once.`];
  return values.every(is) ? [] : [`“${property}” is not ${what}.`];
}

function typeFaults(document: JsonObject): string[] {
  const types = listOf(document.type);
  if (types.length === 0) return ['“type” is missing.'];
  const unknown = types.find((type) => !isKnownType(type));
  return unknown === undefined ? [] : [`the type ${JSON.stringify(unknown).slice(0, 80)} is not known.`];
}

function recipientFaults(recipient: Json | undefined): string[] {
  if (!isObject(recipient)) return [];
  const faults: string[] = [];
  const { identity, hashed, salt } = recipient;
  if (listOf(recipient.type).length !== 1 || typeof recipient.type !== 'string')
    faults.push('“recipient.type” is missing.');
  if (typeof hashed !== 'boolean') faults.push('“recipient.hashed” is not true or false.');
  if (typeof identity !== 'string' || identity === '') faults.push('“recipient.identity” is missing.');
  else if (hashed === true && !/^(md5\$[0-9a-f]{32}|sha256\$[0-9a-f]{64})$/i.test(identity))
    faults.push('“recipient.identity” is no hash that Open Badges 2.0 knows (md5$ or sha256$).');
  if (salt !== undefined && typeof salt !== 'string') faults.push('“recipient.salt” is not words.');
  return faults;
}

function orderFaults({ issuedOn, expires }: JsonObject): string[] {
  const [begin, end] = [momentOf(issuedOn), momentOf(expires)];
  return begin !== null && end !== null && end < begin ? ['it ends before it was issued.'] : [];
}

function isAlignment(value: Json): boolean {
  return isObject(value) && filled(value.targetName ?? null) && isWebAddress(value.targetUrl);
}

function isPolicy(value: Json): boolean {
  if (!isObject(value)) return isIri(value);
  const property = value.verificationProperty;
  const compact =
    property === undefined || (typeof property === 'string' && /^([A-Za-z][\w-]*|[a-z]+:\S+)$/.test(property));
  return (
    compact &&
    listOf(value.startsWith).every(isWebAddress) &&
    listOf(value.allowedOrigins).every(
      (origin) => typeof origin === 'string' && /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(origin),
    )
  );
}
