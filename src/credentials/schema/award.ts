/** What goes into a credential: the achievement, whoever issues it, and what one learner gets. */
import type { JsonObject } from '../engine/types.js';
import type { AchievementDraft } from './achievement.js';

/** One published version. `origin`: the public address of the site, without a slash at its end. */
export type AchievementOfCredential = {
  origin: string;
  id: string;
  version: number;
  content: AchievementDraft;
  course?: { id: string; edition: number | null } | null;
};

/** `id`: the issuer's DID, which is what verifiers compare with the key. `country`: two letters. */
export type IssuerOfCredential = { id: string; name: string; url?: string | null; country?: string | null };

/** `hash`: `sha256$` and the digest of the text with the salt behind it, in lower-case hexadecimal (Open Badges 3.0, IdentityObject). */
export type HashedIdentity = { type: 'emailAddress' | 'name'; hash: string; salt: string };
export type Recipient = { did: string } | { identifiers: readonly HashedIdentity[] };

/** `result` and `level`: places in the achievement's own lists, from 1. */
export type AwardedResult = {
  result: number;
  value?: string | null;
  level?: number | null;
  status?: 'Completed' | 'Enrolled' | 'Failed' | 'InProgress' | 'OnHold' | 'Provisional' | 'Withdrew' | null;
};

export type AwardedEvidence = {
  url?: string | null;
  name?: string | null;
  description?: string | null;
  narrative?: string | null;
  genre?: string | null;
};

/**
 * What one learner gets. Moments are `2026-11-23T12:00:00Z` without parts of seconds, days `2026-11-23`. For a correction: the same
 * `id` and a newer `validFrom`. `status`: entries of status lists, as they stand in the credential.
 */
export type Award = {
  id: string;
  recipient: Recipient;
  validFrom: string;
  validUntil?: string | null;
  awardedDate?: string | null;
  activityStart?: string | null;
  activityEnd?: string | null;
  /** In the scheme of the achievement's first credit. */
  creditsEarned?: number | null;
  cpdHoursEarned?: number | null;
  results?: readonly AwardedResult[];
  evidence?: readonly AwardedEvidence[];
  narrative?: string | null;
  licenseNumber?: string | null;
  status?: readonly JsonObject[];
};
