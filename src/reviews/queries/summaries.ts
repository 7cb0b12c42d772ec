/** The SQL of ratings counted. What counts is said in one place: `counted`. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import { bayesianMean } from '../rules/mean.js';
import { ASPECTS, type Aspect, type Group, type Prior, type ReviewSummary } from '../schema.js';

/** Columns of the aspects. */
export const COLUMNS: Record<Aspect, string> = {
  contentCurrent: 'content_current',
  workloadTrue: 'workload_true',
  support: 'support',
  assessmentFair: 'assessment_fair',
  useful: 'useful',
};

/**
 * The reviews that count for these courses, and whether their learner is proved: shown, of nobody who belongs to the
 * provider, and where two courses became one the newest of each learner and edition. The same as `reviews.standing` says,
 * with members and proofs looked up once for a course in place of once for a review.
 */
export function counted(courseIds: readonly string[]) {
  return sql`
    with known as (
      select id, whole_id from catalogue.course_whole
      where id = any(${[...courseIds]}::uuid[]) or merged_into = any(${[...courseIds]}::uuid[])),
    belonging as materialized (
      select distinct known.whole_id, member.person_id from known
      -- Set apart, so that the parties of these courses are looked up and not those of all.
      cross join lateral (
        select organisation_id from catalogue.course_party where course_id in (known.id, known.whole_id) offset 0) party
      join organisations.member_brief member on member.organisation_id = party.organisation_id
      where exists (select from reviews.review where review.course_id = known.id)),
    proved as materialized (
      select distinct known.whole_id, proved.person_id, proved.edition from known
      join reviews.proved on proved.course_id = known.id)
    select distinct on (known.whole_id, review.person_id, review.edition) known.whole_id,
      exists (select from proved where proved.whole_id = known.whole_id and proved.person_id = review.person_id
        and (proved.edition is null or proved.edition = review.edition)) as verified,
      review.*
    from known
    join reviews.review on review.course_id = known.id and review.removed_at is null and review.affiliated_at is null
    join discussion.post_brief post on post.id = review.post_id and post.state = 'shown' and not post.removed
    where not exists (
      select from belonging where belonging.whole_id = known.whole_id and belonging.person_id = review.person_id)
    order by known.whole_id, review.person_id, review.edition, review.created desc, review.id`;
}

type Counted = {
  courseId: string;
  count: number;
  sum: number;
  verified: number;
  verifiedSum: number;
} & Record<string, number | string | null>;

/** Figures by course id; a course without reviews that count is not in it. Courses that became another's have none. */
export async function reviewSummaries(db: Db, courseIds: readonly string[]): Promise<Map<string, ReviewSummary>> {
  if (courseIds.length === 0) return new Map();
  const aspects = ASPECTS.map(
    (aspect) => sql`avg(${sql.ref(COLUMNS[aspect])})::float8 as ${sql.ref(`${aspect}Mean`)},
      count(${sql.ref(COLUMNS[aspect])})::int as ${sql.ref(`${aspect}Count`)}`,
  );
  const { rows } = await sql<Counted>`
    select whole_id as "courseId", count(*)::int as count, sum(overall)::int as sum,
      (count(*) filter (where verified))::int as verified,
      coalesce(sum(overall) filter (where verified), 0)::int as "verifiedSum", ${sql.join(aspects)}
    from (${counted(courseIds)}) counted group by whole_id`.execute(db);
  if (rows.length === 0) return new Map();
  const prior = await readPrior(db);
  return new Map(rows.map((row) => [row.courseId, summaryOf(row, prior)]));
}

function summaryOf(row: Counted, prior: Prior): ReviewSummary {
  const verified = { count: row.verified, sum: row.verifiedSum };
  const unverified = { count: row.count - row.verified, sum: row.sum - row.verifiedSum };
  const aspectOf = (aspect: Aspect) => {
    const mean = row[`${aspect}Mean`];
    return typeof mean === 'number' ? { mean, count: row[`${aspect}Count`] as number } : null;
  };
  return {
    count: row.count,
    verified: row.verified,
    mean: bayesianMean({ verified, unverified }, prior),
    plain: row.sum / row.count,
    aspects: Object.fromEntries(
      ASPECTS.map((aspect) => [aspect, aspectOf(aspect)]),
    ) as unknown as ReviewSummary['aspects'],
  };
}

export async function readPrior(db: Db): Promise<Prior> {
  const { rows } = await sql<Prior>`
    select mean::float8 as mean, strength::float8 as strength from reviews.prior`.execute(db);
  return rows[0] ?? { mean: 3.5, strength: 6 };
}

/** Reviews that count for a course, by kind: what they gave, of which edition, by whom. The fullest kinds first. */
export async function reviewGroups(db: Db, courseId: string): Promise<Group[]> {
  const { rows } = await sql<Group>`
    with counted as (${counted([courseId])}),
    said (by, value, overall) as (
      select 'overall', overall::text, overall from counted
      union all select 'edition', edition::text, overall from counted
      union all select 'verified', verified::text, overall from counted
      union all select 'paid', paid, overall from counted where paid is not null
      union all select 'finished', finished, overall from counted where finished is not null)
    select by, value, count(*)::int as count, avg(overall)::float8 as mean from said group by by, value
    order by by, count(*) desc, value`.execute(db);
  return rows;
}

/** All ratings that count anywhere: their number and mean; null: none. */
export async function allRatings(db: Db): Promise<{ count: number; mean: number | null }> {
  const { rows } = await sql<{ count: number; mean: number | null }>`
    select count(*)::int as count, avg(review.overall)::float8 as mean
    from reviews.standing join reviews.review on review.id = standing.id
    where standing.state = 'shown' and not standing.affiliated`.execute(db);
  return rows[0] ?? { count: 0, mean: null };
}

export async function savePrior(trx: Db, { mean, strength }: Prior, ratings: number, now: Date): Promise<void> {
  await sql`
    insert into reviews.prior (mean, strength, ratings, at) values (${mean}, ${strength}, ${ratings}, ${now})
    on conflict (single) do update set mean = excluded.mean, strength = excluded.strength, ratings = excluded.ratings,
      at = excluded.at`.execute(trx);
}

/** Courses that have reviews. */
export async function reviewedCourses(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct whole_id as id from reviews.standing where state = 'shown' order by 1`.execute(db);
  return rows.map(({ id }) => id);
}
