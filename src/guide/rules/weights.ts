/**
 * What each question counts for. From an order: rank-order centroids (Barron & Barrett 1996, SMARTER), the mean of all the
 * weightings that keep the order. From sliders: as given, made to add up to one. A question without an answer has none.
 */
import { type GuideQuestion, QUESTIONS, type QuestionName } from '../schema/question.js';

/** How an order is read where nobody gives one: the goal, then what can stop her. */
const USUAL: readonly QuestionName[] = ['goals', 'time', 'budget', 'recognition', 'field', 'reviews'];

export type QuestionWeight = { question: QuestionName; weight: number };

/** Weights of the answered questions, in the order of the page; together 1 (empty: nothing was answered). */
export function weightsOf(
  { order, weights }: Pick<GuideQuestion, 'order' | 'weights'>,
  answered: ReadonlySet<QuestionName>,
): QuestionWeight[] {
  const asked = QUESTIONS.filter((name) => answered.has(name));
  const raw = weights ? asked.map((name) => weights[name] ?? 0) : centroids(asked, order ?? []);
  const sum = raw.reduce((a, b) => a + b, 0);
  return asked.map((question, i) => ({ question, weight: sum > 0 ? (raw[i] ?? 0) / sum : 1 / asked.length }));
}

function centroids(asked: readonly QuestionName[], order: readonly QuestionName[]): number[] {
  const ranked = [...new Set([...order, ...USUAL])].filter((name) => asked.includes(name));
  return asked.map((name) => centroid(ranked.indexOf(name), ranked.length));
}

/** The weight of the place `at` (from 0) among `count`: (1/(at+1) + … + 1/count) / count. */
function centroid(at: number, count: number): number {
  let sum = 0;
  for (let place = at + 1; place <= count; place++) sum += 1 / place;
  return sum / count;
}
