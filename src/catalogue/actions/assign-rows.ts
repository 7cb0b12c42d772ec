/** Which listing of its source each row of a batch is about. Pure. */
import type { HeldListing } from '../queries/index.js';
import type { Row } from './batches.js';

export type Assigned = {
  /** As before. */
  same: HeldListing[];
  /** Another record than before, or one that had been withdrawn. */
  changed: { row: Row; listing: HeldListing }[];
  /** Met for the first time. `repeat` counts rows of one identifier within an input, from 1. */
  added: { row: Row; repeat: number }[];
  /** Rows that say word for word what an earlier row of this run said. */
  repeated: number;
};

type Slot = { hash: string; seen: boolean; listing: HeldListing | null };

/**
 * Rows whose record is held already are settled first, so that rows of one identifier may come in any order; the others
 * take what is left of their identifier, then new repeats of it.
 */
export function assignRows(rows: readonly Row[], held: readonly HeldListing[], runId: number): Assigned {
  const assigned: Assigned = { same: [], changed: [], added: [], repeated: 0 };
  const slots = slotsOf(held, runId);
  const unsettled = rows.filter((row) => !settle(row, slots.get(row.head.externalId) ?? [], assigned));
  for (const row of unsettled) {
    const own = slots.get(row.head.externalId) ?? [];
    slots.set(row.head.externalId, own);
    if (!settle(row, own, assigned)) take(row, own, assigned);
  }
  return assigned;
}

function slotsOf(held: readonly HeldListing[], runId: number): Map<string, Slot[]> {
  const slots = new Map<string, Slot[]>();
  for (const listing of held) {
    const slot = { hash: listing.contentHash, seen: listing.runId === runId, listing };
    slots.set(listing.externalId, [...(slots.get(listing.externalId) ?? []), slot]);
  }
  return slots;
}

function settle(row: Row, slots: readonly Slot[], assigned: Assigned): boolean {
  const alike = slots.filter((slot) => slot.hash === row.hash);
  if (alike.some((slot) => slot.seen)) {
    assigned.repeated += 1;
    return true;
  }
  const slot = alike[0];
  if (!slot?.listing) return false;
  slot.seen = true;
  if (slot.listing.state === 'published') assigned.same.push(slot.listing);
  else assigned.changed.push({ row, listing: slot.listing });
  return true;
}

function take(row: Row, slots: Slot[], assigned: Assigned): void {
  const free = slots.find((slot) => !slot.seen && slot.listing);
  if (free?.listing) {
    free.seen = true;
    free.hash = row.hash;
    assigned.changed.push({ row, listing: free.listing });
    return;
  }
  slots.push({ hash: row.hash, seen: true, listing: null });
  assigned.added.push({ row, repeat: slots.length });
}
