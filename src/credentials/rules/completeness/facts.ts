/** What a credential can say, as the frameworks ask for it: whether a draft, or a credential of anybody, says it. */
import type { Json, JsonObject } from '../../engine/types.js';
import type { AchievementDraft } from '../../schema/achievement.js';

export const FACTS = [
  'learner',
  'title',
  'description',
  'criteria',
  'country',
  'awarding-body',
  'issued',
  'language',
  'taught-in',
  'outcomes',
  'workload',
  'an-hour',
  'level',
  'assessment',
  'participation',
  'quality',
  'prerequisites',
  'supervision',
  'grade',
  'stacking',
  'stacking-target',
  'credit',
  'recognition',
  'validity',
  'evidence',
  'alignment',
  'type',
  'picture',
  'tags',
] as const;
export type FactName = (typeof FACTS)[number];

/** `at-issue`: each credential brings it, so that a template need not. */
export type Said = 'there' | 'missing' | 'at-issue';
export type Facts = Readonly<Record<FactName, Said>>;

/** What credentials of a draft will say. `country`: of whoever awards it, where that is known. */
export function factsOfDraft(draft: AchievementDraft, { country }: { country: string | null }): Facts {
  const { quality, stacking, validity, credits } = draft;
  const hours = draft.workloadHours ?? 0;
  return factsOf({
    learner: 'at-issue',
    issued: 'at-issue',
    'awarding-body': 'at-issue',
    picture: 'at-issue',
    title: draft.name !== '',
    description: draft.description !== '',
    criteria: draft.criteria.narrative !== '' || draft.criteria.url !== null,
    country: country !== null,
    language: true,
    'taught-in': draft.taughtIn.length > 0,
    outcomes: draft.outcomes.length > 0,
    workload: hours > 0 || credits.length > 0,
    'an-hour': hours >= 1 || credits.length > 0,
    level: draft.level !== null || credits.some(({ level }) => level !== null),
    assessment: draft.assessment.length > 0,
    participation: draft.participation !== null,
    quality: quality.kinds.length > 0 || quality.statement !== null,
    prerequisites: draft.prerequisites !== null,
    supervision: draft.supervision !== null,
    grade: draft.results.length > 0,
    stacking: stacking.kind !== null,
    'stacking-target': stacking.towards.length > 0,
    credit: credits.length > 0,
    recognition: credits.length > 0 || draft.cpdHours !== null,
    validity: validity.months !== null || validity.renewal !== null,
    evidence: draft.evidence !== null,
    alignment: draft.alignments.length > 0,
    type: true,
    tags: draft.tags.length > 0,
  });
}

/** What a credential says, ours or anybody's. Null: it is no Open Badge of version 3. Its shape is not trusted. */
export function factsOfDocument(document: JsonObject): Facts | null {
  const subject = first(document.credentialSubject);
  const achievement = first(subject?.achievement);
  if (!subject || !achievement) return null;
  const issuer = objectOf(document.issuer);
  const criteria = first(achievement.criteria);
  const alignments = objectsOf(achievement.alignment);
  const credits = listOf(achievement.academicCredit);
  const has = (...names: string[]) => names.some((name) => isSaid(achievement[name]));
  const workload = has('notionalWorkload') || credits.length > 0;
  return factsOf({
    learner: isSaid(subject.id) || isSaid(subject.identifier),
    title: has('name'),
    description: has('description'),
    criteria: isSaid(criteria?.narrative) || isSaid(criteria?.id),
    country: isSaid(first(issuer?.address)?.addressCountryCode) || isSaid(first(issuer?.address)?.addressCountry),
    'awarding-body': isSaid(issuer?.name) || isSaid(objectOf(achievement.creator)?.name),
    issued: isSaid(document.awardedDate) || isSaid(document.validFrom) || isSaid(document.issuanceDate),
    language: has('inLanguage'),
    'taught-in': has('languageOfInstruction'),
    outcomes: has('learningOutcome') || alignments.some(isCompetency),
    workload,
    'an-hour': workload && !/^PT(?:\d|[1-5]\d)M$/.test(String(achievement.notionalWorkload ?? '')),
    level: has('eqfLevel', 'nationalQualificationsFrameworkLevel') || alignments.some(isLevel),
    assessment: has('typeOfAssessment'),
    participation: has('formOfParticipation'),
    quality: has('qualityAssurance', 'qualityAssuranceStatement'),
    prerequisites: has('entryRequirements'),
    supervision: has('supervisionAndIdentityCheck'),
    grade: isSaid(subject.result),
    stacking: has('stackability'),
    'stacking-target': has('stacksInto'),
    credit: credits.length > 0 || has('creditsAvailable') || isSaid(subject.creditsEarned),
    recognition: credits.length > 0 || has('cpdHours', 'endorsement', 'endorsementJwt'),
    validity: isSaid(document.validUntil) || isSaid(document.expirationDate) || has('validityPeriod', 'renewal'),
    evidence: isSaid(document.evidence) || has('expectedEvidence'),
    alignment: alignments.length > 0,
    type: has('achievementType'),
    picture: has('image') || isSaid(document.image),
    tags: has('tag'),
  });
}

function factsOf(said: Record<FactName, boolean | 'at-issue'>): Facts {
  const facts = FACTS.map((name) => {
    const value = said[name];
    return [name, value === 'at-issue' ? value : value ? 'there' : 'missing'] as const;
  });
  return Object.fromEntries(facts) as Record<FactName, Said>;
}

/** An alignment that says what somebody knows and can do (CTDL-ASN), or a skill of ESCO. */
function isCompetency({ targetType, targetUrl }: JsonObject): boolean {
  return (
    /competency|ext:ESCO/i.test(String(targetType ?? '')) || /data\.europa\.eu\/esco\//.test(String(targetUrl ?? ''))
  );
}

function isLevel({ targetUrl, targetFramework }: JsonObject): boolean {
  return /\/eqf\/\d/.test(String(targetUrl ?? '')) || /qualifications framework/i.test(String(targetFramework ?? ''));
}

function isSaid(value: Json | undefined): boolean {
  if (value === null || value === undefined || value === '') return false;
  return Array.isArray(value) ? value.some(isSaid) : true;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function objectsOf(value: Json | undefined): JsonObject[] {
  return listOf(value)
    .map(objectOf)
    .filter((each) => each !== undefined);
}

function first(value: Json | undefined): JsonObject | undefined {
  return objectOf(listOf(value)[0]);
}
