/**
 * How good a ranking is, against graded judgements: NDCG@10 (Järvelin and Kekäläinen 2002, gain 2^grade − 1), recall@20 of
 * what is graded 2 or 3, and the reciprocal rank of the first result with the highest grade. Pure.
 */
export type Judged = { id: string; query: string; kind: string; grades: ReadonlyMap<string, number> };
export type Scores = { ndcg10: number; recall20: number; mrr: number; answered: boolean };

/** Scores one ranking: keys of the results, best first. An unlisted key has grade 0. Null where nothing is judged relevant. */
export function scoreRanking(ranking: readonly string[], grades: ReadonlyMap<string, number>): Scores | null {
  if (![...grades.values()].some((grade) => grade > 0)) return null;
  const highest = Math.max(...grades.values());
  const wanted = [...grades].filter(([, grade]) => grade >= Math.min(2, highest)).map(([key]) => key);
  const first = ranking.findIndex((key) => grades.get(key) === highest);
  return {
    ndcg10:
      discountedGain(ranking.map((key) => grades.get(key) ?? 0)) /
      discountedGain([...grades.values()].sort((a, b) => b - a)),
    recall20: wanted.filter((key) => ranking.slice(0, 20).includes(key)).length / wanted.length,
    mrr: first < 0 ? 0 : 1 / (first + 1),
    answered: ranking.length > 0,
  };
}

function discountedGain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

/**
 * The query with one typing error, chosen by `random` (0 ≤ x < 1): two letters swapped, one left out, one doubled or one
 * struck beside. Only words of five letters or more are mistyped, never in the first letter; a query without one comes back as it is.
 */
export function mistyped(query: string, random: () => number): string {
  const words = query.split(' ');
  const long = words.flatMap((word, at) => (word.length >= 5 ? [at] : []));
  if (long.length === 0) return query;
  const at = long[Math.floor(random() * long.length)] as number;
  const word = words[at] as string;
  const place = 1 + Math.floor(random() * (word.length - 2));
  const slips = [
    word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2),
    word.slice(0, place) + word.slice(place + 1),
    word.slice(0, place) + word[place] + word.slice(place),
    word.slice(0, place) + neighbour(word[place] as string) + word.slice(place + 1),
  ].filter((slip) => slip !== word);
  words[at] = slips[Math.floor(random() * slips.length)] as string;
  return words.join(' ');
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** The key to the right on a British keyboard, or to the left at the end of a row. */
function neighbour(letter: string): string {
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? 'ee';
  const at = row.indexOf(letter.toLowerCase());
  return row[at + 1] ?? row[at - 1] ?? 'e';
}

/** A small seeded generator (mulberry32), so that a run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
