/**
 * Following the catalogue. Writers of the log take turns, each until its transaction ends, so a number that is visible has
 * none below it that may still appear, and a reader needs to remember no more than the last one (docs/decisions/0007).
 */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** How far the log was read. To be kept and given back as it is. */
export type ChangePosition = { seq: number };

export type Changes = {
  /** Courses that are published now: to be read and indexed. */
  nums: number[];
  /** Courses that are withdrawn now. */
  removed: number[];
  position: ChangePosition;
  /** Whether there is more to read at once. */
  more: boolean;
  /** The position is not of this log, or of a state before a backup was restored: begin again with `startOfChanges`. */
  lost: boolean;
};

/** The position before a first reading: whatever is committed later comes after it. */
export async function startOfChanges(db: Db): Promise<ChangePosition> {
  const { rows } = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from catalogue.change`.execute(db);
  return { seq: (rows[0] as { seq: number }).seq };
}

/** At most `limit` entries of the log after `position`. A course that changed twice is named once. */
export async function changesSince(db: Db, position: ChangePosition, limit = 1000): Promise<Changes> {
  const { rows } = await sql<{ seq: number; num: number; state: string | null }>`
    select change.seq, change.num, course.state
    from (select seq, num from catalogue.change where seq > ${position.seq} order by seq limit ${limit}) change
    left join catalogue.course on course.num = change.num order by change.seq`.execute(db);
  const states = new Map(rows.map((row) => [row.num, row.state]));
  return {
    nums: [...states.keys()].filter((num) => states.get(num) === 'published'),
    removed: [...states.keys()].filter((num) => states.get(num) !== 'published'),
    position: { seq: rows.at(-1)?.seq ?? position.seq },
    more: rows.length === limit,
    lost: rows.length === 0 && position.seq > (await startOfChanges(db)).seq,
  };
}

/** Numbers of published courses whose availability has changed, or will by the end of `today`, since it was last looked at. */
export async function coursesChangingOn(db: Db, today: string, limit = 1000): Promise<number[]> {
  const { rows } = await sql<{ num: number }>`
    select num from catalogue.course where changes_on <= ${today}::date and state = 'published'
    order by changes_on, num limit ${limit}`.execute(db);
  return rows.map((row) => row.num);
}

export async function saveChangesOn(
  db: Db,
  rows: readonly { num: number; changes_on: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update catalogue.course set changes_on = new.changes_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(num integer, changes_on date) where course.num = new.num`.execute(
    db,
  );
}

/** The same of all that an organisation offers: it is shown beside its name whether that name is proved. */
export async function coursesChangedOf(trx: Db, organisationId: string): Promise<void> {
  await sql`
    insert into catalogue.change (num)
    select num from catalogue.course where provider_id = ${organisationId}::uuid and state = 'published' order by num`.execute(
    trx,
  );
}

/**
 * Says that what stands beside these courses changed (reviews, say), so that whoever follows the log reads them again.
 * Last in the act's transaction: whoever writes the log after it waits.
 */
export async function courseChanged(trx: Db, courseIds: readonly string[]): Promise<void> {
  if (courseIds.length === 0) return;
  await sql`
    insert into catalogue.change (num)
    select num from catalogue.course where id in (
      select coalesce(merged_into, id) from catalogue.course where id = any(${[...courseIds]}::uuid[]))
    order by num`.execute(trx);
}
