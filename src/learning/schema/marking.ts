/** Assignments: what is handed in, how it is marked, appealed and read by others on the course. */
import { z } from 'zod';
import { defineTask } from '../../platform/jobs/index.js';
import { Key } from './words.js';

export const FILE_TYPES = ['pdf', 'docx', 'odt', 'txt', 'md', 'png', 'jpeg'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** A mark by the rubric. Of each criterion one level; where two markers stand beside each other, one or two. */
export const Mark = z.object({
  levels: z.record(Key, z.array(Key).max(2)),
  comments: z.record(Key, z.array(z.string().max(4000)).max(2)),
  /** On the whole. */
  feedback: z.array(z.string().max(10_000)).max(2),
});
export type Mark = z.infer<typeof Mark>;
export const NO_MARK: Mark = { levels: {}, comments: {}, feedback: [] };

export type SubmissionState = 'draft' | 'submitted' | 'marked' | 'returned';
export type Submission = {
  id: string;
  enrolmentId: string;
  courseId: string;
  /** By whose brief and rubric it is marked. */
  edition: number;
  step: string;
  /** The how-manieth at this step. */
  number: number;
  state: SubmissionState;
  words: string;
  /** What another tab or device had saved meanwhile. */
  setAside: string | null;
  saves: number;
  integrityAgreed: boolean;
  /** Others on the course may read it, without the name. */
  peersAgreed: boolean;
  savedAt: Date;
  submittedAt: Date | null;
  /** The day by which it is marked, `2026-12-08`. */
  promisedBy: string | null;
  returnedWords: string | null;
  mark: Mark | null;
  /** From 0 to 1. */
  score: number | null;
  passed: boolean | null;
  decidedAt: Date | null;
  supervision: 'online' | 'on-site' | null;
  identity: { method: string; on: string } | null;
};

export type SubmissionFile = {
  id: string;
  submissionId: string;
  name: string;
  type: FileType;
  bytes: number;
  sha256: string;
};

export const MARKING_PARTS = ['first', 'second'] as const;
export type MarkingPart = (typeof MARKING_PARTS)[number];
export type Marking = {
  part: MarkingPart;
  /** Null: they have left and were erased. */
  markerId: string | null;
  takenUntil: Date;
  mark: Mark;
  score: number | null;
  decidedAt: Date | null;
};

/** Two markers who differed, or a third for them. It stands once `agreedAt` is set. */
export type MarkAgreement = {
  mark: Mark;
  score: number;
  reason: string;
  proposedBy: string | null;
  proposedAt: Date;
  agreedBy: string | null;
  agreedAt: Date | null;
};

export type MarkAppeal = {
  words: string;
  appealedAt: Date;
  outcome: 'stands' | 'raised' | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  scoreBefore: number;
};

/** What somebody answers to another's work: two prompts for each criterion. */
export const PeerAnswers = z.object({
  criteria: z.record(Key, z.string().max(4000)),
  overall: z.string().max(4000),
});
export type PeerAnswers = z.infer<typeof PeerAnswers>;
export type PeerReading = {
  id: string;
  submissionId: string;
  /** The reader's enrolment. */
  readerId: string;
  askedAt: Date;
  answers: PeerAnswers | null;
  writtenAt: Date | null;
  thankedAt: Date | null;
  flaggedAt: Date | null;
  flagWords: string | null;
  decision: 'hidden' | 'kept' | null;
};

/** How somebody's identity was checked, in the words of the European elements of microcredentials. */
export const IDENTITY_METHODS = [
  'Photo document shown, not kept',
  'Known to the assessor in person',
  'Signed in with the organisation’s account under supervision',
] as const;
export const MarkingIdentity = z.object({
  supervision: z.enum(['online', 'on-site']).nullable(),
  identity: z.object({ method: z.enum(IDENTITY_METHODS), on: z.iso.date() }).nullable(),
});
export type MarkingIdentity = z.infer<typeof MarkingIdentity>;

/** What waits at a course. `medianDays`: from handing in to the mark, over those marked; null: none yet. */
export type MarkingFigures = { waiting: number; late: number; marked: number; medianDays: number | null };

/** Files whose rows are gone are taken off the disk once that is certain. */
export const forgetFiles = defineTask('learning.forget-files', z.object({ ids: z.array(z.uuid()) }));
/** Assessors are told once a day of what waits. */
export const tellAssessors = defineTask('learning.tell-assessors', z.object({}));
export const sweepFiles = defineTask('learning.sweep-files', z.object({}));
