/** Names, dates and the parts round the subject (Verifiable Credentials 2.0 §4.4, §4.6–4.11, §5.3–5.6). */
import { isDateTime, isDateTimeStamp, momentOf } from '../dates.js';
import { type Fault, type Fields, isFields, isUrl, listOf, shown } from './words.js';

const schema = (message: string): Fault => ({ check: 'schema', message });

/** An `id` is one URL, where there is one. */
export function idFault(holder: Fields, what: string): string | null {
  return holder.id === undefined || isUrl(holder.id) ? null : `The id of ${what} is no address: ${shown(holder.id)}.`;
}

/** Names and descriptions: a text, or texts with their language and direction and nothing else (§4.6). */
export function nameFaults(document: Fields): Fault[] {
  const holders: [string, unknown][] = [
    ['the credential', document],
    ['the issuer', document.issuer],
  ];
  return holders.flatMap(([of, holder]) =>
    ['name', 'description'].flatMap((name) => {
      const value = isFields(holder) ? holder[name] : undefined;
      if (value === undefined || typeof value === 'string' || (isFields(value) && isLanguageMap(value))) return [];
      const fits =
        listOf(value).length > 0 && listOf(value).every((one) => typeof one === 'string' || isLanguageValue(one));
      return fits
        ? []
        : [schema(`The ${name} of ${of} is neither a text nor texts with their language: ${shown(value)}.`)];
    }),
  );
}

function isLanguageValue(value: unknown): boolean {
  if (!isFields(value) || typeof value['@value'] !== 'string') return false;
  return Object.entries(value).every(
    ([key, inner]) => ['@value', '@language', '@direction'].includes(key) && typeof inner === 'string',
  );
}

/** As the published schemas of Open Badges allow; whether its context gives that a meaning, linked data says. */
function isLanguageMap(value: Fields): boolean {
  const entries = Object.entries(value);
  return (
    entries.length > 0 && entries.every(([key, text]) => /^[a-z]{2}(-[A-Z]{2})?$/.test(key) && typeof text === 'string')
  );
}

/** When it begins and ends (2.0 §4.9; 1.1 §4.5, §4.7). */
export function dateFaults(document: Fields, version: '1.1' | '2.0'): Fault[] {
  const [from, until] = version === '2.0' ? ['validFrom', 'validUntil'] : ['issuanceDate', 'expirationDate'];
  const isRight = version === '2.0' ? isDateTimeStamp : isDateTime;
  const faults = [from!, until!].flatMap((name) => {
    const value = document[name];
    if (value === undefined)
      return version === '1.1' && name === from ? [schema('It does not say when it was issued (issuanceDate).')] : [];
    return typeof value === 'string' && isRight(value)
      ? []
      : [schema(`${name} is no date and time with its zone: ${shown(value)}.`)];
  });
  if (faults.length > 0) return faults;
  const [begins, ends] = [document[from!], document[until!]];
  return typeof begins === 'string' && typeof ends === 'string' && momentOf(ends) < momentOf(begins)
    ? [schema(`It ends (${ends}) before it begins (${begins}).`)]
    : [];
}

/** What may stand round the subject: each an object that says its type. */
export function surroundingFaults(document: Fields): Fault[] {
  const parts = ['credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse', 'proof'] as const;
  return parts.flatMap((name) => listOf(document[name]).flatMap((one) => partFaults(one, name)));
}

function partFaults(value: unknown, name: string): Fault[] {
  if (!isFields(value)) return [schema(`${name} is not an object: ${shown(value)}.`)];
  if (!hasType(value)) return [schema(`One of ${name} does not say its type.`)];
  const fault = idFault(value, name);
  if (fault !== null) return [schema(fault)];
  return name === 'credentialSchema' && value.id === undefined
    ? [schema('A credentialSchema does not say where it is (id).')]
    : [];
}

export function evidenceFaults(document: Fields): Fault[] {
  return listOf(document.evidence).flatMap((one) => {
    if (!isFields(one) || !hasType(one))
      return [{ check: 'evidence', message: `Evidence does not say its type: ${shown(one)}.` }];
    const fault = idFault(one, 'evidence');
    return fault === null ? [] : [{ check: 'evidence', message: fault }];
  });
}

function hasType(value: Fields): boolean {
  const types = listOf(value.type);
  return types.length > 0 && types.every((type) => typeof type === 'string' && type !== '');
}

/** What it refers to, with digests (§5.3): each once, with at least one digest. */
export function relatedFaults(document: Fields): Fault[] {
  const fault = (message: string): Fault => ({ check: 'related-resource', message });
  const seen = new Set<unknown>();
  return listOf(document.relatedResource).flatMap((one) => {
    if (!isFields(one)) return [fault(`A related resource is not an object: ${shown(one)}.`)];
    if (!isUrl(one.id)) return [fault(`A related resource has no address (id): ${shown(one.id)}.`)];
    if (seen.has(one.id)) return [fault(`The related resource ${one.id} is named twice.`)];
    seen.add(one.id);
    const digests = [...listOf(one.digestSRI), ...listOf(one.digestMultibase)];
    if (digests.length === 0) return [fault(`The related resource ${one.id} has no digest.`)];
    return digests.every((digest) => typeof digest === 'string') ? [] : [fault(`A digest of ${one.id} is not a text.`)];
  });
}

export function subjectFaults(document: Fields): Fault[] {
  const fault = (message: string): Fault => ({ check: 'subject', message });
  const subjects = listOf(document.credentialSubject);
  if (subjects.length === 0) return [fault('It is about nobody: there is no credentialSubject.')];
  return subjects.flatMap((one) => {
    if (!isFields(one) || Object.keys(one).length === 0)
      return [fault('One of those it is about (credentialSubject) is empty.')];
    const wrong = idFault(one, 'the subject');
    return wrong === null ? [] : [fault(wrong)];
  });
}

export function issuerFaults(document: Fields): Fault[] {
  const { issuer } = document;
  const id = isFields(issuer) ? issuer.id : issuer;
  if (isUrl(id)) return [];
  const message =
    issuer === undefined ? 'It does not say who issued it.' : `The issuer is not named by an address: ${shown(id)}.`;
  return [{ check: 'issuer', message }];
}
