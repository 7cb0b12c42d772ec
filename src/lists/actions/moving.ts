/**
 * What happens to saved searches when two organisations turn out to be one, and when they are parted again: they name
 * organisations by slug, as addresses do, and would find nothing under the old one. Lists and follows need no moving.
 */
import { z } from 'zod';
import type { OrganisationMove } from '../../organisations/index.js';
import { sha256 } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import { findSearch } from '../queries/kept.js';
import { rewriteSearch, searchesNaming, slugsOf } from '../queries/renaming.js';
import { readSearch, writeSearch } from '../rules/canonical.js';
import { renameBack, renameIn } from '../rules/renaming.js';

/** Ids of searches and what was renamed in them: no text of theirs, which must end with their owner. */
const Moved = z.array(
  z.object({
    id: z.uuid(),
    renamed: z.array(z.object({ facet: z.enum(['provider', 'awardingBody', 'recognisedBy']), kept: z.boolean() })),
  }),
);

export const searchMove: OrganisationMove = { feature: 'lists.searches', move, moveBack };

async function move(trx: Db, fromId: string, intoId: string): Promise<unknown> {
  const [from, into] = await slugsOf(trx, fromId, intoId);
  const moved: z.infer<typeof Moved> = [];
  for (const { id, query: text } of await searchesNaming(trx, from)) {
    const read = readSearch(text);
    const { query, renamed } = renameIn(read.query, from, into);
    // One with something that is not understood is kept as it stands; one that its owner has already in the new form, too.
    if (renamed.length === 0 || read.lost.length > 0) continue;
    const written = writeSearch(query);
    if (await rewriteSearch(trx, id, written, sha256(written))) moved.push({ id, renamed });
  }
  return moved;
}

async function moveBack(trx: Db, moved: unknown, fromId: string, intoId: string): Promise<void> {
  const [from, into] = await slugsOf(trx, fromId, intoId);
  for (const { id, renamed } of Moved.parse(moved)) {
    const search = await findSearch(trx, id);
    if (!search) continue;
    const written = writeSearch(renameBack(readSearch(search.query).query, renamed, from, into));
    await rewriteSearch(trx, id, written, sha256(written));
  }
}
