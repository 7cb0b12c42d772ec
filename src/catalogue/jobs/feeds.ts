/** Feeds whose time has come are read; the feed's own row says when that is, so nothing is lost with a job. */
import { type CronEntry, type Handler, handle } from '../../platform/jobs/index.js';
import { askFor, type FeedParts, readFeed } from '../actions/feeds/index.js';
import { dueFeeds } from '../queries/index.js';
import { dueFeedsTask, readFeedTask } from '../schema/feeds.js';

export const feedCron: readonly CronEntry[] = [{ at: '* * * * *', task: dueFeedsTask.name }];

export function feedJobs(parts: FeedParts): Handler[] {
  const { db, clock } = parts;
  return [
    handle(dueFeedsTask, async () => {
      for (const feed of await dueFeeds(db, clock.now())) await askFor(db, feed);
    }),
    handle(readFeedTask, async ({ feed }, { log, signal }) => {
      const outcome = await readFeed(parts, feed, signal);
      if (outcome !== null) log.info({ feed, outcome }, 'a feed was read');
    }),
  ];
}
