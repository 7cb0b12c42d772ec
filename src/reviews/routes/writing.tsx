/** A person's own reviews and votes. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, NotAllowedError, refusalFrom } from '../../accounts/index.js';
import type { Course } from '../../catalogue/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { listOwnReviews, readOwnReview } from '../actions/reading.js';
import { voteOnReview } from '../actions/voting.js';
import { changeReview, refuseParty, removeReview, writeReview } from '../actions/writing.js';
import { OwnReviewsPage, RemoveReviewPage, ReviewFormPage } from '../pages/form-pages.js';
import { reviewsOfCourseBy } from '../queries/reviews.js';
import { readReview, textsOfReview } from '../rules/form.js';
import { ReviewError } from '../schema.js';
import {
  actorOf,
  doneAsked,
  getCourse,
  ofCourse,
  ofReview,
  type ReviewRoutes,
  sent,
  signedIn,
  textsOf,
  wordOf,
} from './parts.js';

const DONE: Record<string, string> = {
  held: 'Thank you. A moderator looks at your review before others can read it; a letter tells you why.',
  changed: 'Your review is changed.',
  removed: 'Your review is removed.',
};
const Edition = z.coerce.number().int().min(1).max(1_000_000);
const FAULTY = 'Something needs changing before this can be kept.';

export function addWritingRoutes(app: App, parts: ReviewRoutes): void {
  const { db, clock, frame } = parts;

  const showNew = (
    reply: FastifyReply,
    actor: Actor,
    course: Course,
    texts: Record<string, string>,
    refusal?: Refusal,
  ) => {
    const shown = { slug: course.slug, title: course.title, editions: course.edition.number };
    const more = { texts, refusal, name: nameOf(actor), today: clock.today() };
    return html(reply, <ReviewFormPage frame={frame} course={shown} {...more} />);
  };
  const create = '/reviews/:slug/new';
  app.get(create, { config: signedIn, schema: { params: ofCourse } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const course = await getCourse(parts, request.params.slug);
    if (actor.kind === 'person') {
      await refuseParty(db, course, actor);
      const own = await reviewsOfCourseBy(db, course.id, actor.id);
      const present = own.find(({ edition }) => edition === course.edition.number);
      if (present && course.edition.number === 1) return reply.redirect(`/my/reviews/${present.id}`, 303);
    }
    return showNew(reply, actor, course, {});
  });
  app.post(create, { config: signedIn, schema: { params: ofCourse, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const course = await getCourse(parts, request.params.slug);
    const texts = textsOf(request.body);
    const again = (refusal: Refusal, status = 422) => {
      reply.code(status);
      return showNew(reply, actor, course, texts, refusal);
    };
    const edition = Edition.safeParse(texts.edition || String(course.edition.number));
    const { said, faults } = readReview(texts, clock.today());
    if (!said || !edition.success)
      return again({
        message: FAULTY,
        fields: { ...faults, ...(edition.success ? {} : { edition: 'Choose an edition.' }) },
      });
    const of = { id: course.id, edition: course.edition.number };
    try {
      const { id, held } = await writeReview(parts, actor, { course: of, edition: edition.data, said }, clock.now());
      return reply.redirect(
        held ? '/my/reviews?done=held' : `/courses/${course.slug}/reviews?review=${id}&done=written`,
        303,
      );
    } catch (error) {
      return again(...refusalOf(error));
    }
  });

  app.get('/my/reviews', { config: signedIn, schema: { querystring: doneAsked } }, async (request, reply) => {
    const reviews = await listOwnReviews(db, await actorOf(parts, request));
    return html(reply, <OwnReviewsPage frame={frame} reviews={reviews} done={wordOf(DONE, request.query.done)} />);
  });

  const own = '/my/reviews/:review';
  const showOwn = async (
    reply: FastifyReply,
    actor: Actor,
    id: string,
    given?: Record<string, string>,
    refusal?: Refusal,
  ) => {
    const review = await readOwnReview(db, actor, id);
    const course = { ...review.course, editions: review.edition };
    const more = { texts: given ?? textsOfReview(review.said), refusal, name: nameOf(actor), today: clock.today() };
    return html(reply, <ReviewFormPage frame={frame} course={course} review={review} {...more} />);
  };
  app.get(own, { config: signedIn, schema: { params: ofReview } }, async (request, reply) =>
    showOwn(reply, await actorOf(parts, request), request.params.review),
  );
  app.post(own, { config: signedIn, schema: { params: ofReview, body: sent } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const id = request.params.review;
    const texts = textsOf(request.body);
    const again = (refusal: Refusal, status = 422) => {
      reply.code(status);
      return showOwn(reply, actor, id, texts, refusal);
    };
    await readOwnReview(db, actor, id);
    const { said, faults } = readReview(texts, clock.today());
    if (!said) return again({ message: FAULTY, fields: faults });
    try {
      const { held } = await changeReview(parts, actor, id, said, clock.now());
      return reply.redirect(`/my/reviews?done=${held ? 'held' : 'changed'}`, 303);
    } catch (error) {
      return again(...refusalOf(error));
    }
  });

  const removal = `${own}/removal`;
  app.get(removal, { config: signedIn, schema: { params: ofReview } }, async (request, reply) => {
    const review = await readOwnReview(db, await actorOf(parts, request), request.params.review);
    return html(reply, <RemoveReviewPage frame={frame} review={review} />);
  });
  app.post(removal, { config: signedIn, schema: { params: ofReview } }, async (request, reply) => {
    await removeReview(parts, await actorOf(parts, request), request.params.review, clock.now());
    return reply.redirect('/my/reviews?done=removed', 303);
  });

  const Voted = z.object({ helpful: z.enum(['yes', 'no', 'none']) });
  app.post(
    '/reviews/:review/vote',
    { config: signedIn, schema: { params: ofReview, body: Voted } },
    async (request, reply) => {
      const { review: id } = request.params;
      const { helpful } = request.body;
      const asked = { id, helpful: helpful === 'none' ? null : helpful === 'yes' };
      const { courseSlug } = await voteOnReview(parts, await actorOf(parts, request), asked, clock.now());
      const done = helpful === 'none' ? 'vote-back' : 'voted';
      return reply.redirect(`/courses/${courseSlug}/reviews?review=${id}&done=${done}`, 303);
    },
  );
}

function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : '';
}

/** Why a review came back, with the status that fits; what is no affair of the form is thrown on. */
function refusalOf(error: unknown): [Refusal, number] {
  if (error instanceof NotAllowedError) throw error;
  const { message } = refusalFrom(error);
  const fields = error instanceof ReviewError ? error.fields : undefined;
  return [{ message, ...(fields ? { fields } : {}) }, (error as { status?: number }).status ?? 422];
}
