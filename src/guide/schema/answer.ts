/** What the guide answers. Every number between 0 and 1 is a value or a weight; every sentence states facts of the course. */
import { z } from 'zod';
import { SearchItem } from '../../discovery/index.js';
import { GapLine, Reading } from './gap.js';
import { QuestionName } from './question.js';

/** 0 to 1. The two ends differ by what is not known. */
const ValueRange = z.tuple([z.number(), z.number()]);

/** A fact that a sentence uses: a field of the course, its value in words, and who says so, read on which day. */
export const Fact = z.object({
  field: z.string(),
  value: z.string(),
  /** null: worked out by Cairn from other facts, or stated by no source. */
  source: z.string().nullable(),
  checked: z.string().nullable(),
});
export type Fact = z.infer<typeof Fact>;

/** How one limit or wish stands with one course. */
export const LimitOutcome = z.object({
  /** Path in the question: `time.hoursPerWeek`. */
  limit: z.string(),
  hard: z.boolean(),
  /** `unknown`: no source states what would tell. */
  outcome: z.enum(['met', 'partly', 'broken', 'unknown']),
});
export type LimitOutcome = z.infer<typeof LimitOutcome>;

/** One question of one course. */
export const QuestionValue = z.object({
  name: QuestionName,
  weight: z.number(),
  value: ValueRange,
  /** Two or three words for a bar: "7 of 8", "£350 under", "tight". */
  short: z.string(),
  sentence: z.string(),
  facts: z.array(Fact),
  limits: z.array(LimitOutcome),
});
export type QuestionValue = z.infer<typeof QuestionValue>;

/** What no source says, and a question to the provider that can be sent as it stands. */
export const Unknown = z.object({ question: QuestionName, fact: z.string(), ask: z.string() });
export type Unknown = z.infer<typeof Unknown>;

/** A course in a word or two. */
export const CourseLine = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  url: z.string(),
  provider: z.string(),
});
export type CourseLine = z.infer<typeof CourseLine>;

const Point = z.object({ question: QuestionName, sentence: z.string() });

export const GuideItem = z.object({
  course: SearchItem,
  /** Place in the whole list, from 1. */
  place: z.number().int(),
  value: ValueRange,
  /** By what it is ranked: the lower end and a part of the range (`caution`). */
  points: z.number(),
  /** The answered questions, in the order of the page. */
  questions: z.array(QuestionValue),
  best: Point.nullable(),
  worst: Point.nullable(),
  unknown: z.array(Unknown),
  /** Items with the same number cannot be told apart by what is known; null: it stands alone. */
  tie: z.number().int().nullable(),
  /** A course that is at least as good on every question however the unknown facts fall, and better on one. */
  dominatedBy: CourseLine.nullable(),
});
export type GuideItem = z.infer<typeof GuideItem>;

/** One hard limit eased by one step. */
export const Relaxation = z.object({
  question: QuestionName,
  /** Path in the question: `budget.limit`. */
  limit: z.string(),
  /** "2 more hours a week (14 instead of 12)". */
  change: z.string(),
  /** The same for a program, and for a button that asks again: what to set in the question. */
  set: z.object({ path: z.string(), value: z.unknown() }),
  /** How many courses come in. */
  adds: z.number().int(),
  /** With the points and place that it has by the answers as they are; with the limit eased it stands no lower in points. */
  best: CourseLine.extend({ points: z.number(), place: z.number().int() }).nullable(),
  sentence: z.string(),
});
export type Relaxation = z.infer<typeof Relaxation>;

/** What a soft answer costs the course that stands first: the part of its value that is lost there. */
export const Cost = z.object({ question: QuestionName, points: z.number(), sentence: z.string() });
export type Cost = z.infer<typeof Cost>;

export const Stability = z.object({
  sentence: z.string(),
  /** Other weightings tried, and in how many of them the winner stays first. */
  tried: z.number().int(),
  first: z.number().int(),
  /** Who is first otherwise, most often first. */
  rivals: z.array(CourseLine.extend({ first: z.number().int() })),
});
export type Stability = z.infer<typeof Stability>;

/** One of the best, to be weighed anew: a range for each answered question in the order of `weights`. */
export const Candidate = CourseLine.extend({ points: z.number(), ranges: z.array(ValueRange) });
export type Candidate = z.infer<typeof Candidate>;

export const GuideAnswer = z.object({
  /** Courses that break no hard limit. */
  total: z.number().int(),
  /** All courses that were looked at. */
  considered: z.number().int(),
  /** Why the others are not in the list, where it is no limit of hers: each course once, those with several reasons in neither. */
  left: z.object({
    over: z.number().int().describe('the last run that is known is over'),
    beside: z.number().int().describe('teach nothing of the gap; with goals.teaches not hard they are shown too'),
  }),
  tookMs: z.number(),
  /** The day for which it holds. */
  day: z.string(),
  page: z.number().int(),
  perPage: z.number().int(),
  items: z.array(GuideItem),
  /** "Three courses fit you well. One stands out." */
  headline: z.string(),
  relax: z.array(Relaxation),
  costs: z.array(Cost),
  /** Part of the other weightings in which the first stays first; null: there is no first. */
  stable: z.number().nullable(),
  stability: Stability.nullable(),
  /** The answered questions in the order of the page; together 1. */
  weights: z.array(z.object({ question: QuestionName, weight: z.number() })),
  /** points = low + caution × (high − low). */
  caution: z.number(),
  gap: z.array(GapLine),
  /** Occupations in words that are not ours, and as what they were read. */
  readings: z.array(Reading),
  /** One line for each of the six questions; null: not answered. */
  answers: z.array(z.object({ question: QuestionName, line: z.string().nullable() })),
  candidates: z.array(Candidate),
});
export type GuideAnswer = z.infer<typeof GuideAnswer>;
