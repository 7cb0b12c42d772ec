/** Which course each new listing belongs to: one that is there, one that this batch has just made, or a new one. */
import { newId } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  type Decided,
  decisionsOn,
  findAlike,
  type HeldListing,
  type ListingRow,
  soleListings,
} from '../queries/index.js';
import { type Identity, type Listed, matchCourse } from '../rules/identity.js';
import type { Row } from './batches.js';

/** A listing that is about to be written, with what was read of it. */
export type NewListing = ListingRow & { row: Row };

/** What weaving needs to know of a batch. */
export type Touched = {
  /** Courses made by this batch, with all their listings. */
  made: Map<string, NewListing[]>;
  /** Courses that were there. Changed content makes a new edition; a listing that joined or left does not. */
  held: Map<string, { contentMayChange: boolean }>;
};

/** Sets `course_id` of every row. Returns how many of `inserted` made a course; the others joined one. */
export async function placeListings(
  trx: Db,
  inserted: readonly NewListing[],
  updated: readonly { row: NewListing; before: HeldListing }[],
  held: readonly HeldListing[],
  touched: Touched,
): Promise<{ made: number }> {
  const leaving = await leavingTheirCourse(trx, updated);
  const newcomers = [...inserted, ...leaving];
  const shelf = new Shelf(held, newcomers.length > 0 ? await findAlike(trx, newcomers.map(identityIn)) : []);
  // Only of rows that were there before can staff have decided anything.
  const decided = await decisionsOn(
    trx,
    leaving.map(({ id }) => id),
  );
  for (const { row, before } of updated) {
    row.course_id = before.courseId;
    touched.held.set(before.courseId, { contentMayChange: true });
  }
  let made = 0;
  for (const row of newcomers) {
    if (shelf.place(row, decided.get(row.id) ?? [])) {
      touched.made.set(row.course_id, [row]);
      if (inserted.includes(row)) made += 1;
    } else if (touched.made.has(row.course_id)) touched.made.get(row.course_id)?.push(row);
    else if (!touched.held.has(row.course_id)) touched.held.set(row.course_id, { contentMayChange: false });
  }
  return { made };
}

/**
 * Rows that are now of another provider, while other listings of their course are not: a course never has two. Where the
 * listing is the only one of its course, the course goes with it, so that its address and all that hangs on it stay.
 */
async function leavingTheirCourse(
  trx: Db,
  updated: readonly { row: NewListing; before: HeldListing }[],
): Promise<NewListing[]> {
  const moved = updated.filter(({ row, before }) => row.provider_id !== before.providerId);
  if (moved.length === 0) return [];
  const sole = await soleListings(
    trx,
    moved.map(({ before }) => before.courseId),
  );
  return moved.filter(({ before }) => !sole.has(before.courseId)).map(({ row }) => row);
}

export function identityIn(row: NewListing): Identity {
  return {
    ...row.row.head.identity,
    providerId: row.provider_id,
    awardingIds: row.awarding_ids,
  };
}

/** The listings that a row may belong with: those in the database, and those placed before it in this batch. */
class Shelf {
  readonly #near = new Map<string, Listed[]>();
  /** Rows of one identifier are one course, as long as they are of one provider. */
  readonly #sameIdentifier = new Map<string, string>();

  constructor(held: readonly HeldListing[], listed: readonly Listed[]) {
    for (const { externalId, providerId, courseId } of held)
      this.#sameIdentifier.set(`${providerId} ${externalId}`, courseId);
    for (const one of listed) this.#add(one);
  }

  /** Returns whether it made a course. What staff `decided` of it goes before every rule. */
  place(row: NewListing, decided: readonly Decided[]): boolean {
    const identity = identityIn(row);
    const identifier = `${row.provider_id} ${row.external_id}`;
    const ofProvider = decided.filter(({ providerId }) => providerId === row.provider_id);
    const joined = ofProvider.find(({ isOne }) => isOne)?.courseId;
    const barred = new Set(ofProvider.filter(({ isOne }) => !isOne).map(({ courseId }) => courseId));
    const near = keysOf(identity)
      .flatMap((key) => this.#near.get(key) ?? [])
      .filter(({ courseId }) => !barred.has(courseId));
    const known = this.#sameIdentifier.get(identifier);
    const same = known !== undefined && !barred.has(known) ? known : null;
    const found = joined ?? same ?? matchCourse(identity, row.source_id, near);
    row.course_id = found ?? newId();
    this.#sameIdentifier.set(identifier, row.course_id);
    this.#add({ ...identity, courseId: row.course_id, sourceId: row.source_id });
    return found === null;
  }

  #add(listed: Listed): void {
    for (const key of keysOf(listed)) {
      const near = this.#near.get(key);
      if (near) near.push(listed);
      else this.#near.set(key, [listed]);
    }
  }
}

function keysOf({ providerId, urlKey, titleKey }: Identity): string[] {
  return [...(urlKey === null ? [] : [`page ${providerId} ${urlKey}`]), `title ${providerId} ${titleKey}`];
}
