/** Others' work, and what others say of one's own. Offered, never required. */
import { ActForm } from '../../../ui/index.js';
import type { AssignmentStep } from '../../schema/content.js';
import type { PeerReading } from '../../schema/marking.js';
import type { AssignmentPanelProps } from './panel-props.js';

export function PeerPart({ work, at, canWork }: AssignmentPanelProps) {
  const { step, handedIn, readings, feedback } = work;
  if (step.peers === 0 || handedIn.length === 0) return null;
  const written = readings.filter(({ writtenAt }) => writtenAt !== null).length;
  const thanks = readings.filter(({ thankedAt }) => thankedAt !== null).length;
  return (
    <section aria-labelledby="peers">
      <h3 id="peers">Others on the course</h3>
      {feedback.length > 0 && <p>What others say of your work. You do not learn their names, nor they yours.</p>}
      {feedback.map((one, at_) => (
        <Feedback feedback={one} step={step} at={at} number={at_ + 1} />
      ))}
      {canWork && written < step.peers && (
        <>
          <p>
            You can read the work of {step.peers === 1 ? 'one other' : `up to ${step.peers} others`} and tell them what
            you think. Nothing depends on it. You have read {written === 0 ? 'none yet' : written}.
          </p>
          <ActForm action={`${at}/peers`} label="Read another’s work" />
        </>
      )}
      {thanks > 0 && <p class="small">Thanked for what you wrote: {thanks}.</p>}
    </section>
  );
}

type FeedbackProps = { feedback: PeerReading; step: AssignmentStep; at: string; number: number };

function Feedback({ feedback, step, at, number }: FeedbackProps) {
  const { id, answers, thankedAt, flaggedAt } = feedback;
  return (
    <article class="peer-feedback" aria-label={`Feedback ${number}`}>
      {step.rubric
        .filter(({ key }) => answers?.criteria[key])
        .map(({ key, text }) => (
          <>
            <h4>{text}</h4>
            <p class="words-of">{answers?.criteria[key]}</p>
          </>
        ))}
      {answers?.overall && <p class="words-of">{answers.overall}</p>}
      <div class="row">
        {thankedAt ? (
          <span class="small quiet">You said thank you.</span>
        ) : (
          <ActForm
            action={`${at}/feedback/${id}`}
            label="Say thank you"
            about={`feedback ${number}`}
            values={{ act: 'thank' }}
          />
        )}
        {flaggedAt === null && (
          <details>
            <summary>Report this</summary>
            <form class="form" method="post" action={`${at}/feedback/${id}`}>
              <input type="hidden" name="act" value="flag" />
              <div class="field">
                <label for={`flag-${number}`}>What is wrong with it?</label>
                <textarea class="input" id={`flag-${number}`} name="words" rows={2} maxLength={2000} />
              </div>
              <button class="btn btn-line" type="submit">
                Hide it, and have staff look
              </button>
            </form>
          </details>
        )}
      </div>
    </article>
  );
}
