/** Writing, changing and removing one's own review. */
import { isDeepStrictEqual } from 'node:util';
import {
  type Actor,
  findPerson,
  NotAllowedError,
  type PersonActor,
  provedAddresses,
  recordAct,
  requirePerson,
} from '../../accounts/index.js';
import { courseChanged } from '../../catalogue/index.js';
import { changePlaced, holdPlaced, placePost, removePlaced } from '../../discussion/index.js';
import { hostOf, liesAt } from '../../organisations/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { heldLetter } from '../mails/reviewing.js';
import {
  emptyReviews,
  insertReview,
  isParty,
  lockReview,
  lockReviewer,
  replaceReview,
  reviewedCourse,
  reviewsOfCourseBy,
  saveSignals,
} from '../queries/reviews.js';
import { changesSince, findReply, providerOf, reviewsNear, wasHidden } from '../queries/standing.js';
import { reviewInWords } from '../rules/form.js';
import { isToHold, type Seen, SIGNAL_WORDS, type Signal, signalsOf, wordsOf } from '../rules/signals.js';
import { type OwnReview, ReviewError, type ReviewedCourse, type Said } from '../schema.js';
import { type Parts, SUBJECT, unknownReview } from './parts.js';

/** What is compared with for signs: the same words are looked for this far back. */
const NEAR_DAYS = 90;
const DAY = 24 * 3_600_000;
/** Each keeps what was said before. */
const CHANGES_A_DAY = 10;

export type Writing = { course: { id: string; edition: number }; edition: number; said: Said };

/**
 * Writes the one review of a learner and edition. Held: a moderator looks first.
 * @throws SignInNeededError, NotAllowedError, ReviewError, DiscussionError
 */
export async function writeReview(
  parts: Parts,
  actor: Actor,
  asked: Writing,
  now: Date,
): Promise<{ id: string; held: boolean }> {
  const person = requirePerson(actor);
  return parts.db.transaction().execute(async (trx) => {
    await lockReviewer(trx, person.id);
    const course = await reviewedCourse(trx, asked.course.id);
    if (!course) throw new ReviewError('No course stands at this address. The link may be old or mistyped.', 404);
    if (asked.edition > asked.course.edition || asked.edition < 1)
      throw new ReviewError('This course has no such edition.', 422, { edition: 'Choose one of the editions.' });
    await refuseParty(trx, course, person);
    const earlier = await reviewsOfCourseBy(trx, course.id, person.id);
    if (earlier.some(({ edition }) => edition === asked.edition))
      throw new ReviewError('You have reviewed this edition already. You can change what you wrote.');
    const id = newId();
    const signals = await findSignals(trx, person, { course, said: asked.said, reviewId: null, now });
    const held = isToHold(signals) ? heldReason(signals) : undefined;
    const text = reviewInWords(asked.said, course, asked.edition);
    const postId = await placePost(trx, person, { subject: `${SUBJECT}:${id}`, text, held }, now);
    await insertReview(trx, {
      id,
      courseId: course.id,
      edition: asked.edition,
      personId: person.id,
      postId,
      said: asked.said,
      signals,
      now,
    });
    if (held !== undefined) await tellHeld(parts, trx, person, course, signals);
    await courseChanged(trx, [course.id]);
    const detail = { course: course.id, edition: asked.edition, held: held !== undefined };
    await recordAct(trx, person, { act: 'reviews.written', subject: `review:${id}`, detail }, now);
    return { id, held: held !== undefined };
  });
}

/** @throws NotAllowedError for whoever belongs to the provider or an awarding body. */
export async function refuseParty(db: Db, course: { id: string }, person: PersonActor): Promise<void> {
  if (await isParty(db, course.id, person.id))
    throw new NotAllowedError(
      'You belong to an organisation that offers or awards this course, so you cannot take part in its reviews. You can reply for your organisation, from its own pages.',
    );
}

async function findSignals(
  trx: Db,
  person: PersonActor,
  { course, said, reviewId, now }: { course: ReviewedCourse; said: Said; reviewId: string | null; now: Date },
): Promise<Signal[]> {
  const provider = await providerOf(trx, course.id);
  const since = new Date(now.getTime() - NEAR_DAYS * DAY);
  const near = await reviewsNear(trx, { providerId: provider?.id ?? '', reviewId, since });
  const seen: Seen[] = [];
  for (const { personId, ...row } of near) {
    // Only those near in time and of the same provider need the age of their account.
    const asks = row.sameProvider && now.getTime() - row.at.getTime() < 7 * DAY;
    const account = asks ? await findPerson(trx, personId) : null;
    const { sameProvider, at } = row;
    seen.push({
      isOwn: personId === person.id,
      sameProvider: asks && sameProvider,
      words: wordsOf(row),
      at,
      since: account?.created ?? null,
    });
  }
  const host = hostOf(provider?.url ?? '');
  const addresses = await provedAddresses(trx, person.id);
  return signalsOf({
    said,
    since: (await findPerson(trx, person.id))?.created ?? now,
    now,
    seen,
    hiddenBefore: await wasHidden(trx, course.id, person.id),
    providerAddress: host !== null && addresses.some((address) => liesAt(address.split('@')[1] ?? '', host)),
  });
}

function heldReason(signals: readonly Signal[]): string {
  return `Signs that this review may be made up: ${signals.map((signal) => SIGNAL_WORDS[signal]).join('; ')}.`;
}

async function tellHeld(
  parts: Parts,
  trx: Db,
  person: PersonActor,
  course: ReviewedCourse,
  signals: readonly Signal[],
): Promise<void> {
  const found = await findPerson(trx, person.id);
  if (!found) return;
  const signs = signals.map((signal) => SIGNAL_WORDS[signal]);
  await parts.post.send(
    trx,
    heldLetter(found.email, { title: course.title, signs, link: `${parts.origin}/my/reviews` }),
  );
}

/** Says something else; what it said before is kept for its author and moderators. @throws as writing */
export async function changeReview(
  parts: Parts,
  actor: Actor,
  id: string,
  said: Said,
  now: Date,
): Promise<{ held: boolean }> {
  const person = requirePerson(actor);
  return parts.db.transaction().execute(async (trx) => {
    await lockReviewer(trx, person.id);
    const before = await ownLocked(trx, person, id);
    await refuseParty(trx, before.course, person);
    // Nothing is said that was not said: no version is kept of that.
    if (isDeepStrictEqual(said, before.said)) return { held: false };
    if ((await changesSince(trx, id, new Date(now.getTime() - DAY))) >= CHANGES_A_DAY)
      throw new ReviewError('You have changed this review a lot today. Go on tomorrow.', 429);
    await changePlaced(trx, person, before.postId, reviewInWords(said, before.course, before.edition), now);
    await replaceReview(trx, before, said, now);
    const signals = await findSignals(trx, person, { course: before.course, said, reviewId: id, now });
    // A review that stood unquestioned is not held for its author's being new; words copied from another's are.
    const held = signals.includes('same-text');
    if (held) {
      await holdPlaced(trx, before.postId, heldReason(signals), now);
      await saveSignals(trx, id, signals);
      await tellHeld(parts, trx, person, before.course, signals);
    }
    await courseChanged(trx, [before.course.id]);
    await recordAct(trx, person, { act: 'reviews.changed', subject: `review:${id}`, detail: { held } }, now);
    return { held };
  });
}

/** Removes one's own review for good, with its reply, votes and earlier versions. Done twice, it is done. */
export async function removeReview(parts: Parts, actor: Actor, id: string, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await parts.db.transaction().execute(async (trx) => {
    const review = await ownLocked(trx, person, id);
    const reply = await findReply(trx, id);
    const state = await removePlaced(trx, review.postId, now);
    if (reply) await removePlaced(trx, reply.postId, now);
    await emptyReviews(trx, [id], { state: state ?? 'shown', now });
    await courseChanged(trx, [review.course.id]);
    await recordAct(trx, person, { act: 'reviews.removed', subject: `review:${id}` }, now);
  });
}

/** @throws ReviewError 404 for what is not there or another's */
async function ownLocked(trx: Db, person: PersonActor, id: string): Promise<OwnReview> {
  const review = await lockReview(trx, id);
  if (!review || review.personId !== person.id) throw unknownReview();
  return review;
}
