/**
 * The peer: PostgreSQL full-text search, set up as well as we know how. One row a course with a weighted tsvector (GIN), arrays of
 * numbers for facets, bands worked out beforehand; for typing errors a table of words with pg_trgm. One statement answers
 * total, top 20, all facets and all ranges, a filtered facet's counts ignoring its own filter, as ours does.
 */
import { join } from 'node:path';
import type { Pool } from 'pg';
import { BAND_EDGES } from '../../src/discovery/engine/index.js';
import { type EngineQuery, FACETS, type IndexDocument, RANGES } from '../../src/discovery/schema.js';
import { openDatabase } from '../../src/platform/db/index.js';
import { silentLog } from '../../src/platform/log/index.js';

export type PostgresPeer = { search(query: EngineQuery): Promise<{ total: number }>; close(): Promise<void> };

const COLUMNS = [
  ...FACETS.map((facet) => `f_${facet.toLowerCase()}`),
  ...RANGES.map((range) => `r_${range.toLowerCase()}`),
];
const ids = new Map<string, number>();
const idOf = (value: string): number => {
  const known = ids.get(value) ?? ids.size + 1;
  ids.set(value, known);
  return known;
};

/** Fills a schema of its own, `bench_search`, with `batches`. */
export async function openPostgresPeer(batches: Iterable<IndexDocument[]>, folder: string): Promise<PostgresPeer> {
  const database = await openDatabase(
    { databaseUrl: process.env.DATABASE_URL, dataFolder: join(folder, 'postgres') },
    silentLog,
  );
  const { pool } = database;
  await pool.query('create extension if not exists pg_trgm');
  await pool.query('drop schema if exists bench_search cascade');
  await pool.query('create schema bench_search');
  await pool.query(`create unlogged table bench_search.course (num int primary key, document tsvector not null, price float8, weeks float8, rating float8,
    ${COLUMNS.map((column) => (column.startsWith('f_') ? `${column} int[] not null` : `${column} smallint`)).join(', ')})`);
  for (const batch of batches) await insert(pool, batch);
  await pool.query('create index on bench_search.course using gin (document) with (fastupdate = off)');
  await pool.query(
    "create table bench_search.word as select word, ndoc from ts_stat('select document from bench_search.course')",
  );
  await pool.query('create index on bench_search.word using gin (word gin_trgm_ops)');
  await pool.query('create unique index on bench_search.word (word)');
  await pool.query('vacuum analyze bench_search.course');
  await pool.query('analyze bench_search.word');
  const client = await pool.connect();
  await client.query(
    "set work_mem = '512MB'; set jit = off; set max_parallel_workers_per_gather = 0; set random_page_cost = 1.1",
  );
  return {
    async search(query) {
      const terms: string[] = [];
      for (const word of query.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) terms.push(await spelt(word));
      const { text, values } = statement(query, terms);
      const { rows } = await client.query(text, values);
      return { total: Number(rows[0]?.total ?? 0) };
    },
    async close() {
      client.release();
      await pool.query('drop schema bench_search cascade');
      await database.close();
    },
  };

  /** The word as it stands if a document holds it, else the nearest that one does. */
  async function spelt(word: string): Promise<string> {
    const { rows } = await client.query<{ word: string }>({
      name: 'spelt',
      text: `with stem as (select coalesce((tsvector_to_array(to_tsvector('english', $1)))[1], '') as word)
        select word from stem where word = '' or exists (select from bench_search.word w where w.word = stem.word)
        union all (select w.word from bench_search.word w, stem where w.word % stem.word order by similarity(w.word, stem.word) desc, ndoc desc limit 1) limit 1`,
      values: [word],
    });
    return rows[0]?.word ?? word;
  }
}

async function insert(pool: Pool, batch: readonly IndexDocument[]): Promise<void> {
  const rows = batch.map((document) => {
    const { text, numbers } = document;
    const facets = FACETS.map(
      (facet) => `{${document.facets[facet].map((value) => idOf(`${facet} ${value}`)).join(',')}}`,
    );
    const bands = RANGES.map((range) => bandOf(range, numbers[range]));
    const strong = [text.title];
    const middle = [...text.organisations, ...text.subjects, ...text.skills];
    return [
      document.num,
      strong.join(' '),
      `${middle.join(' ')} ${text.subtitle} ${text.summary}`,
      text.description,
      numbers.price,
      numbers.weeks,
      numbers.rating,
      ...facets,
      ...bands,
    ];
  });
  const types = [
    'int',
    'text',
    'text',
    'text',
    'float8',
    'float8',
    'float8',
    ...FACETS.map(() => 'text'),
    ...RANGES.map(() => 'smallint'),
  ];
  const names = types.map((_, i) => `c${i}`);
  await pool.query(
    `insert into bench_search.course select c0, setweight(to_tsvector('english', c1), 'A') || setweight(to_tsvector('english', c2), 'B') || setweight(to_tsvector('english', c3), 'D'),
      c4, c5, c6, ${FACETS.map((_, i) => `c${7 + i}::int[]`).join(', ')}, ${RANGES.map((_, i) => `c${7 + FACETS.length + i}`).join(', ')}
      from unnest(${types.map((type, i) => `$${i + 1}::${type}[]`).join(', ')}) as t (${names.join(', ')})`,
    types.map((_, column) => rows.map((row) => row[column] ?? null)),
  );
}

function bandOf(range: (typeof RANGES)[number], value: number | null): number | null {
  if (value === null) return null;
  return Math.max(
    0,
    BAND_EDGES[range].findLastIndex((edge) => value >= edge),
  );
}

/** One statement: found by text, each filter as a column, then hits and counts over that. */
function statement(query: EngineQuery, terms: readonly string[]): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const filters: { column: string; sql: string }[] = [];
  for (const facet of FACETS) {
    const asked = query.facets[facet] ?? [];
    if (asked.length > 0)
      filters.push({
        column: `f_${facet.toLowerCase()}`,
        sql: `f_${facet.toLowerCase()} && ${put(asked.map((value) => idOf(`${facet} ${value}`)))}::int[]`,
      });
  }
  for (const range of RANGES) {
    const { from, to } = query.ranges[range] ?? {};
    if (from === undefined && to === undefined) continue;
    filters.push({
      column: `r_${range}`.toLowerCase(),
      sql: `coalesce(${range} >= ${put(from ?? -1e9)} and ${range} <= ${put(to ?? 1e12)}, false)`,
    });
  }
  const words = terms.filter((term) => term !== '');
  // Short questions must match whole; of a sentence any word may match, and rank decides.
  const asked =
    words.length === 0
      ? null
      : put(words.map((word) => `'${word.replaceAll("'", "''")}'`).join(words.length > 3 ? ' | ' : ' & '));
  const all = filters.map((_, i) => `p${i}`).join(' and ') || 'true';
  const others = (column: string): string =>
    filters.flatMap((filter, i) => (filter.column === column ? [] : [`p${i}`])).join(' and ') || 'true';
  const facetCounts = COLUMNS.filter((column) => column.startsWith('f_')).map(
    (column) =>
      `(select jsonb_agg(jsonb_build_array(v, n)) from (select v, count(*) n from found, unnest(${column}) v where ${others(column)} group by v order by n desc, v limit 20) t) as ${column}`,
  );
  const ranges = COLUMNS.filter((column) => column.startsWith('r_'));
  const rangeCounts = `(select jsonb_agg(jsonb_build_array(${ranges.join(', ')}, n)) from (select ${ranges.join(', ')}, grouping(${ranges.join(', ')}) g, case grouping(${ranges.join(', ')}) ${ranges
    .map(
      (column, i) =>
        `when ${(1 << ranges.length) - 1 - (1 << (ranges.length - 1 - i))} then count(*) filter (where ${others(column)})`,
    )
    .join(
      ' ',
    )} end n from found group by grouping sets (${ranges.map((column) => `(${column})`).join(', ')})) t) as ranges`;
  const found = `select num, ${asked ? `ts_rank_cd(document, ${asked}::tsquery, 1)` : '0'} as score, ${COLUMNS.join(', ')}${filters.map(({ sql }, i) => `, ${sql} as p${i}`).join('')} from bench_search.course${asked ? ` where document @@ ${asked}::tsquery` : ''}`;
  // What fails two filters is in no count.
  const once = filters.length === 2 ? ' where p0 or p1' : '';
  return {
    text: `with found as materialized (select * from (${found}) f${once}) select (select count(*) from found where ${all}) as total,
      (select jsonb_agg(num) from (select num from found where ${all} order by score desc, num limit 20) t) as hits, ${facetCounts.join(', ')}, ${rangeCounts}`,
    values,
  };
}
