/** Published editions, kept in memory: they never change. */
import type { Db } from '../../platform/db/index.js';
import { findEditionRow } from '../queries/courses.js';
import { CourseContent, LearningError, type Step, type Week } from '../schema/index.js';

export type Edition = {
  courseId: string;
  number: number;
  content: CourseContent;
  /** For each step by its key: what makes it the same step. */
  digests: Readonly<Record<string, string>>;
  minutes: number;
  publishedAt: Date;
  /** All steps in their order, with their week. */
  steps: readonly { step: Step; week: Week; number: number }[];
};

const MOST_KEPT = 200;
const kept = new Map<string, Edition>();

/** @throws LearningError 404 */
export async function getEdition(db: Db, courseId: string, number: number): Promise<Edition> {
  const name = `${courseId}/${number}`;
  const known = kept.get(name);
  if (known) return known;
  const row = await findEditionRow(db, courseId, number);
  if (!row) throw new LearningError(404, 'There is no such edition of this course.');
  const content = CourseContent.parse(row.content);
  const edition = { ...row, content, steps: stepsOf(content) };
  kept.set(name, edition);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return edition;
}

function stepsOf(content: CourseContent): Edition['steps'] {
  return content.weeks
    .flatMap((week) => week.steps.map((step) => ({ step, week })))
    .map((place, index) => ({ ...place, number: index + 1 }));
}
