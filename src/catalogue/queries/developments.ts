/** The SQL of developments. */
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';
import type { DevelopmentDraft } from '../rules/developments/form.js';
import type { DevelopmentChange, DevelopmentQuery, DevelopmentRow, DevelopmentState } from '../schema/development.js';

const development = sql`
  select development.id, development.slug, title, summary, day, skills, occupations, subjects, state,
    withdrawn_reason as "withdrawnReason", changed,
    case when author.id is null then null else
      jsonb_build_object('id', author.id, 'slug', author.slug, 'name', author.name, 'verified', author.verified) end as author,
    (select coalesce(jsonb_agg(jsonb_build_object('url', source.url, 'title', source.title, 'checked', checked,
      'lookedAt', looked_at, 'foundTitle', found_title, 'trouble', trouble, 'failures', failures) order by position), '[]')
      from catalogue.development_source source where development_id = development.id) as sources
  from catalogue.development
  left join organisations.organisation_brief author on author.id = development.organisation_id`;

/** Published ones that fit, the newest first. */
export async function listDevelopments(
  db: Db,
  { skill, occupation, subject, since, page }: DevelopmentQuery,
  perPage: number,
): Promise<{ total: number; rows: DevelopmentRow[] }> {
  const fits = sql`state = 'published'
    and (${skill ?? null}::text is null or skills @> array[${skill ?? null}]::text[])
    and (${occupation ?? null}::text is null or occupations @> array[${occupation ?? null}]::text[])
    and (${subject ?? null}::text is null or subjects @> array[${subject ?? null}]::text[])
    and (${since ?? null}::date is null or day >= ${since ?? null}::date)`;
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from catalogue.development where ${fits}`.execute(db);
  const { rows } = await sql<DevelopmentRow>`
    ${development} where ${fits} order by day desc, development.id desc
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(db);
  return { total: counted.rows[0]?.total ?? 0, rows };
}

/** What published developments are about, for choosing among them: ids that occur. */
export async function developmentTopics(
  db: Db,
): Promise<{ skills: string[]; occupations: string[]; subjects: string[] }> {
  const { rows } = await sql<{ skills: string[]; occupations: string[]; subjects: string[] }>`
    select
      array(select distinct unnest(skills) from catalogue.development where state = 'published' order by 1) as skills,
      array(select distinct unnest(occupations) from catalogue.development where state = 'published' order by 1) as occupations,
      array(select distinct unnest(subjects) from catalogue.development where state = 'published' order by 1) as subjects`.execute(
    db,
  );
  return rows[0] ?? { skills: [], occupations: [], subjects: [] };
}

/** By slug or id, whatever its state. */
export async function findDevelopment(db: Db, slugOrId: string): Promise<DevelopmentRow | null> {
  const { rows } = await sql<DevelopmentRow>`
    ${development} where development.slug = ${slugOrId} or development.id::text = ${slugOrId}`.execute(db);
  return rows[0] ?? null;
}

/** Everything that an organisation has written; null: everything that anybody has. The newest first. */
export async function listWritten(db: Db, organisationId: string | null, limit: number): Promise<DevelopmentRow[]> {
  const { rows } = await sql<DevelopmentRow>`
    ${development}
    where ${organisationId}::uuid is null or organisation_id = ${organisationId}
    order by changed desc, development.id limit ${limit}`.execute(db);
  return rows;
}

export async function listDevelopmentChanges(db: Db, id: string): Promise<DevelopmentChange[]> {
  const { rows } = await sql<DevelopmentChange>`
    select at, by, what, before from catalogue.development_change where development_id = ${id} order by seq`.execute(
    db,
  );
  return rows;
}

/** Addresses are given one after the other, so that two of one title get two. */
export async function lockDevelopments(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('catalogue.development', 0))`.execute(trx);
}

/** Addresses that begin so. */
export async function slugsLike(trx: Db, base: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from catalogue.development where starts_with(slug, ${base})`.execute(trx);
  return rows.map(({ slug }) => slug);
}

type Kept = { id: string; draft: DevelopmentDraft; state: DevelopmentState; now: Date };

export async function insertDevelopment(
  trx: Db,
  { id, draft, state, now, slug, organisationId }: Kept & { slug: string; organisationId: string | null },
): Promise<void> {
  await sql`
    insert into catalogue.development
      (id, slug, title, summary, day, organisation_id, skills, occupations, subjects, state, created, changed, published_at)
    values (${id}, ${slug}, ${draft.title}, ${draft.summary}, ${draft.day}, ${organisationId}, ${draft.skills}::text[],
      ${draft.occupations}::text[], ${draft.subjects}::text[], ${state}, ${now}, ${now},
      ${state === 'published' ? now : null})`.execute(trx);
}

export async function updateDevelopment(trx: Db, { id, draft, state, now }: Kept): Promise<void> {
  await sql`
    update catalogue.development set title = ${draft.title}, summary = ${draft.summary}, day = ${draft.day},
      skills = ${draft.skills}::text[], occupations = ${draft.occupations}::text[], subjects = ${draft.subjects}::text[],
      state = ${state}, changed = ${now}, withdrawn_reason = null,
      published_at = case when ${state} = 'published' then coalesce(published_at, ${now}) else published_at end
    where id = ${id}`.execute(trx);
}

/** Replaces the sources; what is known of a link that stays is kept. */
export async function saveSources(
  trx: Db,
  id: string,
  sources: DevelopmentDraft['sources'],
  checked: string,
): Promise<void> {
  type Known = { url: string; looked: Date | null; found: string | null; trouble: string | null; failures: number };
  const { rows } = await sql<Known>`
    delete from catalogue.development_source where development_id = ${id}
    returning url, looked_at as looked, found_title as found, trouble, failures`.execute(trx);
  for (const [at, { url, title }] of sources.entries()) {
    const known = rows.find((row) => row.url === url);
    await sql`
      insert into catalogue.development_source
        (development_id, position, url, title, checked, looked_at, found_title, trouble, failures)
      values (${id}, ${at + 1}, ${url}, ${title}, ${checked}, ${known?.looked ?? null}, ${known?.found ?? null},
        ${known?.trouble ?? null}, ${known?.failures ?? 0})`.execute(trx);
  }
}

export async function setWithdrawn(trx: Db, id: string, reason: string, now: Date): Promise<void> {
  await sql`
    update catalogue.development set state = 'withdrawn', withdrawn_reason = ${reason}, changed = ${now}
    where id = ${id}`.execute(trx);
}

/** Drafts were never public, so nothing needs to remember them. */
export async function deleteDraft(trx: Db, id: string): Promise<void> {
  await sql`
    with gone as (delete from catalogue.development_source where development_id = ${id})
    delete from catalogue.development where id = ${id} and state = 'draft'`.execute(trx);
}

export async function insertChange(trx: Db, id: string, { at, by, what, before }: DevelopmentChange): Promise<void> {
  await sql`
    insert into catalogue.development_change (development_id, at, by, what, before)
    values (${id}, ${at}, ${by}, ${what}, ${JSON.stringify(before)}::jsonb)`.execute(trx);
}

export type LinkRow = { id: string; url: string; lookedAt: Date | null; failures: number };

/** Links of published developments, those that were not tried for longest first. */
export async function listLinks(db: Db, limit: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select development_id as id, url, looked_at as "lookedAt", failures
    from catalogue.development_source join catalogue.development on development.id = development_id
    where state = 'published' order by looked_at nulls first, development_id, position limit ${limit}`.execute(db);
  return rows;
}

export async function saveLook(
  db: Db,
  { id, url }: LinkRow,
  look: { title: string | null; trouble: string | null; now: Date },
): Promise<void> {
  await sql`
    update catalogue.development_source set looked_at = ${look.now}, trouble = ${look.trouble},
      found_title = coalesce(${look.title}, found_title),
      failures = case when ${look.trouble}::text is null then 0 else least(failures + 1, 100) end
    where development_id = ${id} and url = ${url}`.execute(db);
}

/** Everything that one organisation wrote becomes another's. Returns the ids. */
export async function moveDevelopments(trx: Db, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update catalogue.development set organisation_id = ${into} where organisation_id = ${from} returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

export async function moveDevelopmentsBack(trx: Db, ids: string[], from: string, into: string): Promise<void> {
  await sql`
    update catalogue.development set organisation_id = ${from}
    where id = any(${ids}::uuid[]) and organisation_id = ${into}`.execute(trx);
}
