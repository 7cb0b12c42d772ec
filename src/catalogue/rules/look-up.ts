/** The table's own entry of that name. What feeds write is no safe key: every object also knows "constructor". */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
