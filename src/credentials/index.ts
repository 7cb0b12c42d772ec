/** The front door of credentials: what can be earned, issued, endorsed, checked. */
export { achievementMove } from './actions/achievements/moving.js';
export { badgePng, drawBadge } from './actions/achievements/picturing.js';
export { beginAchievement, saveAchievement } from './actions/achievements/writing.js';
export { checks } from './actions/checks.js';
export { openContexts } from './actions/contexts.js';
export { endEndorsements, endorse, revokeEndorsement } from './actions/endorsing.js';
export {
  ClaimError,
  claimCredential,
  claimForPerson,
  declineCredential,
  type Offer,
  readOffer,
} from './actions/issuing/claiming.js';
export { type Issuer, issuerFor, keyOfDid } from './actions/issuing/issuers.js';
export { awardFor, type Issuance, issueBatch, issueOne } from './actions/issuing/issuing.js';
export { checkOrigin, OriginError } from './actions/issuing/origin.js';
export { type Issuing, IssuingError, openIssuing } from './actions/issuing/parts.js';
export { changeCredentials } from './actions/issuing/revoking.js';
export { signAs } from './actions/issuing/signing.js';
export { type StatusPlace, setStatusPlaces, takeStatusPlace } from './actions/issuing/status-lists.js';
export { personal } from './actions/personal.js';
export { openVcApi, type VcApi } from './actions/vc-api.js';
export { openVerifier, type Verifier, type VerifierParts, type VerifyOptions } from './actions/verifying.js';
export { issueCommand } from './commands/issue.js';
export { verifyCommand } from './commands/verify.js';
export { canonicalize, decodeUtf8, EncodingError, parseStrictJson } from './engine/encoding/index.js';
export type { Json, JsonObject } from './engine/types.js';
export type { Registry, Verified } from './engine/verify/index.js';
export { bakePng, bakeSvg, FormatError, unwrap } from './formats/index.js';
export { endorsementCron, endorsementJobs } from './jobs/endorsements.js';
export { issuingCron, issuingJobs } from './jobs/issuing.js';
export { EndsInBadge } from './pages/achievements/ends-in-badge.js';
export { CompletenessMeter } from './pages/achievements/meter.js';
export { EndorsementsSection } from './pages/endorsements/section.js';
export { type CheckSample, CheckSection } from './pages/verifying/check-section.js';
export {
  achievementsOfCourse,
  findAchievement,
  findPublishedAchievement,
  listAchievements,
} from './queries/achievements.js';
export {
  type EndorsedIds,
  endorsementsOf,
  findEndorsement,
  type SignedRecognition,
  signedRecognition,
} from './queries/endorsements.js';
export {
  credentialsForAddresses,
  credentialsOfLetter,
  findCredential,
  findRecipient,
} from './queries/issuing/credentials.js';
export { achievementPlaces, addAchievementRoutes } from './routes/achievements/index.js';
export { addEndorsementRoutes, type EndorsementRoutes, endorsementPlaces } from './routes/endorsements.js';
export { addIssuingRoutes, type IssuingRoutes, issuingPlaces } from './routes/issuing/index.js';
export { addVcApiRoutes } from './routes/vc-api.js';
export { addVerifyApi, type VerifyRoutes } from './routes/verify-api.js';
export { addVerifyPages, type VerifyPages } from './routes/verifying/pages.js';
export { badgeSvg } from './rules/art/index.js';
export { buildCredential } from './rules/building.js';
export { type Completeness, completenessOf } from './rules/completeness/index.js';
export { amountInWords, recognitionInWords } from './rules/endorsing.js';
export { reasonInWords } from './rules/issuing/reasons.js';
export { stands, stateOf } from './rules/issuing/states.js';
export { plainWords } from './rules/plain-words.js';
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
export { ENDORSING_KINDS, type Endorsement, EndorsementAnswer } from './schema/endorsement.js';
export {
  type AnyReason,
  type CredentialState,
  credentialsChanged,
  credentialsClaimed,
  credentialsIssued,
  credentialsReplaced,
  GivenAward,
  type IssuedCredential,
} from './schema/issuing.js';
export { CredentialSummary } from './schema/summary.js';
export { Check, type CheckName, Verdict, Verification } from './schema/verification.js';
