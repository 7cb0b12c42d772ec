/** From a public query to a public answer: asks the engine, fetches the cards, names the facet values, says why. */

import type { Index } from '../engine/index.js';
import { type Labels, labelOf } from '../rules/labels.js';
import { engineQueryOf } from '../rules/question.js';
import { whyInWords } from '../rules/why.js';
import type { EngineAnswer, Facet, SearchAnswer, SearchItem, SearchQuery } from '../schema.js';
import { FACETS, RANGES } from '../schema.js';

export type NumberedCard = readonly [num: number, card: SearchItem];

export type Shelf = {
  index: Index;
  labels: Labels;
  /** Numbers and cards of courses, in the order asked; a course that has just been withdrawn is left out. */
  items(nums: readonly number[]): Promise<NumberedCard[]> | NumberedCard[];
};

export type AnswerOptions = {
  /** false: no facets, no ranges (feeds, exports). */ counts?: boolean /** false: no reasons. */;
  why?: boolean;
};

/**
 * An answer whose items are the cards as they are kept, so that what was drawn of one can be kept with it. Why each was
 * found stands beside them, by place; no sentence where no text was asked.
 */
export type Answered = { answer: SearchAnswer; why: readonly (readonly string[])[] };

/** The answer in one piece, as the contract has it. */
export function wholeAnswer({ answer, why }: Answered): SearchAnswer {
  return why.length === 0
    ? answer
    : { ...answer, items: answer.items.map((item, at) => ({ ...item, why: [...(why[at] ?? [])] })) };
}

export async function answerQuery(
  shelf: Shelf,
  query: SearchQuery,
  { counts = true, why = true }: AnswerOptions = {},
): Promise<Answered> {
  const started = performance.now();
  const question = engineQueryOf(query, counts);
  const found = shelf.index.search(question);
  const kept = shelf.items(found.hits.map((hit) => hit.num));
  const cards = kept instanceof Promise ? await kept : kept;
  const explained = why && query.q.trim() !== '';
  const reasons = explained ? cards.map(([num]) => whyInWords(shelf.index.explain(question, num))) : [];
  const answer = {
    total: found.total,
    tookMs: Math.round((performance.now() - started) * 100) / 100,
    items: cards.map(([, card]) => card),
    facets: counts ? facetsOf(found, shelf.labels) : {},
    ranges: counts ? rangesOf(found) : {},
    notStated: counts ? Object.fromEntries(RANGES.map((range) => [range, found.ranges[range].unknown])) : {},
    page: query.page,
    perPage: query.perPage,
    didYouMean: found.didYouMean,
    nothingClose: found.nothingClose,
    almost: found.almost,
  };
  return { answer, why: reasons };
}

function facetsOf(answer: EngineAnswer, labels: Labels): SearchAnswer['facets'] {
  return Object.fromEntries(
    FACETS.map((facet: Facet) => [
      facet,
      answer.facets[facet].map(({ value, count }) => ({ value, label: labelOf(facet, value, labels), count })),
    ]),
  );
}

/** Price bands in whole pounds; everything else is already in public units. */
function rangesOf(answer: EngineAnswer): SearchAnswer['ranges'] {
  return Object.fromEntries(
    RANGES.map((range) => {
      const scale = range === 'price' ? 100 : 1;
      return [
        range,
        answer.ranges[range].bands.map(({ from, to, count }) => ({ from: from / scale, to: to / scale, count })),
      ];
    }),
  );
}
