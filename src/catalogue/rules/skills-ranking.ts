/**
 * Skills ranked by how well a sentence speaks of them, also where it does not name them: "gather technical requirements"
 * → "interpret technical requirements". For wishes and job texts, with our vocabulary or all of ESCO. Explainable word
 * matching, no model: each name of a skill is scored by the share of its weight (rare words weigh more) that the sentence
 * has, close together.
 *
 * Tried on the development halves of the public judgements and left out, since they lowered R-precision@5: words of the
 * skills' descriptions (-0.5 to -2 points), and a discount on words that a better skill has already explained (-2 to -5).
 */
import { foldWord, Lexicon, newWords } from './skills-text.js';
import { listOccupations, listSkills } from './skills-vocabulary.js';

export type RankedName = {
  id: string;
  label: string;
  /** Other names. */
  names: readonly string[];
  /** How widely it is needed: the number of occupations that need it. */
  needed?: number;
};

export type RankedSkill = { id: string; label: string; score: number; words: string };

export type SkillRanker = { rank(text: string, limit: number): RankedSkill[] };

/** Chosen on those halves; none of them moves the mean by more than a point between two thirds and one and a half of its value. */
const WEIGHT = {
  coverage: 1.5,
  apart: 0.5,
  otherName: 0.75,
  needed: 0.05,
} as const;
const LEAST_COVERAGE = 0.34;

type Name = { skill: number; words: number[]; weight: number; isLabel: boolean };
type Found = { skill: number; score: number; at: number[] };

let shipped: SkillRanker | undefined;

/** The skills of our vocabulary that a sentence speaks of, best first. */
export function rankSkills(text: string, limit: number): RankedSkill[] {
  shipped ??= createSkillRanker(ours());
  return shipped.rank(text, limit);
}

function ours(): RankedName[] {
  const needed = new Map<string, number>();
  for (const { skills } of listOccupations()) {
    for (const { id } of skills) needed.set(id, (needed.get(id) ?? 0) + 1);
  }
  return listSkills().map(({ id, label, synonyms, covers }) => ({
    id,
    label,
    names: [...synonyms, ...covers],
    needed: needed.get(id) ?? 0,
  }));
}

/** Building it takes about a second for all of ESCO (14,000 skills, 110,000 names). */
export function createSkillRanker(skills: readonly RankedName[]): SkillRanker {
  const ranker = new Ranker(skills);
  return { rank: (text, limit) => ranker.rank(text, limit) };
}

class Ranker {
  readonly #skills: readonly RankedName[];
  readonly #numbers = new Map<string, number>();
  /** For each word, the names that have it. */
  readonly #postings: number[][] = [];
  readonly #names: Name[] = [];
  readonly #weights: number[] = [];
  readonly #priors: number[];

  constructor(skills: readonly RankedName[]) {
    this.#skills = skills;
    this.#priors = skills.map(({ needed = 0 }) => 1 + WEIGHT.needed * Math.log1p(needed));
    skills.forEach((skill, n) => {
      const seen = new Set<string>();
      for (const name of [skill.label, ...skill.names]) {
        const words = [...new Set(roots(name).map(({ root }) => root))];
        const key = words.join(' ');
        if (words.length === 0 || seen.has(key)) continue;
        seen.add(key);
        this.#addName(n, words, name === skill.label);
      }
    });
    this.#weigh();
  }

  #number(root: string): number {
    let number = this.#numbers.get(root);
    if (number === undefined) {
      number = this.#postings.push([]) - 1;
      this.#numbers.set(root, number);
    }
    return number;
  }

  #addName(skill: number, words: string[], isLabel: boolean): void {
    const numbers = words.map((word) => this.#number(word));
    const name = this.#names.push({ skill, words: numbers, weight: 0, isLabel }) - 1;
    for (const number of numbers) this.#postings[number]?.push(name);
  }

  /** A word weighs by the number of skills, not of names, that have it. */
  #weigh(): void {
    for (const names of this.#postings) {
      const skills = new Set(names.map((name) => this.#names[name]?.skill)).size;
      this.#weights.push(Math.log(1 + this.#skills.length / (1 + skills)));
    }
    for (const name of this.#names) name.weight = this.#sum(name.words);
  }

  #sum(words: Iterable<number>): number {
    let sum = 0;
    for (const word of words) sum += this.#weights[word] as number;
    return sum;
  }

  rank(text: string, limit: number): RankedSkill[] {
    const sentence = roots(text.slice(0, 6000));
    const places = new Map<number, number[]>();
    sentence.forEach(({ root }, at) => {
      const number = this.#numbers.get(root);
      if (number !== undefined) places.set(number, [...(places.get(number) ?? []), at]);
    });
    return [...this.#bestNames(places).values()]
      .sort((a, b) => b.score - a.score || a.skill - b.skill)
      .slice(0, limit)
      .map(({ skill, score, at }) => ({
        id: this.#skills[skill]?.id as string,
        label: this.#skills[skill]?.label as string,
        score,
        words: wordsOf(text, sentence, at),
      }));
  }

  /** The best name of each skill that has enough of its weight in the sentence. */
  #bestNames(places: ReadonlyMap<number, number[]>): Map<number, Found> {
    const matched = new Map<number, number>();
    for (const word of places.keys()) {
      const weight = this.#weights[word] as number;
      for (const name of this.#postings[word] ?? []) matched.set(name, (matched.get(name) ?? 0) + weight);
    }
    const found = new Map<number, Found>();
    for (const [number, weight] of matched) {
      const name = this.#names[number] as Name;
      const coverage = weight / name.weight;
      if (coverage < LEAST_COVERAGE) continue;
      const rough = this.#score(name, weight, coverage, 1);
      const there = found.get(name.skill);
      if (there && there.score >= rough) continue;
      const at = closest(name.words.flatMap((word) => (places.has(word) ? [places.get(word) as number[]] : [])));
      const spread = Math.max(...at) - Math.min(...at) + 1;
      const score = this.#score(name, weight, coverage, at.length / spread);
      if (!there || score > there.score) found.set(name.skill, { skill: name.skill, score, at });
    }
    return found;
  }

  #score(name: Name, weight: number, coverage: number, closeness: number): number {
    const kind = name.isLabel ? 1 : WEIGHT.otherName;
    const near = WEIGHT.apart + (1 - WEIGHT.apart) * closeness;
    return weight * coverage ** WEIGHT.coverage * near * kind * (this.#priors[name.skill] as number);
  }
}

/** One place for each word, so that they stand close together: nearest to the first of the rarest word. */
function closest(places: readonly number[][]): number[] {
  const [anchor] = [...places].sort((a, b) => a.length - b.length);
  let best: number[] = [];
  let bestSpread = Number.POSITIVE_INFINITY;
  for (const from of (anchor ?? []).slice(0, 8)) {
    const at = places.map((each) => each.reduce((a, b) => (Math.abs(b - from) < Math.abs(a - from) ? b : a)));
    const spread = Math.max(...at) - Math.min(...at);
    if (spread < bestSpread) {
      best = at;
      bestSpread = spread;
    }
  }
  return best;
}

function wordsOf(text: string, sentence: readonly Root[], at: readonly number[]): string {
  const from = Math.min(...at);
  const to = Math.max(...at);
  return text.slice(sentence[from]?.start, sentence[to]?.end).slice(0, 160);
}

type Root = { root: string; start: number; end: number };

const SMALL = new Set(
  (
    'a an and or of the in on at to for from with by as is are be been being was were it its this that these those you your we our ' +
    'they their he she his her i me my will would can could should must may might have has had do does did not no nor so such than ' +
    'then there here what which who whom how when where why all any both each few more most other some very s t etc e.g i.e into ' +
    'about over under out up down off again further also well within across via per eg ie if but while during including ability ' +
    'able good great strong excellent knowledge experience skill skills understanding required requirement years year'
  ).split(' '),
);

const lexicon = new Lexicon();
const buffer = newWords();

/** The words of a text that carry meaning, cut to their roots, with their places. */
function roots(text: string): Root[] {
  lexicon.read(text, buffer, text.length);
  const found: Root[] = [];
  for (let n = 0; n < buffer.count; n += 1) {
    const start = buffer.starts[n] as number;
    const end = buffer.ends[n] as number;
    const root = rootOf(text.slice(start, end));
    if (root) found.push({ root, start, end });
  }
  return found;
}

const rootCache = new Map<string, string>();

/** A harder stem than the matcher's: "managing", "management" and "manager" meet. Empty for small words. */
function rootOf(word: string): string {
  let root = rootCache.get(word);
  if (root === undefined) {
    const folded = foldWord(word);
    root = SMALL.has(folded) ? '' : cut(folded);
    if (rootCache.size > 100_000) rootCache.clear();
    rootCache.set(word, root);
  }
  return root;
}

const ENDINGS = (
  'ization izing ized izer ize ational ations ation ators ator ating ated ates ate atory ative ements ement ment ability ' +
  'ically ical ivity ive ances ance ences ence ants ant ents ent ions ion ings ing able ible ity ics ic ers er ors or ed ly al y e s'
).split(' ');

function cut(word: string): string {
  if (/^analy[sz]|^analytic/.test(word)) return 'analy';
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < (ending.length > 2 ? 4 : 3)) continue;
    const root = word.slice(0, -ending.length);
    return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
  }
  return word;
}
