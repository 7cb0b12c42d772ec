/** What organisations do by themselves: claims by DNS are looked at every quarter of an hour. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import { checkClaims } from './actions/claiming.js';
import type { TxtLookup } from './actions/dns.js';
import type { Parts } from './actions/parts.js';

const check = defineTask('organisations.check-claims', z.object({}));

export const organisationCron: readonly CronEntry[] = [{ at: '*/15 * * * *', task: check.name }];

export function organisationJobs(parts: Parts & { lookup: TxtLookup; clock: Clock }): Handler[] {
  return [
    handle(check, async (_payload, { log }) => {
      const { proved } = await checkClaims(parts, parts.clock.now());
      if (proved > 0) log.info({ claims: proved }, 'claims were proved by their DNS records');
    }),
  ];
}
