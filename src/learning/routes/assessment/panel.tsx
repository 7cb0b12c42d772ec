/** What stands inside the page of a quiz step. */
import { lookAtQuiz, minutesFor } from '../../actions/assessment/taking.js';
import { QuizPanel } from '../../pages/assessment/quiz-panel.js';
import type { StepPanel } from '../../pages/player/panels.js';

/** The query's `fault` names what was refused, in our words alone. */
export const quizPanel: StepPanel = async (parts, { place, step }, query) => {
  if (step.type !== 'quiz') return null;
  const { enrolment, edition, offering } = place;
  return (
    <QuizPanel
      step={step}
      address={`/learn/${enrolment.id}/steps/${step.key}`}
      standing={await lookAtQuiz(parts, place, step)}
      minutes={await minutesFor(parts.db, place, step)}
      integrity={step.test ? (edition.content.integrity ?? null) : null}
      fault={FAULTS[query.fault ?? ''] ?? null}
      mayWork={enrolment.state !== 'left'}
      timeZone={offering.timeZone}
      now={parts.clock.now()}
    />
  );
};

const FAULTS: Readonly<Record<string, string>> = {
  agreed: 'Please read the statement about your own work, and tick that you agree.',
};
