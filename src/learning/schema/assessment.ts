/** Attempts at quizzes and tests, more time for one person, and how an assessment was watched over. */
import { z } from 'zod';
import { Response } from './items.js';
import { Key } from './words.js';

const Answers = z.record(z.string(), z.array(z.string()));
const DrawnItem = z.object({ item: Key, order: z.record(z.string(), z.array(z.string())) });
/** `response` null: not answered. */
export const ItemResult = z.object({
  item: Key,
  response: Response.nullable(),
  points: z.number(),
  most: z.number(),
  right: z.boolean(),
});
export type ItemResult = z.infer<typeof ItemResult>;

export const Attempt = z.object({
  id: z.string(),
  enrolmentId: z.string(),
  step: z.string(),
  edition: z.number(),
  digest: z.string(),
  number: z.number(),
  drawn: z.array(DrawnItem),
  startedAt: z.date(),
  /** By the server's clock; null: no limit. */
  dueAt: z.date().nullable(),
  answers: Answers,
  /** Counts what was saved. */
  answersNumber: z.number(),
  /** The page that saved last. */
  answersBy: z.string().nullable(),
  ended: z
    .object({
      at: z.date(),
      how: z.enum(['submitted', 'time']),
      points: z.number(),
      most: z.number(),
      /** From 0 to 1. */
      score: z.number(),
      passed: z.boolean(),
      result: z.array(ItemResult),
    })
    .nullable(),
});
export type Attempt = z.infer<typeof Attempt>;
export type Ended = NonNullable<Attempt['ended']>;

/** How much more time: 1.25 is a quarter more. */
export const Multiplier = z.coerce
  .number('Type a number from 1.05 to 3: 1.25 gives a quarter more time.')
  .min(1.05, 'Less than 1.05 makes no difference. Type a number from 1.05 to 3.')
  .max(3, 'At most three times as long. Type a number from 1.05 to 3.');

/** The elements of a European microcredential ask how a learner was supervised and identified, never for a document. */
export const ASSURANCE_METHODS = {
  supervised: ['online', 'on-site'],
  identity: ['document', 'account', 'known'],
} as const;
export const AssuranceKind = z.enum(['supervised', 'identity']);
export type AssuranceKind = z.infer<typeof AssuranceKind>;
export const AssuranceMethod = z.enum(['online', 'on-site', 'document', 'account', 'known']);
export type AssuranceMethod = z.infer<typeof AssuranceMethod>;
export type Assurance = { step: string; kind: AssuranceKind; method: AssuranceMethod; day: string };
