/** Courses that teach something, for the pages of features that know no courses in a list. */
import type { ComponentChildren } from 'preact';
import type { Discovery } from '../../discovery/index.js';
import type { Clock } from '../../platform/clock/index.js';
import { listCourses } from '../actions/asking.js';
import { ListedSection } from './course-list.js';

/** Draws the first courses that teach any of these skills; null where there are none. */
export async function drawTeaching(
  { discovery, clock }: { discovery: Discovery; clock: Clock },
  skills: readonly string[],
): Promise<ComponentChildren> {
  const listed = await listCourses(discovery, { skill: [...skills] });
  if (listed.total === 0) return null;
  return <ListedSection id="teaching" title="Courses that teach this" listed={listed} today={clock.today()} />;
}
