/** JSON as PostgreSQL takes it. Large values are written once and used for hash and row alike: an import is mostly JSON. */

/**
 * JSON that PostgreSQL accepts as jsonb. It refuses the character U+0000 and half surrogates, which hostile feeds contain;
 * the first is dropped, the second become �.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // The tests are far cheaper than the repair, and true for next to no text.
  if (!text.includes('\\u') || !/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_key, one) =>
    typeof one === 'string' ? one.toWellFormed().replaceAll('\0', '') : one,
  );
}

/**
 * Leaves out what is not stated: absent values and empty lists. Half the members of a typical record are empty lists, and
 * everything that writes, sorts or reads them pays for them. The schema puts them back. `without`: names to leave out too.
 */
export function sparse<T extends object>(value: T, without?: ReadonlySet<string>): Partial<T> {
  const kept: Partial<T> = {};
  for (const name in value) {
    const one = value[name];
    if (one === undefined || (Array.isArray(one) && one.length === 0) || without?.has(name)) continue;
    kept[name] = one;
  }
  return kept;
}

/**
 * Texts joined for `unnest(string_to_array($1, E'\\x1e'))`: half the cost of an array of texts or of JSON inside JSON. JSON never
 * holds the separator as it is.
 */
export function joined(texts: readonly string[]): string {
  return texts.join('\x1e');
}
