/** What the buttons of a result send: the answers, and what to do with them. */
import type { Relaxation } from '../schema.js';

/** Id of the form that holds the answers on a result; buttons anywhere on the page belong to it. */
export const ANSWERS_FORM = 'answers';

/** Asks again with one limit eased. */
export function EaseButton({ change: { set, change } }: { change: Relaxation }) {
  return (
    <button class="linklike" type="submit" form={ANSWERS_FORM} name="ease" value={JSON.stringify(set)}>
      Try it<span class="sr">: {change}</span>
    </button>
  );
}
