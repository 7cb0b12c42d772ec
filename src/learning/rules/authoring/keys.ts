/** Keys of the parts of a course: made from their first title, and never changed afterwards. */
import { slugOf } from '../../../catalogue/index.js';
import type { DraftContent, DraftStep } from '../../schema/draft.js';
import type { Item } from '../../schema/index.js';
import { NO_KEY } from '../../schema/words.js';

/** `Four phases` → `four-phases`, or `four-phases-2` where that is taken. `kind` where the words hold no letter that a key can. */
export function keyFrom(words: string, taken: Iterable<string>, kind: string): string {
  const known = new Set([...taken, NO_KEY]);
  const stem = slugOf(words).slice(0, 48).replace(/-+$/, '') || kind;
  if (!known.has(stem)) return stem;
  let number = 2;
  while (known.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

export const stepsOf = ({ weeks }: DraftContent): DraftStep[] => weeks.flatMap(({ steps }) => steps);
export const stepKeys = (draft: DraftContent): string[] => stepsOf(draft).map(({ key }) => key);

/** Questions are known by their keys over all quizzes and banks. */
export function itemKeys(draft: DraftContent): string[] {
  const own = stepsOf(draft).flatMap((step) => (step.type === 'quiz' ? ownItems(step) : []));
  return [...own, ...draft.banks.flatMap(({ items }) => items)].map(({ key }) => key);
}

/** The questions that a quiz has itself, over all its draws. */
export function ownItems(quiz: Extract<DraftStep, { type: 'quiz' }>): Item[] {
  return quiz.draws.flatMap((draw) => ('items' in draw ? draw.items : []));
}
