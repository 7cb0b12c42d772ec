/** What the asker wants to know besides: whose it is, whether the issuer is known, whether it is enough. */
import { createHash } from 'node:crypto';
import { momentOf } from '../../../rules/dates.js';
import type { JsonObject } from '../../types.js';
import {
  failed,
  idOf,
  issuerInWords,
  issuerOf,
  type Matter,
  type Outcome,
  objectsOf,
  passed,
  skipped,
  textOf,
  unknown,
} from '../matter.js';

/** Whether it was issued to the address, name or DID that whoever shows it claims. */
export function checkRecipient({ document, deps: { recipient } }: Matter): Outcome {
  if (recipient === undefined) return skipped('Nobody asked whose it is.');
  const subjects = objectsOf(document.credentialSubject);
  const identifiers = subjects.flatMap((subject) => objectsOf(subject.identifier));
  const ids = subjects.map(idOf).filter((id) => id !== null);
  if (identifiers.length === 0 && ids.length === 0)
    return unknown('It does not say to whom it was issued.', 'Ask the issuer.');
  const isTheirs =
    ids.some((id) => id === recipient || id === `mailto:${recipient}`) ||
    identifiers.some((one) => isIdentity(one, recipient));
  if (isTheirs) return passed('It was issued to whoever has that address, name or DID.');
  return failed(
    'It was not issued to that address, name or DID.',
    'Ask for the address that it was issued to. The same person may have several.',
  );
}

/** Open Badges 3.0, IdentityObject: plain, or the hash of the value with the salt after it. Letters count alike, large or small. */
function isIdentity({ hashed, identityHash, salt }: JsonObject, recipient: string): boolean {
  if (typeof identityHash !== 'string') return false;
  // Names are hashed as they are written, addresses in small letters: both are tried.
  const plain = recipient.normalize('NFC').trim().replace(/\s+/g, ' ');
  const values = [recipient, plain, plain.toLowerCase()];
  if (hashed !== true) return identityHash.toLowerCase() === recipient.trim().toLowerCase();
  const [, name, hex] = /^(sha256|md5)\$([0-9a-f]+)$/i.exec(identityHash) ?? [];
  if (name === undefined || hex === undefined) return false;
  const after = typeof salt === 'string' ? salt : '';
  return values.some(
    (value) =>
      createHash(name.toLowerCase())
        .update(value + after)
        .digest('hex') === hex.toLowerCase(),
  );
}

export type Known = { outcome: Outcome; known: boolean | null };

/** Asked only for an issuer whose key is proved to be theirs: a list would else vouch for whoever writes its name. */
export async function checkIssuerKnown(matter: Matter): Promise<Known> {
  const issuer = issuerOf(matter.document);
  const { holds, bound, other } = await matter.signature();
  if (matter.deps.registries.length === 0 || issuer === null)
    return { outcome: skipped('No list of issuers was asked.'), known: null };
  if (other !== null || holds !== true)
    return { outcome: skipped('No list of issuers was asked, as it is not shown who signed it.'), known: null };
  const name = issuerInWords(matter.document);
  if (!bound)
    return {
      outcome: unknown(
        `Whether ${name} issued it is not shown, so no list of issuers can vouch for it.`,
        'Ask the issuer, found by other means than this credential.',
      ),
      known: false,
    };
  let missed: string | null = null;
  for (const registry of matter.deps.registries) {
    try {
      const entry = await registry.find(issuer);
      if (entry)
        return {
          outcome: passed(`The issuer is known: ${entry.name.slice(0, 120)}, on the list of ${registry.name}.`),
          known: true,
        };
    } catch {
      missed = registry.name;
    }
  }
  if (missed !== null)
    return { outcome: unknown(`A list of issuers could not be asked: ${missed}.`, 'Try again later.'), known: null };
  const lists = matter.deps.registries.map((registry) => registry.name).join(', ');
  return {
    outcome: unknown(
      `${name} is on no list of issuers that is kept here (${lists}). That is no fault of the credential.`,
      'Look at who they are before you rely on it.',
    ),
    known: false,
  };
}

export function checkPolicy(matter: Matter, known: boolean | null): Outcome {
  const { policy } = matter.deps;
  if (!policy || Object.keys(policy).length === 0) return skipped('Nothing was demanded of it besides.');
  const { document } = matter;
  const missing: string[] = [];
  const issuer = issuerOf(document);
  if (policy.issuerKnown && known !== true) missing.push('the issuer must be on a list');
  if (policy.issuers && (issuer === null || !policy.issuers.includes(issuer)))
    missing.push('another issuer is asked for');
  const achievements = objectsOf(document.credentialSubject)
    .flatMap(({ achievement }) => objectsOf(achievement))
    .map(idOf);
  if (policy.achievements && !achievements.some((id) => id !== null && policy.achievements!.includes(id)))
    missing.push('another achievement is asked for');
  const issued = textOf(document.awardedDate ?? document.validFrom ?? document.issuanceDate ?? '');
  const days = (matter.at.getTime() - momentOf(issued ?? '')) / 86_400_000;
  if (policy.withinDays !== undefined && !(days <= policy.withinDays))
    missing.push(`it must have been issued within ${policy.withinDays} days`);
  if (missing.length === 0) return passed('It is what was asked for.');
  return failed(`It is not what was asked for: ${missing.join('; ')}.`, 'Ask for a credential that is.');
}
