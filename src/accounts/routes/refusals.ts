/** From a form that zod refused, or an act that threw, to what the page says about it. */
import type { z } from 'zod';
import type { Refusal } from '../../ui/index.js';

/** The first complaint of each field, in the words of its schema. */
export function refusalOf(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  return { message: 'Something needs changing before this can be sent.', fields };
}

/** An error that is the form's own affair (4xx) becomes a refusal; anything else is thrown on. */
export function refusalFrom(error: unknown, field?: string): Refusal {
  if (!(error instanceof Error) || !('status' in error)) throw error;
  if (typeof error.status !== 'number' || error.status >= 500) throw error;
  return { message: error.message, ...(field === undefined ? {} : { fields: { [field]: error.message } }) };
}
