/** 6. What others say: the rating, how many stand behind it, and the aspects that matter to her. */
import type { Fit } from '../../../discovery/index.js';
import { formatNumber } from '../../../ui/index.js';
import type { Aspect, GuideQuestion } from '../../schema/question.js';
import { broken, known, open, stepOf } from '../fits.js';
import { type Part, part } from './part.js';

type Reviews = NonNullable<GuideQuestion['reviews']>;

const SHARE = { rating: 0.45, count: 0.25, aspects: 0.3 };
/** What people on these sites give a course that is all right. */
const USUAL_RATING = 4;
/** So many ratings are as good as any number. */
const MANY = 100;

export function reviewParts({ rating, count, matters }: Reviews): Part[] {
  if (rating === undefined && count === undefined && matters === undefined) return [];
  return [
    ratingPart(rating),
    countPart(count),
    ...(matters ?? []).map((aspect) => aspectPart(aspect, matters?.length ?? 1)),
  ];
}

/** From 0.6 at the least rating asked for to 1 at five stars; half a star below it 0.35, a star and more below it little. */
function ratingPart(least: Reviews['rating']): Part {
  const wanted = least?.value ?? USUAL_RATING;
  const lower = [0.2, 0.5, 1].map((less) => Math.max(0, Math.round((wanted - less) * 10) / 10));
  const judge = (stars: number | null): Fit => {
    if (stars === null) return broken(open(0, 1), null);
    if (stars >= wanted) return known(wanted >= 5 ? 1 : 0.6 + (0.4 * (stars - wanted)) / (5 - wanted));
    return broken(known(Math.max(0, 0.6 - 0.5 * (wanted - stars))), stepOf(lower.map((one) => stars >= one)));
  };
  return {
    ...part('reviews', 'reviews.rating', SHARE.rating, { of: 'number', name: 'rating', judge }),
    hard: least?.hard ?? false,
    easing: lower.map((stars) => ({
      change: `${formatNumber(stars)} stars instead of ${formatNumber(wanted)}`,
      set: { path: 'reviews.rating.value', value: stars },
    })),
  };
}

/** Few ratings leave it open how good a course is; nobody's rating leaves it quite open. */
function countPart(least: Reviews['count']): Part {
  const wanted = least?.value ?? MANY;
  const fewer = [0.5, 0.25, 0.1].map((factor) => Math.max(1, Math.round(wanted * factor)));
  const judge = (count: number | null): Fit => {
    if (count === null) return broken(open(0, 0.7), null);
    const value = Math.min(1, Math.log(1 + count) / Math.log(1 + wanted));
    const fit = open(value, Math.max(value, Math.min(1, value + 0.4 / (1 + count / 5))));
    return count >= wanted ? known(1) : broken(fit, stepOf(fewer.map((one) => count >= one)));
  };
  return {
    ...part('reviews', 'reviews.count', SHARE.count, { of: 'number', name: 'reviews', judge }),
    hard: least?.hard ?? false,
    easing: fewer.map((count) => ({
      change: `${formatNumber(count)} ratings instead of ${formatNumber(wanted)}`,
      set: { path: 'reviews.count.value', value: count },
    })),
  };
}

function aspectPart(aspect: Aspect, among: number): Part {
  return part('reviews', `reviews.matters.${aspect}`, SHARE.aspects / among, {
    of: 'number',
    name: aspect,
    judge: (mean) => (mean === null ? open(0, 1) : known((mean - 1) / 4)),
  });
}
