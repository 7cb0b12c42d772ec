/** Telling the learners of a run, in the background: a crowd is not written to while somebody waits for a page. */
import { z } from 'zod';
import { sendToPerson } from '../../../accounts/index.js';
import type { Db } from '../../../platform/db/index.js';
import { defineTask, enqueue } from '../../../platform/jobs/index.js';
import {
  cancelledLetter,
  closedLetter,
  LEARNING,
  type Letter,
  seatFreeLetter,
  sessionLetter,
} from '../../mails/index.js';
import { findOffering } from '../../queries/enrolments.js';
import { countWaiting, takeWaiting } from '../../queries/offerings/enrolling.js';
import { learnersOf, lockRun } from '../../queries/offerings/runs.js';
import { dayIn } from '../../rules/offerings/days.js';
import { closedBecause } from '../../rules/offerings/entry.js';
import { getEdition } from '../editions.js';
import type { Learning } from '../parts.js';

const News = z.discriminatedUnion('what', [
  z.object({ what: z.literal('cancelled'), words: z.string().nullable() }),
  z.object({ what: z.literal('closed') }),
  z.object({ what: z.literal('session'), how: z.enum(['added', 'changed', 'cancelled']), when: z.string() }),
]);
export type News = z.infer<typeof News>;
export const tellRun = defineTask('learning.tell-run', z.object({ offering: z.uuid(), news: News }));

export async function tellLearners(trx: Db, offering: string, news: News): Promise<void> {
  await enqueue(trx, tellRun, { offering, news });
}

/** Every letter or none: what is repeated after a fault tells nobody twice. */
export async function writeToLearners(
  { db, letters, origin }: Pick<Learning, 'db' | 'letters' | 'origin'>,
  { offering: id, news }: { offering: string; news: News },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const offering = await findOffering(trx, id);
    if (!offering) return;
    const { title } = (await getEdition(trx, offering.courseId, offering.edition)).content;
    for (const { enrolmentId, personId } of await learnersOf(trx, id)) {
      const link = `${origin}/learn/${enrolmentId}${news.what === 'session' ? '' : '/plan'}`;
      await sendToPerson(trx, letters, personId, LEARNING, letterOf(news, { title, link }));
    }
  });
}

function letterOf(news: News, about: { title: string; link: string }): Letter {
  if (news.what === 'cancelled') return cancelledLetter({ ...about, words: news.words });
  if (news.what === 'closed') return closedLetter(about);
  return sessionLetter({ ...about, when: news.when, what: news.how });
}

/** Tells those who wait longest, one for each free seat. The run is held. */
export async function tellWaiting(
  trx: Db,
  { letters, origin }: Pick<Learning, 'letters' | 'origin'>,
  offeringId: string,
  now: Date,
): Promise<void> {
  if ((await countWaiting(trx, offeringId)) === 0) return;
  const run = await lockRun(trx, offeringId);
  if (!run || closedBecause(run, dayIn(now, run.timeZone))) return;
  const free = run.seats === null ? 1000 : run.seats - run.taken;
  if (free <= 0) return;
  const { title } = (await getEdition(trx, run.courseId, run.edition)).content;
  const link = `${origin}/learn/runs/${run.id}`;
  for (const personId of await takeWaiting(trx, offeringId, free, now))
    await sendToPerson(trx, letters, personId, LEARNING, seatFreeLetter({ title, link }));
}
