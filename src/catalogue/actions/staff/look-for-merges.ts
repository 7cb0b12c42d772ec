/** What staff look at before they merge or part: courses that may be one, and those that became one. */
import { findOrganisation, type OrganisationBrief } from '../../../organisations/index.js';
import type { Db } from '../../../platform/db/index.js';
import {
  type AlikeCourse,
  type ComparedListing,
  coursesByIds,
  coursesToCompare,
  joinedByRules,
  keptApart,
  listCourseMerges,
  listingsOfCourses,
  type MergeableCourse,
  type MergeOfCourses,
  unsurePairs,
} from '../../queries/index.js';
import { type Evidence, evidenceBetween } from '../../rules/evidence-words.js';
import { nearPairs } from '../../rules/near-titles.js';
import { courseOf } from './merge-courses.js';

export type Candidates = {
  /** Null: of all providers, those that share title or page. */
  provider: OrganisationBrief | null;
  pairs: [AlikeCourse, AlikeCourse][];
  merges: MergeOfCourses[];
  joined: { course: AlikeCourse; since: string; evidence: Evidence[] }[];
};

const PAIRS = 50;
const RECENT = 10;
/** Comparing as many takes about a quarter of a second. */
const MOST_COURSES = 10_000;

/** Courses that may be one: of one provider, near titles in different sources; of all, what rules were not sure of. */
export async function lookForMerges(db: Db, providerSlug: string): Promise<Candidates> {
  const provider = providerSlug === '' ? null : await findOrganisation(db, providerSlug);
  const pairs = provider ? await pairsOf(db, provider.id) : await pairsOfAll(db);
  const merges = await listCourseMerges(db, { limit: RECENT });
  const joins = await joinedByRules(db, RECENT);
  const courses = await coursesByIds(
    db,
    joins.map(({ id }) => id),
  );
  const listings = Map.groupBy(await listingsOfCourses(db, [...courses.keys()]), ({ courseId }) => courseId);
  const joined = joins.flatMap(({ id, since }) => {
    const course = courses.get(id);
    return course ? [{ course, since, evidence: evidenceOf(listings.get(id) ?? []) }] : [];
  });
  return { provider, pairs, merges, joined };
}

async function pairsOf(db: Db, providerId: string): Promise<[AlikeCourse, AlikeCourse][]> {
  const courses = await coursesToCompare(db, providerId, MOST_COURSES);
  // A source tells its own courses apart, so what one source lists twice is twice.
  const near = nearPairs(courses, PAIRS * 4).filter(
    ([a, b]) => !a.sources.some((source) => b.sources.includes(source)),
  );
  const apart = await keptApart(
    db,
    near.flat().map(({ id }) => id),
  );
  return near.filter(([a, b]) => !apart.has(`${a.id} ${b.id}`)).slice(0, PAIRS);
}

async function pairsOfAll(db: Db): Promise<[AlikeCourse, AlikeCourse][]> {
  const ids = await unsurePairs(db, PAIRS);
  const courses = await coursesByIds(db, ids.flat());
  return ids.flatMap(([one, other]) => {
    const pair = [courses.get(one), courses.get(other)];
    return pair[0] && pair[1] ? [[pair[0], pair[1]] as [AlikeCourse, AlikeCourse]] : [];
  });
}

/** What speaks for each further listing being the course of the first. */
function evidenceOf(listings: readonly ComparedListing[]): Evidence[] {
  const [first, ...more] = listings.filter(({ state }) => state === 'published');
  if (!first) return [];
  const found = more.flatMap((other) => evidenceBetween(first, other));
  return [...new Map(found.map((one) => [one.words, one])).values()];
}

export type ComparedPair = {
  one: { course: MergeableCourse; listings: ComparedListing[] };
  other: { course: MergeableCourse; listings: ComparedListing[] };
  evidence: Evidence[];
};

/** Two courses side by side. @throws MergingError (404) */
export async function comparePair(db: Db, first: string, second: string): Promise<ComparedPair> {
  const [one, other] = [await lookAt(db, first), await lookAt(db, second)];
  return { one, other, evidence: evidenceOf([...one.listings.slice(0, 1), ...other.listings]) };
}

async function lookAt(db: Db, idOrNum: string) {
  const course = await courseOf(db, idOrNum);
  return { course, listings: await listingsOfCourses(db, [course.id]) };
}

export type MergedCourse = {
  course: MergeableCourse;
  listings: (ComparedListing & { evidence: Evidence[] })[];
  merges: MergeOfCourses[];
};

/** One course with its listings, each with what speaks for its being here. @throws MergingError (404) */
export async function lookAtCourse(db: Db, idOrNum: string): Promise<MergedCourse> {
  const { course, listings } = await lookAt(db, idOrNum);
  const [first] = listings;
  const told = listings.map((listing) => ({
    ...listing,
    evidence: first && listing !== first ? evidenceBetween(first, listing) : [],
  }));
  return { course, listings: told, merges: await listCourseMerges(db, { courseId: course.id, limit: RECENT }) };
}
