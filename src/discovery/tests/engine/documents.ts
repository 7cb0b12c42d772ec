/** Documents and questions for the engine's tests: everything empty but what a test is about. */
import { type EngineQuery, FACETS, type Facet, type IndexDocument, MEASURES, RANGES, TRAITS } from '../../schema.js';

export type Draft = {
  num: number;
  text?: Partial<IndexDocument['text']>;
  facets?: Partial<Record<Facet, readonly string[]>>;
  numbers?: Partial<IndexDocument['numbers']>;
  traits?: Partial<IndexDocument['traits']>;
  measures?: Partial<IndexDocument['measures']>;
} & Partial<Pick<IndexDocument, 'flags' | 'ratingCount' | 'added' | 'places'>>;

export function documentOf({ num, text, facets, numbers, traits, measures, ...rest }: Draft): IndexDocument {
  return {
    num,
    text: {
      title: '',
      subtitle: '',
      summary: '',
      description: '',
      organisations: [],
      subjects: [],
      skills: [],
      outcomes: '',
      codes: [],
      ...text,
    },
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, facets?.[facet] ?? []]),
    ) as unknown as IndexDocument['facets'],
    numbers: Object.fromEntries(RANGES.map((range) => [range, numbers?.[range] ?? null])) as IndexDocument['numbers'],
    traits: Object.fromEntries(
      TRAITS.map((trait) => [trait, traits?.[trait] ?? []]),
    ) as unknown as IndexDocument['traits'],
    measures: Object.fromEntries(
      MEASURES.map((measure) => [measure, measures?.[measure] ?? null]),
    ) as IndexDocument['measures'],
    flags: 0,
    ratingCount: 0,
    added: 0,
    places: [],
    ...rest,
  };
}

export const titled = (...titles: string[]): IndexDocument[] =>
  titles.map((title, i) => documentOf({ num: i + 1, text: { title } }));

export const ask = (text: string, more: Partial<EngineQuery> = {}): EngineQuery => ({
  text,
  facets: {},
  ranges: {},
  unknown: false,
  free: false,
  funded: false,
  near: null,
  sort: 'relevance',
  offset: 0,
  limit: 20,
  counts: true,
  ...more,
});
