/** Words of the guide's pages. */
import type { QuestionName, Reading } from '../schema.js';
import type { Option } from './asking.js';

/** The six questions as they are put to a person. */
export const QUESTION_TITLES: Record<QuestionName, string> = {
  goals: 'What is your goal?',
  field: 'Is something new in your field?',
  budget: 'Who pays, and how much?',
  time: 'How much time have you?',
  recognition: 'Who must recognise it?',
  reviews: 'What do others say?',
};

/** The same in a word or two, for chips and bars. */
export const QUESTION_CHIPS: Record<QuestionName, string> = {
  goals: 'Goal',
  field: 'New',
  budget: 'Cost',
  time: 'Time',
  recognition: 'Recognised',
  reviews: 'Reviews',
};

/** An occupation in other words than ours: what it was read as, or what came of it. */
export function readingInWords({ field, words, as }: Reading): string {
  if (as !== null) return `We read “${words}” as ${lowerFirst(as)}.`;
  return field.startsWith('goals.now')
    ? `We know no occupation called “${words}”, so nothing counts as there already.`
    : `We know no occupation called “${words}”, so we look for these words in the courses.`;
}

/** "Registered nurse" within a sentence; "IT project manager" stays. */
function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

export const CURRENCIES_OFFERED: readonly Option[] = [
  'GBP',
  'EUR',
  'USD',
  'AUD',
  'CAD',
  'CHF',
  'HKD',
  'INR',
  'JPY',
  'NZD',
  'SEK',
  'SGD',
  'ZAR',
].map((value) => ({ value, label: value }));
