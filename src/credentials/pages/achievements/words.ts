/** The closed lists of an achievement in words. */
import { creditStated, languageName, levelInWords } from '../../../catalogue/index.js';
import { formatNumber, listInWords } from '../../../ui/index.js';
import type { AchievementDraft } from '../../schema/achievement.js';

export const TYPE_WORDS: Record<AchievementDraft['type'], string> = {
  MicroCredential: 'Microcredential',
  CertificateOfCompletion: 'Certificate of completion',
  Certificate: 'Certificate',
  Certification: 'Certification',
  Badge: 'Badge',
  Competency: 'Competency',
  Assessment: 'Assessment',
  Course: 'Course',
  LearningProgram: 'Learning programme',
  License: 'Licence',
  Membership: 'Membership',
  Award: 'Award',
};

export const ASSESSMENT_WORDS: Record<AchievementDraft['assessment'][number], string> = {
  assignment: 'Assignment',
  'case-study': 'Case study',
  discussion: 'Discussion',
  exam: 'Exam',
  observation: 'Observation',
  oral: 'Oral',
  portfolio: 'Portfolio',
  practical: 'Practical task',
  presentation: 'Presentation',
  project: 'Project',
  quiz: 'Quiz',
  reflection: 'Reflection',
};

export const PARTICIPATION_WORDS: Record<NonNullable<AchievementDraft['participation']>, string> = {
  online: 'Online',
  onsite: 'In person',
  blended: 'Partly online, partly in person',
};

export const SUPERVISION_WORDS: Record<NonNullable<AchievementDraft['supervision']>, string> = {
  unsupervised: 'Not supervised, identity not checked',
  supervised: 'Supervised, identity not checked',
  'supervised-online-identified': 'Supervised online, identity checked',
  'supervised-onsite-identified': 'Supervised on site, identity checked',
};

export const QUALITY_WORDS: Record<AchievementDraft['quality']['kinds'][number], string> = {
  institutional: 'By the institution itself',
  'external-agency': 'By an external agency',
  'professional-body': 'By a professional body',
  'peer-review': 'By peers',
};

export const STACKABILITY_WORDS: Record<NonNullable<AchievementDraft['stacking']['kind']>, string> = {
  'stand-alone': 'Stands alone',
  stackable: 'Can count towards another credential',
};

export const SHAPE_WORDS: Record<AchievementDraft['art']['shape'], string> = {
  ring: 'Standing stone: one ring for each level',
  strata: 'Layered slab: one layer for each level',
  facet: 'Cut block: the level as a numeral',
  stack: 'Cairn: the level on top',
};

export function optionsOf<T extends string>(words: Record<T, string>): { value: T; label: string }[] {
  return (Object.keys(words) as T[]).map((value) => ({ value, label: words[value] }));
}

/** "15 CATS at level 7 (FHEQ) · EQF 7". */
export function creditsInWords(credits: AchievementDraft['credits']): string {
  const each = credits.map(
    (credit) => `${creditStated(credit)}${credit.level ? ` at level ${levelInWords(credit.level)}` : ''}`,
  );
  return listInWords(each);
}

/** "3 years", "18 months". */
export function monthsInWords(months: number): string {
  const [count, word] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return `${formatNumber(count)} ${word}${count === 1 ? '' : 's'}`;
}

export function languagesInWords(languages: readonly string[]): string {
  return listInWords(languages.map(languageName));
}
