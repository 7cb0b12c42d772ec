/** The SQL of endorsements. */
import { sql } from 'kysely';
import type { OrganisationBrief } from '../../catalogue/index.js';
import type { Db } from '../../platform/db/index.js';
import type { Endorsement, EndorsementAsked } from '../schema/endorsement.js';

const place = (of: string) =>
  sql`jsonb_build_object('id', ${sql.ref(`${of}.id`)}, 'slug', ${sql.ref(`${of}.slug`)}, 'name', ${sql.ref(`${of}.name`)})`;

/** Whatever is endorsed is shown as it is now: a course may have become another, an achievement may have a newer version. */
const shown = sql`
  select endorsement.id, ${place('body')} as body, endorsement.words, endorsement.signed, endorsement.made,
    endorsement.from_day::text as "from", endorsement.last_day::text as until, endorsement.reason as "revokedReason",
    endorsement.status_list_id as "statusListId", endorsement.status_place as "statusPlace",
    case when endorsement.amount is not null then
      jsonb_build_object('amount', endorsement.amount::float8, 'unit', endorsement.unit) end as counts,
    key.did like 'did:key:%' as "isDemonstration",
    exists (select from credentials.standing_endorsement standing where standing.id = endorsement.id) as stands,
    case when achievement.id is null
      then jsonb_build_object('kind', 'course', 'id', course.id, 'slug', course.slug, 'name', course.title,
        'provider', ${place('provider')}, 'courseId', course.id)
      else jsonb_build_object('kind', 'achievement', 'id', achievement.id, 'slug', achievement.id,
        'name', achievement.content ->> 'name', 'provider', ${place('awarder')}, 'courseId', course.id) end as subject
  from credentials.endorsement endorsement
  join credentials.issuer_key key on key.id = endorsement.key_id
  join organisations.organisation_now now on now.id = endorsement.organisation_id
  join organisations.organisation_brief body on body.id = now.now_id
  left join credentials.achievement achievement on achievement.id = endorsement.achievement_id
  left join organisations.organisation_brief awarder on awarder.id = achievement.organisation_id
  left join catalogue.course_now course_now on course_now.id = coalesce(endorsement.course_id, achievement.course_id)
  left join catalogue.course_card course on course.id = course_now.now_id
  left join organisations.organisation_brief provider on provider.id = course.provider_id`;

export async function findEndorsement(db: Db, id: string): Promise<Endorsement | null> {
  const { rows } = await sql<Endorsement>`${shown} where endorsement.id::text = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What a body has signed, the newest first. */
export async function listEndorsements(db: Db, organisationId: string, limit: number): Promise<Endorsement[]> {
  const { rows } = await sql<Endorsement>`
    ${shown} where now.now_id = ${organisationId} order by endorsement.made desc, endorsement.id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export type EndorsedIds = { courseIds?: readonly string[]; achievementIds?: readonly string[] };

/**
 * What holds on a day (ISO): of these courses, with that of the achievements that they end with, and of these achievements. In the
 * order of the bodies' names.
 */
export async function endorsementsOf(
  db: Db,
  { courseIds = [], achievementIds = [] }: EndorsedIds,
  day: string,
): Promise<Endorsement[]> {
  if (courseIds.length + achievementIds.length === 0) return [];
  const { rows } = await sql<Endorsement>`
    ${shown} where endorsement.id in (
      select id from credentials.standing_endorsement
      where achievement_id = any(${[...achievementIds]}::uuid[]) and ${day}::date between from_day and last_day
      union
      select endorsement_id from credentials.course_recognition
      where course_id = any(${[...courseIds]}::uuid[]) and ${day}::date between from_day and last_day)
    order by body.name, endorsement.made, endorsement.id limit 100`.execute(db);
  return rows;
}

/** The bodies whose signed recognition of each course holds on a day, with what it counts for. */
export type SignedRecognition = { body: OrganisationBrief; counts: Endorsement['counts']; until: string };

export async function signedRecognition(
  db: Db,
  courseIds: readonly string[],
  day: string,
): Promise<Map<string, SignedRecognition[]>> {
  if (courseIds.length === 0) return new Map();
  const { rows } = await sql<SignedRecognition & { courseId: string }>`
    select recognition.course_id as "courseId", recognition.last_day::text as until,
      case when endorsement.amount is not null then
        jsonb_build_object('amount', endorsement.amount::float8, 'unit', endorsement.unit) end as counts,
      jsonb_build_object('id', body.id, 'slug', body.slug, 'name', body.name, 'kind', body.kind, 'country', body.country) as body
    from credentials.course_recognition recognition
    join credentials.endorsement endorsement on endorsement.id = recognition.endorsement_id
    join organisations.organisation_brief body on body.id = recognition.body_id
    where recognition.course_id = any(${[...courseIds]}::uuid[]) and ${day}::date between recognition.from_day and recognition.last_day
    order by body.name, recognition.last_day desc, endorsement.id`.execute(db);
  return Map.groupBy(rows, ({ courseId }) => courseId);
}

/** What an address names, where it can be endorsed: a published course, an achievement that can be earned. */
export type Endorsable = {
  kind: 'course' | 'achievement';
  id: string;
  name: string;
  providerId: string;
  courseId: string | null;
};

export async function findEndorsable(
  db: Db,
  { kind, reference }: EndorsementAsked['subject'],
): Promise<Endorsable | null> {
  const { rows } =
    kind === 'course'
      ? await sql<Endorsable>`
          select 'course' as kind, id, title as name, provider_id as "providerId", id as "courseId" from catalogue.course_card
          where (slug = ${reference} or id::text = ${reference}) and state = 'published'`.execute(db)
      : await sql<Endorsable>`
          select 'achievement' as kind, id, content ->> 'name' as name, organisation_id as "providerId", course_id as "courseId"
          from credentials.achievement where id::text = ${reference} and state = 'published'`.execute(db);
  return rows[0] ?? null;
}

/** Whether the body has endorsed it already, for this day or a later one. */
export async function isEndorsed(
  trx: Db,
  organisationId: string,
  { kind, id }: Endorsable,
  today: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from credentials.standing_endorsement
    where body_id = ${organisationId} and last_day >= ${today}::date
      and ${sql.ref(kind === 'course' ? 'course_id' : 'achievement_id')} = ${id} limit 1`.execute(trx);
  return rows.length > 0;
}

export type NewEndorsement = Pick<
  Endorsement,
  'id' | 'counts' | 'words' | 'from' | 'until' | 'signed' | 'made' | 'statusListId' | 'statusPlace'
> & {
  organisationId: string;
  subject: Pick<Endorsable, 'kind' | 'id'>;
  keyId: string;
};

export async function insertEndorsement(trx: Db, made: NewEndorsement): Promise<void> {
  const { kind, id: subjectId } = made.subject;
  await sql`
    insert into credentials.endorsement (id, organisation_id, course_id, achievement_id, key_id, amount, unit, words, from_day, last_day,
      signed, made, status_list_id, status_place)
    values (${made.id}, ${made.organisationId}, ${kind === 'course' ? subjectId : null}, ${kind === 'achievement' ? subjectId : null},
      ${made.keyId}, ${made.counts?.amount ?? null}, ${made.counts?.unit ?? null}, ${made.words}, ${made.from}, ${made.until},
      ${made.signed}, ${made.made}, ${made.statusListId}, ${made.statusPlace})`.execute(trx);
}

/** False: it was revoked already. */
export async function markRevoked(trx: Db, id: string, reason: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update credentials.endorsement set revoked = ${now}, reason = ${reason} where id = ${id} and revoked is null`.execute(
    trx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Courses whose recognition ended before `today` and was not told yet; they are marked as told. */
export async function takeEnded(
  trx: Db,
  today: string,
  limit: number,
): Promise<{ ended: number; courseIds: string[] }> {
  const { rows } = await sql<{ courseId: string | null }>`
    with due as (
      select id from credentials.endorsement where last_day < ${today}::date and revoked is null and not end_told
      order by last_day limit ${limit} for update skip locked),
    told as (update credentials.endorsement set end_told = true where id in (select id from due) returning course_id, achievement_id)
    select coalesce(told.course_id, achievement.course_id) as "courseId" from told
    left join credentials.achievement on achievement.id = told.achievement_id`.execute(trx);
  return { ended: rows.length, courseIds: [...new Set(rows.flatMap(({ courseId }) => courseId ?? []))] };
}
