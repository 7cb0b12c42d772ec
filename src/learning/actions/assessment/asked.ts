/** What an attempt asks: items of the edition in which it was begun, in the order in which they were drawn. */
import type { Db } from '../../../platform/db/index.js';
import { type DrawnItem, itemsOf } from '../../rules/assessment/index.js';
import type { Attempt } from '../../schema/assessment.js';
import { type Item, LearningError, type QuizStep } from '../../schema/index.js';
import { getEdition } from '../editions.js';

export type Asked = { step: QuizStep; questions: { item: Item; order: DrawnItem['order'] }[] };

/** @throws LearningError 404 where the edition has no such quiz: it cannot, since editions never change. */
export async function askedIn(
  db: Db,
  courseId: string,
  { edition: number, step: key, drawn }: Pick<Attempt, 'edition' | 'step' | 'drawn'>,
): Promise<Asked> {
  const { content, steps } = await getEdition(db, courseId, number);
  const step = steps.find(({ step }) => step.key === key)?.step;
  if (step?.type !== 'quiz') throw new LearningError(404, 'This course has no such quiz.');
  const items = itemsOf(step, content.banks);
  const questions = drawn.flatMap(({ item: name, order }) => {
    const item = items.get(name);
    return item ? [{ item, order }] : [];
  });
  return { step, questions };
}
