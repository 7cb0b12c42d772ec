/** What happens to achievements when two organisations turn out to be one, and when they are parted again. */
import { z } from 'zod';
import type { OrganisationMove } from '../../../organisations/index.js';
import { moveAchievements, moveAchievementsBack } from '../../queries/achievement-moves.js';

const Moved = z.object({ achievements: z.array(z.uuid()) });

export const achievementMove: OrganisationMove = {
  feature: 'achievements',
  move: async (trx, from, into) => ({ achievements: await moveAchievements(trx, from, into) }),
  moveBack: (trx, moved, from) => moveAchievementsBack(trx, Moved.parse(moved).achievements, from),
};
