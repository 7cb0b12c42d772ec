/** What happens to courses when two organisations turn out to be one, and when they are parted again. */
import { z } from 'zod';
import type { OrganisationMove } from '../../organisations/index.js';
import type { Db } from '../../platform/db/index.js';
import { coursesNaming, moveRows, moveRowsBack } from '../queries/moving.js';
import { logChanges } from '../queries/weaving.js';

const Moved = z.object({
  courses: z.array(z.uuid()),
  offered: z.array(z.uuid()),
  awarded: z.array(z.uuid()),
  recognised: z.array(z.uuid()),
  feeds: z.array(z.uuid()).default([]),
  sources: z.array(z.int()),
});

export const courseMove: OrganisationMove = { feature: 'catalogue', move, moveBack };

async function move(trx: Db, from: string, into: string): Promise<unknown> {
  const moved = await moveRows(trx, from, into);
  await logChanges(trx, await coursesNaming(trx, [into], moved));
  return moved;
}

async function moveBack(trx: Db, moved: unknown, from: string, into: string): Promise<void> {
  const rows = Moved.parse(moved);
  await moveRowsBack(trx, rows, from, into);
  await logChanges(trx, await coursesNaming(trx, [from, into], rows));
}
