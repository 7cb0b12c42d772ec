/** An achievement as Open Badges 3.0 has it, with what that standard lacks in terms of our inline context. */
import type { Json, JsonObject } from '../engine/types.js';
import type { AchievementDraft, ResultDescription, Translation } from '../schema/achievement.js';
import type { AchievementOfCredential } from '../schema/award.js';
import { EQF, MODES } from './extension.js';
import { sparse } from './sparse.js';

type Node = AchievementOfCredential;

export function achievementAddress({ origin, id }: Pick<Node, 'origin' | 'id'>): string {
  return `${origin}/achievements/${id}`;
}

/** The picture of one version: what stands in a credential never changes. */
export function badgeAddress(node: Pick<Node, 'origin' | 'id' | 'version'>): string {
  return `${achievementAddress(node)}/badge.png?version=${node.version}`;
}

/** `at`: its place in the achievement's results, from 1. */
export function resultAddress(node: Pick<Node, 'origin' | 'id'>, at: number): string {
  return `${achievementAddress(node)}#result-${at}`;
}

export function rubricAddress(node: Pick<Node, 'origin' | 'id'>, result: number, level: number): string {
  return `${resultAddress(node, result)}-level-${level}`;
}

/** `creator`: id of whoever made it. */
export function achievementNode(node: Node, creator: string): JsonObject {
  const { content } = node;
  return sparse({
    id: achievementAddress(node),
    type: ['Achievement'],
    achievementType: content.type,
    name: content.name,
    nameIn: inOthers(content.translations, 'name'),
    description: content.description,
    descriptionIn: inOthers(content.translations, 'description'),
    criteria: criteriaOf(node),
    image: { id: badgeAddress(node), type: 'Image', caption: `Badge: ${content.name}` },
    creator: { id: creator, type: ['Profile'] },
    inLanguage: tagOf(content.language),
    version: String(node.version),
    humanCode: content.code,
    fieldOfStudy: content.field,
    tag: content.tags,
    alignment: alignmentsOf(content),
    creditsAvailable: content.credits[0]?.value,
    resultDescription: content.results.map((result, at) => resultNode(node, result, at + 1)),
    ...extensionOf(node),
  });
}

/** `{ cy: … }`, where any is there. */
function inOthers(translations: readonly Translation[], field: 'name' | 'description' | 'criteria'): JsonObject | null {
  const there = translations.filter((translation) => translation[field] !== '');
  return there.length === 0 ? null : Object.fromEntries(there.map((one) => [tagOf(one.language), one[field]]));
}

/** `pt-br` as BCP 47 and the JSON Schema write it: `pt-BR`, `zh-Hant`. */
export function tagOf(language: string): string {
  const [first = '', ...rest] = language.split('-');
  const cased = rest.map((part) =>
    part.length === 4 ? `${part[0]?.toUpperCase()}${part.slice(1)}` : part.length === 2 ? part.toUpperCase() : part,
  );
  return [first, ...cased].join('-');
}

function criteriaOf(node: Node): JsonObject {
  const { criteria, translations } = node.content;
  return sparse({
    id: criteria.url ?? achievementAddress(node),
    narrative: criteria.narrative,
    narrativeIn: inOthers(translations, 'criteria'),
  });
}

function alignmentsOf({ alignments, level }: AchievementDraft): JsonObject[] {
  const stated = alignments.map(({ name, url, framework, code, type }) =>
    sparse({
      type: ['Alignment'],
      targetName: name,
      targetUrl: url,
      targetFramework: framework,
      targetCode: code,
      targetType: type,
    }),
  );
  if (!level?.eqf) return stated;
  const eqf = {
    type: ['Alignment'],
    targetName: `EQF level ${level.eqf}`,
    targetUrl: `${EQF}${level.eqf}`,
    targetFramework: 'European Qualifications Framework',
    targetCode: String(level.eqf),
  };
  return [...stated, eqf];
}

function resultNode(node: Node, result: ResultDescription, at: number): JsonObject {
  const required = result.levels.findIndex(({ name }) => name === result.required);
  return sparse({
    id: resultAddress(node, at),
    type: ['ResultDescription'],
    name: result.name,
    resultType: result.type,
    valueMin: result.min,
    valueMax: result.max,
    requiredValue: required < 0 ? result.required : null,
    requiredLevel: required < 0 ? null : rubricAddress(node, at, required + 1),
    allowedValue: result.allowed,
    rubricCriterionLevel: result.levels.map(({ name, description, points }, place) =>
      sparse({
        id: rubricAddress(node, at, place + 1),
        type: ['RubricCriterionLevel'],
        name,
        description,
        points,
      }),
    ),
  });
}

function extensionOf(node: Node): Record<string, Json | undefined> {
  const { content, course, origin } = node;
  const { level, quality, stacking, validity } = content;
  return {
    learningOutcome: content.outcomes.map((name, at) => ({
      id: `${achievementAddress(node)}#outcome-${at + 1}`,
      type: ['LearningOutcome'],
      name,
    })),
    notionalWorkload: content.workloadHours === null ? null : hoursLong(content.workloadHours),
    academicCredit: content.credits.map((credit) =>
      sparse({
        type: ['AcademicCredit'],
        creditScheme: credit.scheme,
        creditValue: credit.value,
        creditLevel: credit.level ? `${credit.level.framework} ${credit.level.value}` : null,
      }),
    ),
    cpdHours: content.cpdHours,
    eqfLevel: level?.eqf ? `${EQF}${level.eqf}` : null,
    nationalQualificationsFrameworkLevel:
      level && level.framework !== 'EQF' ? `${level.framework} ${level.value}` : null,
    typeOfAssessment: content.assessment,
    formOfParticipation: content.participation && MODES[content.participation],
    supervisionAndIdentityCheck: content.supervision,
    qualityAssurance: quality.kinds,
    qualityAssuranceStatement: quality.statement,
    qualityAssurancePage: quality.url,
    entryRequirements: content.prerequisites,
    stackability: stacking.kind,
    stacksInto: stacking.towards.map(({ name, url }) => sparse({ id: url, type: ['StackingTarget'], name })),
    validityPeriod: validity.months === null ? null : `P${validity.months}M`,
    renewal: validity.renewal,
    expectedEvidence: content.evidence,
    languageOfInstruction: content.taughtIn.map(tagOf),
    course: course ? `${origin}/courses/${course.id}` : null,
    courseEdition: course?.edition,
  };
}

/** 7.5 hours: `PT7H30M` (ISO 8601). */
export function hoursLong(hours: number): string {
  const minutes = Math.round(hours * 60);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (whole === 0) return `PT${rest}M`;
  return rest === 0 ? `PT${whole}H` : `PT${whole}H${rest}M`;
}
