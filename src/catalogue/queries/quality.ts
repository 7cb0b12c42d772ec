/** The SQL of how good entries are: links that were looked at, and the middle of all providers. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { LinkCheck, QualityField } from '../rules/quality.js';

/** Addresses of published courses of verified providers that are due to be looked at, those never looked at first. */
export async function dueLinks(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ courseId: string; url: string; failures: number }[]> {
  const { rows } = await sql<{ courseId: string; url: string; failures: number }>`
    select course.id as "courseId", facts ->> 'url' as url,
      case when held.url = facts ->> 'url' then held.failures else 0 end as failures
    from catalogue.course
    join organisations.organisation_brief provider on provider.id = course.provider_id and provider.verified
    left join catalogue.link_check held on held.course_id = course.id
    where course.state = 'published' and facts ->> 'url' is not null
      and (held.course_id is null or held.next_check <= ${now} or held.url <> facts ->> 'url')
    order by held.next_check nulls first, course.num limit ${limit}`.execute(db);
  return rows;
}

export async function saveLinkCheck(db: Db, check: LinkCheck & { courseId: string; nextCheck: Date }): Promise<void> {
  await sql`
    insert into catalogue.link_check (course_id, url, checked, next_check, status, fault, failures)
    values (${check.courseId}, ${check.url}, ${check.checked}, ${check.nextCheck}, ${check.status}, ${check.fault}, ${check.failures})
    on conflict (course_id) do update set url = excluded.url, checked = excluded.checked, next_check = excluded.next_check,
      status = excluded.status, fault = excluded.fault, failures = excluded.failures`.execute(db);
}

/** What looking at the links of a provider's courses came to, by course. */
export async function linkChecksOf(db: Db, providerId: string): Promise<Map<string, LinkCheck>> {
  const { rows } = await sql<LinkCheck & { courseId: string }>`
    select course_id as "courseId", url, checked, status, fault, failures
    from catalogue.link_check join catalogue.course on course.id = course_id where provider_id = ${providerId}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.courseId, row]));
}

export type Median = { field: QualityField; share: number; providers: number };

export async function saveMedians(trx: Db, medians: readonly Median[], now: Date): Promise<void> {
  await sql`delete from catalogue.quality_median`.execute(trx);
  for (const { field, share, providers } of medians)
    await sql`
      insert into catalogue.quality_median (field, share, providers, computed)
      values (${field}, ${share}, ${providers}, ${now})`.execute(trx);
}

/** `computed` null: they were never made. */
export async function findMedians(db: Db): Promise<{ medians: Median[]; computed: Date | null }> {
  const { rows } = await sql<Median & { computed: Date }>`
    select field, share, providers, computed from catalogue.quality_median`.execute(db);
  return { medians: rows, computed: rows[0]?.computed ?? null };
}
