/** A review as its form sends it: read, and put back into words. */
import { z } from 'zod';
import { linksIn, saysSomething, tidyText } from '../../discussion/index.js';
import { ASPECTS, type Aspect, Finished, Incentive, Paid, type Said } from '../schema.js';
import { ASPECT_WORDS } from './words.js';

export const MOST_CHARACTERS = 1200;
export const MOST_HOURS = 5000;
/** What was taken longer ago says little of a course today. */
export const MONTHS_BACK = 120;

const rating = z.coerce.number().int().min(1).max(5);
const left = (shape: z.ZodType<number, unknown>) =>
  z.union([z.literal('').transform(() => null), shape], 'Choose one of the answers.').default(null);
const words = z
  .string()
  .default('')
  .transform(tidyText)
  .superRefine((text, context) => {
    if (text.length > MOST_CHARACTERS)
      context.addIssue({
        code: 'custom',
        message: `Use at most 1,200 characters: this has ${text.length.toLocaleString('en-GB')}.`,
      });
    else if (linksIn(text) > 0 || /\bwww\.\S/i.test(text))
      context.addIssue({ code: 'custom', message: 'Leave web addresses out: say what you know yourself.' });
  })
  .transform((text) => (saysSomething(text) ? text : null));
const chosen = <Choice extends z.ZodType<string, unknown>>(choice: Choice) =>
  z.union([z.literal('').transform(() => null), choice], 'Choose one of the answers.').default(null);

const Form = z.object({
  overall: z.preprocess(
    (given) => (given === '' ? undefined : given),
    z.coerce
      .number('Choose from 1 to 5.')
      .int('Choose from 1 to 5.')
      .min(1, 'Choose from 1 to 5.')
      .max(5, 'Choose from 1 to 5.'),
  ),
  ...(Object.fromEntries(ASPECTS.map((aspect) => [aspect, left(rating)])) as Record<Aspect, ReturnType<typeof left>>),
  advantages: words,
  disadvantages: words,
  suits: words,
  hours: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || isHours(text),
      'Give a number of hours, more than 0 and at most 5,000, or leave it empty.',
    )
    // Kept to a tenth of an hour.
    .transform((text) => (text === '' ? null : Math.max(0.1, Math.round(Number(text) * 10) / 10))),
  paid: chosen(Paid),
  incentive: z.enum(Incentive.options, 'Say whether anything was given or promised for this review.'),
  finished: z.enum(Finished.options, 'Say whether you finished.'),
  taken: chosen(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
  signed: z
    .enum(['', 'yes'], 'Choose one of the answers.')
    .default('')
    .transform((signed) => signed === 'yes'),
});

function isHours(text: string): boolean {
  return /^\d{1,4}(\.\d{1,4})?$/.test(text) && Number(text) > 0 && Number(text) <= MOST_HOURS;
}

export type FormRead = { said: Said; faults: null } | { said: null; faults: Record<string, string> };

/** `today`: ISO day. Faults by field, in words for who wrote it. */
export function readReview(texts: Readonly<Record<string, string>>, today: string): FormRead {
  const read = Form.safeParse(texts);
  const faults: Record<string, string> = {};
  if (!read.success) {
    for (const issue of read.error.issues) faults[String(issue.path[0])] ??= issue.message;
    return { said: null, faults };
  }
  const { contentCurrent, workloadTrue, support, assessmentFair, useful, ...rest } = read.data;
  if (rest.taken !== null && !monthsUntil(today).includes(rest.taken))
    return { said: null, faults: { taken: 'Choose a month that is over or has begun, in the last ten years.' } };
  return {
    said: { ...rest, aspects: { contentCurrent, workloadTrue, support, assessmentFair, useful } },
    faults: null,
  };
}

/** The months in which a course may have been taken, the newest first: YYYY-MM. */
export function monthsUntil(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  return Array.from({ length: MONTHS_BACK }, (_, back) => {
    const at = year * 12 + month - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** What the form shows again. */
export function textsOfReview(said: Said): Record<string, string> {
  const text = (value: string | number | null) => (value === null ? '' : String(value));
  return {
    overall: text(said.overall),
    ...Object.fromEntries(ASPECTS.map((aspect) => [aspect, text(said.aspects[aspect])])),
    advantages: text(said.advantages),
    disadvantages: text(said.disadvantages),
    suits: text(said.suits),
    hours: text(said.hours),
    paid: text(said.paid),
    incentive: said.incentive,
    finished: said.finished,
    taken: text(said.taken),
    signed: said.signed ? 'yes' : '',
  };
}

/** All of a review in plain text: what moderators judge. */
export function reviewInWords(said: Said, course: { title: string }, edition: number): string {
  const aspects = ASPECTS.flatMap((aspect) =>
    said.aspects[aspect] === null ? [] : [`${ASPECT_WORDS[aspect]}: ${said.aspects[aspect]}`],
  );
  return [
    `${course.title}, edition ${edition}: ${said.overall} of 5.`,
    aspects.join('; '),
    said.advantages && `Good: ${said.advantages}`,
    said.disadvantages && `Not so good: ${said.disadvantages}`,
    said.suits && `For whom: ${said.suits}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
