/** What is shown of a feed before it is switched on, and the work that feeds and links are. */
import { z } from 'zod';
import { defineTask } from '../../platform/jobs/index.js';

export const readFeedTask = defineTask('catalogue.read-feed', z.object({ feed: z.uuid() }));
export const dueFeedsTask = defineTask('catalogue.due-feeds', z.object({}));
export const checkLinksTask = defineTask('catalogue.check-links', z.object({}));
export const measureQualityTask = defineTask('catalogue.measure-quality', z.object({}));

/** One of the first courses of a feed, in words. Null: not stated. */
export type FeedSample = {
  title: string;
  provider: string;
  level: string | null;
  price: string | null;
  credit: string | null;
  start: string | null;
  url: string | null;
};
