/** The answers of a question as fields that are not seen, so that a button can send them on. */
import { formOf } from '../rules/form.js';
import type { GuideQuestion } from '../schema.js';

export function AnswerFields({ question }: { question: GuideQuestion }) {
  return (
    <>
      {formOf(question).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
