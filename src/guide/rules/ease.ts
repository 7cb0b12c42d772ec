/** One limit set anew, as a button of the shortlist asks for it. */
import { z } from 'zod';
import { GuideQuestion } from '../schema.js';

const Ease = z.object({ path: z.string().max(100), value: z.unknown() });

/** The question with `set` (JSON of a relaxation's `set`) in it; the question as it was where that cannot be. Pure. */
export function easeQuestion(question: GuideQuestion, set: string | undefined): GuideQuestion {
  if (set === undefined) return question;
  const read = Ease.safeParse(parsed(set));
  if (!read.success) return question;
  const eased = GuideQuestion.safeParse(withValue(question, read.data.path.split('.'), read.data.value));
  return eased.success ? eased.data : question;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A copy with one value set; what is not there already on the way is made. */
function withValue(tree: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const entries = typeof tree === 'object' && tree !== null ? Object.entries(tree) : [];
  const inner = entries.find(([name]) => name === key)?.[1];
  return Object.fromEntries([...entries.filter(([name]) => name !== key), [key, withValue(inner, rest, value)]]);
}
