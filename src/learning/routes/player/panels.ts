/** Which panel stands inside the page of a step, and what stands beside a course. Each part of learning adds its line. */
import type { CoursePanel, StepPanel } from '../../pages/player/panels.js';
import type { StepType } from '../../schema/index.js';
import { quizPanel } from '../assessment/panel.js';
import { assignmentPanel } from '../marking/panel.js';
import { runBeside, sessionPanel } from '../offerings/panel.js';
import { peopleBeside } from '../people/beside-panel.js';
import { discussionBelow } from '../people/step-panel.js';

/** What is done in the step. A type without one has the words of its step alone. */
export const STEP_PANELS: Partial<Record<StepType, StepPanel>> = {
  session: sessionPanel,
  assignment: assignmentPanel,
  quiz: quizPanel,
};

/** What stands under every step, whatever its type. */
export const PANELS_BELOW: readonly StepPanel[] = [discussionBelow];

/** What stands beside the home of a course. */
export const COURSE_BESIDE: readonly CoursePanel[] = [runBeside, peopleBeside];
