/** Which rating a course is shown with: what Cairn's own reviews say, once there are enough of them, else what its source says. */
import type { Course } from '../../catalogue/index.js';
import type { ReviewSummary } from '../../reviews/index.js';

export type Rating = { value: number; count: number | null; source: string };

/** So many reviews of Cairn's own outweigh a rating that nobody here can look into. */
const ENOUGH = 5;

/** Null: nobody has rated it. `reviews` null: Cairn has no review of it. */
export function ratingOf(course: Course, reviews: ReviewSummary | null): Rating | null {
  const own = reviews === null || reviews.count === 0 ? null : ownRating(reviews);
  if (own !== null && own.count >= ENOUGH) return own;
  return course.rating ? statedRating(course, course.rating) : own;
}

/** The arithmetic mean, which a reader can work out again; where courses are compared, few ratings count for less anyway. */
function ownRating({ plain, count }: ReviewSummary): Rating & { count: number } {
  return { value: Math.round(plain * 100) / 100, count, source: 'Cairn reviews' };
}

function statedRating(course: Course, { value, count }: NonNullable<Course['rating']>): Rating {
  const source = course.provenance.rating?.sourceName ?? course.sources[0]?.name ?? '';
  return { value, count: count ?? null, source };
}
