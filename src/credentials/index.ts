/** The front door of credentials: what can be earned, issued, endorsed, checked. */
export { openVerifier, type Verifier, type VerifierParts, type VerifyOptions } from './actions/verifying.js';
export type { Verified } from './engine/verify/index.js';
export {
  achievementsOfCourse,
  findAchievement,
  findPublishedAchievement,
  listAchievements,
} from './queries/achievements.js';
export { buildCredential } from './rules/building.js';
export {
  type Achievement,
  AchievementDraft,
  type Awarder,
  type PublishedAchievement,
} from './schema/achievement.js';
export type {
  AchievementOfCredential,
  Award,
  AwardedEvidence,
  AwardedResult,
  HashedIdentity,
  IssuerOfCredential,
  Recipient,
} from './schema/award.js';
export { CredentialSummary } from './schema/summary.js';
export { Check, type CheckName, Verdict, Verification } from './schema/verification.js';
