/** Where staff of the site work. */
import type { Db } from '../../platform/db/index.js';

/** A place for staff, as a feature offers it. `waiting`: what waits there for somebody, a sentence each; none: nothing does. */
export type StaffPlace = {
  href: string;
  label: string;
  about: string;
  waiting?(db: Db, now: Date): Promise<readonly string[]>;
};
