/** Completes what is being typed: providers, subjects and skills by any word of their label, then titles of courses. */
import { FACETS, type Facet, type Suggestion } from '../../schema.js';
import { labelOf, priorByteOf, type Segment, termPlace } from '../store/segment.js';
import type { Vocabulary } from '../store/vocabulary.js';
import { fold } from '../text/fold.js';
import { stem } from '../text/stem.js';
import { isStopWord } from '../text/stop-words.js';
import { tokenise } from '../text/tokens.js';
import type { Holdings } from './answer.js';

/** What a facet value is called. `aliases` are found too, and shown as `label`. */
export type Label = {
  kind: 'provider' | 'subject' | 'skill';
  value: string;
  label: string;
  aliases?: readonly string[];
};

type Entry = { text: string; label: Label };

/** Labels by every word they begin with; sorted when first asked after a change. */
export class Labels {
  readonly #labels = new Map<string, Label>();
  #entries: Entry[] | null = null;

  learn(labels: readonly Label[]): void {
    for (const label of labels) this.#labels.set(`${label.kind} ${label.value}`, label);
    this.#entries = null;
  }

  /** Labels with a word that `prefix` begins, at most `most` entries looked at. */
  startingWith(prefix: string, most: number): { label: Label; whole: boolean }[] {
    this.#entries ??= sortEntries(this.#labels.values());
    const found = new Map<Label, boolean>();
    for (
      let i = firstFrom(this.#entries, prefix), looked = 0;
      i < this.#entries.length && looked < most;
      i += 1, looked += 1
    ) {
      const { text, label } = this.#entries[i] as Entry;
      if (!text.startsWith(prefix)) break;
      found.set(label, (found.get(label) ?? false) || fold(label.label).startsWith(prefix));
    }
    return [...found].map(([label, whole]) => ({ label, whole }));
  }
}

function sortEntries(labels: Iterable<Label>): Entry[] {
  const entries: Entry[] = [];
  for (const label of labels) {
    for (const name of [label.label, ...(label.aliases ?? [])]) {
      const words = tokenise(name).words;
      words.forEach((word, i) => {
        if (i === 0 || !isStopWord(word)) entries.push({ text: words.slice(i).join(' '), label });
      });
    }
  }
  return entries.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

function firstFrom(entries: readonly Entry[], prefix: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Entry).text < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

const FACET_OF: Record<Label['kind'], Facet> = { provider: 'provider', subject: 'subject', skill: 'skill' };
const MOST_ENTRIES = 2_000;
/** Titles are looked for from this many letters on, among at most this many postings. */
const LETTERS = 3;
const MOST_POSTINGS = 3_000;
const MOST_COMPLETIONS = 12;

export function suggest(prefix: string, limit: number, holdings: Holdings, labels: Labels): Suggestion[] {
  const words = tokenise(prefix).words;
  if (words.length === 0 || limit <= 0) return [];
  const typed = words.join(' ');
  const named = labelled(typed, holdings, labels).slice(0, Math.max(1, Math.ceil(limit * 0.6)));
  const titled = typed.length < LETTERS ? [] : titles(words, limit - named.length, holdings);
  return [...named, ...titled];
}

function labelled(typed: string, { values }: Holdings, labels: Labels): Suggestion[] {
  const found = labels.startingWith(typed, MOST_ENTRIES).map(({ label, whole }) => {
    const known = values[FACETS.indexOf(FACET_OF[label.kind])];
    const id = known?.find(label.value) ?? -1;
    return { label, whole, count: id < 0 ? 0 : (known?.living.values[id] as number) };
  });
  return found
    .filter(({ count }) => count > 0)
    .sort((a, b) => Number(b.whole) - Number(a.whole) || b.count - a.count || (a.label.label < b.label.label ? -1 : 1))
    .map(({ label, count }) => ({ kind: label.kind, value: label.value, label: label.label, count }));
}

/** Titles with all the words, the last of which may go on. */
function titles(words: readonly string[], limit: number, holdings: Holdings): Suggestion[] {
  const { vocabulary } = holdings.lexicon;
  const last = words[words.length - 1] as string;
  const whole = words
    .slice(0, -1)
    .filter((word) => !isStopWord(word))
    .map((word) => vocabulary.findTerm(stem(word)));
  const ends = completions(last, holdings);
  if (limit <= 0 || ends.length === 0 || whole.some((term) => vocabulary.df(term) === 0)) return [];
  const rarest =
    whole.length > 0 && whole.every((term) => vocabulary.df(term) <= totalHolders(ends, holdings))
      ? [whole.reduce((a, b) => (vocabulary.df(a) <= vocabulary.df(b) ? a : b))]
      : ends;
  const asked = { whole, begins: beginning(last, holdings) };
  const found: Title[] = [];
  let budget = MOST_POSTINGS;
  for (const segment of holdings.segments) {
    for (const term of rarest) budget = scanTitles(segment, term, asked, found, budget, holdings);
  }
  found.sort((a, b) => b.rank - a.rank || a.num - b.num);
  return firstOfEach(found, limit);
}

type Title = { segment: Segment; document: number; num: number; rank: number };

/** Whether a word begins with `last`: each word is looked at once, though many titles hold it. */
function beginning(last: string, { lexicon: { vocabulary } }: Holdings): (word: number) => boolean {
  const known = new Map<number, boolean>();
  return (word) => {
    let begins = known.get(word);
    if (begins === undefined) {
      begins = (vocabulary.words[word] as string).startsWith(last);
      known.set(word, begins);
    }
    return begins;
  };
}

/** Titles differ: of courses that are called the same the first stands for all. */
function firstOfEach(titles: readonly Title[], limit: number): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const { segment, document, num } of titles) {
    if (found.size === limit) break;
    const label = labelOf(segment, document);
    if (!found.has(label)) found.set(label, { kind: 'course', value: String(num), label, count: 1 });
  }
  return [...found.values()];
}

/** Terms of the words that begin with `last`, the most held first. */
function completions(last: string, { lexicon: { vocabulary } }: Holdings): number[] {
  const ids = vocabulary.shapes.startingWith(last, 4_000);
  const own = vocabulary.findWord(last);
  const terms = new Set((own < 0 ? ids : [own, ...ids]).map((id) => vocabulary.termOfWord.values[id] as number));
  const living = [...terms].filter((term) => vocabulary.df(term) > 0);
  return living.sort((a, b) => vocabulary.df(b) - vocabulary.df(a) || a - b).slice(0, MOST_COMPLETIONS);
}

const totalHolders = (terms: readonly number[], { lexicon }: Holdings): number =>
  terms.reduce((sum, term) => sum + lexicon.vocabulary.df(term), 0);

type Asked = { whole: readonly number[]; begins: (word: number) => boolean };

function scanTitles(
  segment: Segment,
  term: number,
  asked: Asked,
  found: Title[],
  budget: number,
  holdings: Holdings,
): number {
  const place = termPlace(segment, term);
  if (place < 0) return budget;
  const to = segment.termStarts[place + 1] as number;
  let left = budget;
  for (let i = segment.termStarts[place] as number; i < to && left > 0; i += 1, left -= 1) {
    const document = (segment.postings[i] as number) >>> 8;
    if (((segment.postingFields[i] as number) & 1) === 0 || segment.dead[document] === 1) continue;
    const rank = titleRank(segment, document, asked, holdings);
    if (rank > 0) found.push({ segment, document, num: segment.nums[document] as number, rank });
  }
  return left;
}

const BEGINS = 2;

/** 0: not all words stand in the title. A title that begins with what was typed ranks highest; then the better rated. */
function titleRank(
  segment: Segment,
  document: number,
  { whole, begins }: Asked,
  { lexicon: { vocabulary } }: Holdings,
): number {
  const from = segment.titleStarts[document] as number;
  const to = segment.titleStarts[document + 1] as number;
  let at = from;
  while (at < to && !begins(segment.titleWords[at] as number)) at += 1;
  if (at === to || !whole.every((term) => holdsTerm(segment, from, to, term, vocabulary))) return 0;
  return (at - from <= whole.length ? BEGINS : 1) + priorByteOf(segment, document) / 256;
}

function holdsTerm(segment: Segment, from: number, to: number, term: number, vocabulary: Vocabulary): boolean {
  for (let at = from; at < to; at += 1) {
    if (vocabulary.termOfWord.values[segment.titleWords[at] as number] === term) return true;
  }
  return false;
}
