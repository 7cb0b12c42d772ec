/** Faults of a course as a whole: its keys, its weeks, and whether it can be completed. */
import type { CourseContent } from '../../../schema/index.js';
import { type Fault, itemsOf, placesOf, quoted, repeated } from './places.js';

const WHOLE = { at: 'The course', step: null };
const COMPLETION = { at: 'When the course is completed', step: null };

export function courseFaults(content: CourseContent): Fault[] {
  return [...weekFaults(content), ...keyFaults(content), ...policyFaults(content)];
}

function weekFaults({ weeks }: CourseContent): Fault[] {
  if (weeks.every(({ steps }) => steps.length === 0))
    return [{ ...WHOLE, field: 'weeks', message: 'It has no steps yet. Add a week, and a step to it.' }];
  return weeks
    .map(({ title, steps }, index) => ({ at: `Week ${index + 1} “${title}”`, isEmpty: steps.length === 0 }))
    .filter(({ isEmpty }) => isEmpty)
    .map(({ at }) => ({ at, step: null, field: 'steps', message: 'It has no steps. Add one, or take the week away.' }));
}

/** What work hangs on, or results are known by, has one name in the whole course. */
function keyFaults(content: CourseContent): Fault[] {
  const kinds: [field: string, many: string, keys: string[]][] = [
    ['weeks', 'weeks', content.weeks.map(({ key }) => key)],
    ['steps', 'steps', placesOf(content).map(({ step }) => step.key)],
    ['banks', 'banks of questions', content.banks.map(({ key }) => key)],
    ['outcomes', 'learning outcomes', content.outcomes.map(({ key }) => key)],
    ['items', 'questions', itemsOf(content).map(({ item }) => item.key)],
  ];
  return kinds.flatMap(([field, many, keys]) =>
    repeated(keys).map((key) => ({
      ...WHOLE,
      field,
      message: `Several ${many} have the key “${key}”. Give each its own: it is known by it in every edition.`,
    })),
  );
}

/** Nobody is asked for what the course does not have, and nobody completes it by opening it. */
function policyFaults(content: CourseContent): Fault[] {
  const { policy } = content;
  const steps = placesOf(content).map(({ step }) => step);
  if (steps.length === 0) return [];
  const counted = steps.filter((step) => step.type === 'assignment' || (step.type === 'quiz' && step.test));
  const sessions = steps.filter(({ type }) => type === 'session');
  const isByAverageAlone = policy.tests === 'average';
  const asks = policy.steps > 0 || counted.length > 0 || policy.attendance > 0;
  const fault = (field: string, message: string): Fault => ({ ...COMPLETION, field: `policy.${field}`, message });
  const found: [boolean, Fault][] = [
    [
      policy.steps > 0 && steps.every(({ required }) => !required),
      fault('steps', 'It asks for steps, and no step is required. Make one required, or ask for no share of steps.'),
    ],
    [
      policy.average !== null && counted.length === 0,
      fault(
        'average',
        'It asks for an average, and no quiz is a test and there is no assignment. Add one, or ask for no average.',
      ),
    ],
    [
      policy.average === null && isByAverageAlone && counted.length > 0,
      fault(
        'average',
        'Tests count by their average alone, and no average is said. Say one, or let each be attempted or passed.',
      ),
    ],
    [
      policy.attendance > 0 && sessions.length === 0,
      fault('attendance', 'It asks for attendance, and there is no live session. Add one, or ask for no attendance.'),
    ],
    [
      !asks,
      fault(
        'steps',
        'It asks for nothing, so everybody would complete it at once. Ask for a share of steps, or add a test.',
      ),
    ],
  ];
  return found.filter(([isFault]) => isFault).map(([, said]) => said);
}

/** Of anything that names outcomes. */
export function unknownOutcomes(named: readonly string[], known: CourseContent['outcomes']): string | null {
  const missing = named.filter((name) => known.every(({ key }) => key !== name));
  return missing.length === 0
    ? null
    : `The course has no learning outcome ${quoted(missing)}. Choose from those it has, or add it there.`;
}
