/** Which records of several sources speak of one course. Pure; never across providers. */
import { fingerprint } from '../../platform/crypto/index.js';
import type { CourseRecord } from '../schema.js';
import { confirms, contradicts, type Identity, namedApart, sharesIdentifier } from './merging-evidence.js';
import { titleKey } from './text.js';
import { canonicalUrl, urlKey } from './urls.js';

export type { Identity } from './merging-evidence.js';

/** A listing that is already in the catalogue. */
export type Listed = Identity & { courseId: string; sourceId: number };

/** The part of an identity that the record states, before its organisations are known. */
export type RecordIdentity = Omit<Identity, 'providerId' | 'awardingIds'>;

export function recordIdentity(
  record: Pick<CourseRecord, 'url' | 'title' | 'level'> & Partial<CourseRecord>,
): RecordIdentity {
  return {
    urlKey: pageKey(record.url),
    titleKey: short(titleKey(record.title) || record.title),
    level: record.level ? `${record.level.framework} ${record.level.value}` : null,
    ...traitsOf(record),
  };
}

/** The part of an identity that is read from the record itself whenever it is compared. */
export function traitsOf({
  kind,
  identifiers,
  workload,
}: Partial<Pick<CourseRecord, 'kind' | 'identifiers' | 'workload'>>): Pick<Identity, 'kind' | 'identifiers' | 'weeks'> {
  return {
    kind: kind ?? 'course',
    identifiers: (identifiers ?? []).map(({ scheme, value }) => `${scheme} ${value}`),
    weeks: workload?.approximate ? null : (workload?.weeks ?? null),
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
 * 1. The same page, unless both identifiers and titles differ. Within one source also the same title, because some feeds give
 *    all courses the page of their list.
 * 2. Across sources, the same title, where nothing contradicts it and something confirms it (`merging-evidence.ts`), and only
 *    where one course answers: of two that would, neither is taken.
 */
export function matchCourse(record: Identity, sourceId: number, listed: readonly Listed[]): string | null {
  const near = listed.filter((other) => other.providerId === record.providerId);
  return matchByPage(record, sourceId, near) ?? matchByTitle(record, sourceId, near);
}

function matchByPage(record: Identity, sourceId: number, near: readonly Listed[]): string | null {
  if (record.urlKey === null) return null;
  const samePage = near.filter(
    (other) => other.urlKey === record.urlKey && (other.sourceId !== sourceId || other.titleKey === record.titleKey),
  );
  // A list may number one page twice; under two titles it means two courses that share a page.
  const answering = samePage.filter((other) => other.titleKey === record.titleKey || !namedApart(record, other));
  const named = answering.filter((other) => sharesIdentifier(record, other));
  const titled = answering.filter((other) => other.titleKey === record.titleKey);
  const best = named.length > 0 ? named : titled.length > 0 ? titled : answering;
  return coursesOf(best).sort()[0] ?? null;
}

/** A source tells its own courses apart: one that already stands for a listing of it is not taken for another of it. */
function matchByTitle(record: Identity, sourceId: number, near: readonly Listed[]): string | null {
  const own = new Set(near.filter((other) => other.sourceId === sourceId).map((other) => other.courseId));
  const alike = near.filter((other) => other.titleKey === record.titleKey && !own.has(other.courseId));
  const answering = without(alike, (other) => contradicts(record, other));
  const courses = coursesOf(answering.filter((other) => confirms(record, other)));
  return courses.length === 1 ? (courses[0] ?? null) : null;
}

/** The listings of courses none of whose listings `speaksAgainst`. */
function without(listed: readonly Listed[], speaksAgainst: (other: Listed) => boolean): readonly Listed[] {
  const out = new Set(coursesOf(listed.filter(speaksAgainst)));
  return out.size === 0 ? listed : listed.filter((other) => !out.has(other.courseId));
}

function coursesOf(listed: readonly Listed[]): string[] {
  return [...new Set(listed.map((other) => other.courseId))];
}
