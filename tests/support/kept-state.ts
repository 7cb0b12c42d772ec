/** Remembers what a database holds, says what has changed since, and puts it back: for tests that try every act there is. */
import type { Pool } from 'pg';

export type KeptState = {
  /** The tables that no longer hold what they held. */
  changed(): Promise<string[]>;
  /** Puts every row of these tables (left out: of all) back as it was; rows that came later go. */
  putBack(only?: readonly string[]): Promise<void>;
};

type Table = { name: string; copy: string; key: string[]; columns: string[]; needs: string[] };

/**
 * Tables without a key, and those that refuse to change (the audit log), are left as they are; so is the platform's own
 * ground (mail, counters, kept answers, the queue).
 */
export async function keepState(pool: Pool): Promise<KeptState> {
  const { rows } = await pool.query<Omit<Table, 'copy'>>(TABLES);
  const tables = inOrder(rows.map((table, at) => ({ ...table, copy: `kept.t${at}` })));
  await pool.query('create schema kept');
  for (const { name, copy } of tables) await pool.query(`create table ${copy} as table ${name}`);
  const changed = async (only?: readonly string[]) => {
    const compared = tables.filter(({ name }) => only?.includes(name) ?? true).map(differs);
    const { rows } = await pool.query<{ name: string }>(compared.join(' union all '));
    return rows.map(({ name }) => name);
  };
  return {
    changed,
    async putBack(only) {
      const names = new Set(await changed(only));
      const others = tables.filter(({ name }) => names.has(name));
      const statements = [...others.toReversed().map(takeAway), ...others.map(giveBack)];
      if (statements.length > 0) await pool.query(`begin; ${statements.join(';')}; commit`);
    },
  };
}

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(quote_ident(a.attname)) from pg_constraint p join pg_attribute a on a.attrelid = c.oid and a.attnum = any(p.conkey)
      where p.conrelid = c.oid and p.contype = 'p') as key,
    (select array_agg(quote_ident(attname)) from pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
    coalesce((select array_agg(distinct format('%I.%I', rn.nspname, r.relname)) from pg_constraint f
      join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
      where f.conrelid = c.oid and f.contype = 'f' and r.oid <> c.oid), '{}') as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'platform')
    and exists (select from pg_constraint where conrelid = c.oid and contype = 'p')
    and not exists (select from pg_trigger where tgrelid = c.oid and not tgisinternal)
  order by 1`;

/** Those that others need come first. */
function inOrder(tables: readonly Table[]): Table[] {
  const ordered = new Set<Table>();
  const byName = new Map(tables.map((table) => [table.name, table]));
  const visit = (table: Table, above: readonly Table[]) => {
    if (ordered.has(table) || above.includes(table)) return;
    for (const name of table.needs) {
      const needed = byName.get(name);
      if (needed) visit(needed, [...above, table]);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table, []);
  return [...ordered];
}

function differs({ name, copy }: Table): string {
  return `select '${name}' as name where exists (
    (select t::text from ${name} t except all select t::text from ${copy} t) union all
    (select t::text from ${copy} t except all select t::text from ${name} t))`;
}

function takeAway({ name, copy, key }: Table): string {
  const columns = key.join(', ');
  return `delete from ${name} where (${columns}) not in (select ${columns} from ${copy})`;
}

function giveBack({ name, copy, key, columns }: Table): string {
  const all = columns.join(', ');
  const values = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  return `insert into ${name} (${all}) overriding system value select ${all} from ${copy}
    on conflict (${key.join(', ')}) do ${values.length === 0 ? 'nothing' : `update set ${values.join(', ')}`}`;
}
