/** Reviews for everybody: all of a course, its JSON, how they work. */
import { z } from 'zod';
import { NOBODY } from '../../accounts/index.js';
import { type App, html } from '../../platform/http/index.js';
import { REVIEWS_A_PAGE, readReview, readReviews } from '../actions/reading.js';
import { AboutReviewsPage } from '../pages/about-pages.js';
import { ReviewsPage } from '../pages/list-page.js';
import { complaintFigures } from '../queries/standing.js';
import { allRatings, readPrior } from '../queries/summaries.js';
import { ASPECTS, Finished, Incentive, Paid, type ReviewFilter, type ShownReview, SORTS } from '../schema.js';
import { actorOf, getCourse, ofCourse, open, type ReviewRoutes, wordOf } from './parts.js';

const DONE: Record<string, string> = {
  written: 'Your review is on the page. Thank you: it helps whoever comes after you.',
  voted: 'Your vote is counted.',
  'vote-back': 'Your vote is taken back.',
};

const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');
const number = (most: number) => z.coerce.number().int().min(1).max(most);
const filters = {
  sort: z.enum(SORTS),
  edition: number(100_000).optional(),
  verified: yesNo.optional(),
  paid: Paid.optional(),
  finished: Finished.optional(),
  overall: number(5).optional(),
  page: number(100_000),
};
/** A page takes what it understands and leaves the rest. */
const PageAsked = z.object({
  sort: filters.sort.catch('helpful'),
  edition: filters.edition.catch(undefined),
  verified: filters.verified.catch(undefined),
  paid: filters.paid.catch(undefined),
  finished: filters.finished.catch(undefined),
  overall: filters.overall.catch(undefined),
  page: filters.page.catch(1),
  review: z.uuid().optional().catch(undefined),
  done: z.string().max(40).optional().catch(undefined),
});
const ApiAsked = z.object({
  ...filters,
  sort: filters.sort.default('helpful'),
  page: filters.page.default(1),
  perPage: number(100).default(REVIEWS_A_PAGE),
});

const rating = z.int().min(1).max(5);
const aspects = <Shape extends z.ZodType>(shape: Shape) =>
  z.object(
    Object.fromEntries(ASPECTS.map((aspect) => [aspect, shape.nullable()])) as Record<string, z.ZodNullable<Shape>>,
  );
const ReviewAnswer = z.object({
  id: z.uuid(),
  edition: z.int(),
  overall: rating,
  aspects: aspects(rating),
  advantages: z.string().nullable(),
  disadvantages: z.string().nullable(),
  suits: z.string().nullable(),
  hours: z.number().nullable(),
  paid: Paid.nullable(),
  incentive: Incentive,
  finished: Finished,
  taken: z.string().nullable(),
  name: z.string().nullable(),
  verified: z.boolean(),
  counts: z.boolean(),
  helpful: z.int(),
  unhelpful: z.int(),
  created: z.iso.datetime(),
  changed: z.iso.datetime().nullable(),
  reply: z.object({ organisation: z.object({ slug: z.string(), name: z.string() }), text: z.string() }).nullable(),
});
const ReviewsAnswer = z.object({
  summary: z
    .object({
      count: z.int(),
      verified: z.int(),
      mean: z.number().describe('Drawn towards what courses are worth on the whole, for comparing'),
      plain: z.number().describe('The arithmetic mean'),
      aspects: aspects(z.object({ mean: z.number(), count: z.int() })),
    })
    .nullable(),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
  items: z.array(ReviewAnswer),
});

export function addPublicRoutes(app: App, parts: ReviewRoutes): void {
  const { db, frame } = parts;

  app.get(
    '/courses/:slug/reviews',
    { config: open, schema: { params: ofCourse, querystring: PageAsked } },
    async (request, reply) => {
      const course = await getCourse(parts, request.params.slug);
      if (course.slug !== request.params.slug) return reply.redirect(`/courses/${course.slug}/reviews`, 302);
      const { page, review, done, ...filter } = request.query;
      const actor = await actorOf(parts, request);
      // Whoever is signed in sees their own votes.
      if (actor.kind === 'person') reply.header('cache-control', 'no-store');
      const one = review === undefined ? null : await readReview(db, actor, review, course.id);
      const found = await readReviews(db, actor, { course, filter, page });
      return html(
        reply,
        <ReviewsPage frame={frame} course={course} found={found} one={one} done={wordOf(DONE, done)} />,
      );
    },
  );

  app.get(
    '/api/v1/courses/:id/reviews',
    {
      config: open,
      schema: {
        summary: 'What learners say of a course on Cairn',
        description:
          'Reviews written on Cairn, and their figures. Ratings that came with a source are not among them: they stand with the course, with the name of their source.',
        params: z.object({ id: z.string().min(1).max(300) }),
        querystring: ApiAsked,
        response: { 200: ReviewsAnswer },
      },
    },
    async ({ params, query }) => {
      const course = await getCourse(parts, params.id);
      const { page, perPage, ...filter } = query;
      const found = await readReviews(db, NOBODY, { course, filter: filter as ReviewFilter, page, limit: perPage });
      const { summary, total } = found;
      return { summary, total, page: found.page, perPage, items: found.reviews.map(answerOf) };
    },
  );

  app.get('/about/reviews', { config: open }, async (_request, reply) => {
    const [prior, { count }, complaints] = [await readPrior(db), await allRatings(db), await complaintFigures(db)];
    return html(reply, <AboutReviewsPage frame={frame} prior={prior} ratings={count} complaints={complaints} />);
  });
}

function answerOf(review: ShownReview): z.infer<typeof ReviewAnswer> {
  const { signed: _signed, ...said } = review.said;
  const { id, edition, name, verified, helpful, unhelpful, reply } = review;
  return {
    id,
    edition,
    ...said,
    name,
    verified,
    counts: !review.affiliated,
    helpful,
    unhelpful,
    created: review.created.toISOString(),
    changed: review.changed?.toISOString() ?? null,
    reply: reply && { organisation: reply.organisation, text: reply.text },
  };
}
