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

/** Answers `query`. `cards` holds the items by id as they are kept, so that what was drawn of one can be kept with it. */
export async function answerQuery(
  shelf: Shelf,
  query: SearchQuery,
  { counts = true, why = true }: AnswerOptions = {},
): Promise<{ answer: SearchAnswer; cards: Map<string, SearchItem> }> {
  const started = performance.now();
  const question = engineQueryOf(query, counts);
  const found = shelf.index.search(question);
  const kept = shelf.items(found.hits.map((hit) => hit.num));
  const cards = kept instanceof Promise ? await kept : kept;
  const explained = why && query.q.trim() !== '';
  const items = explained
    ? cards.map(([num, card]) => ({ ...card, why: whyInWords(shelf.index.explain(question, num)) }))
    : cards.map(([, card]) => card);
  const answer = {
    total: found.total,
    tookMs: Math.round((performance.now() - started) * 100) / 100,
    items,
    facets: counts ? facetsOf(found, shelf.labels) : {},
    ranges: counts ? rangesOf(found) : {},
    notStated: counts ? Object.fromEntries(RANGES.map((range) => [range, found.ranges[range].unknown])) : {},
    page: query.page,
    perPage: query.perPage,
    didYouMean: found.didYouMean,
    nothingClose: found.nothingClose,
    almost: found.almost,
  };
  return { answer, cards: new Map(cards.map(([, card]) => [card.id, card])) };
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
