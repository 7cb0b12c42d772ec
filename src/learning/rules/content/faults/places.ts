/** Where something stands in a course, in words for its author. */
import type { DraftContent, DraftStep } from '../../../schema/draft.js';
import type { Item } from '../../../schema/index.js';

export type Fault = {
  /** `Week 2, step 3 “Quiz”, question 1`. */
  at: string;
  /** The key of the step, where it is about one: its editor is there. */
  step: string | null;
  field: string;
  message: string;
};
export type At = { at: string; step: string | null };

export function placesOf<S extends DraftStep>(content: {
  weeks: readonly { steps: readonly S[] }[];
}): { at: string; step: S }[] {
  return content.weeks.flatMap(({ steps }, week) =>
    steps.map((step, index) => ({ at: `Week ${week + 1}, step ${index + 1} “${step.title}”`, step })),
  );
}

/** All questions, those of banks last. */
export function itemsOf(content: DraftContent): (At & { item: Item })[] {
  const own = placesOf(content).flatMap(({ at, step }) => {
    const items = step.type === 'quiz' ? step.draws.flatMap((draw) => ('items' in draw ? draw.items : [])) : [];
    return items.map((item, index) => ({ at: `${at}, question ${index + 1}`, step: step.key, item }));
  });
  const banked = content.banks.flatMap(({ title, items }) =>
    items.map((item, index) => ({ at: `Bank “${title}”, question ${index + 1}`, step: null, item })),
  );
  return [...own, ...banked];
}

/** What stands more than once, each once. */
export function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.has(value) || !seen.add(value)))];
}

/** `a, b and c`, each in quotation marks. */
export function quoted(values: readonly string[]): string {
  const marked = values.map((value) => `“${value}”`);
  return marked.length < 2 ? (marked[0] ?? '') : `${marked.slice(0, -1).join(', ')} and ${marked.at(-1)}`;
}
