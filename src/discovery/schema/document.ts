/** A course as the engine sees it: what can be found, filtered, counted and judged. */

/** Facets of the public contract, in the order in which they are shown. */
export const FACETS = [
  'subject',
  'skill',
  'provider',
  'providerKind',
  'awardingBody',
  'kind',
  'cpdType',
  'level',
  'earns',
  'mode',
  'pace',
  'language',
  'captions',
  'country',
  'recognisedBy',
  'recognition',
  'source',
] as const;
export type Facet = (typeof FACETS)[number];

/** Numeric columns that can be filtered by range and counted in bands. Units: see `IndexDocument.numbers`. */
export const RANGES = ['credit', 'cpdHours', 'hours', 'weeks', 'hoursPerWeek', 'price', 'start', 'rating'] as const;
export type Range = (typeof RANGES)[number];

/**
 * Sets of strings that are judged alone. signedBy: slugs of bodies whose recognition is signed; stacksInto: titles of what it
 * says it counts towards; pattern: when its runs are held (daytime, evening, twilight, day-release, weekend, customised).
 */
export const TRAITS = ['signedBy', 'stacksInto', 'pattern'] as const;
export type Trait = (typeof TRAITS)[number];

/**
 * Numbers that are judged alone. weekly: hours a week, stated or total ÷ weeks; allIn: pence of GBP to end with the
 * certificate in hand; refreshed: days since 1970-01-01 on which the content last changed; reviews: number of ratings behind
 * `rating`; ends: days since 1970-01-01 of the last day of the next run, `ANY_TIME` where it can be begun on any day; the last
 * five: mean of that aspect, 1-5, by Cairn's own reviews.
 */
export const MEASURES = [
  'weekly',
  'allIn',
  'refreshed',
  'reviews',
  'ends',
  'contentCurrent',
  'workloadTrue',
  'support',
  'assessmentFair',
  'useful',
] as const;
export type Measure = (typeof MEASURES)[number];

/** A course as the engine indexes it. Built from `catalogue.Course` by `discovery/rules.ts`, for one day (`validUntil`). */
export type IndexDocument = {
  /** Stable positive integer of the course. */
  num: number;
  text: {
    title: string;
    subtitle: string;
    summary: string;
    description: string;
    /** Names and aliases of provider and awarding bodies. */
    organisations: string[];
    subjects: string[];
    skills: string[];
    /** Outcomes and syllabus. */
    outcomes: string;
    /** Code and identifiers, matched whole. */
    codes: string[];
  };
  /** Facet values are opaque keys (slugs, codes); labels are looked up outside the engine. Empty: not stated. */
  facets: Record<Facet, readonly string[]>;
  /**
   * null: not stated. credit: ECTS-equivalents (guide) of academic credit; cpdHours: hours; hours: total notional hours;
   * weeks; hoursPerWeek (its upper figure); price: pence of GBP, converted by the dated table, 0 = free; start: days since
   * 1970-01-01 of the next start, `ANY_TIME` for what can be begun on any day; rating: 0-5.
   */
  numbers: Record<Range, number | null>;
  /**
   * Bit set: 1 free (nothing to pay for the course), 2 funded (funding stated), 4 any-time, 8 enrolling now or starts within
   * 30 days, 16 ended, 32 availability unknown, 64 thin (nothing but a title is known, so that no skill can be read from it),
   * 128 assessed (an assessment is stated).
   */
  flags: number;
  /** Number of reviews behind `rating`. */
  ratingCount: number;
  /** Days since 1970-01-01 when Cairn first saw it: for `sort=newest`. */
  added: number;
  /** Where it is taught, if in person: latitude and longitude in degrees. */
  places: readonly (readonly [number, number])[];
  /** What is judged alone, neither filtered nor counted. Empty: not stated. */
  traits: Record<Trait, readonly string[]>;
  /** null: not stated. Units: see `MEASURES`. */
  measures: Record<Measure, number | null>;
};

/** A start that is no date: passes every filter by date, and comes first in the order of starts. */
export const ANY_TIME = 0;

export const FLAG = {
  free: 1,
  funded: 2,
  anyTime: 4,
  open: 8,
  ended: 16,
  unknownAvailability: 32,
  thin: 64,
  assessed: 128,
} as const;
