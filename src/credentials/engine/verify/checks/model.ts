/** The checks of the data model: each fault of it is told by the check that it belongs to. */

import {
  contextsOfKind,
  credentialFaults,
  type Fault,
  presentationFaults,
  unseenFaults,
} from '../../../rules/data-model/index.js';
import { modelFaults, type OpenBadgesClass } from '../../../schema/open-badges/index.js';
import type { CheckName } from '../../../schema/verification.js';
import { LinkedDataError } from '../../types.js';
import {
  ASK_ISSUER,
  failed,
  idOf,
  issuerInWords,
  type Kind,
  type Matter,
  type Outcome,
  passed,
  skipped,
  unknown,
} from '../matter.js';

/** What the model says of a matter, worked out once. */
export type Model = { faults: readonly Fault[]; linked: Outcome | null };

export async function readModel(matter: Matter): Promise<Model> {
  const { document, kind, token } = matter;
  const found = kind === 'verifiable-presentation' ? presentationFaults(document) : credentialFaults(document);
  // A token is signed as it is written, so nothing in it can be signed and yet not seen.
  const seen = token === null ? found : found.filter(({ check }) => check !== 'format');
  const faults = [...seen, ...contextsOfKind(document, kind)];
  // What cannot be told apart by its words is not handed on to linked data.
  if (faults.some(({ check }) => check === 'context' || check === 'format')) return { faults, linked: null };
  try {
    const quads = await matter.deps.linkedData.canonize(document);
    return { faults: token === null ? [...faults, ...unseenFaults(document, quads)] : faults, linked: null };
  } catch (error) {
    if (!(error instanceof LinkedDataError)) throw error;
    return { faults, linked: outcomeOf(error) };
  }
}

function outcomeOf({ fault, message, subject }: LinkedDataError): Outcome {
  if (fault === 'context' && subject !== null)
    return unknown(
      `What its words mean is not known here: the context ${subject.slice(0, 200)} is not one of those that are kept.`,
      'Ask the operator of this site to add it (CAIRN_CONTEXTS); contexts are never fetched, as they could be changed.',
    );
  // Too much work for us, or for this moment, says nothing against it.
  if (fault === 'too-long' || fault === 'too-large')
    return unknown(message, 'Try again later. If it stays so, ask the issuer for a smaller credential.');
  return failed(message, ASK_ISSUER);
}

/** The faults that belong to one check; null where there are none. */
export function faultOf(faults: readonly Fault[], check: CheckName): Outcome | null {
  const found = faults.filter((fault) => fault.check === check);
  if (found.length === 0) return null;
  const more = found.length > 1 ? ` (and ${found.length - 1} more like it)` : '';
  return failed(`${found[0]!.message}${more}`, ASK_ISSUER);
}

export function checkContext({ version }: Matter, { faults, linked }: Model): Outcome {
  const fault = faultOf(faults, 'context') ?? linked;
  if (fault) return fault;
  return version === '2.0'
    ? passed('All its words have a meaning that is kept here and cannot be changed.')
    : passed(
        'All its words have a meaning that is kept here and cannot be changed.',
        'It follows version 1.1 of the standard, which newer issuers have left. That takes nothing from it.',
      );
}

const CLASSES: Partial<Record<Kind, OpenBadgesClass>> = {
  'open-badges-3': 'AchievementCredential',
  endorsement: 'EndorsementCredential',
  'clr-2': 'ClrCredential',
};

export function checkSchema({ kind, document, version }: Matter, { faults }: Model): Outcome {
  const fault = faultOf(faults, 'schema');
  if (fault) return fault;
  const name = CLASSES[kind];
  if (name === undefined) return passed('It has the parts that the standard asks for.');
  const found = modelFaults(singleStatus(document), name, version);
  const grave = found.filter(({ vocabulary }) => !vocabulary);
  if (grave.length > 0) {
    const more = grave.length > 1 ? ` (and ${grave.length - 1} more)` : '';
    const sentence = `${grave[0]!.at || 'it'} ${grave[0]!.reason}${more}`;
    // What was published on 1.1 followed drafts that differ, and no schema is published for it any more.
    if (version === '1.1')
      return passed(
        'It has the parts that Verifiable Credentials 1.1 asks for.',
        `It differs from Open Badges 3.0 as published later: ${sentence}.`,
      );
    return failed(`It does not fit its standard: ${sentence}.`, ASK_ISSUER);
  }
  const [own] = found;
  const remark = own ? `${own.at} uses a word that is not in the standard's list. That takes nothing from it.` : null;
  return passed('It has the parts that the standard asks for.', remark);
}

/** The published schemas know one status; Verifiable Credentials 2.0 allows several, such as revoked and suspended. */
function singleStatus(document: Matter['document']): Matter['document'] {
  const status = document.credentialStatus;
  return Array.isArray(status) && status[0] !== undefined ? { ...document, credentialStatus: status[0] } : document;
}

export function checkType({ kind }: Matter, { faults }: Model): Outcome {
  return (
    faultOf(faults, 'type') ??
    passed(
      kind === 'verifiable-presentation'
        ? 'It says that it is a presentation.'
        : 'It says what it is, in the words of its standard.',
    )
  );
}

export function checkSubject({ kind, document }: Matter, { faults }: Model): Outcome {
  const fault = faultOf(faults, 'subject');
  if (fault) return fault;
  if (kind === 'verifiable-presentation') return passed('What it presents are credentials.');
  const subjects = [document.credentialSubject].flat();
  if (kind === 'open-badges-3' && subjects.length !== 1)
    return failed('An Open Badges credential is about one person; this one is not.', ASK_ISSUER);
  return passed('It says whom and what it is about.');
}

export function checkEvidence({ document }: Matter, { faults }: Model): Outcome {
  const fault = faultOf(faults, 'evidence');
  if (fault) return fault;
  if (document.evidence === undefined) return skipped('It names no evidence.');
  return passed('Its evidence is named as the standard asks. What the evidence shows is for you to look at.');
}

/** Who says so, and that the key is theirs. */
/** Who shows a presentation: where it names a holder, nobody else may have signed it. */
async function checkHolder({ document, signature }: Matter): Promise<Outcome> {
  const holder = idOf(document.holder);
  if (holder === null) return passed('It does not say who shows it.');
  const { holds, bound, other } = await signature();
  if (other !== null)
    return failed(
      `It says that ${holder.slice(0, 120)} shows it, but it is signed with a key of ${other.slice(0, 120)}.`,
      'Ask whoever shows it to sign it themselves.',
    );
  if (holds === true && !bound)
    return unknown(
      `It says that ${holder.slice(0, 120)} shows it, but only it itself says that the key is theirs.`,
      'Ask whoever shows it for another sign that they are who they say.',
    );
  return passed('Its holder is named as the standard asks.');
}

export async function checkIssuer(matter: Matter, { faults }: Model): Promise<Outcome> {
  const fault = faultOf(faults, 'issuer');
  if (fault) return fault;
  if (matter.kind === 'verifiable-presentation') return checkHolder(matter);
  const issuer = issuerInWords(matter.document);
  const { holds, bound, other } = await matter.signature();
  if (other !== null)
    return failed(
      `It says that ${issuer} issued it, but it is signed with a key of ${other.slice(0, 120)}.`,
      'Do not rely on it before the issuer named in it has confirmed it.',
    );
  if (holds === true && !bound)
    return unknown(
      `It says that ${issuer} issued it, but only the credential itself says that the key is theirs: anyone could have written that name.`,
      'Ask the issuer, found by other means than this credential, whether it is theirs.',
    );
  if (holds === null)
    return unknown(
      `It says that ${issuer} issued it; whether the key is theirs could not be found out.`,
      'Try again later, or ask the issuer.',
    );
  return passed(holds ? `${issuer} says so, and the key is theirs.` : `It says that ${issuer} issued it.`);
}
