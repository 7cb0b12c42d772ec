/** What alerts lean on. */
import type { AmongCourses, Discovery } from '../../../discovery/index.js';
import type { Clock } from '../../../platform/clock/index.js';
import type { Db } from '../../../platform/db/index.js';
import type { Log } from '../../../platform/log/index.js';

export type Alerting = {
  db: Db;
  clock: Clock;
  log: Log;
  discovery: Pick<Discovery, 'catchUp' | 'among' | 'weigh'>;
  /** Decisions that the machine had no time to weigh. */
  late: Late;
};

/** By decision the new courses, id by number, about which it is asked at the next step. Kept by the process that reads on. */
export type Late = { decisions: ReadonlyMap<string, ReadonlyMap<number, string>> };

/** The new courses of one step along the change log. */
export type Found = {
  among: AmongCourses;
  /** Ids of the new courses by number. */
  ids: ReadonlyMap<number, string>;
  now: Date;
};
