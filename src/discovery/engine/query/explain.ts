/** Says why a course stands where it stands. */
import type { EngineQuery, Why } from '../../schema.js';
import { availabilityFactor, FIELDS, ratingFactor, TITLE_FACTOR } from '../scoring.js';
import { flagsOf, postingAt, type Segment, termPlace } from '../store/segment.js';
import { type Plan, planQuestion } from './plan.js';
import { scoreOf } from './rank.js';
import type { Lexicon } from './read-words.js';
import { TitleMatcher } from './titles.js';
import { writtenAs } from './written.js';

export function explain(query: EngineQuery, segment: Segment, document: number, lexicon: Lexicon, plans: Plans): Why {
  const plan = planOf(query, lexicon, plans);
  const titles = plan === null ? null : new TitleMatcher(plan, lexicon.vocabulary);
  const matches = plan === null ? [] : countingMatches(plan, segment, document);
  const sum = matches.reduce((all, match) => all + match.score, 0);
  return {
    score: scoreOf(sum, segment, document, titles),
    terms: matches.map(({ asked, term, how, fields }) => ({
      asked,
      found: writtenAs(term, segment, document, lexicon),
      how,
      fields: fieldNames(fields, lexicon.vocabulary.terms[term] as string),
    })),
    boosts: boosts(segment, document, titles),
  };
}

/** A question that is answered and explained, twenty times a page, is planned once. To be forgotten when documents change. */
export type Plans = WeakMap<EngineQuery, Plan | null>;

export function planOf(query: EngineQuery, lexicon: Lexicon, plans: Plans): Plan | null {
  const known = plans.get(query);
  if (known !== undefined) return known;
  const plan = planQuestion(query.text, lexicon);
  plans.set(query, plan);
  return plan;
}

/** Of each unit its best variant; words inside a phrase that stands there as a whole add nothing. */
function countingMatches(plan: Plan, segment: Segment, document: number): Match[] {
  const matches: Match[] = [];
  let together = 0;
  for (const unit of plan.units) {
    if (unit.role === 'inside' && (unit.bits & together) !== 0) continue;
    const match = bestVariant(unit, segment, document);
    if (match === null) continue;
    matches.push(match);
    if (unit.role === 'phrase' && holdsSame(unit, segment, document)) together |= unit.bits;
  }
  return matches;
}

const holdsSame = (unit: Plan['units'][number], segment: Segment, document: number): boolean =>
  unit.variants.some(({ term, same }) => {
    const place = same ? termPlace(segment, term) : -1;
    return place >= 0 && postingAt(segment, place, document) >= 0;
  });

type Match = { asked: string; term: number; how: Why['terms'][number]['how']; score: number; fields: number };

function bestVariant(unit: Plan['units'][number], segment: Segment, document: number): Match | null {
  let best: Match | null = null;
  for (const { term, how, weight } of unit.variants) {
    const place = termPlace(segment, term);
    const at = place < 0 ? -1 : postingAt(segment, place, document);
    if (at < 0) continue;
    const score = ((segment.postings[at] as number) & 255) * weight;
    if (best === null || score > best.score) {
      best = { asked: unit.asked, term, how, score, fields: segment.postingFields[at] as number };
    }
  }
  return best;
}

function fieldNames(fields: number, term: string): string[] {
  if (term.startsWith('#')) return ['codes'];
  return FIELDS.filter((_, i) => (fields & (1 << i)) !== 0);
}

function boosts(segment: Segment, document: number, titles: TitleMatcher | null): Why['boosts'] {
  const flags = flagsOf(segment, document);
  const available = availabilityFactor(flags);
  const rated = ratingFactor(segment.ratings[document] as number);
  const title = titles?.match(segment, document) ?? null;
  const all = [
    { name: title === 'phrase' ? 'phrase' : 'title', factor: title === null ? 1 : TITLE_FACTOR[title] },
    { name: available < 1 ? 'ended' : 'open', factor: available },
    { name: 'rating', factor: rated },
  ];
  return all.filter((boost) => boost.factor !== 1);
}
