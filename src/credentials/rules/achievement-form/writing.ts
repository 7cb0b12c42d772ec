/** A draft as the words of its form. Read again, they say the same. Pure. */
import { languageName } from '../../../catalogue/index.js';
import type { AchievementAlignment, AchievementDraft, ResultDescription } from '../../schema/achievement.js';
import type { AchievementTexts } from '../achievement-fields.js';
import { kindWord } from './lines.js';

/** `isSkill`: the vocabulary knows it, so that its name alone says it. */
export function textsOfAchievement(
  draft: AchievementDraft,
  course: { id: string } | null,
  isSkill: (alignment: AchievementAlignment) => boolean,
): AchievementTexts {
  const skills = draft.alignments.filter(isSkill);
  const others = draft.alignments.filter((alignment) => !isSkill(alignment));
  const translated = draft.translations.flatMap(({ language, ...words }, at) =>
    Object.entries({ language: languageName(language), ...words }).map(([field, text]) => [
      `in.${at + 1}.${field}`,
      text,
    ]),
  );
  return {
    course: course?.id ?? '',
    name: draft.name,
    description: draft.description,
    type: draft.type,
    language: languageName(draft.language),
    code: draft.code ?? '',
    field: draft.field ?? '',
    tags: draft.tags.join(', '),
    criteria: draft.criteria.narrative,
    criteria_url: draft.criteria.url ?? '',
    outcomes: draft.outcomes.join('\n'),
    assessment: draft.assessment.join('\n'),
    participation: draft.participation ?? '',
    supervision: draft.supervision ?? '',
    prerequisites: draft.prerequisites ?? '',
    evidence: draft.evidence ?? '',
    taught_in: draft.taughtIn.map(languageName).join(', '),
    skills: skills.map(({ name }) => name).join('\n'),
    alignments: others.map(alignmentLine).join('\n'),
    level: draft.level ? `${draft.level.framework} ${draft.level.value}` : '',
    credit: draft.credits.map(creditLine).join('\n'),
    cpd_hours: numberText(draft.cpdHours),
    workload: numberText(draft.workloadHours),
    results: draft.results.map(resultLine).join('\n'),
    quality: draft.quality.kinds.join('\n'),
    quality_statement: draft.quality.statement ?? '',
    quality_url: draft.quality.url ?? '',
    stackability: draft.stacking.kind ?? '',
    stacks_into: draft.stacking.towards.map(({ name, url }) => (url ? `${name} | ${url}` : name)).join('\n'),
    months: numberText(draft.validity.months),
    renewal: draft.validity.renewal ?? '',
    shape: draft.art.shape,
    ground: draft.art.ground,
    accent: draft.art.accent,
    ...Object.fromEntries(translated),
  };
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}

function alignmentLine({ name, url, framework, code }: AchievementAlignment): string {
  const parts = [name, url, framework ?? '', code ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(' | ');
}

function creditLine({ scheme, value, level }: AchievementDraft['credits'][number]): string {
  return `${value} ${SCHEME_WORDS[scheme] ?? scheme}${level ? ` at ${level.framework} ${level.value}` : ''}`;
}

const SCHEME_WORDS: Record<string, string> = { 'US-SEM': 'US semester credits', 'US-QTR': 'US quarter credits' };

function resultLine({ name, type, min, max, required, allowed, levels }: ResultDescription): string {
  const rubric = levels.map(
    (level) =>
      level.name + (level.points ? ` [${level.points}]` : '') + (level.description ? ` = ${level.description}` : ''),
  );
  const values = min !== null && max !== null ? `${min} to ${max}` : [...allowed, ...rubric].join('; ');
  const parts = [name, kindWord(type), values, required ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(' | ');
}
