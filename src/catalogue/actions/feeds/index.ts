/** Feeds: registered by editors, read by themselves. */
export { MY_FEEDS } from './letters.js';
export { openPace, type Pace } from './pace.js';
export type { FeedParts } from './parts.js';
export { readFeed } from './reading.js';
export {
  approveWithdrawal,
  askFor,
  changeFeedSettings,
  FeedError,
  pauseFeed,
  type Registration,
  readNow,
  registerFeed,
  removeFeed,
  switchOnFeed,
  type Which,
} from './registering.js';
export { enter, type Visiting } from './site-rules.js';
