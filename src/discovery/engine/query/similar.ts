/** Courses like a given one: those that share its most telling terms. */
import { FULL_IMPACT, rarity } from '../scoring.js';
import { type Segment, termPlace } from '../store/segment.js';
import type { Holdings } from './answer.js';

export type Similar = { num: number; score: number; shared: string[] };

/** Terms of the course that are compared, and how common a term may be to be compared at all. */
const MOST_TERMS = 16;
const COMMONEST = 0.05;
const MOST_SHARED = 4;
const ROOM = 64;

type Telling = { term: number; weight: number };

export function similarTo(segment: Segment, document: number, limit: number, holdings: Holdings): Similar[] {
  const terms = tellingTerms(segment, document, holdings);
  const title = titleOf(segment, document);
  const found: Similar[] = [];
  for (const other of holdings.segments) {
    const scores = scoreAll(other, terms);
    for (const [candidate, score] of best(other, scores, limit + ROOM)) {
      if (other === segment && candidate === document) continue;
      if (titleOf(other, candidate) === title) continue;
      found.push({
        num: other.nums[candidate] as number,
        score,
        shared: sharedTerms(other, candidate, terms, holdings),
      });
    }
  }
  found.sort((a, b) => b.score - a.score || a.num - b.num);
  return found.slice(0, limit);
}

/** Its terms by impact × rarity, those too common to tell anything left out. */
function tellingTerms(segment: Segment, document: number, { lexicon }: Holdings): Telling[] {
  const { vocabulary, documents } = lexicon;
  const most = Math.max(2, documents * COMMONEST);
  const terms: Telling[] = [];
  const to = segment.forwardStarts[document + 1] as number;
  for (let i = segment.forwardStarts[document] as number; i < to; i += 1) {
    const term = segment.forwardTerms[i] as number;
    const held = vocabulary.df(term);
    if (held < 2 || held > most || /^[@#]/.test(vocabulary.terms[term] as string)) continue;
    const weight = (rarity(held, documents) * (segment.forwardImpacts[i] as number)) / FULL_IMPACT;
    terms.push({ term, weight: Math.max(1, Math.round(weight)) });
  }
  return terms.sort((a, b) => b.weight - a.weight || a.term - b.term).slice(0, MOST_TERMS);
}

function scoreAll(segment: Segment, terms: readonly Telling[]): Map<number, number> {
  const scores = new Map<number, number>();
  for (const { term, weight } of terms) {
    const place = termPlace(segment, term);
    if (place < 0) continue;
    const to = segment.termStarts[place + 1] as number;
    for (let i = segment.termStarts[place] as number; i < to; i += 1) {
      const posting = segment.postings[i] as number;
      const document = posting >>> 8;
      if (segment.dead[document] === 1) continue;
      scores.set(document, (scores.get(document) ?? 0) + (posting & 255) * weight);
    }
  }
  return scores;
}

function best(segment: Segment, scores: Map<number, number>, count: number): [number, number][] {
  const entries = [...scores];
  entries.sort((a, b) => b[1] - a[1] || (segment.nums[a[0]] as number) - (segment.nums[b[0]] as number));
  return entries.slice(0, count);
}

const titleOf = (segment: Segment, document: number): string =>
  segment.titleWords.subarray(segment.titleStarts[document], segment.titleStarts[document + 1]).join();

/** In words that were written: a phrase that stands for its synonyms has none, and its words are among the others. */
function sharedTerms(segment: Segment, document: number, terms: readonly Telling[], { lexicon }: Holdings): string[] {
  const from = segment.forwardStarts[document] as number;
  const held = new Set(segment.forwardTerms.subarray(from, segment.forwardStarts[document + 1]));
  return terms
    .filter(({ term }) => held.has(term) && (lexicon.vocabulary.wordOfTerm.values[term] as number) >= 0)
    .slice(0, MOST_SHARED)
    .map(({ term }) => lexicon.vocabulary.readable(term));
}
