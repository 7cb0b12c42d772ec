/** Private runs, when their employer turns out to be another organisation, and when the two are parted again. */
import { z } from 'zod';
import type { OrganisationMove } from '../../../organisations/index.js';
import { movePrivateRuns, movePrivateRunsBack } from '../../queries/offerings/runs.js';

export const privateRunMove: OrganisationMove = {
  feature: 'private runs of courses',
  move: movePrivateRuns,
  moveBack: (trx, moved, from) => movePrivateRunsBack(trx, z.array(z.uuid()).parse(moved), from),
};
