/** What reading feeds needs beside the day: the way to the web, and the post. */
import type { Letters } from '../../../accounts/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Visiting } from './site-rules.js';

export type FeedParts = Visiting & { letters: Letters; clock: Clock };
