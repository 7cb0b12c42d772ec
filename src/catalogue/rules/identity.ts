/** Which records of several sources speak of one course. Pure; never across providers. */
import { fingerprint } from '../../platform/crypto/index.js';
import type { CourseRecord } from '../schema.js';
import { titleKey } from './text.js';
import { canonicalUrl, urlKey } from './urls.js';

/** What of a record tells whether it is the same course as another. null: nothing to go by. */
export type Identity = {
  providerId: string;
  /** The awarding bodies, where the provider is a platform that lists many. */
  awardingIds: readonly string[];
  urlKey: string | null;
  titleKey: string;
  /** Framework and value; null: not stated, which contradicts no level. */
  level: string | null;
};

/** A listing that is already in the catalogue. */
export type Listed = Identity & { courseId: string; sourceId: number };

export function identityOf(
  record: Pick<CourseRecord, 'url' | 'title' | 'level'>,
  providerId: string,
  awardingIds: readonly string[],
): Identity {
  return {
    providerId,
    awardingIds,
    urlKey: pageKey(record.url),
    titleKey: short(titleKey(record.title) || record.title),
    level: record.level ? `${record.level.framework} ${record.level.value}` : null,
  };
}

/** As it is where it fits an index, else its digest. */
function short(key: string): string {
  return key.length <= 120 ? key : fingerprint(key);
}

/** The address of one page. A site's front page stands for no course. */
function pageKey(url: string | undefined): string | null {
  const canonical = url ? canonicalUrl(url) : null;
  const key = canonical ? urlKey(canonical) : null;
  return key?.includes('/') ? short(key) : null;
}

/**
 * The course that a record of source `sourceId` belongs to, among listings of the same provider; null: a course of its own.
 * 1. The same page. Within one source also the same title, because some feeds give all courses the page of their list.
 * 2. Across sources, the same title, unless levels or awarding bodies contradict each other, and only where one course
 *    answers: of two that would, neither is taken.
 */
export function matchCourse(record: Identity, sourceId: number, listed: readonly Listed[]): string | null {
  const near = listed.filter((other) => other.providerId === record.providerId);
  const samePage = near.filter(
    (other) =>
      record.urlKey !== null &&
      other.urlKey === record.urlKey &&
      (other.sourceId !== sourceId || other.titleKey === record.titleKey),
  );
  if (samePage.length > 0) return samePage.map((other) => other.courseId).sort()[0] ?? null;
  return matchByTitle(record, sourceId, near);
}

/** A source tells its own courses apart: one that already stands for a listing of it is not taken for another of it. */
function matchByTitle(record: Identity, sourceId: number, near: readonly Listed[]): string | null {
  const own = new Set(near.filter((other) => other.sourceId === sourceId).map((other) => other.courseId));
  const alike = near.filter((other) => other.titleKey === record.titleKey && !own.has(other.courseId));
  const contradicted = new Set(alike.filter((other) => contradicts(record, other)).map((other) => other.courseId));
  const courses = new Set(alike.map((other) => other.courseId).filter((course) => !contradicted.has(course)));
  return courses.size === 1 ? ([...courses][0] ?? null) : null;
}

function contradicts(a: Identity, b: Identity): boolean {
  if (a.level !== null && b.level !== null && a.level !== b.level) return true;
  if (a.awardingIds.length === 0 || b.awardingIds.length === 0) return false;
  return !a.awardingIds.some((id) => b.awardingIds.includes(id));
}
