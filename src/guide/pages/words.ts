/** Words of the guide's pages. */
import type { QuestionName } from '../schema.js';
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
