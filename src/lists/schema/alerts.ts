/** The words of alerts: what a person is told, why, and how often. */
import { z } from 'zod';

/** In the order in which a letter tells them: what cannot wait comes first. */
export const ALERT_KINDS = ['closing', 'start', 'withdrawn', 'price', 'refreshed', 'new', 'development'] as const;
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof AlertKind>;

/** How often letters come, in the product's own words. */
export const EVERY = ['day', 'week', 'never'] as const;
export const Every = z.enum(EVERY);
export type Every = z.infer<typeof Every>;

export type AlertChoice = { every: Every; unwanted: readonly AlertKind[] };
/** Of who never said. */
export const DEFAULT_CHOICE: AlertChoice = { every: 'week', unwanted: [] };

const day = z.iso.date();

/** What a course costs, as far as a change of it is news: what depends on rates of exchange is no part of it. */
export const PriceFact = z.object({
  free: z.boolean(),
  amount: z.int().nullable(),
  currency: z.string().nullable(),
  kind: z.string(),
  period: z.string().nullable(),
  region: z.string().nullable(),
  certificate: z.object({ amount: z.int(), currency: z.string() }).nullable(),
});
export type PriceFact = z.infer<typeof PriceFact>;

/** `day`: when the content last changed, where that is stated. */
export const ContentFact = z.object({ day: day.nullable(), edition: z.int() });
export type ContentFact = z.infer<typeof ContentFact>;

const CourseState = z.enum(['published', 'withdrawn']);

/** What is kept of a course that somebody watches, to tell what changes. Null: not stated. */
export const WatchedFacts = z.object({
  state: CourseState,
  price: PriceFact.nullable(),
  content: ContentFact,
  start: day.nullable(),
  /** The month of the start is stated, and no day. */
  startApproximate: z.boolean(),
  enrolUntil: day.nullable(),
});
export type WatchedFacts = z.infer<typeof WatchedFacts>;

/** New courses that match: how many, and the ids of some of them. `because`: the search, decision or follow by name. */
export const NewFacts = z.object({ because: z.string(), total: z.int(), courses: z.array(z.uuid()) });
const change = <T extends z.ZodType>(fact: T) => z.object({ before: fact, after: fact });

/** What an alert says, by its kind. `development`: what was followed, by name. */
export const AlertFacts = {
  new: NewFacts,
  price: change(PriceFact.nullable()),
  refreshed: change(ContentFact),
  withdrawn: change(CourseState),
  start: z.object({ day, approximate: z.boolean() }),
  closing: z.object({ day }),
  development: z.object({ because: z.array(z.string()) }),
} as const satisfies Record<AlertKind, z.ZodType>;
export type FactsOf<K extends AlertKind> = z.infer<(typeof AlertFacts)[K]>;

/** What an alert is about or comes from, with its id. */
export type AlertSubject = `${'search' | 'decision' | 'follow' | 'course' | 'development'}:${string}`;

/** What happened to a course that is watched, whoever watches it. */
export type CourseChange = {
  [K in 'price' | 'refreshed' | 'withdrawn' | 'start' | 'closing']: { kind: K; event: string; facts: FactsOf<K> };
}[AlertKind & ('price' | 'refreshed' | 'withdrawn' | 'start' | 'closing')];

/** One alert to be written. `event` empty: it joins what waits for the next letter. */
export type NewAlert = {
  [K in AlertKind]: { personId: string; kind: K; subject: AlertSubject; event: string; facts: FactsOf<K> };
}[AlertKind];

/** An alert as it is kept, with what it is about as that is now. */
export type AlertRow = {
  [K in AlertKind]: { kind: K; facts: FactsOf<K>; id: string; subject: AlertSubject; changed: Date; read: boolean };
}[AlertKind];

export type AlertCourse = { id: string; title: string; provider: string; href: string };

/** An alert in words. `why` groups alerts: the same search, the same list. */
export type AlertShown = {
  id: string;
  kind: AlertKind;
  why: string;
  /** One sentence. */
  text: string;
  /** Path of what it is about. */
  href: string;
  /** New courses, the best first, and how many more there are. */
  courses: AlertCourse[];
  more: number;
  changed: Date;
  read: boolean;
};
