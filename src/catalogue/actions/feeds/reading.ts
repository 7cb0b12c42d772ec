/**
 * Reads one feed: fetched, imported, its next time set. Killed at any moment, it is begun anew a quarter of an hour later and
 * comes to what one reading would have come to, because imports do.
 */
import { findStanding, getOrganisation, type Organisation } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  changeFeed,
  closeFeedRun,
  endSource,
  type Feed,
  type FeedChange,
  type FeedRun,
  type FeedRunReason,
  findFeed,
  lockFeed,
  lockReading,
  markAllSeen,
  openFeedRun,
  unlockReading,
} from '../../queries/index.js';
import { isLongFailing, nextAfterFailure, nextBySchedule, spreadOf } from '../../rules/feeds/index.js';
import { ImportBusy } from '../import-readings.js';
import { FeedFault } from './fault.js';
import { withFeedFile } from './fetching.js';
import { importFeed, withdrawFeed } from './importing.js';
import { tellFailing, tellWaiting } from './letters.js';
import type { FeedParts } from './parts.js';

type Outcome = Pick<FeedRun, 'outcome' | 'message' | 'bytes' | 'report' | 'sample'> & {
  /** What to remember of the file, where it was read to its end. */
  read?: Pick<Feed, 'etag' | 'lastModified' | 'contentHash'>;
  notBefore?: Date | null;
};

/** Reads a feed whose time has come. Null: it has not, or somebody else reads it now. */
export function readFeed(parts: FeedParts, id: string, signal?: AbortSignal): Promise<FeedRun['outcome'] | null> {
  return parts.db.connection().execute(async (connection) => {
    if (!(await lockReading(connection, id))) return null;
    try {
      return await readDue(parts, id, signal);
    } finally {
      await unlockReading(connection, id);
    }
  });
}

async function readDue(parts: FeedParts, id: string, signal?: AbortSignal): Promise<FeedRun['outcome'] | null> {
  const { db, clock } = parts;
  const now = clock.now();
  const feed = await findFeed(db, id);
  if (!feed || feed.nextRun === null || feed.nextRun > now) return null;
  const reason = reasonOf(feed);
  const run = await openFeedRun(db, id, reason, now);
  // A reading that takes its process down with it counts as one that failed, and must not begin anew at once.
  const failures = feed.failures + 1;
  await changeFeed(db, id, { failures, nextRun: nextAfterFailure(now, failures, null) });
  const outcome = await attempt(parts, feed, reason, signal);
  await settle(parts, feed, { run, reason, outcome });
  return outcome.outcome;
}

function reasonOf({ state, askedAt }: Feed): FeedRunReason {
  if (state === 'new') return 'trial';
  if (state === 'ending') return 'ending';
  return askedAt === null ? 'schedule' : 'asked';
}

async function attempt(parts: FeedParts, feed: Feed, reason: FeedRunReason, signal?: AbortSignal): Promise<Outcome> {
  const { db, clock } = parts;
  const owner = await getOrganisation(db, feed.organisationId);
  const today = clock.today();
  try {
    if (reason === 'ending') return outcomeOf(await withdrawFeed(db, { feed, owner, today, signal }), null);
    await requireStanding(db, owner);
    return await withFeedFile(parts, feed, clock.now(), async (file): Promise<Outcome> => {
      if (file === null) {
        await markAllSeen(db, feed.sourceKey, today);
        return { outcome: 'same', message: null, bytes: null, report: null, sample: null };
      }
      const read = await importFeed(db, { feed, owner, today, trial: reason === 'trial', signal }, file);
      return { ...outcomeOf(read, file.bytes), read: { ...file, contentHash: file.hash } };
    });
  } catch (error) {
    if (error instanceof ImportBusy) return failed('It is being read already.');
    if (error instanceof FeedFault) return { ...failed(error.message), notBefore: error.notBefore };
    throw error;
  }
}

async function requireStanding(db: Db, { id, name }: Organisation): Promise<void> {
  const { verification } = await findStanding(db, id);
  if (!verification) throw new FeedFault(`The proof that ${name} is who it says was withdrawn, so its feeds rest.`);
}

function outcomeOf({ report, sample }: Awaited<ReturnType<typeof importFeed>>, bytes: number | null): Outcome {
  if (report.unseen !== undefined && report.read === report.refused)
    return { outcome: 'failed', message: EMPTY, bytes, report, sample };
  if (report.unseen !== undefined)
    return { outcome: 'stopped', message: unseenInWords(report.unseen), bytes, report, sample };
  if (report.stopped !== undefined) return { outcome: 'failed', message: report.stopped, bytes, report, sample };
  return { outcome: 'done', message: null, bytes, report, sample };
}

/** A page in place of the file, or all of it gone: hardly what anybody meant. */
const EMPTY =
  'The file holds no course that can be read, so your courses stay as they were. To withdraw them all, remove the feed.';

function unseenInWords(unseen: number): string {
  return `${unseen} of your courses are not in the file any more. That is more than a fifth, so none was withdrawn: it waits for your yes.`;
}

function failed(message: string): Outcome {
  return { outcome: 'failed', message, bytes: null, report: null, sample: null };
}

type Settling = { run: number; reason: FeedRunReason; outcome: Outcome };

/** What came of a reading is written with what follows from it: when the feed is read next, and who is told. */
async function settle(parts: FeedParts, feed: Feed, { run, reason, outcome }: Settling): Promise<void> {
  const { db, clock, letters } = parts;
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const change = await changeOf(trx, feed, reason, outcome, now);
    await changeFeed(trx, feed.id, change);
    if (change.state === 'ended') await endSource(trx, feed.sourceKey, clock.today());
    if (change.toldAt) await tellFailing(trx, letters, feed, outcome.message ?? '');
    if (change.unseen && feed.unseen === null) await tellWaiting(trx, letters, feed, change.unseen);
    const { differences = null, ...report } = outcome.report ?? {};
    await closeFeedRun(trx, feed.id, {
      ...outcome,
      id: run,
      finished: now,
      report: outcome.report && (report as FeedRun['report']),
      diff: differences,
    });
  });
}

async function changeOf(
  trx: Db,
  before: Feed,
  reason: FeedRunReason,
  { outcome, read, notBefore, report }: Outcome,
  now: Date,
): Promise<FeedChange> {
  const resting = { failures: 0, failingSince: null, toldAt: null, askedAt: null };
  // An editor may have paused or removed it while it was read.
  const feed = (await lockFeed(trx, before.id, before.organisationId)) ?? before;
  if (feed.state === 'ended') return { ...resting, nextRun: null };
  if (feed.state === 'ending' && reason !== 'ending') return { ...resting, nextRun: now };
  if (reason === 'trial') return { ...resting, state: 'tried', nextRun: null };
  if (reason === 'ending' && outcome === 'done') return { ...resting, state: 'ended', nextRun: null };
  const isOn = feed.state === 'on' || feed.state === 'ending';
  if (outcome === 'failed') {
    const failures = before.failures + 1;
    const failingSince = before.failingSince ?? now;
    const tell = before.toldAt === null && isLongFailing(failingSince, now);
    return {
      failures,
      failingSince,
      askedAt: null,
      nextRun: isOn ? nextAfterFailure(now, failures, notBefore ?? null) : null,
      ...(tell && { toldAt: now }),
    };
  }
  const nextRun = isOn ? nextBySchedule(feed, now, spreadOf(feed.id)) : null;
  if (outcome === 'stopped') return { ...resting, nextRun, unseen: report?.unseen ?? null, approved: null };
  return {
    ...resting,
    nextRun,
    unseen: null,
    approved: null,
    ...(read && { etag: read.etag, lastModified: read.lastModified, contentHash: read.contentHash }),
  };
}
