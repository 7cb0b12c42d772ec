/** The worker part of a running site, on its database and its day. */
import { composeWorker } from '../../src/main/compose.js';
import { fixedClock } from '../../src/platform/clock/index.js';
import type { Jobs } from '../../src/platform/jobs/index.js';
import { silentLog } from '../../src/platform/log/index.js';
import { type RunningSite, SITE_DAY } from './site.js';

export function openWorker({ config, database }: RunningSite): Promise<Jobs> {
  return composeWorker({ config, database, log: silentLog, clock: fixedClock(SITE_DAY) });
}
