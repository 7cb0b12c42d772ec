/** What happens to hosted courses when two organisations turn out to be one, and when they are parted again. */
import { z } from 'zod';
import type { OrganisationMove } from '../../../organisations/index.js';
import { moveHosted, moveHostedBack } from '../../queries/authoring/moving.js';

const Moved = z.array(z.object({ id: z.uuid(), slug: z.string() }));

export const hostedMove: OrganisationMove = {
  feature: 'hosted courses',
  move: moveHosted,
  moveBack: (trx, given, from) => moveHostedBack(trx, Moved.parse(given), from),
};
