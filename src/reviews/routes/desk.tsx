/** Reviews in a provider's workplace, and what waits of them for staff. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, NotAllowedError, refusalFrom } from '../../accounts/index.js';
import { OWN_PARTS, rolesOf, type Workplace } from '../../organisations/index.js';
import { type App, html } from '../../platform/http/index.js';
import type { Refusal } from '../../ui/index.js';
import { complainOfReview, removeReply, replyToReview, requireProvider } from '../actions/answering.js';
import { unknownReview } from '../actions/parts.js';
import { readReview } from '../actions/reading.js';
import { StaffReviewsPage } from '../pages/about-pages.js';
import {
  ComplaintPage,
  DESK_PAGE,
  type DeskReview,
  DeskReviewsPage,
  RemoveReplyPage,
  ReplyPage,
} from '../pages/desk-pages.js';
import { findReview } from '../queries/reviews.js';
import { complaintsOf, isOfOrganisation, openComplaints, reviewsForDesk } from '../queries/standing.js';
import { Ground, ReviewError } from '../schema.js';
import { actorOf, type ReviewRoutes, sent, textsOf, wordOf } from './parts.js';

const editor = { access: 'editor' } as const;
const ofOrganisation = z.object({ organisation: z.string().min(1).max(300) });
const ofOne = ofOrganisation.extend({ review: z.uuid() });
const Asked = z.object({
  done: z.string().max(40).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
const DONE: Record<string, string> = {
  replied: 'Your reply stands beneath the review.',
  'reply-removed': 'The reply is taken back.',
  complained: 'A moderator looks at it. You get a letter with what is decided, and why.',
};

export function addDeskRoutes(app: App, parts: ReviewRoutes): void {
  const { db, clock, frame, workplace } = parts;
  const base = '/organisations/:organisation/reviews';

  const placeOf = async (actor: Actor, slug: string): Promise<Workplace & { id: string }> => {
    const { person, organisation } = await requireProvider(db, actor, slug);
    const roles = await rolesOf(db, organisation.id, person.id);
    return { id: organisation.id, frame, organisation, roles, parts: [...workplace, ...OWN_PARTS] };
  };

  app.get(base, { config: editor, schema: { params: ofOrganisation, querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const { id, ...place } = await placeOf(actor, request.params.organisation);
    const { page, done } = request.query;
    const { rows, total } = await reviewsForDesk(db, id, { limit: DESK_PAGE, offset: (page - 1) * DESK_PAGE });
    const complaints = await complaintsOf(
      db,
      id,
      rows.map((row) => row.id),
    );
    const reviews: DeskReview[] = [];
    for (const { id: reviewId, course } of rows) {
      const complaint = complaints.find((one) => one.reviewId === reviewId) ?? null;
      reviews.push({ review: await readReview(db, actor, reviewId, course.id), course, complaint });
    }
    return html(
      reply,
      <DeskReviewsPage workplace={place} reviews={reviews} total={total} page={page} done={wordOf(DONE, done)} />,
    );
  });

  /** The workplace and the review, if it is of a course of this organisation and shown. */
  const opened = async (request: FastifyRequest, params: z.infer<typeof ofOne>) => {
    const actor = await actorOf(parts, request);
    const { id, ...place } = await placeOf(actor, params.organisation);
    const found = await findReview(db, params.review);
    if (!found || !(await isOfOrganisation(db, found.course.id, id))) throw unknownReview();
    const [complaint = null] = await complaintsOf(db, id, [found.id]);
    const one: DeskReview = {
      review: await readReview(db, actor, found.id, found.course.id),
      course: found.course,
      complaint,
    };
    return { actor, place, one, home: `/organisations/${place.organisation.slug}/reviews` };
  };
  const refused = (reply: FastifyReply, error: unknown, field: string): Refusal => {
    if (error instanceof NotAllowedError) throw error;
    const refusal = refusalFrom(error, field);
    reply.code((error as { status?: number }).status ?? 422);
    return error instanceof ReviewError && error.fields ? { message: error.message, fields: error.fields } : refusal;
  };

  app.get(`${base}/:review/reply`, { config: editor, schema: { params: ofOne } }, async (request, reply) => {
    const { place, one } = await opened(request as FastifyRequest, request.params);
    return html(reply, <ReplyPage workplace={place} one={one} texts={{ text: one.review.reply?.text ?? '' }} />);
  });
  app.post(
    `${base}/:review/reply`,
    { config: editor, schema: { params: ofOne, body: sent } },
    async (request, reply) => {
      const { actor, place, one, home } = await opened(request as FastifyRequest, request.params);
      const texts = textsOf(request.body);
      const asked = { organisation: place.organisation.slug, id: one.review.id, text: texts.text ?? '' };
      try {
        await replyToReview(parts, actor, asked, clock.now());
      } catch (error) {
        return html(
          reply,
          <ReplyPage workplace={place} one={one} texts={texts} refusal={refused(reply, error, 'text')} />,
        );
      }
      return reply.redirect(`${home}?done=replied`, 303);
    },
  );
  app.get(`${base}/:review/reply/removal`, { config: editor, schema: { params: ofOne } }, async (request, reply) => {
    const { place, one } = await opened(request as FastifyRequest, request.params);
    return html(reply, <RemoveReplyPage workplace={place} one={one} />);
  });
  app.post(`${base}/:review/reply/removal`, { config: editor, schema: { params: ofOne } }, async (request, reply) => {
    const { actor, place, one, home } = await opened(request as FastifyRequest, request.params);
    await removeReply(parts, actor, { organisation: place.organisation.slug, id: one.review.id }, clock.now());
    return reply.redirect(`${home}?done=reply-removed`, 303);
  });

  app.get(`${base}/:review/complaint`, { config: editor, schema: { params: ofOne } }, async (request, reply) => {
    const { place, one } = await opened(request as FastifyRequest, request.params);
    return html(reply, <ComplaintPage workplace={place} one={one} texts={{}} />);
  });
  app.post(
    `${base}/:review/complaint`,
    { config: editor, schema: { params: ofOne, body: sent } },
    async (request, reply) => {
      const { actor, place, one, home } = await opened(request as FastifyRequest, request.params);
      const texts = textsOf(request.body);
      const again = (refusal: Refusal) =>
        html(reply, <ComplaintPage workplace={place} one={one} texts={texts} refusal={refusal} />);
      const ground = Ground.safeParse(texts.ground);
      const words = texts.words ?? '';
      if (!ground.success || words.length > 2000) {
        reply.code(422);
        const fields: Record<string, string> = ground.success
          ? { words: 'Use at most 2,000 characters.' }
          : { ground: 'Choose one of these.' };
        return again({ message: 'Something needs changing before this can be sent.', fields });
      }
      const asked = { organisation: place.organisation.slug, id: one.review.id, ground: ground.data, words };
      try {
        await complainOfReview(parts, actor, asked, clock.now());
      } catch (error) {
        return again(refused(reply, error, 'words'));
      }
      return reply.redirect(`${home}?done=complained`, 303);
    },
  );

  app.get('/staff/reviews', { config: { access: 'staff' } }, async (_request, reply) =>
    html(reply, <StaffReviewsPage frame={frame} complaints={await openComplaints(db)} now={clock.now()} />),
  );
}
