/** What past learners say. */
import { countOf, formatNumber } from '../../../ui/index.js';
import type { Aspect } from '../../schema/question.js';
import type { Said, Told } from './told.js';
import { together } from './told.js';

const ASPECT_WORDS: Record<Aspect, string> = {
  contentCurrent: 'content up to date',
  workloadTrue: 'workload as claimed',
  support: 'support',
  assessmentFair: 'fair assessment',
  useful: 'useful at work',
};

export function sayReviews(told: Told): Said {
  const matters = told.compiled.question.reviews?.matters ?? [];
  return together([sayRating(told), ...(matters.length > 0 ? [sayAspects(told, matters)] : [])]);
}

function sayRating({ card, course, compiled }: Told): Partial<Said> {
  const { rating } = card;
  if (rating === null) return { short: 'no reviews', sentences: ['Nobody has reviewed it where we can see it.'] };
  const asked = compiled.question.reviews;
  const stars = formatNumber(Math.round(rating.value * 100) / 100);
  const from =
    rating.count === null ? ', from a number of people that is not stated' : ` from ${countOf(rating.count, 'rating')}`;
  const below =
    asked?.rating && rating.value < asked.rating.value ? `, below your ${formatNumber(asked.rating.value)}` : '';
  const few =
    asked?.count && rating.count !== null && rating.count < asked.count.value
      ? `; you want ${formatNumber(asked.count.value)}`
      : '';
  const checked = course.provenance.rating?.checked ?? course.lastChecked;
  return {
    short: `${stars} of 5`,
    sentences: [`Rated ${stars} of 5${from}${below}${few}.`],
    facts: [
      { field: 'rating', value: stars, source: rating.source, checked },
      ...(rating.count === null
        ? []
        : [{ field: 'ratings', value: formatNumber(rating.count), source: rating.source, checked }]),
    ],
  };
}

function sayAspects({ reviews, compiled }: Told, matters: readonly Aspect[]): Partial<Said> {
  const checked = compiled.context.today;
  const known = matters.flatMap((aspect) => {
    const said = reviews?.aspects[aspect];
    return said ? [{ aspect, mean: formatNumber(Math.round(said.mean * 10) / 10), count: said.count }] : [];
  });
  const missing = matters.filter((aspect) => !reviews?.aspects[aspect]).map((aspect) => `“${ASPECT_WORDS[aspect]}”`);
  return {
    sentences: [
      ...known.map(({ aspect, mean }) => `${mean} for “${ASPECT_WORDS[aspect]}”.`),
      ...(missing.length > 0 ? [`Nobody has said here how it does on ${missing.join(', ')}.`] : []),
    ],
    facts: known.map(({ aspect, mean, count }) => ({
      field: ASPECT_WORDS[aspect],
      value: `${mean} from ${count}`,
      source: 'Cairn reviews',
      checked,
    })),
  };
}
