/**
 * The credential as it will be signed: Open Badges 3.0 on the W3C data model 2.0. Pure: dates, ids and addresses are handed in and
 * stand in it as they are, so that a batch can hand in slots in their place. Source: 1EdTech Open Badges 3.0 §B, its JSON Schema.
 */
import type { JsonObject } from '../engine/types.js';
import type {
  AchievementOfCredential,
  Award,
  AwardedEvidence,
  AwardedResult,
  HashedIdentity,
  IssuerOfCredential,
} from '../schema/award.js';
import { achievementNode, resultAddress, rubricAddress } from './achievement-node.js';
import { CREDENTIALS_V2, EXTENSION, OPEN_BADGES_3 } from './extension.js';
import { sparse } from './sparse.js';

/** The unsigned credential. Members stand in a fixed order; what is absent is left out. */
export function buildCredential(given: {
  achievement: AchievementOfCredential;
  issuer: IssuerOfCredential;
  award: Award;
}): JsonObject {
  const { achievement, issuer, award } = given;
  return sparse({
    '@context': [CREDENTIALS_V2, OPEN_BADGES_3, EXTENSION],
    id: award.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.content.name,
    issuer: profileOf(issuer),
    validFrom: award.validFrom,
    validUntil: award.validUntil,
    awardedDate: award.awardedDate,
    credentialSubject: subjectOf(achievement, issuer, award),
    evidence: award.evidence?.map(evidenceOf),
    credentialStatus: award.status?.length === 1 ? award.status[0] : award.status,
  });
}

function profileOf({ id, name, url, country }: IssuerOfCredential): JsonObject {
  return sparse({
    id,
    type: ['Profile'],
    name,
    url,
    address: country ? { type: ['Address'], addressCountryCode: country } : null,
  });
}

function subjectOf(achievement: AchievementOfCredential, issuer: IssuerOfCredential, award: Award): JsonObject {
  const { recipient } = award;
  return sparse({
    id: 'did' in recipient ? recipient.did : null,
    type: ['AchievementSubject'],
    identifier: 'did' in recipient ? null : recipient.identifiers.map(identityOf),
    activityStartDate: award.activityStart,
    activityEndDate: award.activityEnd,
    creditsEarned: award.creditsEarned,
    cpdHoursEarned: award.cpdHoursEarned,
    licenseNumber: award.licenseNumber,
    narrative: award.narrative,
    result: award.results?.map((result) => resultOf(achievement, result)),
    achievement: achievementNode(achievement, issuer.id),
  });
}

function identityOf({ type, hash, salt }: HashedIdentity): JsonObject {
  return { type: 'IdentityObject', hashed: true, identityHash: hash, identityType: type, salt };
}

function resultOf(achievement: AchievementOfCredential, { result, value, level, status }: AwardedResult): JsonObject {
  return sparse({
    type: ['Result'],
    resultDescription: resultAddress(achievement, result),
    value,
    achievedLevel: level ? rubricAddress(achievement, result, level) : null,
    status,
  });
}

function evidenceOf({ url, name, description, narrative, genre }: AwardedEvidence): JsonObject {
  return sparse({ id: url, type: ['Evidence'], name, description, narrative, genre });
}
