/** Asking moderators to look, and what the clock does where nobody does. */
import { type Actor, findPerson, listStaff, recordAct, requirePerson, SYSTEM } from '../../accounts/index.js';
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { heldLetter, unlawfulLetter } from '../mails.js';
import { lockPost, lockWriter } from '../queries/posts.js';
import {
  insertHeld,
  insertReport,
  keptSince,
  openReports,
  postsReportedUnlawful,
  reportsSince,
} from '../queries/reports.js';
import { REPORTS_A_DAY, waitOf } from '../rules/limits.js';
import { HOLD_HOURS, isToHold } from '../rules/moderation.js';
import { saysSomething, tidyText } from '../rules/text.js';
import { type Category, DiscussionError } from '../schema.js';
import { changeState, holdPost, nameOf, type Parts, titleOf } from './parts.js';

const DAY = 24 * 3_600_000;

export type Reported = { post: string; category: Category; words: string };

/** Reports a comment. @throws SignInNeededError, DiscussionError */
export async function reportPost(parts: Parts, actor: Actor, asked: Reported, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await parts.db.transaction().execute(async (trx) => {
    await reportWithin(parts, trx, actor, asked, now);
    const detail = { category: asked.category };
    await recordAct(trx, person, { act: 'discussion.reported', subject: `post:${asked.post}`, detail }, now);
  });
}

/**
 * The same within an act of another feature, which writes the log. Returns the report's id.
 * @throws SignInNeededError, DiscussionError
 */
export async function reportWithin(parts: Parts, trx: Db, actor: Actor, asked: Reported, now: Date): Promise<string> {
  const person = requirePerson(actor);
  const words = tidyText(asked.words);
  if (asked.category === 'other' && !saysSomething(words))
    throw new DiscussionError('Say in a few words what is wrong with it.', 422);
  const post = await holdPost(parts, trx, actor, asked.post);
  const name = nameOf(parts, post);
  if (post.text === null) throw new DiscussionError(`This ${name} is removed already.`, 410);
  if (post.state === 'hidden') throw new DiscussionError(`This ${name} is hidden already.`, 410);
  if (post.personId === person.id) throw new DiscussionError(`This is your own ${name}: you can remove it.`);
  await lockWriter(trx, person.id);
  const earlier = await reportsSince(trx, person.id, new Date(now.getTime() - DAY));
  if (waitOf(earlier, now, DAY, REPORTS_A_DAY))
    throw new DiscussionError('You have reported a lot today. Go on tomorrow, or write to the staff of the site.', 429);
  const report = { id: newId(), postId: post.id, personId: person.id, category: asked.category, created: now };
  if (!(await insertReport(trx, { ...report, words: words === '' ? null : words })))
    throw new DiscussionError(`You have reported this ${name} before. A letter tells you what is decided.`);
  if (asked.category === 'unlawful') {
    const title = await titleOf(parts, trx, post.subject);
    for (const { email } of await listStaff(trx))
      await parts.post.send(trx, unlawfulLetter(email, { name, title }, parts.origin));
  }
  return report.id;
}

/** Hides what was reported as unlawful and nobody decided in time, until it is decided. Returns how many. */
export async function holdUnlawful(parts: Parts, now: Date): Promise<{ held: number }> {
  let held = 0;
  for (const id of await postsReportedUnlawful(parts.db, new Date(now.getTime() - HOLD_HOURS * 3_600_000))) {
    const done = await parts.db.transaction().execute(async (trx) => {
      const post = await lockPost(trx, id);
      if (!post || !isToHold(post, await openReports(trx, id), { kept: await keptSince(trx, id), now })) return false;
      await changeState(parts, trx, post, 'held');
      await insertHeld(trx, id, now);
      const author = post.personId === null ? null : await findPerson(trx, post.personId);
      if (author)
        await parts.post.send(
          trx,
          heldLetter(author.email, { name: nameOf(parts, post), title: await titleOf(parts, trx, post.subject) }),
        );
      await recordAct(trx, SYSTEM as { kind: 'system' }, { act: 'discussion.held', subject: `post:${id}` }, now);
      return true;
    });
    if (done) held += 1;
  }
  return { held };
}
