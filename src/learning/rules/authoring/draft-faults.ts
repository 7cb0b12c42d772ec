/** What stops a draft from being published: what is still missing, then what the whole of it has wrong. */
import type { DraftContent, DraftStep } from '../../schema/draft.js';
import { CourseContent } from '../../schema/index.js';
import { type Fault, faultsOf } from '../content/index.js';

/** `media`: names of the course's files. What is missing is told first; the rest is looked at once nothing is. */
export function faultsOfDraft(draft: DraftContent, known: { media: readonly string[] }): Fault[] {
  const missing = draft.weeks.flatMap((week, index) =>
    week.steps.flatMap((step, at) => {
      const said = missingIn(step);
      return said ? [{ at: `Week ${index + 1}, step ${at + 1} “${step.title}”`, step: step.key, ...said }] : [];
    }),
  );
  if (missing.length > 0) return missing;
  const whole = CourseContent.safeParse(draft);
  if (whole.success) return faultsOf(whole.data, known);
  return whole.error.issues.map(({ path, message }) => ({
    at: 'The course',
    step: null,
    field: path.join('.'),
    message,
  }));
}

/** The content as it can be published; null: something is missing. */
export function wholeOf(draft: DraftContent): CourseContent | null {
  return CourseContent.safeParse(draft).data ?? null;
}

function missingIn(step: DraftStep): { field: string; message: string } | null {
  if (step.type === 'video' && step.video === undefined)
    return { field: 'video', message: 'It has no video yet. Upload the file, then choose it here.' };
  if (step.type === 'assignment' && step.rubric.length === 0)
    return { field: 'rubric', message: 'It has no rubric yet. Add what the work is marked by.' };
  if (step.type !== 'quiz') return null;
  const asks = step.draws.some((draw) => 'bank' in draw || draw.items.length > 0);
  return asks ? null : { field: 'draws', message: 'It asks nothing yet. Add a question, or draw from a bank.' };
}
