/**
 * What happens to achievements and to what was issued of them when two organisations turn out to be one, and when they are parted
 * again. Endorsements are not moved: they are read by the organisation that their body is now.
 */
import { z } from 'zod';
import type { OrganisationMove } from '../../../organisations/index.js';
import { moveAchievements, moveAchievementsBack } from '../../queries/achievement-moves.js';
import { moveIssuing, moveIssuingBack } from '../../queries/issuing/moving.js';

const Ids = z.array(z.uuid());
const Moved = z.object({
  achievements: Ids,
  /** Absent in merges of before anything could be issued. */
  issuing: z.object({ keys: Ids, batches: Ids, programs: Ids }).optional(),
});

export const achievementMove: OrganisationMove = {
  feature: 'achievements',
  move: async (trx, from, into) => ({
    achievements: await moveAchievements(trx, from, into),
    issuing: await moveIssuing(trx, from, into),
  }),
  moveBack: async (trx, given, from, into) => {
    const { achievements, issuing } = Moved.parse(given);
    await moveAchievementsBack(trx, achievements, from);
    if (issuing) await moveIssuingBack(trx, issuing, from, into);
  },
};
