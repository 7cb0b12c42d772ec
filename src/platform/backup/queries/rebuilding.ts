/**
 * Making room for a restore and closing it up again. Foreign keys are taken off while tables are filled and put back
 * afterwards, so that neither their order nor a circle among them matters; triggers rest meanwhile, the log of acts' own too.
 */
import type { PoolClient } from 'pg';
import type { Sequence, Table } from '../archive.js';
import { nameOf, quoted } from './names.js';

/** Other processes of Cairn on this database. `own`: connections of this process. */
export async function othersConnected(client: PoolClient, own: number): Promise<number> {
  const { rows } = await client.query<{ connections: number }>(
    `select count(*)::int as connections from pg_catalog.pg_stat_activity
     where datname = current_database() and application_name like 'cairn%'`,
  );
  return Math.max(0, rows[0]!.connections - own);
}

/** The tables that hold a row. */
export async function filledTables(client: PoolClient, tables: readonly Table[]): Promise<Table[]> {
  const filled: Table[] = [];
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${nameOf(table)} limit 1`);
    if (rowCount) filled.push(table);
  }
  return filled;
}

export async function dropSchemas(client: PoolClient, schemas: readonly string[]): Promise<void> {
  // What is dropped along is ours too; the server's list of it is of no use to anybody.
  await client.query('set local client_min_messages to warning');
  if (schemas.length > 0) await client.query(`drop schema ${schemas.map(quoted).join(', ')} cascade`);
}

/** The search path that migrations are written for. */
export async function useOwnPath(client: PoolClient): Promise<void> {
  await client.query('set local search_path to default');
}

/** What was taken off the tables, as the statements that put it back. */
export type Closing = string[];

/** Empties the tables and takes off what would stand in the way of filling them. */
export async function openUp(
  client: PoolClient,
  schemas: readonly string[],
  tables: readonly Table[],
): Promise<Closing> {
  const triggers = await listTriggers(client, schemas);
  const keys = await listForeignKeys(client, schemas);
  for (const { off } of [...triggers, ...keys]) await client.query(off);
  if (tables.length > 0) await client.query(`truncate ${tables.map(nameOf).join(', ')}`);
  return [...keys, ...triggers].flatMap(({ on }) => on);
}

type Switch = { off: string; on: string[] };

async function listTriggers(client: PoolClient, schemas: readonly string[]): Promise<Switch[]> {
  const { rows } = await client.query<Switch>(
    `select format('alter table %I.%I disable trigger %I', n.nspname, c.relname, t.tgname) as off,
       array[format('alter table %I.%I enable %s trigger %I', n.nspname, c.relname,
         case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname)] as "on"
     from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and c.relkind in ('r', 'p')`,
    [schemas],
  );
  return rows;
}

async function listForeignKeys(client: PoolClient, schemas: readonly string[]): Promise<Switch[]> {
  const { rows } = await client.query<Switch>(
    `select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, f.conname) as off,
       array_remove(array[
         format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, f.conname, pg_catalog.pg_get_constraintdef(f.oid)),
         case when d.description is not null
           then format('comment on constraint %I on %I.%I is %L', f.conname, n.nspname, c.relname, d.description) end
       ], null) as "on"
     from pg_catalog.pg_constraint f join pg_catalog.pg_class c on c.oid = f.conrelid
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     left join pg_catalog.pg_description d on d.objoid = f.oid and d.classoid = 'pg_catalog.pg_constraint'::regclass
     where f.contype = 'f' and f.conparentid = 0 and n.nspname = any($1)
     order by n.nspname, c.relname, f.conname`,
    [schemas],
  );
  return rows;
}

/** `alter sequence` and not `setval`: it is undone with the transaction. */
export async function restartSequence(client: PoolClient, sequence: Sequence): Promise<void> {
  await client.query(`alter sequence ${nameOf(sequence)} restart with ${BigInt(sequence.next)}`);
}

export async function closeUp(client: PoolClient, schemas: readonly string[], closing: Closing): Promise<void> {
  for (const statement of closing) await client.query(statement);
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, matviewname) as name from pg_catalog.pg_matviews where schemaname = any($1)`,
    [schemas],
  );
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`);
}

/** A job that was being done when the backup was made is done by nobody now: without this it would wait for hours. */
export async function freeJobs(client: PoolClient): Promise<void> {
  await client.query(`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`);
}

/** So that the first questions after a restore are planned as well as the later ones. */
export async function takeStock(client: PoolClient, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await client.query(`analyze ${tables.map(nameOf).join(', ')}`);
}
