/** How good the entries of a provider are, and of all providers. */
import type { Db } from '../../platform/db/index.js';
import { enqueue } from '../../platform/jobs/index.js';
import {
  findMedians,
  linkChecksOf,
  type Median,
  saveMedians,
  streamCourses,
  streamCoursesOf,
} from '../queries/index.js';
import {
  type LinkCheck,
  linkVerdict,
  medianOf,
  missingOf,
  QUALITY_FIELDS,
  type QualityField,
  sharesOf,
} from '../rules/quality.js';
import { measureQualityTask } from '../schema/feeds.js';

export type QualityEntry = {
  id: string;
  slug: string;
  title: string;
  missing: QualityField[];
  /** Set where its address was found broken. */
  broken: LinkCheck | null;
};
export type Quality = {
  entries: QualityEntry[];
  shares: Record<QualityField, number>;
  /** Empty: not made yet. */
  medians: Median[];
};

const BATCH = 500;
const DAY_MS = 86_400_000;

/** All published courses of a provider; those that lack most come first. */
export async function lookAtQuality(
  db: Db,
  providerId: string,
  { now, today }: { now: Date; today: string },
): Promise<Quality> {
  const checks = await linkChecksOf(db, providerId);
  const entries: QualityEntry[] = [];
  for await (const courses of streamCoursesOf(db, providerId, BATCH)) {
    for (const course of courses) {
      const check = checks.get(course.id) ?? null;
      const isBroken = course.url !== undefined && linkVerdict(check, course.url) === 'broken';
      const { id, slug, title } = course;
      entries.push({ id, slug, title, missing: missingOf(course, today, check), broken: isBroken ? check : null });
    }
  }
  entries.sort((a, b) => b.missing.length - a.missing.length || a.title.localeCompare(b.title));
  const { medians, computed } = await findMedians(db);
  // A new installation, or one whose nights have no worker.
  if (computed === null || now.getTime() - computed.getTime() > 2 * DAY_MS)
    await enqueue(db, measureQualityTask, {}, { key: measureQualityTask.name });
  return { entries, shares: sharesOf(entries.map(({ missing }) => missing)), medians };
}

/** A provider of one course is no measure for others. */
const LEAST_COURSES = 5;

/** Works out the middle of all providers anew. Returns how many providers it is the middle of. */
export async function measureQuality(db: Db, { now, today }: { now: Date; today: string }): Promise<number> {
  const gaps = new Map<string, QualityField[][]>();
  for await (const courses of streamCourses(db, BATCH)) {
    for (const course of courses) {
      const missing = missingOf(course, today, null);
      const held = gaps.get(course.provider.id);
      if (held) held.push(missing);
      else gaps.set(course.provider.id, [missing]);
    }
  }
  const shares = [...gaps.values()].filter(({ length }) => length >= LEAST_COURSES).map(sharesOf);
  const medians = QUALITY_FIELDS.flatMap((field) => {
    const share = medianOf(shares.map((each) => each[field]));
    return share === undefined ? [] : [{ field, share, providers: shares.length }];
  });
  await db.transaction().execute((trx) => saveMedians(trx, medians, now));
  return shares.length;
}
