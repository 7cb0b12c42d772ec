/**
 * What a course holds: weeks → steps. One model, whether it is written in the browser or as a folder of Markdown files.
 * An edition keeps it whole and never changes.
 */
import { z } from 'zod';
import { Item } from './items.js';
import { CompletionPolicy } from './policy.js';
import { Key, Line, Markdown, MediaRef, Minimal } from './words.js';

export const Outcome = z.object({ key: Key, text: Minimal });
export type Outcome = z.infer<typeof Outcome>;

const common = {
  key: Key,
  title: Line,
  /** Hours designed are the sum of these. */
  minutes: z.number().int().min(0).max(6000),
  /** What is not required counts for no share of steps. */
  required: z.boolean().default(true),
  outcomes: z.array(Key).max(20).default([]),
  /** What the learner reads: the article, what a video is about, the brief of an assignment, the prompt of a discussion. */
  body: Markdown.default(''),
  /** Asked at the end of the step; what is answered is the learner's alone. */
  reflection: Minimal.optional(),
};

export const ArticleStep = z.object({ ...common, type: z.literal('article') });
export const Caption = z.object({
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  label: Line,
  file: MediaRef,
});
export const VideoStep = z.object({
  ...common,
  type: z.literal('video'),
  video: MediaRef,
  poster: MediaRef.optional(),
  /** WebVTT. Nobody publishes a video with speech without them. */
  captions: z.array(Caption).max(20).default([]),
  transcript: Markdown.default(''),
});
/** Which items an attempt asks: all of these, or so many drawn at random from a bank. */
export const Draw = z.union([
  z.object({ items: z.array(Item).min(1).max(100) }),
  z.object({ bank: Key, count: z.number().int().min(1).max(100) }),
]);
export type Draw = z.infer<typeof Draw>;
export const QuizStep = z.object({
  ...common,
  type: z.literal('quiz'),
  /** A test counts towards completion; practice does not, and may be taken without end. */
  test: z.boolean().default(false),
  draws: z.array(Draw).min(1).max(20),
  /** Null: as many as one likes. */
  attempts: z.number().int().min(1).max(50).nullable().default(null),
  /** Minutes from its start to its end, as the server's clock has it; null: none. */
  timeLimit: z.number().int().min(1).max(600).nullable().default(null),
  /** Share of the points from which it is passed. */
  pass: z.number().min(0).max(1).default(0.7),
  /** When is said what was right: after each attempt, or not before the last one or a pass. Answers are in no page before. */
  feedback: z.enum(['each-attempt', 'at-the-end', 'score-alone']).default('each-attempt'),
  shuffle: z.boolean().default(false),
  /** Whether its attempts are to be supervised, or need an identity check, and how (EU elements). */
  supervision: z.enum(['none', 'online', 'on-site']).default('none'),
  identityCheck: z.boolean().default(false),
});
export const RubricLevel = z.object({ key: Key, text: Minimal, points: z.number().min(0).max(1000) });
export const Criterion = z.object({
  key: Key,
  text: Minimal,
  outcome: Key.optional(),
  levels: z.array(RubricLevel).min(2).max(8),
});
export type Criterion = z.infer<typeof Criterion>;
export const AssignmentStep = z.object({
  ...common,
  type: z.literal('assignment'),
  rubric: z.array(Criterion).min(1).max(20),
  pass: z.number().min(0).max(1).default(0.5),
  words: z
    .object({ least: z.number().int().min(0).default(0), most: z.number().int().min(1).max(20_000).default(5000) })
    .prefault({}),
  files: z.object({ most: z.number().int().min(0).max(10).default(0) }).prefault({}),
  anonymous: z.boolean().default(true),
  /** Which are marked by two who do not see each other's marks. */
  secondMarking: z.enum(['none', 'failed', 'all']).default('none'),
  /** Working days in which it is marked. */
  promisedDays: z.number().int().min(1).max(60).default(10),
  resubmissions: z.number().int().min(0).max(10).default(1),
  /** Each reads so many others' work; nobody's completion waits for it. */
  peers: z.number().int().min(0).max(5).default(0),
  supervision: z.enum(['none', 'online', 'on-site']).default('none'),
  identityCheck: z.boolean().default(false),
});
export const DiscussionStep = z.object({ ...common, type: z.literal('discussion') });
/** When and where is said by the offering, for each of its sessions with this step's key. */
export const SessionStep = z.object({ ...common, type: z.literal('session') });

export const Step = z.discriminatedUnion('type', [
  ArticleStep,
  VideoStep,
  QuizStep,
  AssignmentStep,
  DiscussionStep,
  SessionStep,
]);
export type Step = z.infer<typeof Step>;
export type StepType = Step['type'];
export type QuizStep = z.infer<typeof QuizStep>;
export type AssignmentStep = z.infer<typeof AssignmentStep>;

export const Week = z.object({ key: Key, title: Line, summary: Markdown.default(''), steps: z.array(Step).max(60) });
export type Week = z.infer<typeof Week>;
export const Bank = z.object({ key: Key, title: Line, items: z.array(Item).max(500) });
export type Bank = z.infer<typeof Bank>;

export const CourseContent = z.object({
  title: Line,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('en'),
  summary: Markdown.default(''),
  outcomes: z.array(Outcome).max(20).default([]),
  weeks: z.array(Week).max(14),
  banks: z.array(Bank).max(40).default([]),
  policy: CompletionPolicy.prefault({}),
  /** What learners agree to before a test or an assignment that counts. */
  integrity: Minimal.optional(),
});
export type CourseContent = z.infer<typeof CourseContent>;
/** As it is typed and sent: what has a default may be left out. */
export type CourseContentInput = z.input<typeof CourseContent>;
