/** Decisions that a person keeps: the answers, what the guide said of them on that day, and what was chosen. */
import { z } from 'zod';
import { CourseLine } from './answer.js';
import { type GuideQuestion, QuestionName } from './question.js';

const ValueRange = z.tuple([z.number(), z.number()]);

/** A course of the shortlist as it stood: enough to print it and to say later what changed. */
export const KeptItem = z.object({
  course: CourseLine,
  place: z.number().int(),
  value: ValueRange,
  points: z.number(),
  tie: z.number().int().nullable(),
  questions: z.array(z.object({ name: QuestionName, value: ValueRange, short: z.string(), sentence: z.string() })),
  /** What no source says. */
  unknown: z.array(z.string()),
  /** Minor units; null: not stated. */
  price: z.object({ amount: z.number(), currency: z.string(), period: z.string().nullable() }).nullable(),
  start: z.string().nullable(),
});
export type KeptItem = z.infer<typeof KeptItem>;

/** An answer of the guide as it is kept: the first twenty in brief. */
export const KeptAnswer = z.object({
  day: z.string(),
  considered: z.number().int(),
  total: z.number().int(),
  headline: z.string(),
  answers: z.array(z.object({ question: QuestionName, line: z.string().nullable() })),
  weights: z.array(z.object({ question: QuestionName, weight: z.number() })),
  items: z.array(KeptItem).max(50),
  /** What would change the answer, in sentences. */
  changes: z.array(z.string()),
  stability: z.string().nullable(),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

/** `question` null: it was asked in a form that is not understood any more; `raw` is what is kept of it. */
export type DecisionVersion = {
  number: number;
  question: GuideQuestion | null;
  raw: unknown;
  /** null: kept in a form that is not understood any more. */
  answer: KeptAnswer | null;
  created: Date;
};

export type Decision = {
  id: string;
  personId: string;
  name: string;
  chosen: CourseLine | null;
  why: string | null;
  created: Date;
  changed: Date;
  /** The newest. */
  version: DecisionVersion;
};

/** A decision among others. `headline`: what the guide said in short; null: in a form that is not understood any more. */
export type DecisionLine = Pick<Decision, 'id' | 'name' | 'chosen' | 'changed'> & { headline: string | null };

/** There is no such decision, or it is somebody else's. */
export class DecisionUnknownError extends Error {
  override readonly name = 'DecisionUnknownError';
  readonly status = 404;
  constructor() {
    super('There is no such decision here. It may have been deleted, or it is not shared with you any more.');
  }
}

/** What cannot be done as things stand: a sentence for who tried. `field`: where it is said. */
export class DecisionRefused extends Error {
  override readonly name = 'DecisionRefused';
  readonly status = 422;
  readonly field: string | null;
  constructor(message: string, field: string | null = null) {
    super(message);
    this.field = field;
  }
}
