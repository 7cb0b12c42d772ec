/** Why a course was found, in sentences. Pure. */
import type { Why } from '../schema.js';

const FIELDS: Record<string, string> = {
  title: 'the title',
  subtitle: 'the subtitle',
  summary: 'the summary',
  description: 'the description',
  organisations: 'the name of who offers it',
  subjects: 'its subjects',
  skills: 'the skills it teaches',
  outcomes: 'what you will learn',
  codes: 'its code',
};

const BOOSTS: Record<string, string> = {
  phrase: 'The words stand together.',
  title: 'The title is close to what you typed.',
  open: 'You can enrol now or soon.',
  ended: 'Placed lower: its last known run has ended.',
  rating: 'Past learners rate it well.',
};

/** At most four sentences: first the words that matched, then what moved it up or down. */
export function whyInWords(why: Why): string[] {
  const matched = why.terms
    .slice(0, 3)
    .map((term) => `${found(term)} in ${listed(term.fields.slice(0, 2).map((field) => FIELDS[field] ?? field))}.`);
  const moved = why.boosts
    .filter((boost) => Math.abs(boost.factor - 1) >= 0.02)
    .flatMap((boost) => BOOSTS[boost.name] ?? []);
  return [...matched, ...moved].slice(0, 4);
}

function found(term: Why['terms'][number]): string {
  if (term.how === 'synonym') return `“${term.found}”, another word for “${term.asked}”, is`;
  if (term.how === 'typo') return `“${term.asked}” was read as “${term.found}”, which is`;
  return `“${term.asked}” is`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'the course') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
