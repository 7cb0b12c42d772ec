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
  type ListingRow,
  listingsToWeave,
  logChanges,
  saveOfferings,
  sparse,
  takeCourseNumbers,
  updateCourses,
  withdrawCourses,
} from '../queries/index.js';
import { changesOn } from '../rules/availability.js';
import { contentOf, sameContent } from '../rules/editions.js';
import { type Listing, type Woven, type WovenOffering, weaveCourse } from '../rules/merging.js';
import { slugOf } from '../rules/text.js';
import { NO_LISTS, type OfferingRecord, OfferingRecord as OfferingSchema } from '../schema.js';
import { factsToShow } from './link-facts.js';
import type { Touched } from './place-listings.js';

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
    const woven = weaveCourse(listed.map((row) => listingOf(row, weaver, apart)));
    offerings.push(...placed(woven, id));
    return courseRow(
      { id, num: nums[at] as number, edition: 1 },
      (listed[0] as ListingRow).provider_id,
      woven,
      weaver.today,
    );
  });
  await insertCourses(trx, courses);
  await insertEditions(
    trx,
    courses.map((course) => editionRow(course, weaver.today)),
  );
  return { ids: [], nums, offerings };
}

/** What `listingsToWeave` would read of a listing that has just been written. */
function listingOf(row: ListingRow, { source, today }: Weaver, apart: Map<string, OfferingRecord[]>): Listing {
  return {
    id: row.id,
    source: source.key,
    externalId: row.external_id,
    repeat: row.repeat,
    own: source.publisher_id !== null && [row.provider_id, ...row.awarding_ids].includes(source.publisher_id),
    dated: source.dated ?? today,
    record: row.record,
    awardingIds: row.awarding_ids,
    recognisingIds: row.recognising_ids,
    apart: row.repeat === 1 ? (apart.get(row.external_id) ?? []).map(offeringInOrder) : [],
  };
}

function placed(woven: Woven, courseId: string): Placed[] {
  return woven.offerings.map((offering, position) => ({ ...offering, courseId, position }));
}

function courseRow(
  { id, num, edition }: { id: string; num: number; edition: number },
  providerId: string,
  woven: Woven,
  today: string,
): CourseRow {
  const facts = factsToShow(woven.facts);
  const { offerings } = woven;
  const texts = {
    facts: jsonText(sparse(facts)),
    provenance: jsonText(woven.provenance),
    differing: jsonText(woven.differing),
  };
  return {
    id,
    num,
    slug: `${slugOf(facts.title) || 'course'}-${num}`,
    provider_id: providerId,
    title: facts.title,
    state: 'published',
    facts,
    texts,
    facts_hash: fingerprint(
      [providerId, texts.facts, texts.provenance, texts.differing, JSON.stringify(offerings)].join('\n'),
    ),
    edition,
    changes_on: changesOn({ offerings, pace: facts.pace, workload: facts.workload }, today),
  };
}

/** The content that the provider last changed on a stated day stands since then. */
function editionRow({ id, edition, facts }: CourseRow, today: string): EditionRow {
  const { refreshed } = facts;
  return {
    course_id: id,
    number: edition,
    since: refreshed !== undefined && refreshed < today ? refreshed : today,
  };
}

async function reweaveCourses(trx: Db, today: string, touched: Touched['held']): Promise<Outcome> {
  const held = await coursesToWeave(trx, [...touched.keys()]);
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
  const changed: { before: HeldCourse; after: CourseRow }[] = [];
  for (const course of held) {
    const own = listings.get(course.id);
    if (!own) continue;
    const woven = weaveCourse(own.map(whole));
    const after = courseRow(course, own[0]?.providerId as string, woven, today);
    if (after.facts_hash === course.factsHash && course.state === 'published') continue;
    changed.push({ before: course, after });
    offerings.push(...placed(woven, course.id));
  }
  await withdrawCourses(
    trx,
    withdrawn.map((course) => course.id),
  );
  await renewEditions(trx, changed, touched, today);
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
async function renewEditions(
  trx: Db,
  changed: readonly { before: HeldCourse; after: CourseRow }[],
  touched: Touched['held'],
  today: string,
): Promise<void> {
  const renewed = changed.filter(
    ({ before, after }) => touched.get(before.id)?.contentMayChange && !sameContent(before.facts, after.facts),
  );
  for (const { after } of renewed) after.edition += 1;
  await archiveEditions(
    trx,
    renewed.map(({ before }) => ({ course_id: before.id, number: before.edition, content: contentOf(before.facts) })),
  );
  await insertEditions(
    trx,
    renewed.map(({ after }) => editionRow(after, today)),
  );
}
