/** What the catalogue does by itself: what changes with the day, and what staff asked for that takes a while. */
import { z } from 'zod';
import { organisationsVerified } from '../organisations/index.js';
import type { Clock } from '../platform/clock/index.js';
import type { Db } from '../platform/db/index.js';
import type { Client } from '../platform/fetch/index.js';
import { type CronEntry, defineTask, type Handler, handle, on } from '../platform/jobs/index.js';
import { advanceAvailability } from './actions/advance-availability.js';
import { forgetOldTables } from './actions/publishing/index.js';
import { doErrand } from './actions/staff/do-errand.js';
import { doErrandTask } from './actions/staff/errands.js';
import { coursesChangedOf, dropErrandFiles } from './queries/index.js';

const advance = defineTask('catalogue.advance-availability', z.object({}));
const forgetSent = defineTask('catalogue.forget-tables', z.object({}));
const forgetFiles = defineTask('catalogue.forget-errand-files', z.object({}));
const FILES_KEPT_MS = 7 * 86_400_000;

/** A minute past midnight UTC; a worker that was down then does it when it starts (see `startJobs`). */
export const catalogueCron: readonly CronEntry[] = [
  { at: '1 0 * * *', task: advance.name },
  { at: '20 * * * *', task: forgetSent.name },
  { at: '40 3 * * *', task: forgetFiles.name },
];

export function catalogueJobs({ db, clock, client }: { db: Db; clock: Clock; client: Client }): Handler[] {
  return [
    handle(advance, async (_payload, { log }) => {
      const changed = await advanceAvailability(db, clock.today());
      if (changed > 0) log.info({ courses: changed }, 'courses whose availability changed with the day');
    }),
    handle(forgetSent, () => forgetOldTables(db, clock.now())),
    on(organisationsVerified, 'catalogue.say-verified', ({ organisation }) => coursesChangedOf(db, organisation)),
    handle(doErrandTask, ({ id }, context) => doErrand({ db, client, today: clock.today() }, id, context)),
    handle(forgetFiles, () => dropErrandFiles(db, new Date(clock.now().getTime() - FILES_KEPT_MS))),
  ];
}
