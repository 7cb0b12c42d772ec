/** What an import did, and what the catalogue holds. */
import type { Course } from './course.js';

/** The woven values of a course as they are kept: organisations by id, offerings apart. */
export type StoredFacts = Omit<
  Course,
  | 'id'
  | 'num'
  | 'slug'
  | 'state'
  | 'provider'
  | 'awardingBodies'
  | 'recognition'
  | 'offerings'
  | 'sources'
  | 'provenance'
  | 'differing'
  | 'edition'
  | 'lastChecked'
> & { awardingIds: string[]; recognition: { bodyId: string; words?: string }[]; statedSkills?: string[] };

/**
 * What one import did. `read` counts the courses of the input, never offerings, places or organisations, and
 * read = added + changed + unchanged + merged + refused.
 * - added: a course that Cairn did not have; changed: its record is another than before, or it came back;
 * - merged: it became one with a course that Cairn had from another source or from an earlier row of this input;
 * - refused: a row that holds no course that could be read; `errors` has the first thousand, with place and reason;
 * - withdrawn: courses of this source that the input no longer shows (not part of `read`).
 */
export type ImportReport = {
  source: string;
  /** File name or address. */
  input: string;
  format: string;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
  refused: number;
  merged: number;
  errors: { at: string; reason: string }[];
  tookMs: number;
  /** How many of the changed records differ in each field. */
  fields: Record<string, number>;
  offerings: number;
  organisations: number;
  places: number;
  /** Things true of the whole input, and why nothing was withdrawn where that is so. */
  notes: string[];
  /** Why the run stopped short of what was asked; absent: it did not. */
  stopped?: string;
  /** Courses that were not withdrawn because they are too many to be withdrawn unasked. */
  unseen?: number;
  /** The first few hundred records that are not as they were, where that was asked for. */
  differences?: ListingDifference[];
  dryRun?: true;
};

/** How one record of a source differs from what it said before. Values in words; null: not stated. */
export type ListingDifference = {
  kind: 'added' | 'changed' | 'withdrawn';
  externalId: string;
  title: string;
  fields: { field: string; from: string | null; to: string | null }[];
};

export type SourceBrief = {
  key: string;
  name: string;
  url: string | null;
  format: string;
  dated: string | null;
  licence: string | null;
  /** The day from which its provider no longer lets it be refreshed; null: it may be. */
  ended: string | null;
  publisher: string | null;
  published: number;
  withdrawn: number;
  lastChecked: string | null;
};

export type RunBrief = {
  id: number;
  source: string;
  sourceName: string;
  format: string;
  input: string;
  actor: string;
  started: Date;
  finished: Date | null;
  outcome: 'running' | 'done' | 'stopped' | 'failed';
  report: ImportReport | null;
};

export type AboutData = {
  counts: {
    courses: number;
    withdrawn: number;
    listings: number;
    offerings: number;
    providers: number;
    sources: number;
  };
  sources: SourceBrief[];
  runs: RunBrief[];
};
