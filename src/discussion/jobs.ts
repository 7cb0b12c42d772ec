/** What discussion does by itself: what is reported as unlawful is hidden in time. */
import { z } from 'zod';
import type { Clock } from '../platform/clock/index.js';
import { type CronEntry, defineTask, type Handler, handle } from '../platform/jobs/index.js';
import type { Parts } from './actions/parts.js';
import { holdUnlawful } from './actions/reporting.js';

const hold = defineTask('discussion.hold-unlawful', z.object({}));

export const discussionCron: readonly CronEntry[] = [{ at: '*/15 * * * *', task: hold.name }];

export function discussionJobs({ clock, ...parts }: Parts & { clock: Clock }): Handler[] {
  return [
    handle(hold, async (_payload, { log }) => {
      const { held } = await holdUnlawful(parts, clock.now());
      if (held > 0) log.warn({ posts: held }, 'comments reported as unlawful were hidden until somebody decides');
    }),
  ];
}
