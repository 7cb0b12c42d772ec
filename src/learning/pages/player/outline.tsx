/** All steps of a course with how far one is, beside each of them and on the course's own page. */
import { Icon } from '../../../ui/index.js';
import type { Edition } from '../../actions/editions.js';
import { minutesInWords } from '../../rules/player/hours.js';
import type { Step, StepType, Week } from '../../schema/index.js';

export type StepStates = Readonly<Record<string, 'done' | 'again' | 'open'>>;

export const TYPES: Readonly<Record<StepType, string>> = {
  article: 'read',
  video: 'watch',
  quiz: 'questions',
  assignment: 'assignment',
  discussion: 'talk',
  session: 'live session',
};

type OutlineProps = { edition: Edition; home: string; states: StepStates; current?: string };

export function Outline({ edition, home, states, current }: OutlineProps) {
  return (
    <nav class="learn-outline" aria-labelledby="outline-title">
      <h2 id="outline-title">In this course</h2>
      {edition.content.weeks.map((week) => (
        <>
          <h3>{week.title}</h3>
          <StepList week={week} home={home} states={states} current={current} />
        </>
      ))}
    </nav>
  );
}

type StepListProps = {
  week: Week;
  home: string;
  states: StepStates;
  current?: string | undefined;
  /** Done, and with a result that is no pass. */
  failed?: ReadonlySet<string>;
  long?: boolean;
};

export function StepList({ week, home, states, current, failed, long = false }: StepListProps) {
  return (
    <ol class={long ? 'learn-steps long' : 'learn-steps'}>
      {week.steps.map((step) => (
        <li class={states[step.key] ?? 'new'}>
          <a href={`${home}/steps/${step.key}`} aria-current={step.key === current ? 'page' : undefined}>
            <StepMark state={states[step.key]} />
            <span>{step.title}</span>
            <span class="quiet tiny">{aboutOf(step, failed?.has(step.key))}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state }: { state: StepStates[string] | undefined }) {
  if (state === 'done')
    return (
      <span class="mark">
        <Icon name="check" />
        <span class="sr">Done: </span>
      </span>
    );
  if (state === 'again')
    return (
      <span class="mark">
        <Icon name="info" />
        <span class="sr">Changed since you did it: </span>
      </span>
    );
  return <span class="mark" />;
}

function aboutOf(step: Step, isFailed = false): string {
  const word = step.type === 'quiz' && step.test ? 'test' : TYPES[step.type];
  return [
    word,
    step.minutes > 0 && minutesInWords(step.minutes),
    !step.required && 'optional',
    isFailed && 'not passed yet',
  ]
    .filter(Boolean)
    .join(' · ');
}
