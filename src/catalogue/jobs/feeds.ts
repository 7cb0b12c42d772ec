/**
 * Feeds whose time has come are read, links are looked at, and quality is measured. Rows say when each is due, so nothing is
 * lost with a job.
 */
import { type CronEntry, type Handler, handle } from '../../platform/jobs/index.js';
import { checkLinks } from '../actions/check-links.js';
import { askFor, type FeedParts, readFeed } from '../actions/feeds/index.js';
import { measureQuality } from '../actions/quality.js';
import { dueFeeds } from '../queries/index.js';
import { checkLinksTask, dueFeedsTask, measureQualityTask, readFeedTask } from '../schema/feeds.js';

export const feedCron: readonly CronEntry[] = [
  { at: '* * * * *', task: dueFeedsTask.name },
  { at: '*/2 * * * *', task: checkLinksTask.name },
  { at: '40 2 * * *', task: measureQualityTask.name },
];

/** Links are looked at in small pieces, so that a stop of the process never waits for them. */
const LINKS_MS = 60_000;

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
    handle(checkLinksTask, async (_payload, { log, signal }) => {
      const links = await checkLinks(parts, { budgetMs: LINKS_MS, signal });
      if (links > 0) log.info({ links }, 'links of courses were looked at');
    }),
    handle(measureQualityTask, async (_payload, { log }) => {
      const providers = await measureQuality(db, { now: clock.now(), today: clock.today() });
      log.info({ providers }, 'the quality of entries was measured');
    }),
  ];
}
