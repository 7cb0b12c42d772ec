/** The closed lists that an achievement chooses from. Each code stands in credentials, so that none of them ever changes its meaning. */
import { z } from 'zod';

/** Open Badges 3.0 §B.1.4 `AchievementType`, those that a provider of short courses awards. */
export const AchievementType = z.enum([
  'MicroCredential',
  'CertificateOfCompletion',
  'Certificate',
  'Certification',
  'Badge',
  'Competency',
  'Assessment',
  'Course',
  'LearningProgram',
  'License',
  'Membership',
  'Award',
]);
export type AchievementType = z.infer<typeof AchievementType>;

/** How learning is assessed (Annex I of 2022/C 243/02, "type of assessment"). */
export const AssessmentType = z.enum([
  'assignment',
  'case-study',
  'discussion',
  'exam',
  'observation',
  'oral',
  'portfolio',
  'practical',
  'presentation',
  'project',
  'quiz',
  'reflection',
]);
export type AssessmentType = z.infer<typeof AssessmentType>;

/** Form of participation in the learning activity. */
export const Participation = z.enum(['online', 'onsite', 'blended']);
export type Participation = z.infer<typeof Participation>;

/** Supervision and identity verification during assessment, the four of Annex I (optional elements). */
export const Supervision = z.enum([
  'unsupervised',
  'supervised',
  'supervised-online-identified',
  'supervised-onsite-identified',
]);
export type Supervision = z.infer<typeof Supervision>;

/** What stands behind the quality of the course. */
export const QualityAssurance = z.enum(['institutional', 'external-agency', 'professional-body', 'peer-review']);
export type QualityAssurance = z.infer<typeof QualityAssurance>;

/** Integration and stackability (Annex I, optional elements). */
export const Stackability = z.enum(['stand-alone', 'stackable']);
export type Stackability = z.infer<typeof Stackability>;

/** Open Badges 3.0 `ResultType`. */
export const ResultType = z.enum([
  'Percent',
  'RawScore',
  'LetterGrade',
  'PerformanceLevel',
  'RubricCriterionLevel',
  'Status',
  'Result',
]);
export type ResultType = z.infer<typeof ResultType>;

/** The shapes of our own badges, after stones: see rules/art. */
export const BadgeShape = z.enum(['ring', 'strata', 'facet', 'stack']);
export type BadgeShape = z.infer<typeof BadgeShape>;

/** A colour as `#26353c`. */
export const Colour = z.string().regex(/^#[0-9a-f]{6}$/);
