/** Words of endorsements: a body's signed word that something counts with it. */
import { z } from 'zod';

/** Who recognises learning for others: their word, signed, is what the search calls signed recognition. */
export const ENDORSING_KINDS = ['professional-body', 'awarding-body', 'government'] as const;

export const EndorsementUnit = z.enum(['hours', 'points']);
export type EndorsementUnit = z.infer<typeof EndorsementUnit>;

/** `current` until its last day, unless the body revoked it. `withdrawn`: its key is not trusted any more, or its body is not proved. */
export const EndorsementState = z.enum(['current', 'ended', 'revoked', 'withdrawn']);
export type EndorsementState = z.infer<typeof EndorsementState>;

const Place = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });

export const EndorsementAnswer = z.object({
  id: z.uuid(),
  url: z.string(),
  body: Place,
  /** What is recognised, and whose it is. */
  subject: z.object({
    kind: z.enum(['course', 'achievement']),
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    provider: Place,
  }),
  /** What it counts for with the body; null: it is recognised, without a figure. */
  counts: z.object({ amount: z.number(), unit: EndorsementUnit }).nullable(),
  words: z.string(),
  /** Days of the calendar; `until` is the last on which it holds. */
  from: z.iso.date(),
  until: z.iso.date(),
  state: EndorsementState,
  revokedReason: z.string().nullable(),
  /** The EndorsementCredential (Open Badges 3.0) as it was signed. */
  credential: z.record(z.string(), z.unknown()),
});
export type EndorsementAnswer = z.infer<typeof EndorsementAnswer>;

/** One endorsement as it is kept. `signed`: the file, byte for byte. */
export type Endorsement = Omit<EndorsementAnswer, 'url' | 'state' | 'credential' | 'subject'> & {
  subject: {
    kind: 'course' | 'achievement';
    id: string;
    slug: string;
    name: string;
    provider: z.infer<typeof Place>;
    courseId: string | null;
  };
  signed: string;
  made: Date;
  stands: boolean;
  statusListId: string;
  statusPlace: number;
  isDemonstration: boolean;
};

/** What a body asks to sign. */
export type EndorsementAsked = {
  subject: { kind: 'course' | 'achievement'; reference: string };
  counts: { amount: number; unit: EndorsementUnit } | null;
  /** Last day. */
  until: string;
  words: string;
};
