/**
 * JSON that PostgreSQL accepts as jsonb. It refuses the character U+0000 and half surrogates, which hostile feeds contain;
 * the first is dropped, the second become �.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // The test is far cheaper than the repair, and true for next to no text.
  if (!/\\u(0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_key, one) =>
    typeof one === 'string' ? one.toWellFormed().replaceAll('\0', '') : one,
  );
}
