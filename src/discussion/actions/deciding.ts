/** Decisions of moderators, with reasons; and another look where one asks for it. */
import { type Actor, findPerson, listStaff, NotAllowedError, recordAct, requirePerson } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { appealDecidedLetter, authorLetter, reporterLetter } from '../mails.js';
import { lockPost } from '../queries/posts.js';
import {
  closeAppeal,
  closeReports,
  findAppeal,
  findAppealOf,
  findDecision,
  insertAppeal,
  insertDecision,
  openReports,
  reportersOf,
} from '../queries/reports.js';
import { type Hindrance, hindranceOf, mayAppeal, reversed, stateAfter } from '../rules/moderation.js';
import { saysSomething, tidyText } from '../rules/text.js';
import { type Appeal, type Category, type Decision, DiscussionError, type Outcome, type Post } from '../schema.js';
import { changeState, kindOf, nameOf, type Parts, requireModerator, titleOf } from './parts.js';

export type Decided = { post: string; outcome: Outcome; category: Category; reason: string };

/** Decides on all open reports of a comment. Its author (where it is hidden) and whoever reported it are told why. */
export async function decideReports(parts: Parts, actor: Actor, asked: Decided, now: Date): Promise<void> {
  const person = requirePerson(actor);
  const reason = statedReason(asked.reason);
  await parts.db.transaction().execute(async (trx) => {
    const post = await getLocked(trx, asked.post);
    await requireModerator(parts, trx, actor, post.subject);
    const reports = await openReports(trx, post.id);
    const first = reports[0];
    if (!first)
      throw new DiscussionError(`These reports were decided already, or the ${nameOf(parts, post)} is gone.`, 410);
    const reporters = reports.flatMap(({ personId }) => personId ?? []);
    await refuseHindered(parts, trx, person.id, { post, reporters });
    const decision = {
      id: newId(),
      postId: post.id,
      personId: person.id,
      outcome: asked.outcome,
      category: asked.category,
      reason,
      created: now,
    };
    await insertDecision(trx, { ...decision, hours: hoursBetween(first.created, now) });
    await closeReports(trx, post.id, decision.id, now);
    await changeState(parts, trx, post, stateAfter(asked.outcome));
    await tell(parts, trx, post, decision, reporters);
    const detail = { outcome: asked.outcome, category: asked.category, reports: reports.length };
    await recordAct(trx, person, { act: 'discussion.decided', subject: `post:${post.id}`, detail }, now);
  });
}

async function getLocked(trx: Db, id: string): Promise<Post> {
  const post = await lockPost(trx, id);
  if (!post) throw new DiscussionError('There is no such comment.', 404);
  return post;
}

/** @throws DiscussionError */
function statedReason(given: string): string {
  const reason = tidyText(given);
  if (!saysSomething(reason)) throw new DiscussionError('Say why: whoever is concerned reads it.', 422);
  return reason;
}

function hoursBetween(from: Date, to: Date): number {
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 36_000) / 100);
}

export const HINDERED = {
  'own-post': 'You wrote this, so somebody else decides.',
  'own-report': 'You reported this, so somebody else decides.',
  'decided-first': 'You decided this the first time, so somebody else looks at the appeal.',
  concerned: 'You belong to whoever this is about, so somebody else decides.',
};

type Judged = { post: Pick<Post, 'subject' | 'personId'>; reporters: readonly string[]; first?: string | null };

/** Why this moderator may not decide about a post; null: they may. */
export async function findHindrance(
  { kinds }: Pick<Parts, 'kinds'>,
  db: Db,
  moderator: string,
  { post, ...about }: Judged,
): Promise<Hindrance> {
  const others = (await listStaff(db)).filter(({ id }) => id !== moderator).length;
  const isConcerned = await kindOf(kinds, post.subject)?.isConcerned?.(db, moderator, post.subject);
  return hindranceOf(moderator, { ...about, author: post.personId, isConcerned: isConcerned ?? false, others });
}

async function refuseHindered(parts: Parts, trx: Db, moderator: string, about: Judged): Promise<void> {
  const hindrance = await findHindrance(parts, trx, moderator, about);
  if (hindrance) throw new NotAllowedError(HINDERED[hindrance]);
}

async function tell(parts: Parts, trx: Db, post: Post, decision: Decision, reporters: string[]): Promise<void> {
  const title = await titleOf(parts, trx, post.subject);
  const link = `${parts.origin}/discussion/decisions/${decision.id}`;
  const name = nameOf(parts, post);
  const about = {
    name,
    title,
    link,
    outcome: decision.outcome,
    category: decision.category,
    reason: decision.reason ?? '',
  };
  // What was hidden by the clock and may stay after all is news to its author too.
  if (decision.outcome === 'hidden' || post.state === 'held') {
    const author = post.personId === null ? null : await findPerson(trx, post.personId);
    if (author) await parts.post.send(trx, authorLetter(author.email, about));
  }
  for (const id of new Set(reporters)) {
    const reporter = await findPerson(trx, id);
    if (reporter) await parts.post.send(trx, reporterLetter(reporter.email, about));
  }
}

/** What a decision's page shows to whoever may see it: the author, who reported, moderators. */
export type DecisionFound = {
  decision: Decision;
  appeal: Appeal | null;
  title: string;
  /** What a post of this kind is called. */
  name: string;
  post: Post;
  mayAppeal: boolean;
  isAuthor: boolean;
};

/** @throws SignInNeededError; DiscussionError 404 for whoever is not concerned, as if there were none. */
export async function readDecision(parts: Parts, actor: Actor, id: string, now: Date): Promise<DecisionFound> {
  const person = requirePerson(actor);
  const decision = await findDecision(parts.db, id);
  const post = decision && (await parts.db.transaction().execute((trx) => lockPost(trx, decision.postId)));
  const reporters = decision ? await reportersOf(parts.db, decision.id) : [];
  const isAuthor = post?.personId === person.id;
  if (!decision || !post || !(isAuthor || reporters.includes(person.id)))
    throw new DiscussionError('There is no such decision, or it does not concern you.', 404);
  const appeal = await findAppealOf(parts.db, id);
  const may = mayAppeal(decision, { personId: person.id, author: post.personId, reporters, now });
  const title = await titleOf(parts, parts.db, post.subject);
  return {
    decision,
    appeal,
    title,
    name: nameOf(parts, post),
    post,
    isAuthor,
    mayAppeal: may && !appeal && post.text !== null,
  };
}

/** Asks for another look, once. @throws DiscussionError */
export async function appealDecision(
  parts: Parts,
  actor: Actor,
  asked: { decision: string; words: string },
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  const words = tidyText(asked.words);
  if (!saysSomething(words)) throw new DiscussionError('Say what was not seen the first time.', 422);
  const found = await readDecision(parts, actor, asked.decision, now);
  if (found.appeal) throw new DiscussionError('There was an appeal already: it can be asked for once.');
  if (!found.mayAppeal) throw new DiscussionError('This decision cannot be appealed by you, or not any more.');
  await parts.db.transaction().execute(async (trx) => {
    const appeal = { id: newId(), decisionId: found.decision.id, personId: person.id, words, created: now };
    if (!(await insertAppeal(trx, appeal)))
      throw new DiscussionError('There was an appeal already: it can be asked for once.');
    await recordAct(trx, person, { act: 'discussion.appealed', subject: `decision:${found.decision.id}` }, now);
  });
}

/** Decides an appeal, for good. Where there is another moderator than the first, it must be another. */
export async function decideAppeal(
  parts: Parts,
  actor: Actor,
  asked: { appeal: string; stands: boolean; reason: string },
  now: Date,
): Promise<void> {
  const person = requirePerson(actor);
  const reason = statedReason(asked.reason);
  await parts.db.transaction().execute(async (trx) => {
    const appeal = await findAppeal(trx, asked.appeal);
    const decision = appeal && (await findDecision(trx, appeal.decisionId));
    if (!appeal || !decision) throw new DiscussionError('There is no such appeal.', 404);
    const post = await getLocked(trx, decision.postId);
    await requireModerator(parts, trx, actor, post.subject);
    const reporters = await reportersOf(trx, decision.id);
    await refuseHindered(parts, trx, person.id, { post, reporters, first: decision.personId });
    const sameModerator = decision.personId === person.id;
    const state = asked.stands ? ('upheld' as const) : ('reversed' as const);
    if (!(await closeAppeal(trx, appeal.id, { state, decidedBy: person.id, sameModerator, reason, now })))
      throw new DiscussionError(`This appeal was decided already, or the ${nameOf(parts, post)} is gone.`, 410);
    if (!asked.stands) await changeState(parts, trx, post, stateAfter(reversed(decision.outcome)));
    const told = new Set([appeal.personId, ...(asked.stands ? [] : [post.personId, ...reporters])]);
    const name = nameOf(parts, post);
    const about = { name, title: await titleOf(parts, trx, post.subject), stands: asked.stands, reason, sameModerator };
    const outcome = asked.stands ? decision.outcome : reversed(decision.outcome);
    for (const id of told) {
      const receiver = id === null ? null : await findPerson(trx, id);
      if (receiver) await parts.post.send(trx, appealDecidedLetter(receiver.email, { ...about, outcome }));
    }
    const detail = { stands: asked.stands, sameModerator };
    await recordAct(trx, person, { act: 'discussion.appeal-decided', subject: `post:${post.id}`, detail }, now);
  });
}
