/** Words of strangers as pages and answers tell them: what turns the order of letters round, or cannot be seen at all, is left out. */

/**
 * Embeddings, overrides and isolates of direction (Unicode Standard Annex 9, §2.1 to §2.4), which reach beyond the words that hold them:
 * a name could turn round the sentence in which it stands. Marks of direction stay, as Arabic and Hebrew need them.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Control characters but for tab and new line, and the marks of order and place that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2060\ufeff\ufff9-\ufffb]/g;

export function plainWords(text: string): string {
  return text.replace(TURNING, '').replace(UNSEEN, '').toWellFormed();
}

/** The same of every text in a value as JSON has them. */
export function inPlainWords<T>(value: T): T {
  if (typeof value === 'string') return plainWords(value) as T;
  if (Array.isArray(value)) return value.map(inPlainWords) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inPlainWords(one)])) as T;
}
