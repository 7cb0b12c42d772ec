/** How courses that one takes are put into words. */
import type { TakingStep } from '../schema/taking.js';

/** Of each step: what it is called, and what is on the button that says it. */
export const STEP_WORDS: Readonly<Record<TakingStep, { label: string; press: string }>> = {
  planned: { label: 'Planned', press: 'I plan to take it' },
  opened: { label: 'Looked at', press: 'I’m going there' },
  enrolled: { label: 'Enrolled', press: 'I have enrolled' },
  started: { label: 'Started', press: 'I have started' },
  finished: { label: 'Finished', press: 'I have finished' },
  stopped: { label: 'Stopped', press: 'I have stopped' },
};

/** What was said, for the head of the page that comes next. */
const SAID: Readonly<Record<string, string>> = {
  planned: 'It is on your list of courses.',
  opened: 'It is on your list of courses. Tell us here when you have enrolled.',
  enrolled: 'Noted: you have enrolled.',
  started: 'Noted: you have started. All the best with it.',
  finished: 'Noted: you have finished. Well earned.',
  stopped: 'Noted: you have stopped. You can take it up again at any time.',
  dates: 'The days are changed.',
  removed: 'It is no longer among your courses.',
};

/** What was done, in a sentence; undefined where the word in the address is none of ours. */
export function saidOf(done: string | undefined): string | undefined {
  return done !== undefined && Object.hasOwn(SAID, done) ? SAID[done] : undefined;
}
