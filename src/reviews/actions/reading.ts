/** Reviews as whoever looks sees them. */
import { type Actor, requirePerson } from '../../accounts/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  earlierVersions,
  findReview,
  findShown,
  isParty,
  listShown,
  reviewsOf,
  reviewsOfCourseBy,
} from '../queries/reviews.js';
import { reviewGroups, reviewSummaries } from '../queries/summaries.js';
import type { Group, OwnReview, ReviewFilter, ReviewSummary, Said, ShownReview } from '../schema.js';
import { idOfActor, unknownReview } from './parts.js';

export const REVIEWS_A_PAGE = 20;

export type CourseReviews = {
  courseId: string;
  slug: string;
  /** Null: none counts. */
  summary: ReviewSummary | null;
  groups: Group[];
  reviews: ShownReview[];
  total: number;
  page: number;
  filter: ReviewFilter;
  /** Who looks: may write one, has written one (of the present edition), would have to sign in, or belongs to the provider. */
  stance: 'writes' | 'has-written' | 'signs-in' | 'belongs';
};

type Asked = {
  course: { id: string; slug: string; edition: { number: number } };
  filter: ReviewFilter;
  page: number;
  limit?: number;
};

export async function readReviews(db: Db, actor: Actor, asked: Asked): Promise<CourseReviews> {
  const { course, filter, limit = REVIEWS_A_PAGE } = asked;
  const viewerId = idOfActor(actor);
  const summary = (await reviewSummaries(db, [course.id])).get(course.id) ?? null;
  const list = (page: number) =>
    listShown(db, { courseId: course.id, viewerId, filter, limit, offset: (page - 1) * limit });
  let page = Math.max(1, asked.page);
  let found = await list(page);
  const last = Math.max(1, Math.ceil(found.total / limit));
  if (page > last) {
    page = last;
    found = await list(page);
  }
  return {
    courseId: course.id,
    slug: course.slug,
    summary,
    groups: summary ? await reviewGroups(db, course.id) : [],
    ...found,
    page,
    filter,
    stance: await stanceOf(db, viewerId, course),
  };
}

async function stanceOf(db: Db, viewerId: string | null, course: Asked['course']): Promise<CourseReviews['stance']> {
  if (viewerId === null) return 'signs-in';
  if (await isParty(db, course.id, viewerId)) return 'belongs';
  const own = await reviewsOfCourseBy(db, course.id, viewerId);
  return own.some(({ edition }) => edition === course.edition.number) ? 'has-written' : 'writes';
}

/** One review of a course that is shown. @throws ReviewError 404, for one of another course too */
export async function readReview(db: Db, actor: Actor, id: string, courseId: string): Promise<ShownReview> {
  const review = await findShown(db, { id, courseId, viewerId: idOfActor(actor) });
  if (!review) throw unknownReview();
  return review;
}

/** One's own, with what it said before. @throws SignInNeededError; ReviewError 404 */
export async function readOwnReview(
  db: Db,
  actor: Actor,
  id: string,
): Promise<OwnReview & { earlier: { version: number; said: Said; until: Date }[] }> {
  const person = requirePerson(actor);
  const review = await findReview(db, id);
  if (!review || review.personId !== person.id) throw unknownReview();
  return { ...review, earlier: await earlierVersions(db, id) };
}

export async function listOwnReviews(db: Db, actor: Actor): Promise<OwnReview[]> {
  return reviewsOf(db, requirePerson(actor).id);
}
