/** A rubric as it is read: what is looked at, for which outcome, and its levels; and a mark by it. */
import { Icon } from '../../../ui/index.js';
import { pointsInWords } from '../../rules/marking/marks.js';
import type { AssignmentStep } from '../../schema/content.js';
import type { CourseContent } from '../../schema/index.js';
import type { Mark } from '../../schema/marking.js';

type Outcomes = CourseContent['outcomes'];
type RubricProps = { step: AssignmentStep; outcomes: Outcomes };

export function RubricTable({ step, outcomes }: RubricProps) {
  const named = (key: string | undefined) => outcomes.find((outcome) => outcome.key === key)?.text ?? null;
  const hasOutcomes = step.rubric.some(({ outcome }) => named(outcome) !== null);
  return (
    <table class="table cards rubric">
      <caption class="sr">How this work is judged</caption>
      <thead>
        <tr>
          <th scope="col">What is looked at</th>
          {hasOutcomes && <th scope="col">Outcome</th>}
          <th scope="col">Levels</th>
        </tr>
      </thead>
      <tbody>
        {step.rubric.map(({ text, outcome, levels }) => (
          <tr>
            <th scope="row">{text}</th>
            {hasOutcomes && <td data-l="Outcome">{named(outcome) ?? 'The whole course'}</td>}
            <td data-l="Levels">
              <ul class="plain">
                {levels.map((level) => (
                  <li>
                    {level.text} <span class="quiet">({pointsOf(level.points)})</span>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Level and comment of each criterion, and the words on the whole. */
export function MarkShown({ step, mark }: { step: AssignmentStep; mark: Mark }) {
  return (
    <>
      <dl class="fact-table mark-shown">
        {step.rubric.map(({ key, text, levels }) => (
          <div>
            <dt>{text}</dt>
            <dd>
              {(mark.levels[key] ?? []).map((chosen) => {
                const level = levels.find((one) => one.key === chosen);
                return (
                  <span class="mark-level">
                    {level?.text ?? chosen} <span class="quiet">({pointsOf(level?.points ?? 0)})</span>
                  </span>
                );
              })}
              {(mark.comments[key] ?? []).filter(Boolean).map((words) => (
                <p class="words-of">{words}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {mark.feedback.filter(Boolean).map((words) => (
        <p class="words-of">{words}</p>
      ))}
    </>
  );
}

export function ScoreShown({ step, score, passed }: { step: AssignmentStep; score: number; passed: boolean }) {
  return (
    <p class="mark-score">
      <strong class="num">{pointsInWords(step.rubric, score)}</strong>{' '}
      <span class={passed ? 'tag good' : 'tag caution'}>
        <Icon name={passed ? 'check' : 'minus'} />
        {passed ? 'Passed' : 'Not passed yet'}
      </span>{' '}
      <span class="quiet small">It is passed from {pointsInWords(step.rubric, step.pass)}.</span>
    </p>
  );
}

export function pointsOf(points: number): string {
  return `${points} ${points === 1 ? 'point' : 'points'}`;
}
