/**
 * What speaks for and against two records of one provider being one course. Pure. Measured by hand on the sample tables
 * (docs/decisions/0006): of pages with one title and different addresses in two tables, a third were two courses.
 */
import type { CourseRecord } from '../schema.js';

/** What of a record tells whether it is the same course as another. null: nothing to go by. */
export type Identity = {
  providerId: string;
  /** The awarding bodies, where the provider is a platform that lists many. */
  awardingIds: readonly string[];
  urlKey: string | null;
  titleKey: string;
  /** Framework and value; null: not stated, which contradicts no level. */
  level: string | null;
  kind: CourseRecord['kind'];
  /** "scheme value". */
  identifiers: readonly string[];
  /** Length as the source states it; null: not stated, or stated as a band ("3–6 months"). */
  weeks: number | null;
};

/** They state what one course cannot have twice. */
export function contradicts(a: Identity, b: Identity): boolean {
  if (a.level !== null && b.level !== null && a.level !== b.level) return true;
  return isWhole(a) !== isWhole(b) || namedApart(a, b) || awardedApart(a, b);
}

/** A programme of several courses is none of them, whatever they share in name. */
function isWhole({ kind }: Identity): boolean {
  return kind === 'programme' || kind === 'qualification';
}

/** Both have an identifier of one scheme, and none of it in common. */
export function namedApart(a: Identity, b: Identity): boolean {
  if (a.identifiers.length === 0 || b.identifiers.length === 0 || sharesIdentifier(a, b)) return false;
  const schemes = new Set(a.identifiers.map(schemeOf));
  return b.identifiers.some((identifier) => schemes.has(schemeOf(identifier)));
}

function schemeOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(' '));
}

export function sharesIdentifier(a: Identity, b: Identity): boolean {
  return a.identifiers.some((identifier) => b.identifiers.includes(identifier));
}

function awardedApart(a: Identity, b: Identity): boolean {
  return a.awardingIds.length > 0 && b.awardingIds.length > 0 && !sharesAward(a, b);
}

function sharesAward(a: Identity, b: Identity): boolean {
  return a.awardingIds.some((id) => b.awardingIds.includes(id));
}

/**
 * Whether the same title is enough. Where one has no page, it is, unless the lengths differ and nothing else speaks for
 * them. Where each has a page of its own, something must: an identifier, the awarding body, the level, the last part of the
 * address, or a title too long to be given twice on one site. On two sites, nothing but an identifier outweighs lengths that differ.
 */
export function confirms(a: Identity, b: Identity): boolean {
  if (sharesIdentifier(a, b)) return true;
  const otherLength = a.weeks !== null && b.weeks !== null && a.weeks !== b.weeks;
  const stated = sharesAward(a, b) || (a.level !== null && a.level === b.level);
  if (a.urlKey === null || b.urlKey === null) return stated || !otherLength;
  const oneSite = siteOf(a.urlKey) === siteOf(b.urlKey);
  if (!oneSite && otherLength) return false;
  return stated || samePageName(a.urlKey, b.urlKey) || (oneSite && a.titleKey.length >= TELLING);
}

/** Signs of a folded title. Chosen on the sample tables, where no longer title was given to two courses of one site. */
const TELLING = 40;

function siteOf(urlKey: string): string {
  return urlKey.slice(0, urlKey.indexOf('/'));
}

/** Ends of addresses that every course of a site may have. */
const COMMON = new Set(['about', 'course', 'courses', 'details', 'home', 'index', 'info', 'overview', 'preview']);

/** The last part of an address: platforms move their courses from /course/fairlogic to /learn/fair-logic. */
function samePageName(a: string, b: string): boolean {
  const name = pageName(a);
  return name !== null && name === pageName(b);
}

function pageName(urlKey: string): string | null {
  const name = /\/([^/?]+)$/.exec(urlKey)?.[1]?.toLowerCase().replace(/[-_]/g, '') ?? '';
  return name.length < 3 || /^\d+$/.test(name) || COMMON.has(name) ? null : name;
}
