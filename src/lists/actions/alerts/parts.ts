/** What alerts lean on. */
import type { Discovery, SearchQuery } from '../../../discovery/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';

/** The engine over some courses alone. `find`: their numbers, the best first. */
export type Among = { find(query: SearchQuery): number[] };

export type Alerting = {
  db: Db;
  clock: Clock;
  discovery: Pick<Discovery, 'catchUp'> & { among(nums: readonly number[]): Promise<Among> };
};

/** The new courses of one step along the change log. */
export type Found = {
  among: Among;
  /** Ids of the new courses by number. */
  ids: ReadonlyMap<number, string>;
  now: Date;
};
