/** What a provider may do about a review: reply once in its own name, and complain. It never removes one. */
import { type Actor, type NotificationTopic, type PersonActor, recordAct, sendToPerson } from '../../accounts/index.js';
import {
  changePlaced,
  placePost,
  removePlaced,
  reportWithin,
  saysSomething,
  tidyText,
} from '../../discussion/index.js';
import { getOrganisation, requireRole } from '../../organisations/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { complaintLetter, replyLetter } from '../mails/reviewing.js';
import { lockReview } from '../queries/reviews.js';
import {
  countOpenComplaints,
  deleteReply,
  findReply,
  insertComplaint,
  insertReply,
  isOfOrganisation,
} from '../queries/standing.js';
import { dueOf, MOST_OPEN, REPORTED_AS } from '../rules/complaints.js';
import { MOST_CHARACTERS } from '../rules/form.js';
import { GROUND_WORDS } from '../rules/words.js';
import { type Ground, type OwnReview, ReviewError } from '../schema.js';
import { type Parts, SUBJECT, unknownReview } from './parts.js';

export const REVIEW_ANSWERED: NotificationTopic = {
  id: 'reviews.answered',
  label: 'A provider answers your review',
  about: 'A letter when the provider of a course replies to your review of it.',
  default: true,
};

type At = { organisation: string; id: string };

/** Writes the one reply of the provider, or changes it. @throws NotAllowedError, ReviewError, DiscussionError */
export async function replyToReview(
  parts: Parts,
  actor: Actor,
  asked: At & { text: string },
  now: Date,
): Promise<void> {
  const { person, organisation } = await requireProvider(parts.db, actor, asked.organisation);
  const text = readable(asked.text);
  await parts.db.transaction().execute(async (trx) => {
    const review = await reviewOf(trx, organisation.id, asked.id);
    const reply = await findReply(trx, asked.id);
    if (reply) await changePlaced(trx, person, reply.postId, text, now);
    else {
      const subject = `${SUBJECT}:${asked.id}`;
      const postId = await placePost(trx, person, { subject, text, answers: review.postId }, now);
      await insertReply(trx, { reviewId: asked.id, postId, organisationId: organisation.id, personId: person.id, now });
      const link = `${parts.origin}/courses/${review.course.slug}/reviews?review=${asked.id}`;
      const letter = replyLetter({ title: review.course.title, name: organisation.name, link });
      await sendToPerson(trx, parts, review.personId, REVIEW_ANSWERED, letter);
    }
    const act = reply ? 'reviews.reply-changed' : 'reviews.replied';
    await recordAct(
      trx,
      person,
      { act, subject: `review:${asked.id}`, detail: { organisation: organisation.id } },
      now,
    );
  });
}

/** Takes the reply back. Done twice, it is done. */
export async function removeReply(parts: Parts, actor: Actor, asked: At, now: Date): Promise<void> {
  const { person, organisation } = await requireProvider(parts.db, actor, asked.organisation);
  await parts.db.transaction().execute(async (trx) => {
    await reviewOf(trx, organisation.id, asked.id);
    const reply = await findReply(trx, asked.id);
    if (!reply) return;
    const state = await removePlaced(trx, reply.postId, now);
    if (state === null) return;
    // What moderators hid is not written anew in its place.
    if (state === 'shown') await deleteReply(trx, asked.id);
    const detail = { organisation: organisation.id };
    await recordAct(trx, person, { act: 'reviews.reply-removed', subject: `review:${asked.id}`, detail }, now);
  });
}

/**
 * Says that a review must not stand, once. A moderator decides by the day that is shown beside the review; until then it
 * stays, unless it is reported as unlawful and nobody decides in time. @throws as above
 */
export async function complainOfReview(
  parts: Parts,
  actor: Actor,
  asked: At & { ground: Ground; words: string },
  now: Date,
): Promise<void> {
  const { person, organisation } = await requireProvider(parts.db, actor, asked.organisation);
  const words = tidyText(asked.words);
  if (!saysSomething(words))
    throw new ReviewError('Say what is wrong, and how a moderator can see it.', 422, { words: 'Say what is wrong.' });
  await parts.db.transaction().execute(async (trx) => {
    const review = await reviewOf(trx, organisation.id, asked.id);
    const told = `${organisation.name}, the provider: ${GROUND_WORDS[asked.ground]}.\n\n${words}`;
    if ((await countOpenComplaints(trx, organisation.id)) >= MOST_OPEN)
      throw new ReviewError(
        `${MOST_OPEN} complaints of your organisation wait for a decision. Go on when one of them is decided.`,
      );
    const report = { post: review.postId, category: REPORTED_AS[asked.ground], words: told };
    const reportId = await reportWithin(parts, trx, actor, report, now);
    const complaint = {
      id: newId(),
      reviewId: asked.id,
      organisationId: organisation.id,
      personId: person.id,
      reportId,
    };
    const due = dueOf(now);
    if (!(await insertComplaint(trx, { ...complaint, ground: asked.ground, now, due })))
      throw new ReviewError(
        'Your organisation has complained of this review before. It can be said once; the decision can be appealed.',
      );
    const letter = complaintLetter({ title: review.course.title, name: organisation.name, due });
    await sendToPerson(trx, parts, review.personId, REVIEW_ANSWERED, letter);
    const detail = { organisation: organisation.id, ground: asked.ground };
    await recordAct(trx, person, { act: 'reviews.complained', subject: `review:${asked.id}`, detail }, now);
  });
}

/** An editor of the organisation, and the organisation. */
export async function requireProvider(
  db: Db,
  actor: Actor,
  slug: string,
): Promise<{ person: PersonActor; organisation: { id: string; slug: string; name: string } }> {
  const person = await requireRole(db, actor, slug, 'editor');
  return { person, organisation: await getOrganisation(db, slug) };
}

/** @throws ReviewError 404 for a review of another provider's course, or that is hidden */
async function reviewOf(trx: Db, organisationId: string, id: string): Promise<OwnReview> {
  const review = await lockReview(trx, id);
  if (review?.state !== 'shown') throw unknownReview();
  if (!(await isOfOrganisation(trx, review.course.id, organisationId))) throw unknownReview();
  return review;
}

function readable(given: string): string {
  const text = tidyText(given);
  if (!saysSomething(text)) throw new ReviewError('Write something first.', 422, { text: 'Write something first.' });
  if (text.length > MOST_CHARACTERS)
    throw new ReviewError('This is too long.', 422, {
      text: `Use at most 1,200 characters: this has ${text.length.toLocaleString('en-GB')}.`,
    });
  return text;
}
