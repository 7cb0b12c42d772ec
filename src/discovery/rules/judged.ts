/** What is judged of a course besides what is searched: traits and measures of its document. Pure. */
import { availability, type Course, type Offering } from '../../catalogue/index.js';
import type { ReviewSummary } from '../../reviews/index.js';
import { ANY_TIME, type IndexDocument } from '../schema.js';
import { allInPence } from './all-in.js';
import { dayNumber } from './days.js';
import type { Rating } from './rating.js';

export function traitsOf(course: Course, today: string): IndexDocument['traits'] {
  const runs = course.offerings.filter(({ cancelled, start }) => !cancelled && (start === undefined || start >= today));
  return {
    signedBy: unique(course.recognition.filter(({ signed }) => signed).map(({ body }) => body.slug)),
    stacksInto: unique(course.stacksInto.map(({ title }) => title)),
    pattern: unique(runs.flatMap(({ pattern }) => pattern ?? [])),
  };
}

export function measuresOf(
  course: Course,
  next: Offering | null,
  rating: Rating | null,
  reviews: ReviewSummary | null,
  today: string,
): IndexDocument['measures'] {
  const weeks = weeksOf(course, next);
  return {
    weekly: weeklyOf(course, weeks),
    allIn: allInPence(course, next, weeks),
    refreshed: refreshedOf(course),
    reviews: rating?.count ?? null,
    ends: endsOf(course, next, today),
    contentCurrent: reviews?.aspects.contentCurrent?.mean ?? null,
    workloadTrue: reviews?.aspects.workloadTrue?.mean ?? null,
    support: reviews?.aspects.support?.mean ?? null,
    assessmentFair: reviews?.aspects.assessmentFair?.mean ?? null,
    useful: reviews?.aspects.useful?.mean ?? null,
  };
}

/** Weeks of the course, else of its next run. */
export function weeksOf(course: Course, next: Offering | null): number | null {
  return course.workload?.weeks ?? next?.weeks ?? null;
}

/** Hours a week: the upper figure that is stated, else the whole spread over the weeks, to a hundredth. */
function weeklyOf({ workload }: Course, weeks: number | null): number | null {
  const stated = workload?.hoursPerWeekMax ?? workload?.hoursPerWeekMin;
  if (stated !== undefined) return stated;
  const total = workload?.totalHours;
  return total === undefined || weeks === null ? null : Math.round((total / weeks) * 100) / 100;
}

/** The stated end of its next run, else its start and the weeks that it takes. */
function endsOf(course: Course, next: Offering | null, today: string): number | null {
  if (availability(course, today) === 'any-time') return ANY_TIME;
  if (next?.end !== undefined) return dayNumber(next.end);
  const weeks = next?.weeks ?? course.workload?.weeks;
  return next?.start === undefined || weeks === undefined ? null : dayNumber(next.start) + Math.ceil(weeks * 7) - 1;
}

/** A first edition says nothing of when its content was last looked at. */
function refreshedOf({ refreshed, edition }: Course): number | null {
  if (refreshed !== undefined) return dayNumber(refreshed);
  return edition.number > 1 ? dayNumber(edition.since) : null;
}

/** Nothing but a title is known, so that no skill can be read from it. */
export function isThin(course: Course): boolean {
  const said = [course.subtitle, course.summary, course.description, ...course.outcomes, ...course.syllabus];
  return said.every((words) => !words) && course.skills.every(({ relation }) => relation !== 'taught');
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
