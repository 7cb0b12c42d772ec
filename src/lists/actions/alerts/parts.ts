/** What alerts lean on. */
import type { AmongCourses, Discovery } from '../../../discovery/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';

export type Alerting = {
  db: Db;
  clock: Clock;
  discovery: Pick<Discovery, 'catchUp' | 'among' | 'weigh'>;
};

/** The new courses of one step along the change log. */
export type Found = {
  among: AmongCourses;
  /** Ids of the new courses by number. */
  ids: ReadonlyMap<number, string>;
  now: Date;
};
