/** Figures about the questions of a course, for its staff. */
import type { Db } from '../../../platform/db/index.js';
import { endedResults } from '../../queries/assessment/attempts.js';
import { figuresOf, type ItemFigures, itemsOf } from '../../rules/assessment/index.js';
import type { QuizStep } from '../../schema/index.js';
import { getEdition } from '../editions.js';

export type QuizFigures = {
  step: string;
  title: string;
  test: boolean;
  /** Ended attempts. */
  attempts: number;
  /** Mean score, from 0 to 1; null: no attempt. */
  mean: number | null;
  /** Minutes from beginning to end, in the middle one of all attempts; the time of a single question is not observed. */
  minutes: number | null;
  items: ItemFigures[];
};

/** The newest attempts are enough for figures. */
const MOST_ATTEMPTS = 5000;

/**
 * Each quiz of an edition with the figures of its items; nobody is named or numbered. Who may see it is asked by whoever calls.
 * @throws LearningError 404 no such edition
 */
export async function itemStatistics(db: Db, courseId: string, edition: number): Promise<QuizFigures[]> {
  const { content, steps } = await getEdition(db, courseId, edition);
  const quizzes = steps.map(({ step }) => step).filter((step) => step.type === 'quiz');
  if (quizzes.length === 0) return [];
  const ended = await endedResults(db, courseId, edition, MOST_ATTEMPTS);
  return quizzes.map((step: QuizStep) => {
    const own = ended.filter((attempt) => attempt.step === step.key);
    const results = own.map(({ result }) => result);
    return {
      ...{ step: step.key, title: step.title, test: step.test, attempts: own.length },
      mean: own.length === 0 ? null : own.reduce((sum, { score }) => sum + score, 0) / own.length,
      minutes: middle(own.map(({ minutes }) => minutes)),
      items: [...itemsOf(step, content.banks).values()].map((item) => figuresOf(item, results)),
    };
  });
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? null;
}
