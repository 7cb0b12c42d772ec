/** The SQL of a loaded taxonomy: filling it from staged rows, and asking it. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/index.js';

/** The tables of a taxonomy with their keys and columns, in the order in which they may be filled. All columns are text. */
const TABLES = {
  skill: { key: ['uri'], columns: ['uri', 'label', 'kind', 'reuse', 'description', 'ours'] },
  skill_label: { key: ['skill', 'label'], columns: ['skill', 'label'] },
  skill_group: { key: ['code'], columns: ['code', 'uri', 'label', 'description', 'parent'] },
  skill_in_group: { key: ['skill', 'code'], columns: ['skill', 'code'] },
  skill_broader: { key: ['skill', 'broader'], columns: ['skill', 'broader'] },
  occupation: { key: ['uri'], columns: ['uri', 'code', 'isco', 'label', 'description', 'ours'] },
  occupation_label: { key: ['occupation', 'label'], columns: ['occupation', 'label'] },
  occupation_skill: { key: ['occupation', 'skill'], columns: ['occupation', 'skill', 'need'] },
} as const;

export type TaxonomyTable = keyof typeof TABLES;
export type TaxonomyRow = Record<string, string | null>;
export type TaxonomyCounts = { added: number; changed: number; removed: number; unchanged: number };

export const TAXONOMY_TABLES = Object.keys(TABLES) as TaxonomyTable[];

/** Waits until no other taxonomy is being loaded; held until the transaction ends. */
export async function lockTaxonomy(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.taxonomy'))`.execute(trx);
}

/** Empty tables beside the real ones, which end with the transaction. */
export async function openStage(trx: Db): Promise<void> {
  for (const table of TAXONOMY_TABLES) {
    const columns = sql.join(TABLES[table].columns.map((column) => sql`${sql.id(column)} text collate "C"`));
    await sql`create temporary table ${stage(table)} (${columns}) on commit drop`.execute(trx);
  }
}

export async function stageRows(trx: Db, table: TaxonomyTable, rows: readonly TaxonomyRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { columns } = TABLES[table];
  const lists = columns.map((column) => sql`${rows.map((row) => row[column] ?? null)}::text[]`);
  await sql`insert into ${stage(table)} (${ids(columns)}) select * from unnest(${sql.join(lists)})`.execute(trx);
}

/** A group may name a parent that its taxonomy does not describe. */
export async function forgetUnknownParents(trx: Db): Promise<void> {
  const groups = stage('skill_group');
  await sql`
    update ${groups} set parent = null
    where not exists (select 1 from ${groups} above where above.code = ${groups}.parent)`.execute(trx);
}

/**
 * Makes a table equal to what was staged: what is new is added, what differs is changed, what is gone is removed, and a
 * row that is the same is not touched. Of two staged rows with one key the first in the order of its columns counts.
 */
export async function settleStage(trx: Db, table: TaxonomyTable): Promise<TaxonomyCounts> {
  const { key, columns } = TABLES[table];
  const there = sql.id('catalogue', table);
  const matches = sql.join(
    key.map((column) => sql`there.${sql.id(column)} = staged.${sql.id(column)}`),
    sql` and `,
  );
  await sql`create index on ${stage(table)} (${ids(key)})`.execute(trx);
  await sql`analyze ${stage(table)}`.execute(trx);
  const staged = await sql<{ rows: number }>`
    select count(distinct (${ids(key)})) as rows from ${stage(table)}`.execute(trx);
  const removed = await sql`
    delete from ${there} there where not exists (select 1 from ${stage(table)} staged where ${matches})`.execute(trx);
  const merged = await sql<{ added: boolean }>`
    insert into ${there} as there (${ids(columns)})
    select distinct on (${ids(key)}) ${ids(columns)} from ${stage(table)} order by ${ids(columns)}
    on conflict (${ids(key)}) do ${updateOf(key, columns)}
    returning (xmax = 0) as added`.execute(trx);
  const added = merged.rows.filter((row) => row.added).length;
  const changed = merged.rows.length - added;
  const all = staged.rows[0]?.rows ?? 0;
  return { added, changed, removed: Number(removed.numAffectedRows ?? 0n), unchanged: all - added - changed };
}

function updateOf(key: readonly string[], columns: readonly string[]): RawBuilder<unknown> {
  const rest = columns.filter((column) => !key.includes(column));
  if (rest.length === 0) return sql`nothing`;
  const set = sql.join(rest.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`));
  const before = sql.join(rest.map((column) => sql`there.${sql.id(column)}`));
  const after = sql.join(rest.map((column) => sql`excluded.${sql.id(column)}`));
  return sql`update set ${set} where (${before}) is distinct from (${after})`;
}

function stage(table: TaxonomyTable): RawBuilder<unknown> {
  return sql.id(`stage_${table}`);
}

function ids(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.id(name)));
}

/** How much of each table is loaded. All 0: no taxonomy has been. */
export async function countTaxonomy(db: Db): Promise<Record<TaxonomyTable, number>> {
  const counts = TAXONOMY_TABLES.map(
    (table) => sql`(select count(*) from ${sql.id('catalogue', table)}) as ${sql.id(table)}`,
  );
  const { rows } = await sql<Record<TaxonomyTable, number>>`select ${sql.join(counts)}`.execute(db);
  return rows[0] as Record<TaxonomyTable, number>;
}

export type TaxonomySkill = {
  uri: string;
  label: string;
  /** null: the taxonomy does not say. */
  kind: 'skill' | 'knowledge' | null;
  reuse: string;
  description: string;
  /** The id of the same skill in the vocabulary that ships. */
  ours: string | null;
  names: string[];
  /** How many occupations need it. */
  needed: number;
};

const skills = sql`
  select uri, skill.label, kind, reuse, description, ours,
    array(select name.label from catalogue.skill_label name where name.skill = uri order by name.label) as names,
    (select count(*) from catalogue.occupation_skill link where link.skill = uri) as needed
  from catalogue.skill`;

/** A skill of the loaded taxonomy by its address; null where it, or the taxonomy, is not there. */
export async function findTaxonomySkill(db: Db, uri: string): Promise<TaxonomySkill | null> {
  const { rows } = await sql<TaxonomySkill>`${skills} where uri = ${uri}`.execute(db);
  return rows[0] ?? null;
}

/** By its label or another name of it, in whatever case; the label first. */
export async function findTaxonomySkillNamed(db: Db, name: string): Promise<TaxonomySkill | null> {
  const { rows } = await sql<TaxonomySkill>`
    ${skills} where lower(label) = lower(${name})
      or uri in (select skill from catalogue.skill_label where lower(label) = lower(${name}))
    order by lower(label) <> lower(${name}), uri limit 1`.execute(db);
  return rows[0] ?? null;
}

/** All skills of the loaded taxonomy, by address: some 14,000 and 10 MB for ESCO. */
export async function listTaxonomySkills(db: Db): Promise<TaxonomySkill[]> {
  const { rows } = await sql<TaxonomySkill>`${skills} order by uri`.execute(db);
  return rows;
}

/** The occupations of the loaded taxonomy that need a skill, those for which it is essential first. */
export async function taxonomyOccupationsNeeding(
  db: Db,
  skillUri: string,
): Promise<{ uri: string; label: string; isco: string; need: 'essential' | 'optional'; ours: string | null }[]> {
  const { rows } = await sql<{
    uri: string;
    label: string;
    isco: string;
    need: 'essential' | 'optional';
    ours: string | null;
  }>`
    select uri, label, isco, need, ours
    from catalogue.occupation_skill join catalogue.occupation on uri = occupation
    where skill = ${skillUri} order by need, label`.execute(db);
  return rows;
}
