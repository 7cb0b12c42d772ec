/** What stops a course from being published, and what its author may want to know. Each fault says what is wrong, where, and what to do. */
import type { CourseContent } from '../../../schema/index.js';
import { minutesInWords } from '../hours.js';
import { courseFaults } from './course.js';
import { drawFaults, itemFaults } from './items.js';
import { mediaFaults } from './media.js';
import { type Fault, itemsOf, placesOf } from './places.js';
import { stepFaults } from './steps.js';

export { mediaUsed } from './media.js';
export type { Fault } from './places.js';

const MOST_WEEKS = 12;
const LONG_STEP = 180;

/** In the order of the course. `media`: the names of the files that were uploaded for it. None: it may be published. */
export function faultsOf(content: CourseContent, { media }: { media: Iterable<string> }): Fault[] {
  const places = placesOf(content);
  return [
    ...courseFaults(content),
    ...places.flatMap(({ at, step }) => stepFaults(at, step, content)),
    ...places.flatMap(({ at, step }) => (step.type === 'quiz' ? drawFaults(at, step, content.banks) : [])),
    ...itemsOf(content).flatMap(({ at, step, item }) => itemFaults({ at, step }, item, content.outcomes)),
    ...mediaFaults(content, new Set(media)),
  ];
}

/** What does not stop it, and is worth a second look. */
export function cautionsOf(content: CourseContent): Fault[] {
  const places = placesOf(content);
  const whole = { at: 'The course', step: null };
  return [
    ...(content.weeks.length > MOST_WEEKS
      ? [
          {
            ...whole,
            field: 'weeks',
            message: `It has ${content.weeks.length} weeks; a short course has up to ${MOST_WEEKS}.`,
          },
        ]
      : []),
    ...(content.outcomes.length === 0
      ? [
          {
            ...whole,
            field: 'outcomes',
            message: 'It says no learning outcomes: a credential says what somebody can do.',
          },
        ]
      : []),
    ...places
      .filter(({ step }) => step.minutes > LONG_STEP)
      .map(({ at, step }) => ({
        at,
        step: step.key,
        field: 'minutes',
        message: `It takes ${minutesInWords(step.minutes)} in one go. Would it be kinder as several steps?`,
      })),
  ];
}
