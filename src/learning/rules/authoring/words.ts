/** The parts of a course in words for its authors. */
import type { CompletionPolicy, Item, ItemType, StepType } from '../../schema/index.js';
import { inPercent } from './forms/texts.js';

export const STEP_WORDS: Readonly<Record<StepType, { name: string; about: string }>> = {
  article: { name: 'Article', about: 'Words and pictures to read' },
  video: { name: 'Video', about: 'A film or a recording, with captions and transcript' },
  quiz: { name: 'Quiz', about: 'Questions that are scored at once: practice, or a test' },
  assignment: { name: 'Assignment', about: 'Work that is handed in and marked by a rubric' },
  discussion: { name: 'Discussion', about: 'A question that learners answer to each other' },
  session: { name: 'Live session', about: 'Together, online or in a room; when and where is said by each run' },
};

export const ITEM_WORDS: Readonly<Record<ItemType, { name: string; about: string }>> = {
  choice: { name: 'One answer', about: 'One of several options is right' },
  multiple: { name: 'Several answers', about: 'Some of the options are right' },
  match: { name: 'Match', about: 'Each on the left belongs to one on the right' },
  order: { name: 'Order', about: 'Put into the right order' },
  hotspot: { name: 'Place in a picture', about: 'Choose an area of a picture' },
  numeric: { name: 'Number', about: 'A number, with a tolerance' },
  short: { name: 'Short text', about: 'A word or a few, as you accept them' },
  cloze: { name: 'Gaps in a text', about: 'Words, numbers or choices in a text' },
};

export function itemTitle(item: Item): string {
  const words = (item.prompt || (item.type === 'cloze' ? item.text : '')).replace(/\s+/g, ' ').trim();
  return words.length > 120 ? `${words.slice(0, 118)} …` : words || 'A question without words';
}

/** For example: at least 90% of the required steps, each test attempted, 70% on average. */
export function policyInWords({ steps, tests, average, attendance }: CompletionPolicy): string {
  const parts = [
    ...(steps > 0 ? [`at least ${inPercent(steps)}% of the required steps are done`] : []),
    ...(tests === 'average' ? [] : [`each test and assignment is ${tests === 'passed' ? 'passed' : 'attempted'}`]),
    ...(average === null ? [] : [`they come to ${inPercent(average)}% on average`]),
    ...(attendance > 0 ? [`at least ${inPercent(attendance)}% of the live sessions are attended`] : []),
  ];
  if (parts.length === 0) return 'The course is completed by its first step.';
  return `The course is completed when ${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`}.`;
}
