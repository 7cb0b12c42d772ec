/** What comes next after a course: others of its subject and skills, for the page on which somebody completes it. */
import type { ComponentChildren } from 'preact';
import type { Discovery } from '../../discovery/index.js';
import type { Clock } from '../../platform/clock/index.js';
import { Section } from '../../ui/index.js';
import { CourseList } from './course-list.js';

const FEW = 3;
/** Of those that are most like it, some have ended. */
const LOOKED_AT = 12;

/** What can still be taken; null where nothing is like it. */
export async function drawNext(
  { discovery, clock }: { discovery: Discovery; clock: Clock },
  { num }: { num: number },
): Promise<ComponentChildren> {
  const alike = await discovery.similar(num, LOOKED_AT);
  const items = alike.filter(({ availability }) => availability !== 'ended').slice(0, FEW);
  if (items.length === 0) return null;
  return (
    <Section
      id="next"
      title="What could come next"
      aside={
        <a class="act" href="/guide">
          Weigh it by the six questions
        </a>
      }
    >
      <CourseList items={items} today={clock.today()} />
    </Section>
  );
}
