/** The SQL of reviews: one's own, and those that everybody reads. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/db/index.js';
import {
  ASPECTS,
  type OwnReview,
  type Reply,
  type ReviewedCourse,
  type ReviewFilter,
  type Said,
  type ShownReview,
} from '../schema.js';
import { COLUMNS } from './summaries.js';

const said = sql`jsonb_build_object('overall', review.overall, 'aspects', jsonb_build_object(${sql.join(
  ASPECTS.flatMap((aspect) => [sql.lit(aspect), sql`review.${sql.raw(COLUMNS[aspect])}`]),
)}), 'advantages', advantages, 'disadvantages', disadvantages, 'suits', suits, 'hours', hours, 'paid', paid,
  'incentive', incentive, 'finished', finished, 'taken', taken, 'signed', signed) as said`;

const course = sql`jsonb_build_object('id', card.id, 'slug', card.slug, 'title', card.title,
  'provider', jsonb_build_object('slug', card.provider_slug, 'name', card.provider_name)) as course`;

const own = sql`select review.id, review.person_id as "personId", review.post_id as "postId", ${course}, review.edition,
    review.version, ${said}, standing.state, standing.affiliated, standing.verified, review.signals, review.created,
    review.changed_at as changed
  from reviews.standing join reviews.review on review.id = standing.id
  join catalogue.course_card card on card.id = standing.whole_id`;

/** What may be no id at all, as the name of a subject may, finds nothing; compared as text it would find no index either. */
function uuidOf(id: string) {
  return sql`${z.uuid().safeParse(id).data ?? null}::uuid`;
}

/** A review that is there, shown or not, by its id. */
export async function findReview(db: Db, id: string): Promise<OwnReview | null> {
  const { rows } = await sql<OwnReview>`${own} where review.id = ${uuidOf(id)}`.execute(db);
  return rows[0] ?? null;
}

/** The same, held until the transaction ends. */
export async function lockReview(trx: Db, id: string): Promise<OwnReview | null> {
  await sql`select from reviews.review where id = ${uuidOf(id)} for update`.execute(trx);
  return findReview(trx, id);
}

export async function reviewsOf(db: Db, personId: string): Promise<OwnReview[]> {
  const { rows } = await sql<OwnReview>`
    ${own} where review.person_id = ${personId} order by review.created desc, review.id limit 500`.execute(db);
  return rows;
}

/** A learner's reviews of one course, by any of the courses that it was found to be. */
export async function reviewsOfCourseBy(db: Db, wholeId: string, personId: string): Promise<OwnReview[]> {
  const { rows } = await sql<OwnReview>`
    ${own} where review.person_id = ${personId} and standing.whole_id = ${wholeId}
    order by review.edition desc, review.created desc`.execute(db);
  return rows;
}

/** The course as a review names it; null: there is none. */
export async function reviewedCourse(db: Db, wholeId: string): Promise<ReviewedCourse | null> {
  const { rows } = await sql<{ course: ReviewedCourse }>`
    select ${course} from catalogue.course_card card where card.id = ${wholeId}`.execute(db);
  return rows[0]?.course ?? null;
}

/** Who reviews one course does so one after the other: whoever sends twice at once writes once. */
export async function lockReviewer(trx: Db, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reviews ' || ${personId}, 0))`.execute(trx);
}

type NewReview = {
  id: string;
  courseId: string;
  edition: number;
  personId: string;
  postId: string;
  said: Said;
  signals: readonly string[];
  now: Date;
};

export async function insertReview(trx: Db, given: NewReview): Promise<void> {
  const { said, now } = given;
  await sql`
    insert into reviews.review (id, course_id, edition, person_id, post_id, overall, content_current, workload_true, support,
      assessment_fair, useful, advantages, disadvantages, suits, hours, paid, incentive, finished, taken, signed, signals,
      created)
    values (${given.id}, ${given.courseId}, ${given.edition}, ${given.personId}, ${given.postId}, ${said.overall},
      ${said.aspects.contentCurrent}, ${said.aspects.workloadTrue}, ${said.aspects.support},
      ${said.aspects.assessmentFair}, ${said.aspects.useful}, ${said.advantages}, ${said.disadvantages}, ${said.suits},
      ${said.hours}, ${said.paid}, ${said.incentive}, ${said.finished}, ${said.taken}, ${said.signed},
      ${[...given.signals]}, ${now})`.execute(trx);
}

/** Keeps what it said before, and says something else. */
export async function replaceReview(trx: Db, before: OwnReview, said: Said, now: Date): Promise<void> {
  await sql`
    insert into reviews.earlier (review_id, version, said, until)
    values (${before.id}, ${before.version}, ${JSON.stringify(before.said)}, ${now})`.execute(trx);
  await sql`
    update reviews.review set overall = ${said.overall}, content_current = ${said.aspects.contentCurrent},
      workload_true = ${said.aspects.workloadTrue}, support = ${said.aspects.support},
      assessment_fair = ${said.aspects.assessmentFair}, useful = ${said.aspects.useful}, advantages = ${said.advantages},
      disadvantages = ${said.disadvantages}, suits = ${said.suits}, hours = ${said.hours}, paid = ${said.paid},
      incentive = ${said.incentive}, finished = ${said.finished}, taken = ${said.taken}, signed = ${said.signed},
      version = version + 1, changed_at = ${now}
    where id = ${before.id}`.execute(trx);
}

export async function saveSignals(trx: Db, id: string, signals: readonly string[]): Promise<void> {
  await sql`update reviews.review set signals = ${[...signals]} where id = ${id}`.execute(trx);
}

/** Takes words, ratings, votes and earlier versions; what moderators decided of it stays with discussion. */
export async function emptyReviews(
  trx: Db,
  ids: readonly string[],
  { state, now }: { state: string; now: Date },
): Promise<void> {
  const all = sql`${[...ids]}::uuid[]`;
  await sql`delete from reviews.earlier where review_id = any(${all})`.execute(trx);
  await sql`delete from reviews.vote where review_id = any(${all})`.execute(trx);
  await sql`delete from reviews.reply where review_id = any(${all})`.execute(trx);
  await sql`
    update reviews.review set overall = null, content_current = null, workload_true = null, support = null,
      assessment_fair = null, useful = null, advantages = null, disadvantages = null, suits = null, hours = null,
      paid = null, incentive = null, finished = null, taken = null, signed = false, signals = '{}',
      removed_at = ${now}, removed_state = ${state}
    where id = any(${all}) and removed_at is null`.execute(trx);
}

export async function earlierVersions(db: Db, id: string): Promise<{ version: number; said: Said; until: Date }[]> {
  const { rows } = await sql<{ version: number; said: Said; until: Date }>`
    select version, said, until from reviews.earlier where review_id = ${id} order by version desc`.execute(db);
  return rows;
}

/** Whether a person belongs to the provider or an awarding body of a course, by any of the courses that it was found to be. */
export async function isParty(db: Db, wholeId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from catalogue.course_whole course
      join catalogue.course_party party on party.course_id = course.id
      join organisations.member_brief member on member.organisation_id = party.organisation_id
      where (course.id = ${wholeId} or course.merged_into = ${wholeId}) and member.person_id = ${personId}) as is`.execute(
    db,
  );
  return rows[0]?.is ?? false;
}

type Listed = { courseId: string; viewerId: string | null; filter: ReviewFilter; limit: number; offset: number };

/** Reviews of a course that are shown, and how many there are under this filter. */
export async function listShown(db: Db, asked: Listed): Promise<{ reviews: ShownReview[]; total: number }> {
  const { courseId, viewerId, filter, limit, offset } = asked;
  const from = sql`from catalogue.course_whole course
    join reviews.standing on standing.course_id = course.id
    join reviews.review on review.id = standing.id`;
  const where = sql`where (course.id = ${courseId} or course.merged_into = ${courseId})
    and standing.whole_id = ${courseId} and standing.state = 'shown' and ${filterOf(filter)}`;
  // What stands beside a review is looked up for those alone that the page shows.
  const { rows } = await sql<ShownRow & { total: number }>`
    with page as materialized (
      select review.id, (count(*) over ())::int as total,
        row_number() over (order by ${ORDERS[filter.sort]}, review.created desc, review.id) as place
      ${from} ${filter.sort === 'helpful' ? VOTES : sql``} ${where} order by place limit ${limit} offset ${offset})
    select page.total, ${shown(viewerId)} from page join reviews.standing on standing.id = page.id
    join reviews.review on review.id = page.id ${beside(viewerId)} order by page.place`.execute(db);
  if (rows[0]) return { reviews: rows.map(({ total: _total, ...row }) => shownOf(row)), total: rows[0].total };
  const counted = await sql<{ n: number }>`select count(*)::int as n ${from} ${where}`.execute(db);
  return { reviews: [], total: counted.rows[0]?.n ?? 0 };
}

/** One review of a course that is shown. */
export async function findShown(
  db: Db,
  { id, courseId, viewerId }: { id: string; courseId: string; viewerId: string | null },
): Promise<ShownReview | null> {
  const { rows } = await sql<ShownRow>`
    select ${shown(viewerId)} from reviews.standing join reviews.review on review.id = standing.id ${beside(viewerId)}
    where review.id = ${uuidOf(id)} and standing.whole_id = ${courseId} and standing.state = 'shown'`.execute(db);
  return rows[0] ? shownOf(rows[0]) : null;
}

type ShownRow = Omit<ShownReview, 'reply'> & {
  reply: Omit<Reply, 'created' | 'changed'> | null;
  replyCreated: Date | null;
  replyChanged: Date | null;
};

function shownOf({ reply, replyCreated, replyChanged, ...row }: ShownRow): ShownReview {
  return { ...row, reply: reply && { ...reply, created: replyCreated ?? row.created, changed: replyChanged } };
}

function shown(viewerId: string | null) {
  return sql`review.id, review.post_id as "postId", review.edition, ${said},
    case when review.signed then person_brief.name end as name, standing.verified, standing.affiliated,
    review.changed_at as changed, review.created, votes.helpful, votes.unhelpful, mine.helpful as vote,
    review.person_id is not distinct from ${viewerId}::uuid as "isOwn",
    case when answer.id is not null then jsonb_build_object('organisation',
      jsonb_build_object('slug', replier.slug, 'name', replier.name), 'text', answer.text, 'postId', answer.id) end as reply,
    answer.created as "replyCreated", answer.edited_at as "replyChanged", complained.due as "complaintDue"`;
}

function beside(viewerId: string | null) {
  return sql`left join accounts.person_brief on person_brief.id = review.person_id
    ${VOTES}
    left join reviews.vote mine on mine.review_id = review.id and mine.person_id = ${viewerId}::uuid
    left join reviews.reply on reply.review_id = review.id
    left join discussion.post_brief answer on answer.id = reply.post_id and answer.state = 'shown' and not answer.removed
    left join organisations.organisation_brief replier on replier.id = reply.organisation_id
    left join lateral (
      select min(complaint.due) as due from reviews.complaint
      join discussion.report_brief report on report.id = complaint.report_id
      where complaint.review_id = review.id and report.state = 'open') complained on true`;
}

const VOTES = sql`cross join lateral (
  select count(*) filter (where helpful)::int as helpful, count(*) filter (where not helpful)::int as unhelpful
  from reviews.vote where vote.review_id = review.id) votes`;

/** `rules/ranking.ts` in SQL, over `votes`; a test holds both to the same order. */
export const WILSON = sql`case when votes.helpful + votes.unhelpful = 0 then 0 else
  (votes.helpful::float8 / (votes.helpful + votes.unhelpful) + 1.96 * 1.96 / (2 * (votes.helpful + votes.unhelpful))
    - 1.96 * sqrt((votes.helpful::float8 / (votes.helpful + votes.unhelpful)
        * (1 - votes.helpful::float8 / (votes.helpful + votes.unhelpful))
        + 1.96 * 1.96 / (4 * (votes.helpful + votes.unhelpful))) / (votes.helpful + votes.unhelpful)))
  / (1 + 1.96 * 1.96 / (votes.helpful + votes.unhelpful)) end`;

const ORDERS = {
  helpful: sql`${WILSON} desc`,
  newest: sql`review.created desc`,
  lowest: sql`review.overall`,
} as const;

function filterOf({ edition, verified, paid, finished, overall }: ReviewFilter) {
  return sql.join(
    [
      sql`true`,
      ...(edition === undefined ? [] : [sql`review.edition = ${edition}`]),
      ...(verified === undefined ? [] : [sql`standing.verified = ${verified}`]),
      ...(paid === undefined ? [] : [sql`review.paid = ${paid}`]),
      ...(finished === undefined ? [] : [sql`review.finished = ${finished}`]),
      ...(overall === undefined ? [] : [sql`review.overall = ${overall}`]),
    ],
    sql` and `,
  );
}
