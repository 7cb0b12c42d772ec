/**
 * Following the catalogue. A transaction takes its place in the log when it writes and becomes visible when it commits, so a
 * reader that went by the sequence alone would skip one that is still open. Every transaction before `pg_snapshot_xmin` has
 * ended: up to there, ordered by transaction and sequence, nothing can appear later.
 */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** How far the log was read. To be kept and given back as it is. */
export type ChangePosition = { xid: string; seq: number };

export type Changes = {
  /** Courses that are published now: to be read and indexed. */
  nums: number[];
  /** Courses that are withdrawn now. */
  removed: number[];
  position: ChangePosition;
  /** Whether there is more to read at once. */
  more: boolean;
  /** The position is of another database, or of this one before it was restored: begin again with `startOfChanges`. */
  lost: boolean;
};

/** The position before a first reading: whatever is committed later, and whatever was open now, comes after it. */
export async function startOfChanges(db: Db): Promise<ChangePosition> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db);
  return { xid: (rows[0] as { xid: string }).xid, seq: 0 };
}

/** At most `limit` entries of the log after `position`. A course that changed twice is named once. */
export async function changesSince(db: Db, position: ChangePosition, limit = 1000): Promise<Changes> {
  const { rows } = await sql<{ xid: string; seq: number; num: number; state: string | null }>`
    select change.xid::text as xid, change.seq, change.num, course.state
    from (select xid, seq, num from catalogue.change
      where (xid, seq) > (${position.xid}::xid8, ${position.seq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, seq limit ${limit}) change
    left join catalogue.course on course.num = change.num
    order by change.xid, change.seq`.execute(db);
  const last = rows.at(-1);
  const states = new Map(rows.map((row) => [row.num, row.state]));
  const nums = [...states].filter(([, state]) => state === 'published').map(([num]) => num);
  return {
    nums,
    removed: [...states.keys()].filter((num) => states.get(num) !== 'published'),
    position: last ? { xid: last.xid, seq: last.seq } : position,
    more: rows.length === limit,
    lost: rows.length === 0 && (await isAhead(db, position)),
  };
}

async function isAhead(db: Db, position: ChangePosition): Promise<boolean> {
  const { rows } = await sql<{ ahead: boolean }>`
    select ${position.xid}::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as ahead`.execute(db);
  return rows[0]?.ahead ?? false;
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
