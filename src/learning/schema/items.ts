/**
 * Items of assessment as their authors write them, answers included. What a learner is sent is made by `rules/assessment`
 * and never holds an answer. The types follow QTI 3.0 (choice, associate, order, hotspot, text entry, inline choice).
 */
import { z } from 'zod';
import { Key, Markdown, MediaRef, Minimal } from './words.js';

const Option = z.object({
  key: Key,
  text: Minimal,
  /** Told to whoever chose it. */
  feedback: Minimal.optional(),
});

const base = {
  key: Key,
  prompt: Markdown,
  points: z.number().positive().max(100).default(1),
  /** Keys of the course's learning outcomes. */
  outcomes: z.array(Key).max(20).default([]),
  feedback: z.object({ right: Minimal.optional(), wrong: Minimal.optional() }).default({}),
};
/**
 * `all`: the whole points or none. `partial`: the share of right parts; where more may be chosen than are right (multiple, hotspot) and of
 * lines in order, right ones less wrong ones, never below 0.
 */
const Scoring = z.enum(['all', 'partial']).default('all');
const Options = z.array(Option).min(2).max(20);

export const ChoiceItem = z.object({
  ...base,
  type: z.literal('choice'),
  options: Options,
  answer: Key,
  shuffle: z.boolean().default(true),
});
export const MultipleItem = z.object({
  ...base,
  type: z.literal('multiple'),
  options: Options,
  answers: z.array(Key).min(1).max(20),
  scoring: Scoring,
  shuffle: z.boolean().default(true),
});
export const MatchItem = z.object({
  ...base,
  type: z.literal('match'),
  left: z.array(Option).min(2).max(12),
  right: z.array(Option).min(2).max(16),
  /** Each left to its right. A right may be of several, or of none. */
  pairs: z.array(z.object({ left: Key, right: Key })).min(2),
  scoring: Scoring,
});
export const OrderItem = z.object({
  ...base,
  type: z.literal('order'),
  /** In the right order. */
  options: z.array(Option).min(2).max(12),
  scoring: Scoring,
});
/** In hundredths of the picture's width and height, so that its size does not matter. */
const Share = z.number().min(0).max(100);
export const Area = z.object({
  key: Key,
  /** What is there, for whoever does not see the picture: they choose by these words, so they must not tell the answer. */
  label: Minimal,
  shape: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rectangle'), x: Share, y: Share, width: Share, height: Share }),
    z.object({ kind: z.literal('circle'), x: Share, y: Share, radius: Share }),
    z.object({
      kind: z.literal('polygon'),
      points: z
        .array(z.tuple([Share, Share]))
        .min(3)
        .max(60),
    }),
  ]),
});
export type Area = z.infer<typeof Area>;
export const HotspotItem = z.object({
  ...base,
  type: z.literal('hotspot'),
  picture: MediaRef,
  alt: Minimal,
  areas: z.array(Area).min(2).max(30),
  answers: z.array(Key).min(1).max(30),
  scoring: Scoring,
});
/** `relative`: as a share of the answer, 0.05 for 5 %. The edge is right. */
export const Tolerance = z.object({
  kind: z.enum(['exact', 'absolute', 'relative']),
  value: z.number().min(0).default(0),
});
const Numeric = {
  answer: z.number(),
  tolerance: Tolerance.default({ kind: 'exact', value: 0 }),
  unit: z.string().max(40).optional(),
};
export const NumericItem = z.object({ ...base, type: z.literal('numeric'), ...Numeric });
const Accepted = z.object({
  text: z.string().trim().min(1).max(200),
  /** Share of the points; 1 is right. */
  worth: z.number().min(0).max(1).default(1),
});
const Short = { accepted: z.array(Accepted).min(1).max(40), caseCounts: z.boolean().default(false) };
export const ShortItem = z.object({ ...base, type: z.literal('short'), ...Short });
export const Gap = z.discriminatedUnion('kind', [
  z.object({ key: Key, kind: z.literal('short'), ...Short }),
  z.object({ key: Key, kind: z.literal('numeric'), ...Numeric }),
  z.object({ key: Key, kind: z.literal('choice'), options: Options, answer: Key }),
]);
export type Gap = z.infer<typeof Gap>;
export const ClozeItem = z.object({
  ...base,
  type: z.literal('cloze'),
  /** Plain words with `{{key}}` where a gap stands, each once. */
  text: z.string().min(1).max(4000),
  gaps: z.array(Gap).min(1).max(20),
  scoring: Scoring,
});

export const Item = z.discriminatedUnion('type', [
  ChoiceItem,
  MultipleItem,
  MatchItem,
  OrderItem,
  HotspotItem,
  NumericItem,
  ShortItem,
  ClozeItem,
]);
export type Item = z.infer<typeof Item>;
export type ItemType = Item['type'];

/** What a learner answered. Keys where the item has keys; text as it was typed. Left out: not answered. */
export const Response = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choice'), chosen: Key.nullable() }),
  z.object({ type: z.literal('multiple'), chosen: z.array(Key).max(20) }),
  z.object({ type: z.literal('match'), pairs: z.array(z.object({ left: Key, right: Key })).max(12) }),
  z.object({ type: z.literal('order'), order: z.array(Key).max(12) }),
  z.object({ type: z.literal('hotspot'), chosen: z.array(Key).max(30) }),
  z.object({ type: z.literal('numeric'), typed: z.string().max(100) }),
  z.object({ type: z.literal('short'), typed: z.string().max(500) }),
  z.object({ type: z.literal('cloze'), gaps: z.record(Key, z.string().max(500)) }),
]);
export type Response = z.infer<typeof Response>;
