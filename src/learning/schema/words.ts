/** The small words that a course's content is made of. */
import { z } from 'zod';

/** The one name of this form that every object has already: a table by keys would find it where there is nothing. */
export const NO_KEY = 'constructor';
/** Names a part of a course for good, over all its editions: by it work is kept when the course changes. */
export const Key = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'A key is 1 to 64 small letters, digits and hyphens.')
  .refine((key) => key !== NO_KEY, `A key cannot be “${NO_KEY}”. Take another word.`);
/** Markdown (CommonMark with tables), drawn by `rules/markdown`: HTML in it is shown as text. */
export const Markdown = z.string().max(60_000);
/** A line or a few, drawn as text. */
export const Minimal = z.string().trim().min(1).max(2000);
export const Line = z.string().trim().min(1).max(200);
/** A file of the course: `media:` and the name under which it was uploaded, such as `media:ward-round.mp4`. */
export const MediaRef = z
  .string()
  .regex(/^media:[a-z0-9][a-z0-9._-]{0,99}$/, 'A file is named media:NAME, in small letters, digits, dots, hyphens.');
