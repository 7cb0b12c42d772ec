/** What a learner's page keeps: where they are inside a step, what they write for themselves, how they like recordings played. */
import { z } from 'zod';

export const WRITINGS = ['note', 'reflection'] as const;
export type WritingKind = (typeof WRITINGS)[number];
export const MOST_WRITTEN = 20_000;

/** `saves` counts what was saved; 0: nothing yet. `prompt`: what was asked, of a reflection. */
export type Written = { text: string; saves: number; prompt: string | null };
/** `base`: the count of saves that was read before it was changed. */
export const WritingSent = z.object({
  text: z
    .string()
    .max(MOST_WRITTEN, `Use at most ${MOST_WRITTEN.toLocaleString('en-GB')} characters.`)
    .default('')
    // A form sends two characters for the end of a line.
    .transform((text) => text.replaceAll('\r\n', '\n').replace(/\s+$/, '')),
  base: z.coerce.number().int().min(0).max(2_147_483_000).default(0),
});
export type WritingSent = z.infer<typeof WritingSent>;

/** `seconds` of a recording, or the share of an article (0 to 1) that lies above the window. */
export const StepPlace = z.object({
  seconds: z.number().min(0).max(1_000_000).optional(),
  share: z.number().min(0).max(1).optional(),
});
export type StepPlace = z.infer<typeof StepPlace>;
/**
 * `number`: milliseconds since 1970 by the clock of the server, as it stood when the page was sent plus the time since: of two devices
 * the later one wins, whatever their own clocks say. `observed`: seconds since the last that was kept.
 */
export const PlaceSent = z.object({
  number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  place: StepPlace,
  observed: z.number().int().min(0).max(86_400).default(0),
});
export type PlaceSent = z.infer<typeof PlaceSent>;

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export const Playback = z.object({
  speed: z.number().min(0.25).max(3).multipleOf(0.01),
  /** The language of the captions; null: none. */
  captions: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .max(40)
    .nullable(),
});
export type Playback = z.infer<typeof Playback>;

/** What is told of learners to the store of statements, in ADL's words. */
export type Verb = 'initialized' | 'completed' | 'passed' | 'failed';
