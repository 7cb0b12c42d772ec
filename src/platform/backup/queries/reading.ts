/**
 * What backup and restore ask of the database's own catalogue. Everything is read from there, so that a table which a
 * feature adds tomorrow is saved without a word here.
 */
import type { Readable, Writable } from 'node:stream';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Sequence, Table } from '../archive.js';
import { nameOf, quoted } from './names.js';

/**
 * For what is left of the transaction. Text is the one form that every version reads; these settings make it say everything and always the same.
 */
export async function settle(client: PoolClient): Promise<void> {
  await client.query(`
    set local datestyle to 'ISO, YMD'; set local intervalstyle to 'postgres'; set local timezone to 'UTC';
    set local extra_float_digits to 1; set local bytea_output to 'hex'; set local client_encoding to 'UTF8';
    set local search_path to pg_catalog; set local statement_timeout to 0; set local lock_timeout to 0;
    set local idle_in_transaction_session_timeout to 0`);
}

export async function serverOf(client: PoolClient): Promise<{ version: string; encoding: string }> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    "select current_setting('server_version') as version, current_setting('server_encoding') as encoding",
  );
  return rows[0]!;
}

/** Those of `schemas` that are there. */
export async function presentSchemas(client: PoolClient, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select nspname as name from pg_catalog.pg_namespace where nspname = any($1) order by nspname',
    [schemas],
  );
  return rows.map(({ name }) => name);
}

/** Tables outside `schemas` that belong to no extension: not Cairn's, so not saved, which must be said. */
export async function foreignTables(client: PoolClient, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
       and n.nspname <> all($1) and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
       and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by 1`,
    [schemas],
  );
  return rows.map(({ name }) => name);
}

/**
 * The tables that hold truth: logged ones, each partitioned table as one, without columns that are generated.
 * The library of the job queue numbers its own tables; that number belongs to the library, not to the data.
 */
export async function listTables(client: PoolClient, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
       (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select coalesce(json_agg(json_build_object('name', a.attname, 'collated', a.attcollation <> 0) order by k.place), '[]')
        from pg_catalog.pg_index i, unnest(i.indkey) with ordinality as k(attnum, place), pg_catalog.pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as "order"
     from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')
       and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by n.nspname collate "C", c.relname collate "C"`,
    [schemas],
  );
  return rows;
}

export async function lockTables(client: PoolClient, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await client.query(`lock table ${tables.map(nameOf).join(', ')} in access share mode`);
}

export async function listMigrations(client: PoolClient): Promise<{ number: number; name: string; hash: string }[]> {
  const { rows } = await client.query<{ number: number; name: string; hash: string }>(
    'select number, name, hash from platform.migration order by number',
  );
  return rows;
}

/** What each sequence gives next. Read after the snapshot was taken, so never below what the tables hold. */
export async function listSequences(client: PoolClient, schemas: readonly string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string; step: string }>(
    `select n.nspname as schema, c.relname as name, s.seqincrement::text as step
     from pg_catalog.pg_sequence s join pg_catalog.pg_class c on c.oid = s.seqrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relpersistence = 'p' order by n.nspname collate "C", c.relname collate "C"`,
    [schemas],
  );
  const sequences: Sequence[] = [];
  for (const { schema, name, step } of rows) {
    const at = await client.query<{ next: string }>(
      `select (last_value + case when is_called then ${step} else 0 end)::text as next from ${quoted(schema)}.${quoted(name)}`,
    );
    sequences.push({ schema, name, next: at.rows[0]!.next });
  }
  return sequences;
}

/** The rows of a table as COPY's text, a line each, and how many have gone by. */
export function copyOut(client: PoolClient, table: Table): { lines: AsyncIterable<Buffer>; count(): number } {
  const columns = table.columns.map(quoted).join(', ');
  const order =
    table.order.length > 0
      ? table.order.map(({ name, collated }) => `t.${quoted(name)}${collated ? ' collate "C"' : ''}`).join(', ')
      : `row(${columns})::text collate "C"`;
  const stream = quietly(
    client.query(copyTo(`copy (select ${columns} from ${nameOf(table)} t order by ${order}) to stdout`)),
  );
  // The server's own count comes behind the last line, sometimes after the stream has ended: too late to be written down.
  let count = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      for (let at = piece.indexOf(LINE_END); at >= 0; at = piece.indexOf(LINE_END, at + 1)) count += 1;
      yield piece;
    }
  }
  return { lines: counted(), count: () => count };
}

/** Ends each row; within a value it is written as two characters. */
const LINE_END = 0x0a;

export function copyIn(client: PoolClient, table: Table): Writable & { rowCount: number } {
  return quietly(client.query(copyFrom(`copy ${nameOf(table)} (${table.columns.map(quoted).join(', ')}) from stdin`)));
}

/** Whoever reads or writes hears of an error; when nobody does any more, a connection that is closed is no news. */
function quietly<Stream extends Readable | Writable>(stream: Stream): Stream {
  stream.on('error', () => {});
  return stream;
}
