/** What is done for developments by itself: their links are tried. */
import { z } from 'zod';
import type { Clock } from '../../platform/clock/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Client } from '../../platform/fetch/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../../platform/jobs/index.js';
import { lookAtLinks } from '../actions/developments/links.js';

const look = defineTask('catalogue.look-at-developments', z.object({}));

export const developmentCron: readonly CronEntry[] = [{ at: '50 * * * *', task: look.name }];

export function developmentJobs({ db, clock, client }: { db: Db; clock: Clock; client: Client }): Handler[] {
  return [
    handle(look, async (_payload, { log, signal }) => {
      const { tried, failed } = await lookAtLinks({ db, client }, clock.now(), signal);
      if (failed > 0) log.info({ tried, failed }, 'links of developments that could not be opened');
    }),
  ];
}
