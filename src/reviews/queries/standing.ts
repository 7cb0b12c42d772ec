/** The SQL of what stands round a review: votes, reply, complaint, and what others wrote near it in time. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { Ground } from '../schema.js';

/** One vote a person and review: the last one counts. */
export async function saveVote(
  trx: Db,
  given: { reviewId: string; personId: string; helpful: boolean; now: Date },
): Promise<void> {
  await sql`
    insert into reviews.vote (review_id, person_id, helpful, at)
    values (${given.reviewId}, ${given.personId}, ${given.helpful}, ${given.now})
    on conflict (review_id, person_id) do update set helpful = excluded.helpful, at = excluded.at`.execute(trx);
}

export async function deleteVote(trx: Db, reviewId: string, personId: string): Promise<void> {
  await sql`delete from reviews.vote where review_id = ${reviewId} and person_id = ${personId}`.execute(trx);
}

export type ReplyRow = { postId: string; organisationId: string };

export async function findReply(db: Db, reviewId: string): Promise<ReplyRow | null> {
  const { rows } = await sql<ReplyRow>`
    select post_id as "postId", organisation_id as "organisationId" from reviews.reply where review_id = ${reviewId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function insertReply(
  trx: Db,
  given: ReplyRow & { reviewId: string; personId: string; now: Date },
): Promise<void> {
  await sql`
    insert into reviews.reply (review_id, post_id, organisation_id, person_id, created)
    values (${given.reviewId}, ${given.postId}, ${given.organisationId}, ${given.personId}, ${given.now})`.execute(trx);
}

export async function deleteReply(trx: Db, reviewId: string): Promise<void> {
  await sql`delete from reviews.reply where review_id = ${reviewId}`.execute(trx);
}

export type NewComplaint = {
  id: string;
  reviewId: string;
  organisationId: string;
  personId: string;
  reportId: string;
  ground: Ground;
  now: Date;
  due: Date;
};

/** False: this organisation has complained of this review before. */
export async function insertComplaint(trx: Db, given: NewComplaint): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into reviews.complaint (id, review_id, organisation_id, person_id, report_id, ground, created, due)
    values (${given.id}, ${given.reviewId}, ${given.organisationId}, ${given.personId}, ${given.reportId},
      ${given.ground}, ${given.now}, ${given.due}) on conflict (review_id, organisation_id) do nothing`.execute(trx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** How many complaints of an organisation wait; those who complain for it do so one after the other. */
export async function countOpenComplaints(trx: Db, organisationId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('complaints ' || ${organisationId}, 0))`.execute(trx);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reviews.complaint
    join discussion.report_brief report on report.id = complaint.report_id
    where complaint.organisation_id = ${organisationId} and report.state = 'open'`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** How often a review was changed since then. */
export async function changesSince(db: Db, reviewId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reviews.earlier where review_id = ${reviewId} and until > ${since}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** How many votes somebody gave since then, of those that still stand. */
export async function votesSince(db: Db, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reviews.vote where person_id = ${personId} and at > ${since}`.execute(db);
  return rows[0]?.n ?? 0;
}

export type ComplaintRow = {
  id: string;
  reviewId: string;
  organisation: { slug: string; name: string };
  ground: Ground;
  created: Date;
  due: Date;
  state: 'open' | 'decided' | 'moot';
  outcome: 'hidden' | 'kept' | null;
  reason: string | null;
  appeal: 'open' | 'upheld' | 'reversed' | 'moot' | null;
  decisionId: string | null;
};

const complaint = sql`select complaint.id, complaint.review_id as "reviewId", complaint.ground, complaint.created,
    complaint.due, report.state, report.outcome, report.reason, report.appeal, report.decision_id as "decisionId",
    jsonb_build_object('slug', brief.slug, 'name', brief.name) as organisation
  from reviews.complaint join discussion.report_brief report on report.id = complaint.report_id
  join organisations.organisation_brief brief on brief.id = complaint.organisation_id`;

export async function complaintsOf(
  db: Db,
  organisationId: string,
  reviewIds: readonly string[],
): Promise<ComplaintRow[]> {
  const { rows } = await sql<ComplaintRow>`
    ${complaint} where complaint.organisation_id = ${organisationId}
      and complaint.review_id = any(${[...reviewIds]}::uuid[])`.execute(db);
  return rows;
}

/** Complaints that wait, the first due first. */
export async function openComplaints(db: Db): Promise<ComplaintRow[]> {
  const { rows } = await sql<ComplaintRow>`
    ${complaint} where report.state = 'open' order by complaint.due, complaint.id limit 200`.execute(db);
  return rows;
}

/** Figures of complaints, for everybody: no text, no person. */
export async function complaintFigures(
  db: Db,
): Promise<{ all: number; open: number; hidden: number; kept: number; late: number }> {
  const { rows } = await sql<{ all: number; open: number; hidden: number; kept: number; late: number }>`
    select count(*)::int as all, (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where outcome = 'hidden'))::int as hidden, (count(*) filter (where outcome = 'kept'))::int as kept,
      (count(*) filter (where closed_at > due))::int as late
    from reviews.complaint join discussion.report_brief report on report.id = complaint.report_id`.execute(db);
  return rows[0] ?? { all: 0, open: 0, hidden: 0, kept: 0, late: 0 };
}

export type SeenRow = {
  personId: string;
  sameProvider: boolean;
  advantages: string | null;
  disadvantages: string | null;
  suits: string | null;
  at: Date;
};

/** Other reviews of the last months with words or of the same provider: what signs are looked for in. */
export async function reviewsNear(
  db: Db,
  { providerId, reviewId, since }: { providerId: string; reviewId: string | null; since: Date },
): Promise<SeenRow[]> {
  const { rows } = await sql<SeenRow>`
    select review.person_id as "personId", card.provider_id = ${providerId} as "sameProvider", advantages, disadvantages,
      suits, review.created as at
    from reviews.review join catalogue.course_card card on card.id = review.course_id
    where review.removed_at is null and review.person_id is not null and review.created > ${since}
      and review.id is distinct from ${reviewId}::uuid
    order by review.created desc limit 5000`.execute(db);
  return rows;
}

/** Whether a review of this course by this person stood hidden when it was removed, or stands hidden. */
export async function wasHidden(db: Db, wholeId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ was: boolean }>`
    select exists (
      select from reviews.review join catalogue.course_whole course on course.id = review.course_id
      join discussion.post_brief post on post.id = review.post_id
      where course.whole_id = ${wholeId} and review.person_id = ${personId}
        and (removed_state in ('hidden', 'held') or post.state = 'hidden')) as was`.execute(db);
  return rows[0]?.was ?? false;
}

/** The organisations to which a review's course belongs, of which this one may answer: id and whether it is the provider. */
export async function providerOf(db: Db, wholeId: string): Promise<{ id: string; url: string | null } | null> {
  const { rows } = await sql<{ id: string; url: string | null }>`
    select brief.id, brief.url from catalogue.course_card card
    join organisations.organisation_brief brief on brief.id = card.provider_id where card.id = ${wholeId}`.execute(db);
  return rows[0] ?? null;
}

/** Ids of reviews of courses that this organisation offers or awards. */
export async function isOfOrganisation(db: Db, wholeId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from catalogue.course_whole course join catalogue.course_party party on party.course_id = course.id
      where (course.id = ${wholeId} or course.merged_into = ${wholeId}) and party.part = 'provider'
        and party.organisation_id = ${organisationId}) as is`.execute(db);
  return rows[0]?.is ?? false;
}

export type DeskRow = { id: string; course: { id: string; slug: string; title: string } };

/** Reviews of a provider's courses that are shown, the newest first. */
export async function reviewsForDesk(
  db: Db,
  organisationId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: DeskRow[]; total: number }> {
  const from = sql`from reviews.standing join reviews.review on review.id = standing.id
    join catalogue.course_card card on card.id = standing.whole_id
    where card.provider_id = ${organisationId} and standing.state = 'shown'`;
  const { rows } = await sql<DeskRow>`
    select review.id, jsonb_build_object('id', card.id, 'slug', card.slug, 'title', card.title) as course ${from}
    order by review.created desc, review.id limit ${limit} offset ${offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${from}`.execute(db);
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

/**
 * Marks reviews of whoever belongs to the provider or awarding body now, for good, and takes their votes on such reviews.
 * Returns the courses concerned.
 */
export async function markAffiliated(trx: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update reviews.review set affiliated_at = ${now}
    from reviews.standing
    where standing.id = review.id and standing.affiliated and review.affiliated_at is null
    returning standing.whole_id as id`.execute(trx);
  await sql`
    delete from reviews.vote using reviews.review, catalogue.course_whole course, catalogue.course_party party,
      organisations.member_brief member
    where review.id = vote.review_id and course.id = review.course_id and party.course_id in (course.id, course.whole_id)
      and member.organisation_id = party.organisation_id and member.person_id = vote.person_id`.execute(trx);
  return [...new Set(rows.map(({ id }) => id))];
}
