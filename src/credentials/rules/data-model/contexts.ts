/** `@context` and `type` of a credential or a presentation (Verifiable Credentials 2.0 §4.3, §4.5; 1.1 §4.1, §4.3). */
import { type Fault, type Fields, isFields, isUrl, listOf, shown } from './words.js';

export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1';
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';

/** Contexts that say what Open Badges 3.0 and CLR 2.0 mean by their words. */
const OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)?\.json$/;
const CLR = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.\d\.\d)?\.json$/;
const DRAFTS = /^https:\/\/(imsglobal\.github\.io\/openbadges-specification|dc\.imsglobal\.org\/draft)\//;

/** The model that a document says it follows by its first context; null: neither. */
export function modelVersionOf(document: Fields): '1.1' | '2.0' | null {
  const [first] = listOf(document['@context']);
  return first === CREDENTIALS_V2 ? '2.0' : first === CREDENTIALS_V1 ? '1.1' : null;
}

export function contextFaults(document: Fields): Fault[] {
  const contexts = document['@context'];
  if (contexts === undefined)
    return [fault('It names no context (@context), so its words have no meaning that is agreed.')];
  const list = listOf(contexts);
  if (modelVersionOf(document) === null)
    return [fault(`Its first context must be ${CREDENTIALS_V2}; it is ${shown(list[0])}.`)];
  const wrong = list.find((one) => !isUrl(one) && !isFields(one));
  if (wrong !== undefined) return [fault(`One of its contexts is neither an address nor an object: ${shown(wrong)}.`)];
  return list.filter(isFields).flatMap(inlineFaults);
}

/**
 * The words of a standard must not be given other names inside the document: the signature covers what words mean, so an end date or
 * a status under another name would still be signed, and no longer be seen.
 */
function inlineFaults(context: Fields): Fault[] {
  const faults: Fault[] = [];
  for (const [term, definition] of Object.entries(context)) {
    const meaning = isFields(definition) ? definition['@id'] : definition;
    if (term.startsWith('@')) {
      if (term === '@vocab' && isStandard(meaning))
        faults.push(fault('Its own context gives the words of the standard a second way in (@vocab).'));
      continue;
    }
    // The name of a word in place of its address means the same word.
    if (typeof meaning === 'string' && (meaning.startsWith('@') || SEEN.has(meaning)) && meaning !== term)
      faults.push(fault(`Its own context renames ${meaning} to ${shown(term)}, which hides what is signed.`));
    else if (isStandard(meaning, term))
      faults.push(
        fault(`Its own context gives a word of the standard another name, ${shown(term)}, which hides what is signed.`),
      );
    else if (typeof meaning === 'string' && meaning.includes(':') && !isUrl(meaning))
      faults.push({
        check: 'type',
        message: `Its own context explains ${shown(term)} with what is no address: ${shown(meaning)}.`,
      });
    if (isFields(definition)) faults.push(...listOf(definition['@context']).filter(isFields).flatMap(inlineFaults));
  }
  return faults;
}

/** Words that decide what a credential is worth. */
const SEEN = new Set([
  ...['issuer', 'validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'credentialStatus', 'credentialSubject'],
  ...['statusPurpose', 'statusListIndex', 'statusListCredential', 'proof', 'id', 'type'],
]);
const STANDARDS = [
  'https://www.w3.org/2018/credentials#',
  'https://w3id.org/security#',
  'https://www.w3.org/ns/credentials/status#',
];
const COMPACT = /^(cred|sec):/;

function isStandard(meaning: unknown, term = ''): boolean {
  // Under its own name a word can be seen.
  if (typeof meaning !== 'string' || meaning === '' || (term !== '' && meaning.endsWith(`#${term}`))) return false;
  // A prefix is a standard as soon as one of its words can be written with it.
  return STANDARDS.some((one) => meaning.startsWith(one) || one.startsWith(meaning)) || COMPACT.test(meaning);
}

/** `kind`: which standard's context must be there besides. */
export function contextsOfKind(document: Fields, kind: string): Fault[] {
  const list = listOf(document['@context']).filter((one): one is string => typeof one === 'string');
  const has = (pattern: RegExp) => list.some((one) => pattern.test(one) || DRAFTS.test(one));
  if (['open-badges-3', 'endorsement', 'clr-2'].includes(kind) && !has(OPEN_BADGES))
    return [fault('It is called an Open Badges credential, but does not name the context of Open Badges 3.0.')];
  return kind === 'clr-2' && !has(CLR)
    ? [fault('It is called a CLR credential, but does not name the context of CLR 2.0.')]
    : [];
}

export function typeFaults(document: Fields, expected: 'VerifiableCredential' | 'VerifiablePresentation'): Fault[] {
  const types = listOf(document.type);
  if (types.length === 0) return [{ check: 'type', message: 'It does not say what it is (type).' }];
  const wrong = types.find(
    (type) => typeof type !== 'string' || type.trim() === '' || (/[:\s]/.test(type) && !isUrl(type)),
  );
  if (wrong !== undefined)
    return [{ check: 'type', message: `One of its types is no word and no address: ${shown(wrong)}.` }];
  if (types.includes(expected)) return [];
  const thing = expected === 'VerifiableCredential' ? 'credential' : 'presentation';
  return [
    { check: 'type', message: `It is not a verifiable ${thing}: its type is ${shown(types)}, without ${expected}.` },
  ];
}

const fault = (message: string): Fault => ({ check: 'context', message });
