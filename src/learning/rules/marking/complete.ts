/** Whether a draft can be handed in. Pure. */
import type { AssignmentStep } from '../../schema/content.js';
import type { Submission } from '../../schema/marking.js';
import { countWords } from './texts.js';

type Asked = {
  step: AssignmentStep;
  /** What learners of the course agree to before they hand in; left out: nothing. */
  integrity: string | undefined;
  draft: Pick<Submission, 'words' | 'integrityAgreed'>;
  files: number;
};

/** What is missing, and at which field; null: nothing. Files alone are enough where no number of words is asked for. */
export function incompleteBecause({ step, integrity, draft, files }: Asked): { field: string; message: string } | null {
  const { least, most } = step.words;
  const words = countWords(draft.words);
  if (words === 0 && files === 0)
    return { field: 'words', message: 'There is nothing to hand in yet: write something, or add a file.' };
  if (words < least) return { field: 'words', message: `Write at least ${least} words. These are ${words}.` };
  if (words > most) return { field: 'words', message: `Write at most ${most} words. These are ${words}.` };
  if (integrity !== undefined && !draft.integrityAgreed)
    return { field: 'integrity', message: 'Tick the box above the button: it says that the work is your own.' };
  return null;
}
