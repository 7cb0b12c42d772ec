/**
 * From answers to a valuation: additive over questions and parts, value = Σ weight × share × v(fact). Pure. The same
 * compilation ranks the whole catalogue, a saved decision's new courses, and explains what it finds.
 */
import { FLAG, MOST_ATTRIBUTES, type Valuation } from '../../discovery/index.js';
import type { GapAnswer } from '../schema/gap.js';
import type { GuideQuestion, QuestionName } from '../schema/question.js';
import { GuideFault } from './faults.js';
import { broken, known } from './fits.js';
import { gapOf } from './gap.js';
import { budgetParts } from './parts/budget.js';
import { fieldParts } from './parts/field.js';
import { goalParts } from './parts/goals.js';
import { type Context, type Part, part } from './parts/part.js';
import { recognitionParts } from './parts/recognition.js';
import { reviewParts } from './parts/reviews.js';
import { timeParts } from './parts/time.js';
import { type QuestionWeight, weightsOf } from './weights.js';

/**
 * What part of what is not known counts: a course whose facts are missing stands below one whose facts are known to be in
 * the middle, and above one whose facts are known to be bad.
 */
export const CAUTION = 0.35;

/** Only what can still be taken is worth weighing: its last known run is not over. */
const STANDING: Part = {
  ...part('time', 'standing.ended', 0, {
    of: 'flags',
    // Eased by one step, so that they are counted.
    judge: (flags) => (flags & FLAG.ended ? broken(known(0), 1) : known(1)),
  }),
  hard: true,
};

export type Compiled = {
  question: GuideQuestion;
  context: Context;
  /** null: the first question was not answered. */
  gap: GapAnswer | null;
  /** In the order of the valuation's attributes. */
  parts: readonly Part[];
  /** The answered questions, in the order of the page; together 1. */
  weights: readonly QuestionWeight[];
  valuation: Valuation;
};

/** @throws GuideFault where something that is named is not known, or nothing was answered. */
export function compileGuide(question: GuideQuestion, context: Context, keep = 1_000): Compiled {
  const gap = question.goals ? gapOf(question.goals) : null;
  const asked = partsOf(question, context, gap);
  const answered = new Set(asked.filter(({ share }) => share > 0).map((one) => one.question));
  if (answered.size === 0) throw new GuideFault('question', 'has no answer to weigh. Answer at least one of the six');
  const parts = [...asked, STANDING];
  const weights = weightsOf(question, answered);
  return {
    question,
    context,
    gap,
    parts,
    weights,
    valuation: { attributes: attributesOf(parts, weights), keep, caution: CAUTION },
  };
}

function partsOf(question: GuideQuestion, context: Context, gap: GapAnswer | null): Part[] {
  const { goals, field, budget, time, recognition, reviews } = question;
  const ofGoals = goals && gap ? goalParts(goals, gap, field ? (context.development?.skills ?? []) : []) : [];
  const screened = gap !== null && gap.gap.length > 0;
  const all = [
    ...ofGoals,
    ...(field ? fieldParts(field, context, screened) : []),
    ...(budget ? budgetParts(budget) : []),
    ...(time ? timeParts(time, context.today) : []),
    ...(recognition ? recognitionParts(recognition, context) : []),
    ...(reviews ? reviewParts(reviews) : []),
  ];
  return asManyAs(all, MOST_ATTRIBUTES - 1);
}

/** Every hard limit, then what weighs most within its question: who answers everything that can be answered asks for more than can be weighed. */
function asManyAs(all: readonly Part[], most: number): Part[] {
  if (all.length <= most) return [...all];
  const kept = new Set(all.toSorted((a, b) => Number(b.hard) - Number(a.hard) || b.share - a.share).slice(0, most));
  return all.filter((part) => kept.has(part));
}

/** The weight of each part: its question's, by its share among the parts of that question. */
function attributesOf(parts: readonly Part[], weights: readonly QuestionWeight[]): Valuation['attributes'] {
  const sums = new Map<QuestionName, number>();
  for (const { question, share } of parts) sums.set(question, (sums.get(question) ?? 0) + share);
  const byQuestion = new Map(weights.map(({ question, weight }) => [question, weight]));
  return parts.map(({ question, share, hard, judge }) => ({
    ...judge,
    hard,
    weight: share === 0 ? 0 : ((byQuestion.get(question) ?? 0) * share) / (sums.get(question) ?? 1),
  }));
}
