/** How a course is taught, by one rule for card, page, index and comparison. */
import type { Course, Offering } from '../schema.js';

type Taught = Pick<Course, 'mode' | 'pace' | 'offerings'>;

/** As the next run is taught, else as the course is said to be, else as all its runs agree. Null: not stated, or they differ. */
export function modeOf(course: Taught, next: Offering | null): NonNullable<Course['mode']> | null {
  return next?.mode ?? course.mode ?? agreed(course.offerings.map(({ mode }) => mode));
}

export function paceOf(course: Taught, next: Offering | null): NonNullable<Course['pace']> | null {
  return next?.pace ?? course.pace ?? agreed(course.offerings.map(({ pace }) => pace));
}

function agreed<Word>(words: readonly (Word | undefined)[]): Word | null {
  return new Set(words).size === 1 ? (words[0] ?? null) : null;
}
