/**
 * The words of discovery: what can be asked of the index and what it answers. `SearchQuery` and `SearchAnswer` are the
 * public contract of `GET /api/v1/courses`; `IndexDocument`, `EngineQuery` and `EngineAnswer` are what the engine sees.
 */
import { z } from 'zod';
import type { Facet, Range } from './schema/document.js';

export * from './schema/document.js';
export * from './schema/valuation.js';

export const SORTS = ['relevance', 'rating', 'price', 'start', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** A question to the engine: already checked, in the engine's units. */
export type EngineQuery = {
  text: string;
  /** Selected values: any of them within a facet, all facets together. */
  facets: Partial<Record<Facet, readonly string[]>>;
  /** Inclusive bounds in the units of `IndexDocument.numbers`. A document whose value is null drops out unless `unknown`. */
  ranges: Partial<Record<Range, { from?: number; to?: number }>>;
  /** true: keep documents whose value for a filtered range is not stated. */
  unknown: boolean;
  free: boolean;
  funded: boolean;
  near: { latitude: number; longitude: number; withinKm: number } | null;
  sort: Sort;
  offset: number;
  limit: number;
  /** false: only hits and total are wanted (feeds, exports). */
  counts: boolean;
  /** Days since 1970-01-01, for `sort=start`: starts before it come after those to come. Absent: by date alone. */
  today?: number;
};

/** Why a hit stands where it stands, for people. `terms`: the query's words that matched, with the fields they matched in. */
export type Why = {
  score: number;
  terms: { asked: string; found: string; how: 'exact' | 'stem' | 'prefix' | 'typo' | 'synonym'; fields: string[] }[];
  /** Small multipliers, each with its factor: `phrase`, `title`, `open`, `ended`, `rating`. */
  boosts: { name: string; factor: number }[];
};

export type EngineAnswer = {
  /** Exact. */
  total: number;
  hits: { num: number; score: number }[];
  /** For each facet: its top 20 values by count, then those selected. Counts ignore the facet's own selection. */
  facets: Record<Facet, { value: string; count: number }[]>;
  /** For each range: bands (half open, last closed) with counts that ignore the range's own filter, and how many do not state it. */
  ranges: Record<Range, { bands: { from: number; to: number; count: number }[]; unknown: number }>;
  /** The words that were read otherwise than typed, e.g. mecanics → mechanics; null when nothing was corrected. */
  didYouMean: string | null;
  /** true: some words were dropped or nothing scored above the floor. */
  nothingClose: boolean;
  /** When nothing is close: totals for parts of the query that do match, best first (at most 3). */
  almost: { text: string; total: number }[];
};

/** Synonyms as the engine takes them: each group's phrases mean the same, at `weight` (0-1) of the phrase itself. */
export type SynonymGroup = { phrases: readonly string[]; weight: number };

export type Suggestion = {
  kind: 'course' | 'provider' | 'subject' | 'skill' | 'query';
  value: string;
  label: string;
  count: number;
};

// ---------------------------------------------------------------------------------------------------------------------
// The public contract of `GET /api/v1/courses`.

const many = z
  .preprocess(
    (value) => (value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string().max(200)).max(50),
  )
  .default([]);
/** An empty form field means "not asked". */
const optional = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), inner.optional());
const amount = optional(z.coerce.number().min(0).max(10_000_000));
const day = optional(z.iso.date());
const flag = z.preprocess(
  (value) => value === true || value === '1' || value === 'true' || value === 'on' || value === 'yes',
  z.boolean(),
);

/** Currencies of the dated table of exchange rates (`catalogue/data/exchange-rates.json`; a test compares). */
export const CURRENCIES = [
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CNY',
  'CZK',
  'DKK',
  'EUR',
  'GBP',
  'HKD',
  'HUF',
  'IDR',
  'ILS',
  'INR',
  'ISK',
  'JPY',
  'KRW',
  'MXN',
  'MYR',
  'NOK',
  'NZD',
  'PHP',
  'PLN',
  'RON',
  'SEK',
  'SGD',
  'THB',
  'TRY',
  'USD',
  'ZAR',
] as const;

/** What may be asked. Unknown parameters are ignored; a wrong value is a 400 that names the parameter. */
export const SearchQuery = z.object({
  q: z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().max(500).default('')),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  perPage: z.coerce.number().int().min(1).max(100).default(20),
  sort: z.enum(SORTS).default('relevance'),
  subject: many,
  skill: many,
  provider: many,
  providerKind: many,
  awardingBody: many,
  kind: many,
  cpdType: many,
  level: many,
  earns: many,
  mode: many,
  pace: many,
  language: many,
  captions: many,
  country: many,
  recognisedBy: many,
  recognition: many,
  source: many,
  /** In the units of `creditScheme` (default ECTS). */
  creditMin: amount,
  creditMax: amount,
  creditScheme: z.enum(['ECTS', 'CATS', 'SCQF', 'RQF', 'CQFW', 'US-SEM', 'US-QTR']).default('ECTS'),
  cpdHoursMin: amount,
  cpdHoursMax: amount,
  hoursMin: amount,
  hoursMax: amount,
  weeksMax: amount,
  hoursPerWeekMax: amount,
  /** Whole units of `currency`. */
  priceMax: amount,
  currency: optional(z.enum(CURRENCIES)).transform((code) => code ?? 'GBP'),
  startFrom: day,
  startTo: day,
  ratingMin: optional(z.coerce.number().min(0).max(5)),
  /** A town or city ("Leeds", "Perth, Australia"), or latitude and longitude in degrees ("51.5,-0.12"). See `rules/places.ts`. */
  near: optional(z.string().trim().max(100)),
  withinKm: optional(z.coerce.number().min(1).max(20_000)),
  free: flag.default(false),
  funded: flag.default(false),
  unknown: z.preprocess((value) => (value === 'include' ? 'include' : undefined), z.literal('include').optional()),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

const OrganisationLink = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const Money = z.object({ amount: z.number().int(), currency: z.string() });

/** A course in a list: enough for its card. `null` everywhere means that no source states it. */
export const SearchItem = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  /** Address of Cairn's page; `link` is the provider's own. */
  url: z.string(),
  link: z.string().nullable(),
  summary: z.string().nullable(),
  kind: z.string(),
  /** `verified`: it has proved that it is who it says. */
  provider: OrganisationLink.extend({ verified: z.boolean() }),
  awardingBody: OrganisationLink.nullable(),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  level: z.object({ framework: z.string(), value: z.string(), eqf: z.number().nullable() }).nullable(),
  difficulty: z.string().nullable(),
  credit: z.array(z.object({ scheme: z.string(), value: z.number(), level: z.string().nullable() })),
  cpdHours: z.number().nullable(),
  earns: z.array(z.string()),
  workload: z
    .object({
      totalHours: z.number().nullable(),
      weeks: z.number().nullable(),
      hoursPerWeekMin: z.number().nullable(),
      hoursPerWeekMax: z.number().nullable(),
      approximate: z.boolean(),
    })
    .nullable(),
  /** What the course costs: the lowest full price, else a subscription; `free` when nothing is to be paid. `inGbp` is marked ≈ on pages. */
  price: z
    .object({
      free: z.boolean(),
      amount: z.number().int().nullable(),
      currency: z.string().nullable(),
      kind: z.string(),
      period: z.string().nullable(),
      /** For whom or where alone this price is said to hold; null: for everybody. */
      region: z.string().nullable(),
      certificate: Money.nullable(),
      inGbp: z.number().int().nullable(),
      rateDate: z.string().nullable(),
      /** How many prices there are beside this one. */
      others: z.number().int(),
    })
    .nullable(),
  mode: z.string().nullable(),
  pace: z.string().nullable(),
  availability: z.enum(['enrolling', 'starts-soon', 'dated', 'any-time', 'ended', 'unknown']),
  nextOffering: z
    .object({
      start: z.string().nullable(),
      end: z.string().nullable(),
      enrolUntil: z.string().nullable(),
      approximate: z.boolean(),
      place: z.string().nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
  languages: z.array(z.string()),
  recognisedBy: z.array(z.object({ name: z.string(), slug: z.string(), signed: z.boolean() })),
  rating: z.object({ value: z.number(), count: z.number().int().nullable(), source: z.string() }).nullable(),
  sources: z.array(z.object({ key: z.string(), name: z.string(), checked: z.string() })),
  lastChecked: z.string(),
  /** Why it was found, as sentences; present where text was asked. */
  why: z.array(z.string()).optional(),
});
export type SearchItem = z.infer<typeof SearchItem>;

export const FacetCount = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export const RangeBand = z.object({ from: z.number(), to: z.number(), count: z.number().int() });

export const SearchAnswer = z.object({
  total: z.number().int(),
  tookMs: z.number(),
  items: z.array(SearchItem),
  facets: z.record(z.string(), z.array(FacetCount)),
  /** Bands in public units: ECTS, hours, weeks, whole GBP, ISO days as days since 1970-01-01, stars. */
  ranges: z.record(z.string(), z.array(RangeBand)),
  /** How many of the courses found do not state the value of a range. */
  notStated: z.record(z.string(), z.number().int()),
  page: z.number().int(),
  perPage: z.number().int(),
  didYouMean: z.string().nullable(),
  nothingClose: z.boolean(),
  almost: z.array(z.object({ text: z.string(), total: z.number().int() })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const SuggestionList = z.object({
  suggestions: z.array(
    z.object({
      kind: z.enum(['course', 'provider', 'subject', 'skill', 'query']),
      value: z.string(),
      label: z.string(),
      count: z.number().int(),
      /** Page of what is suggested. */
      url: z.string(),
    }),
  ),
});
export type SuggestionList = z.infer<typeof SuggestionList>;
