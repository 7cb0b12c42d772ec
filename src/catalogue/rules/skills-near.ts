/** What a person may have meant: an occupation in other words, a skill with a slip of the hand. Pure, over the vocabulary. */
import { foldWord } from './skills-text.js';
import { listOccupations, listSkills, type Occupation } from './skills-vocabulary.js';

/** So much of a name, by the weight of its words, must stand in what was written. */
const NAMED = 0.6;
/** And so much of what was written must be in the name: "nurse" is the most of "ward nurse", and little of a sentence. */
const MEANT = 0.35;
/** A word that stands in no name weighs as one that stands in a few. */
const STRANGE = 3;

type Names = {
  of: readonly { occupation: Occupation; words: readonly string[] }[];
  weights: ReadonlyMap<string, number>;
};
let names: Names | undefined;
let vocabulary: ReadonlyMap<string, number> | undefined;

/**
 * The occupation whose name is nearest to other words for it: "ward nurse" is a registered nurse, "secretery" an executive
 * assistant. Words that many names share ("manager") say little. null: none is near.
 */
export function nearestOccupation(written: string): Occupation | null {
  names ??= readNames();
  const { of, weights } = names;
  const asked = wordsOf(written).map((word) => (weights.has(word) ? word : (slipOf(word, weights) ?? word)));
  if (asked.length === 0) return null;
  const there = new Set(asked);
  const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + (weights.get(word) ?? STRANGE), 0);
  const whole = weigh([...there]);
  let best: { occupation: Occupation; score: number } | null = null;
  for (const { occupation, words } of of) {
    const shared = weigh(words.filter((word) => there.has(word)));
    const [named, meant] = [shared / weigh(words), shared / whole];
    if (named < NAMED || meant < MEANT) continue;
    const score = named + meant;
    if (best === null || score > best.score + 1e-9) best = { occupation, score };
  }
  return best?.occupation ?? null;
}

/**
 * A text in which words that the vocabulary does not have are written as it writes them: one that is a slip away ("statistcs",
 * "data analisys"), two that are one ("chat gpt").
 */
export function withoutSlips(text: string): string {
  vocabulary ??= readVocabulary();
  const known = vocabulary;
  return text
    .slice(0, 2_000)
    .replace(/(\p{L}+)[ -](?=(\p{L}+))/gu, (both, one: string, next: string) =>
      known.has(`${one}${next}`.toLowerCase()) ? one : both,
    )
    .replace(/\p{L}{5,}/gu, (word) => {
      const plain = word.toLowerCase();
      return known.has(plain) ? word : (slipOf(plain, known) ?? word);
    });
}

function readNames(): Names {
  const of = listOccupations().flatMap((occupation) =>
    [occupation.label, ...occupation.synonyms].map((name) => ({ occupation, words: wordsOf(name) })),
  );
  const uses = new Map<string, number>();
  for (const { words } of of) for (const word of new Set(words)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const weights = new Map([...uses].map(([word, count]) => [word, Math.log(1 + of.length / count)]));
  return { of, weights };
}

function readVocabulary(): Map<string, number> {
  const uses = new Map<string, number>();
  const all = listSkills().flatMap(({ label, synonyms, covers }) => [label, ...synonyms, ...covers]);
  for (const name of all) {
    for (const word of name.toLowerCase().match(/\p{L}{4,}/gu) ?? []) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return uses;
}

const SMALL = new Set(['a', 'an', 'the', 'of', 'in', 'for', 'and', 'at', 'to', 'on', 'my', 'i', 'am', 'as']);

/** Words without their endings; what stands in brackets tells two of one name apart and is nobody's word. */
function wordsOf(name: string): string[] {
  const words = name
    .slice(0, 200)
    .toLowerCase()
    .replace(/\(.*?\)/g, ' ')
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && !SMALL.has(word)).map(foldWord);
}

/** The word one slip away, or two where it is long; they begin alike. The one that most names have. */
function slipOf(word: string, known: ReadonlyMap<string, number>): string | null {
  if (word.length < 5) return null;
  const most = word.length >= 8 ? 2 : 1;
  let best: { word: string; slips: number; worth: number } | null = null;
  for (const [other, worth] of known) {
    if (other[0] !== word[0] || other.length < 4 || Math.abs(other.length - word.length) > most) continue;
    const slips = slipsBetween(word, other, most);
    if (slips > most) continue;
    if (best === null || slips < best.slips || (slips === best.slips && worth > best.worth)) {
      best = { word: other, slips, worth };
    }
  }
  return best?.word ?? null;
}

/** Letters left out, put in, mistaken or exchanged with their neighbour; `most` + 1 where there are more. */
function slipsBetween(a: string, b: string, most: number): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + differs);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}
