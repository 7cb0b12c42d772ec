/** What happens to developments when two organisations turn out to be one, and when they are parted again. */
import { z } from 'zod';
import type { OrganisationMove } from '../../../organisations/index.js';
import { moveDevelopments, moveDevelopmentsBack } from '../../queries/developments.js';

const Moved = z.array(z.uuid());

export const developmentMove: OrganisationMove = {
  feature: 'catalogue.developments',
  move: moveDevelopments,
  moveBack: (trx, moved, from, into) => moveDevelopmentsBack(trx, Moved.parse(moved), from, into),
};
