/** What features above the catalogue put on a course's page, for whoever looks at it. */
import type { FastifyRequest } from 'fastify';
import { type Auth, actorOfRequest } from '../../accounts/index.js';
import type { Course, Woven } from '../../catalogue/index.js';
import { achievementsOfCourse, EndorsementsSection, EndsInBadge, endorsementsOf } from '../../credentials/index.js';
import { withSigned } from '../../discovery/index.js';
import type { DiscussionParts } from '../../discussion/index.js';
import { runsHere, TakeItHere } from '../../learning/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { ReviewsSection, readReviews, takingOf } from '../../reviews/index.js';
import { CourseActs } from '../pages/course-acts.js';

export type CourseWeaving = { db: Db; auth: Auth; clock: Clock } & Pick<DiscussionParts, 'kinds'>;

export async function weaveCourse(
  { db, auth, clock }: CourseWeaving,
  course: Course,
  request: FastifyRequest,
): Promise<Woven> {
  const actor = await actorOfRequest(auth, db, request);
  const isSomebody = actor.kind === 'person';
  const taking = await takingOf(db, actor, course.id);
  const reviews = await readReviews(db, actor, { course, filter: { sort: 'helpful' }, page: 1, limit: 3 });
  const today = clock.today();
  const [{ recognition } = course] = await withSigned(db, [course], today);
  const endorsements = await endorsementsOf(db, { courseIds: [course.id] }, today);
  const claimed = recognition.filter(({ signed }) => !signed).map(({ body }) => body.name);
  const runs = await runsHere(db, course.id, clock.now());
  const isHere = runs.length > 0;
  return {
    recognition,
    here: isHere ? `/courses/${course.slug}/enrol` : null,
    acts: <CourseActs course={course} isSomebody={isSomebody} isHere={isHere} taking={taking} />,
    beside: (
      <>
        <TakeItHere slug={course.slug} runs={runs} />
        <EndsInBadge badges={await achievementsOfCourse(db, course.id)} />
        <EndorsementsSection about={course.id} endorsements={endorsements} claimed={claimed} />
        <ReviewsSection reviews={reviews} />
      </>
    ),
    rating: reviews.summary && { value: reviews.summary.plain, count: reviews.summary.count },
    personal: isSomebody,
  };
}
