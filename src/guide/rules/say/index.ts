/** One course of the list in words: a sentence for each question, its best and worst point, and what to ask the provider. */
import type { GuideItem, LimitOutcome, QuestionValue } from '../../schema/answer.js';
import type { QuestionName } from '../../schema/question.js';
import { CAUTION, type Compiled } from '../compile.js';
import { rangesOf } from '../ranges.js';
import { sayBudget } from './budget.js';
import { sayField } from './field.js';
import { sayGoals } from './goals.js';
import { sayRecognition } from './recognition.js';
import { sayReviews } from './reviews.js';
import { sayTime } from './time.js';
import { type Judged, type Said, type Told, tell, type Weighed } from './told.js';

const SAY: Record<QuestionName, (told: Told) => Said> = {
  goals: sayGoals,
  field: sayField,
  budget: sayBudget,
  time: sayTime,
  recognition: sayRecognition,
  reviews: sayReviews,
};

export type Explained = Pick<GuideItem, 'questions' | 'best' | 'worst' | 'unknown'>;

/** A point this good is nothing to warn of, and one this bad nothing to praise. */
const GOOD = 0.8;
const POOR = 0.3;

export function explain(weighed: Weighed, compiled: Compiled): Explained {
  const said = compiled.weights.map(({ question, weight }) => {
    const told = tell(weighed, compiled, question);
    return { question, weight, told, words: SAY[question](told) };
  });
  const ranges = rangesOf(compiled, weighed.fits);
  const questions = said.map(({ question, weight, told, words }, at): QuestionValue => {
    return {
      name: question,
      weight,
      value: ranges[at] ?? [0, 1],
      short: words.short,
      sentence: words.sentences.join(' ') || 'Nothing of it is stated.',
      facts: words.facts,
      limits: told.judged.filter(({ part }) => !part.limit.startsWith('standing.')).map(outcomeOf),
    };
  });
  return {
    questions,
    ...extremes(questions),
    unknown: said.flatMap(({ question, words }) => words.unknown.map((one) => ({ question, ...one }))),
  };
}

function outcomeOf({ part, fit }: Judged): LimitOutcome {
  const outcome = fit.high > fit.low ? 'unknown' : fit.low >= 1 ? 'met' : fit.ease > 0 ? 'broken' : 'partly';
  return { limit: part.limit, hard: part.hard, outcome };
}

/** The questions that do most for it and against it, by weight. */
function extremes(questions: readonly QuestionValue[]): Pick<GuideItem, 'best' | 'worst'> {
  const points = ({ value: [low, high] }: QuestionValue) => low + CAUTION * (high - low);
  const gain = (one: QuestionValue) => one.weight * points(one);
  const loss = (one: QuestionValue) => one.weight * (1 - points(one));
  const best = questions.toSorted((a, b) => gain(b) - gain(a))[0];
  const worst = questions.filter((one) => one !== best).toSorted((a, b) => loss(b) - loss(a))[0];
  const point = (one: QuestionValue) => ({ question: one.name, sentence: one.sentence });
  return {
    best: best && points(best) > POOR ? point(best) : null,
    worst: worst && points(worst) < GOOD ? point(worst) : null,
  };
}
