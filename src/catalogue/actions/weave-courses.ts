/** Courses woven anew from their listings: written where something shown has changed, with editions, offerings and the log. */
import { fingerprint } from '../../platform/crypto/index.js';
import type { Db } from '../../platform/db/index.js';
import {
  apartOf,
  archiveEditions,
  type CourseRow,
  coursesToWeave,
  type EditionRow,
  type HeldCourse,
  insertCourses,
  insertEditions,
  jsonText,
  type ListingOfCourse,
  listingsToWeave,
  logChanges,
  saveOfferings,
  takeCourseNumbers,
  updateCourses,
  withdrawCourses,
} from '../queries/index.js';
import { changesOn } from '../rules/availability.js';
import { contentOf, sameContent } from '../rules/editions.js';
import {
  type Listing,
  type Runs,
  type Woven,
  type WovenOffering,
  weaveCourse,
  weaveOfferings,
} from '../rules/merging.js';
import { slugOf } from '../rules/text.js';
import { NO_LISTS, type OfferingRecord, OfferingRecord as OfferingSchema, type StoredFacts } from '../schema.js';
import { factsToShow } from './link-facts.js';
import type { NewListing, Touched } from './place-listings.js';
import { recordOf } from './prepare-reading.js';
import { type AskedOfFacts, factsText, saidText, type WovenAlone } from './weave-alone.js';

/** Of whom the weaving is done: the source that is being read. */
export type Weaver = {
  source: { id: number; key: string; publisher_id: string | null; dated: string | null };
  today: string;
};

type Placed = WovenOffering & { courseId: string; position: number };

export async function weaveCourses(trx: Db, weaver: Weaver, touched: Touched): Promise<void> {
  const made = await makeCourses(trx, weaver, touched.made);
  const held = await reweaveCourses(trx, weaver.today, touched.held);
  await saveOfferings(trx, held.ids, [...made.offerings, ...held.offerings]);
  await logChanges(
    trx,
    [...made.nums, ...held.nums].sort((a, b) => a - b),
  );
}

/** Weaves courses anew whose listings are others than before. That makes no new edition: their content is only known otherwise. */
export async function reweave(trx: Db, today: string, courseIds: readonly string[]): Promise<void> {
  const { ids, nums, offerings } = await reweaveCourses(
    trx,
    today,
    new Map(courseIds.map((id) => [id, { contentMayChange: false }])),
  );
  await saveOfferings(trx, ids, offerings);
  await logChanges(
    trx,
    nums.toSorted((a, b) => a - b),
  );
}

type Outcome = { ids: string[]; nums: number[]; offerings: Placed[] };

async function makeCourses(trx: Db, weaver: Weaver, made: Touched['made']): Promise<Outcome> {
  if (made.size === 0) return { ids: [], nums: [], offerings: [] };
  const nums = await takeCourseNumbers(trx, made.size);
  const rows = [...made.values()].flat();
  const apart = await apartOf(
    trx,
    weaver.source.id,
    rows.map((row) => row.external_id),
  );
  const offerings: Placed[] = [];
  const courses = [...made].map(([id, listed], at) => {
    const first = listed[0] as NewListing;
    const place = { id, num: nums[at] as number, edition: 1, provider_id: first.provider_id };
    const { alone } = first.row;
    if (alone && listed.length === 1) {
      const own = weaveOfferings([runsAlone(first, alone, weaver, apart)]);
      offerings.push(...placed(own, id));
      return rowAlone(place, alone, first.awarding_ids, own, weaver.today);
    }
    const woven = weaveCourse(listed.map((row) => listingOf(row, weaver, apart)));
    offerings.push(...placed(woven.offerings, id));
    return courseRow(place, woven, weaver.today).row;
  });
  await insertCourses(trx, courses);
  await insertEditions(
    trx,
    courses.map((course) => editionRow(course, weaver.today)),
  );
  return { ids: [], nums, offerings };
}

/** What `listingsToWeave` would read of a listing that has just been written. */
function listingOf(row: NewListing, { source, today }: Weaver, apart: Map<string, OfferingRecord[]>): Listing {
  return {
    id: row.id,
    source: source.key,
    externalId: row.external_id,
    repeat: row.repeat,
    own: source.publisher_id !== null && [row.provider_id, ...row.awarding_ids].includes(source.publisher_id),
    dated: source.dated ?? today,
    record: recordOf(row),
    awardingIds: row.awarding_ids,
    recognisingIds: row.recognising_ids,
    apart: cameApart(row, apart),
  };
}

function cameApart(row: NewListing, apart: Map<string, OfferingRecord[]>): OfferingRecord[] {
  return row.repeat === 1 ? (apart.get(row.external_id) ?? []).map(offeringInOrder) : [];
}

function runsAlone(row: NewListing, alone: WovenAlone, { source }: Weaver, apart: Map<string, OfferingRecord[]>): Runs {
  return { id: row.id, source: source.key, offerings: [...alone.offerings, ...cameApart(row, apart)] };
}

function placed(offerings: readonly WovenOffering[], courseId: string): Placed[] {
  return offerings.map((offering, position) => ({ ...offering, courseId, position }));
}

type Place = { id: string; num: number; edition: number; provider_id: string };

/** The row of a course that was woven where its record was read. */
function rowAlone(
  place: Place,
  alone: WovenAlone,
  awardingIds: readonly string[],
  offerings: WovenOffering[],
  today: string,
): CourseRow {
  const facts = factsText(alone.facts, { awardingIds, recognition: [] });
  return rowOf(place, alone, { facts, provenance: alone.provenance, differing: '{}' }, offerings, today);
}

function courseRow(place: Place, woven: Woven, today: string): { row: CourseRow; facts: StoredFacts } {
  const { awardingIds, recognition } = woven.facts;
  const facts = factsToShow(woven.facts);
  const texts = {
    facts: factsText(saidText(facts), { awardingIds, recognition }),
    provenance: jsonText(woven.provenance),
    differing: jsonText(woven.differing),
  };
  const { title, refreshed, pace, workload } = facts;
  const asked = { title, refreshed, pace, workload, slug: slugOf(title) };
  return { row: rowOf(place, asked, texts, woven.offerings, today), facts };
}

function rowOf(
  { id, num, edition, provider_id }: Place,
  { title, refreshed, pace, workload, slug }: AskedOfFacts & { slug: string },
  texts: CourseRow['texts'],
  offerings: WovenOffering[],
  today: string,
): CourseRow {
  const { facts, provenance, differing } = texts;
  return {
    id,
    num,
    slug: `${slug || 'course'}-${num}`,
    provider_id,
    title,
    refreshed,
    state: 'published',
    texts,
    facts_hash: fingerprint([provider_id, facts, provenance, differing, JSON.stringify(offerings)].join('\n')),
    edition,
    changes_on: changesOn({ offerings, pace, workload }, today),
  };
}

/** The content that the provider last changed on a stated day stands since then. */
function editionRow({ id, edition, refreshed }: CourseRow, today: string): EditionRow {
  return {
    course_id: id,
    number: edition,
    since: refreshed !== undefined && refreshed < today ? refreshed : today,
  };
}

/** A course before and after; `before.facts` is there only where its content may have changed. */
type Changed = { before: HeldCourse; after: CourseRow; facts: StoredFacts };

async function reweaveCourses(trx: Db, today: string, touched: Touched['held']): Promise<Outcome> {
  const changing = [...touched].filter(([, { contentMayChange }]) => contentMayChange).map(([id]) => id);
  const held = await coursesToWeave(trx, [...touched.keys()], changing);
  const listings = Map.groupBy(
    await listingsToWeave(
      trx,
      held.map((course) => course.id),
    ),
    (listing) => listing.courseId,
  );
  const gone = held.filter((course) => !listings.has(course.id));
  const withdrawn = gone.filter((course) => course.state === 'published');
  const offerings: Placed[] = [];
  const changed: Changed[] = [];
  for (const course of held) {
    const own = listings.get(course.id);
    if (!own) continue;
    const woven = weaveCourse(own.map(whole));
    const provider_id = (own[0] as ListingOfCourse).providerId;
    const { row: after, facts } = courseRow({ ...course, provider_id }, woven, today);
    if (after.facts_hash === course.factsHash && course.state === 'published') continue;
    changed.push({ before: course, after, facts });
    offerings.push(...placed(woven.offerings, course.id));
  }
  await withdrawCourses(
    trx,
    withdrawn.map((course) => course.id),
  );
  await renewEditions(trx, changed, today);
  await updateCourses(
    trx,
    changed.map(({ after }) => after),
  );
  return {
    ids: [...changed.map(({ before }) => before.id), ...withdrawn.map((course) => course.id)],
    nums: [...changed.map(({ before }) => before.num), ...withdrawn.map((course) => course.num)],
    offerings,
  };
}

/** Lists that a record leaves out are empty; offerings that came apart lie in jsonb, which does not keep the order of keys. */
function whole<L extends Listing>(listing: L): L {
  return { ...listing, record: { ...NO_LISTS, ...listing.record }, apart: listing.apart.map(offeringInOrder) };
}

function offeringInOrder(offering: OfferingRecord): OfferingRecord {
  return OfferingSchema.safeParse(offering).data ?? offering;
}

/**
 * Content that a source changed makes a new edition, and the old one keeps its content. Content that is only known better,
 * because a source joined or left, stays the same edition.
 */
async function renewEditions(trx: Db, changed: readonly Changed[], today: string): Promise<void> {
  const renewed = changed.flatMap(({ before, after, facts }) =>
    before.facts && !sameContent(before.facts, facts) ? [{ before, after, content: contentOf(before.facts) }] : [],
  );
  for (const { after } of renewed) after.edition += 1;
  await archiveEditions(
    trx,
    renewed.map(({ before, content }) => ({ course_id: before.id, number: before.edition, content })),
  );
  await insertEditions(
    trx,
    renewed.map(({ after }) => editionRow(after, today)),
  );
}
