/** The gap: what the next step needs less what is there already. */
import { z } from 'zod';
import { Goals } from './question.js';

export const GapLine = z.object({
  /** Id of the vocabulary, else the words themselves. */
  skill: z.string(),
  label: z.string(),
  /** false: free words that the vocabulary does not know; they count where a course says that it teaches them. */
  known: z.boolean(),
  weight: z.number(),
  /** Why it is there: the target's need of it, or that she asked for it. */
  need: z.enum(['essential', 'useful', 'asked']),
});
export type GapLine = z.infer<typeof GapLine>;

const SkillBrief = z.object({ skill: z.string(), label: z.string() });

/** An occupation in words that are not ours, and as what it was read; null: as nothing that we know. */
export const Reading = z.object({ field: z.string(), words: z.string(), as: z.string().nullable() });
export type Reading = z.infer<typeof Reading>;

/** `POST /api/v1/guide/gap`: in `Goals`, out this. */
export const GapAnswer = z.object({
  gap: z.array(GapLine),
  /** Skills that she has already, and so are not in the gap though the target needs them. */
  had: z.array(SkillBrief),
  /** All that was read from her answers about now. */
  have: z.array(SkillBrief),
  now: SkillBrief.nullable().describe('the occupation now'),
  next: SkillBrief.nullable().describe('the occupation wanted'),
  readings: z.array(Reading),
});
export type GapAnswer = z.infer<typeof GapAnswer>;
export { Goals as GapQuestion };
