/** The rules of Verifiable Credentials 1.1 and 2.0 for a credential or a presentation, whatever standard it follows besides. */
import { contextFaults, modelVersionOf, typeFaults } from './contexts.js';
import { hiddenFaults } from './hidden.js';
import {
  dateFaults,
  evidenceFaults,
  idFault,
  issuerFaults,
  nameFaults,
  relatedFaults,
  subjectFaults,
  surroundingFaults,
} from './parts.js';
import { type Fault, type Fields, isFields, isUrl, listOf, shown, typesOf } from './words.js';

export { CREDENTIALS_V1, CREDENTIALS_V2, contextsOfKind, modelVersionOf } from './contexts.js';
export { unseenFaults } from './hidden.js';
export { type Fault, type Fields, isFields, isUrl, listOf, shown, typesOf } from './words.js';

/** Where a credential, signed or not yet, does not follow the data model; each fault under the check that tells it. */
export function credentialFaults(document: Fields): Fault[] {
  const version = modelVersionOf(document) ?? '2.0';
  const id = idFault(document, 'the credential');
  return [
    ...hiddenFaults(document),
    ...contextFaults(document),
    ...typeFaults(document, 'VerifiableCredential'),
    ...(id === null ? [] : [{ check: 'schema', message: id } as const]),
    ...(version === '2.0' ? nameFaults(document) : []),
    ...dateFaults(document, version),
    ...surroundingFaults(document),
    ...relatedFaults(document),
    ...subjectFaults(document),
    ...evidenceFaults(document),
    ...issuerFaults(document),
  ];
}

/** The same of a presentation (2.0 §4.13): its credentials are objects, its holder an address. */
export function presentationFaults(document: Fields): Fault[] {
  const id = idFault(document, 'the presentation');
  const { holder } = document;
  const holderId = isFields(holder) ? holder.id : holder;
  const held = listOf(document.verifiableCredential);
  const wrong = held.find((one) => !isFields(one) || typesOf(one).length === 0);
  return [
    ...hiddenFaults(document),
    ...contextFaults(document),
    ...typeFaults(document, 'VerifiablePresentation'),
    ...(id === null ? [] : [{ check: 'schema', message: id } as const]),
    ...(holder === undefined || isUrl(holderId)
      ? []
      : [{ check: 'issuer', message: `The holder is not named by an address: ${shown(holderId)}.` } as const]),
    ...(wrong === undefined
      ? []
      : [{ check: 'subject', message: `What it presents must be credentials; one is ${shown(wrong)}.` } as const]),
    ...surroundingFaults(document),
  ];
}
