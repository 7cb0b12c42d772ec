/** What editors do with the feeds of their organisation. */
import { type Actor, recordAct } from '../../../accounts/index.js';
import { findStanding, hostOf, liesAt } from '../../../organisations/index.js';
import { newId, newToken } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { enqueue } from '../../../platform/jobs/index.js';
import {
  changeFeed,
  countFeeds,
  countListed,
  endSource,
  type Feed,
  type FeedChange,
  insertFeed,
  listFeedRuns,
  lockFeed,
} from '../../queries/index.js';
import { nextBySchedule, type Schedule, spreadOf } from '../../rules/feeds/index.js';
import { feedSourceKey } from '../../rules/publishing/index.js';
import { readFeedTask } from '../../schema/feeds.js';
import { type Moment, type Publisher, requirePublisher } from '../publishing/index.js';

/** What cannot be done with a feed as things stand. `field`: of the form, where it is one's. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  constructor(
    message: string,
    readonly status: 404 | 409 | 422 | 429 = 409,
    readonly field?: string,
  ) {
    super(message);
  }
}

export type Registration = Schedule & { url: string; format: string | null; ours: boolean };
export type Which = { organisation: string; feed: string };

const MOST_FEEDS = 20;
/** Whoever wants to see a mended file at once waits no longer than this. */
const BETWEEN_MS = 5 * 60_000;

/** Registers a feed, to be tried at once. Returns its id. @throws FeedError */
export function registerFeed(
  db: Db,
  actor: Actor,
  organisation: string,
  asked: Registration,
  { now }: Moment,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, organisation, 'editor');
    const { ours, ...given } = asked;
    const elsewhere = !(await isAtHome(trx, publisher, given.url));
    if (elsewhere && !ours)
      throw new FeedError(
        `${hostOf(given.url) ?? 'This address'} is not at the domain that ${publisher.name} has proved. If the file is yours and lies elsewhere, tick that below.`,
        422,
        'ours',
      );
    if ((await countFeeds(trx, publisher.id)) >= MOST_FEEDS)
      throw new FeedError(`There are ${MOST_FEEDS} feeds already. Remove one first.`, 422, 'url');
    const id = newId();
    const feed = { ...given, id, organisationId: publisher.id, sourceKey: feedSourceKey(newToken(12)), elsewhere };
    await insertFeed(trx, feed, now);
    await askFor(trx, feed);
    await tellLog(trx, actor, publisher, 'registered', id, now);
    return id;
  });
}

/** Whether an address lies at the domain that the organisation has proved. */
async function isAtHome(trx: Db, { id }: Publisher, url: string): Promise<boolean> {
  const { verification } = await findStanding(trx, id);
  return verification?.domain != null && liesAt(url, verification.domain);
}

/** Reads it by its schedule from now on, and at once. @throws FeedError where its trial found no course. */
export function switchOnFeed(db: Db, actor: Actor, which: Which, moment: Moment): Promise<void> {
  return act(db, actor, which, moment, 'switched-on', async (trx, feed) => {
    if (feed.state !== 'tried' && feed.state !== 'paused') throw new FeedError('This feed is not waiting for that.');
    const [trial] = await listFeedRuns(trx, feed.id, 1);
    const report = trial?.report;
    if (feed.state === 'tried' && (!report || report.read - report.refused === 0))
      throw new FeedError('Trying it found no course that could be read. Mend the file and try it again first.');
    return { state: 'on', nextRun: moment.now, askedAt: moment.now };
  });
}

export function pauseFeed(db: Db, actor: Actor, which: Which, moment: Moment): Promise<void> {
  return act(db, actor, which, moment, 'paused', async (_trx, feed) => {
    if (feed.state !== 'on') throw new FeedError('This feed is not switched on.');
    return { state: 'paused', nextRun: null, askedAt: null };
  });
}

/** Reads it now; one that was only tried, is tried again. @throws FeedError 429 where it was read a moment ago. */
export function readNow(db: Db, actor: Actor, which: Which, moment: Moment): Promise<void> {
  return act(db, actor, which, moment, 'asked', async (trx, feed) => {
    if (!['on', 'tried', 'paused'].includes(feed.state)) throw new FeedError('It is going to be read already.');
    const [last] = await listFeedRuns(trx, feed.id, 1);
    if (last && moment.now.getTime() - last.started.getTime() < BETWEEN_MS)
      throw new FeedError('It was read less than five minutes ago. Wait a little, out of courtesy to its server.', 429);
    return { ...(feed.state === 'tried' && { state: 'new' as const }), nextRun: moment.now, askedAt: moment.now };
  });
}

/** When it is read, and as what. */
export function changeFeedSettings(
  db: Db,
  actor: Actor,
  which: Which,
  { format, ...schedule }: Schedule & { format: string | null },
  moment: Moment,
): Promise<void> {
  return act(db, actor, which, moment, 'changed', async (_trx, feed) => ({
    ...schedule,
    format,
    // The same file may say something else when it is read as something else.
    ...(format !== feed.format && { contentHash: null, etag: null, lastModified: null }),
    ...(feed.state === 'on' && { nextRun: nextBySchedule(schedule, moment.now, spreadOf(feed.id)) }),
  }));
}

/** Says yes to withdrawing as many courses as the last reading would have. @throws FeedError where the number is another. */
export function approveWithdrawal(
  db: Db,
  actor: Actor,
  { courses, ...which }: Which & { courses: number },
  moment: Moment,
): Promise<void> {
  return act(db, actor, which, moment, 'withdrawal-approved', async (_trx, feed) => {
    if (feed.state !== 'on' || feed.unseen === null) throw new FeedError('Nothing waits for a yes here any more.');
    if (feed.unseen !== courses)
      throw new FeedError(`By now ${feed.unseen} courses would be withdrawn. Look at the list again.`);
    return { approved: courses, nextRun: moment.now, askedAt: moment.now };
  });
}

/** Takes a feed out of the schedule. Its courses stay as they are, no longer refreshed, or are withdrawn. */
export function removeFeed(
  db: Db,
  actor: Actor,
  { withdraw, ...which }: Which & { withdraw: boolean },
  moment: Moment,
): Promise<void> {
  return act(db, actor, which, moment, withdraw ? 'removed-and-withdrawn' : 'removed', async (trx, feed) => {
    const rest = { askedAt: null, failingSince: null, failures: 0, unseen: null, approved: null };
    if (withdraw && (await countListed(trx, feed.sourceKey)) > 0)
      return { ...rest, state: 'ending', nextRun: moment.now };
    await endSource(trx, feed.sourceKey, moment.today);
    return { ...rest, state: 'ended', nextRun: null };
  });
}

async function act(
  db: Db,
  actor: Actor,
  { organisation, feed: id }: Which,
  { now }: Moment,
  name: string,
  decide: (trx: Db, feed: Feed) => Promise<FeedChange>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const publisher = await requirePublisher(trx, actor, organisation, 'editor');
    const feed = await lockFeed(trx, id, publisher.id);
    if (!feed || feed.state === 'ended' || feed.state === 'ending')
      throw new FeedError('There is no such feed here, or it was removed.', 404);
    const change = await decide(trx, feed);
    await changeFeed(trx, feed.id, change);
    if (change.nextRun?.getTime() === now.getTime()) await askFor(trx, feed);
    await tellLog(trx, actor, publisher, name, feed.id, now);
  });
}

/** Feeds of one site are read one after another. */
export async function askFor(trx: Db, { id, url }: Pick<Feed, 'id' | 'url'>): Promise<void> {
  await enqueue(trx, readFeedTask, { feed: id }, { key: `feed ${id}`, queue: `site ${hostOf(url)}`, maxAttempts: 1 });
}

function tellLog(trx: Db, actor: Actor, { id }: Publisher, name: string, feed: string, now: Date): Promise<void> {
  if (actor.kind === 'nobody') throw new Error('nobody has no feeds');
  return recordAct(trx, actor, { act: `catalogue.feed-${name}`, subject: `organisation:${id}`, detail: { feed } }, now);
}
