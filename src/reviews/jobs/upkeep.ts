/** What is done with reviews by itself, each night. */
import { z } from 'zod';
import { organisationsVerified } from '../../organisations/index.js';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import { type CronEntry, defineTask, type Handler, handle, on } from '../../platform/jobs/index.js';
import { heedIssuer } from '../actions/proving.js';
import { tendReviews } from '../actions/upkeep.js';

const tend = defineTask('reviews.tend', z.object({}));

export const reviewCron: readonly CronEntry[] = [{ at: '10 3 * * *', task: tend.name }];

export function reviewJobs({ db, clock }: { db: Db; clock: Clock }): Handler[] {
  return [
    handle(tend, async (_payload, { log }) => {
      const { courses } = await tendReviews(db, clock.now());
      if (courses > 0) log.info({ courses }, 'what reviews say of courses was worked out anew');
    }),
    on(organisationsVerified, 'reviews.issuers', ({ organisation }) => heedIssuer(db, organisation)),
  ];
}
