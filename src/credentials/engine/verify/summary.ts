/** What a page tells of a credential, in the issuer's words. A part that is not as it should be is left out, never guessed. */
import type { CredentialSummary } from '../../schema/summary.js';
import type { Json, JsonObject } from '../types.js';
import { insideOf } from './checks/inside.js';
import { idOf, isObject, type Matter, objectsOf, textOf } from './matter.js';

/** Of each kind of thing: more than a page shows, and what is looked up for each stays cheap. */
const MOST = 200;

export function summaryOf({ document, version }: Matter): CredentialSummary {
  const [subject] = objectsOf(document.credentialSubject);
  const [achievement] = objectsOf(subject?.achievement);
  const from = version === '2.0' ? document.validFrom : (document.issuanceDate ?? document.validFrom);
  const until = version === '2.0' ? document.validUntil : (document.expirationDate ?? document.validUntil);
  return {
    id: idOf(document),
    name: textOf(document.name) ?? textOf(achievement?.name),
    issuer: issuerOf(document.issuer),
    achievement: achievement ? achievementOf(achievement) : null,
    issued: plain(document.awardedDate) ?? plain(from),
    ends: plain(until),
    credit: creditOf(subject, achievement),
    results: objectsOf(subject?.result)
      .slice(0, MOST)
      .map((result) => resultOf(result, achievement)),
    alignment: objectsOf(achievement?.alignment).slice(0, MOST).flatMap(alignmentOf),
    evidence: objectsOf(document.evidence)
      .slice(0, MOST)
      .map((one) => ({
        id: idOf(one),
        name: textOf(one.name),
        narrative: textOf(one.narrative),
      })),
    recipient: recipientOf(subject),
    contains: insideOf(document).length,
  };
}

function plain(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function issuerOf(issuer: Json | undefined): CredentialSummary['issuer'] {
  if (!isObject(issuer)) return { id: idOf(issuer), name: null, url: null };
  return { id: idOf(issuer), name: textOf(issuer.name), url: plain(issuer.url) };
}

function achievementOf(achievement: JsonObject): CredentialSummary['achievement'] {
  const criteria = isObject(achievement.criteria) ? achievement.criteria : {};
  return {
    id: idOf(achievement),
    name: textOf(achievement.name),
    description: textOf(achievement.description),
    image: idOf(achievement.image),
    criteria: { url: plain(criteria.id), narrative: textOf(criteria.narrative) },
    type: plain(achievement.achievementType),
  };
}

/** Credit with its scheme, where the credential says it in the terms of the European Learning Model; else the bare number of Open Badges. */
function creditOf(subject: JsonObject | undefined, achievement: JsonObject | undefined): CredentialSummary['credit'] {
  const stated = objectsOf(achievement?.academicCredit).flatMap(({ creditValue, creditScheme }) => {
    const value = typeof creditValue === 'string' ? Number(creditValue) : creditValue;
    if (typeof value !== 'number' || !Number.isFinite(value)) return [];
    return [{ value, unit: null, scheme: textOf(creditScheme) }];
  });
  const hours = subject?.cpdHoursEarned ?? achievement?.cpdHours;
  const value = typeof hours === 'string' ? Number(hours) : hours;
  const cpd = typeof value === 'number' && Number.isFinite(value) ? [{ value, unit: 'CPD hours', scheme: null }] : [];
  if (stated.length + cpd.length > 0) return [...stated, ...cpd];
  const bare = subject?.creditsEarned ?? achievement?.creditsAvailable;
  return typeof bare === 'number' ? [{ value: bare, unit: null, scheme: null }] : [];
}

function resultOf(result: JsonObject, achievement: JsonObject | undefined): CredentialSummary['results'][number] {
  const described = objectsOf(achievement?.resultDescription).find(
    ({ id }) => id !== undefined && id === result.resultDescription,
  );
  const level = objectsOf(described?.rubricCriterionLevel).find(
    ({ id }) => id !== undefined && id === result.achievedLevel,
  );
  return {
    name: textOf(described?.name),
    value: textOf(result.value),
    status: plain(result.status),
    level: textOf(level?.name) ?? plain(result.achievedLevel),
  };
}

function alignmentOf(alignment: JsonObject): CredentialSummary['alignment'] {
  const name = textOf(alignment.targetName);
  if (name === null) return [];
  return [
    {
      name,
      url: plain(alignment.targetUrl),
      framework: textOf(alignment.targetFramework),
      code: plain(alignment.targetCode),
      type: plain(alignment.targetType),
    },
  ];
}

function recipientOf(subject: JsonObject | undefined): CredentialSummary['recipient'] {
  const identifiers = objectsOf(subject?.identifier);
  if (identifiers.some(({ hashed }) => hashed === true)) return 'hashed';
  if (identifiers.length > 0) return 'address';
  const id = idOf(subject);
  if (id === null) return 'none';
  if (id.startsWith('did:')) return 'did';
  return id.startsWith('mailto:') ? 'address' : 'other';
}
