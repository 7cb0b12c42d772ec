/** Inside the page of a step that is a quiz: what it is, the way in, and what came of it so far. */
import { countOf, Notice, sentence, Tick } from '../../../ui/index.js';
import { attemptsAllowed, countDrawn, type Standing } from '../../rules/assessment/index.js';
import type { QuizStep } from '../../schema/index.js';
import { minutesInWords, percent, scoreInWords, timeInWords } from './words.js';

export type QuizPanelProps = {
  step: QuizStep;
  /** Of the step; attempts lie below it. */
  address: string;
  standing: Standing;
  /** Minutes that this learner has; null: no limit. */
  minutes: number | null;
  /** What is agreed to before a test; null: nothing. */
  integrity: string | null;
  /** Why an attempt did not begin. */
  fault: string | null;
  mayWork: boolean;
  timeZone: string;
  now: Date;
};

export function QuizPanel(props: QuizPanelProps) {
  const { step, address, standing, timeZone, now } = props;
  const { open, ended } = standing;
  return (
    <section class="quiz-panel panel" aria-labelledby="quiz-title">
      <h3 id="quiz-title">{step.test ? 'The test' : 'The quiz'}</h3>
      <Facts {...props} />
      {open ? <Continue {...props} open={open} /> : <Start {...props} />}
      {ended.length > 0 && (
        <>
          <h4>Your attempts</h4>
          <ul class="rows">
            {ended.map(({ id, number, ended: { at, passed, ...result } }) => (
              <li>
                <div>
                  <a href={`${address}/attempts/${id}`}>Attempt {number}</a>
                  <span class="quiet small">
                    {scoreInWords(result)}
                    {step.test && (passed ? ', passed' : ', not passed')} · {timeInWords(at, timeZone, now)}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Facts({ step, standing, minutes }: QuizPanelProps) {
  const allowed = attemptsAllowed(step);
  const facts = [
    countOf(countDrawn(step), 'question'),
    step.test
      ? `${percent(step.pass)} of the points to pass`
      : 'for practice: it counts for nothing, take it as often as you like',
    minutes !== null && `${minutesInWords(minutes)} from when you begin, by our clock`,
    allowed !== null && `${countOf(allowed, 'attempt')}, of which ${standing.left ?? 0} left; the best one stands`,
    step.test && TOLD[step.feedback],
    step.supervision !== 'none' &&
      `taken under supervision ${step.supervision === 'online' ? 'online' : 'on site'}: begin when your supervisor says so`,
    step.identityCheck && 'your identity is checked by your provider; how and when is noted, never a document',
  ].filter((fact) => fact !== false);
  return (
    <ul class="quiz-facts small">
      {facts.map((fact) => (
        <li>{sentence(fact)}</li>
      ))}
    </ul>
  );
}

const TOLD: Readonly<Record<QuizStep['feedback'], string>> = {
  'each-attempt': 'what is right is said after each attempt',
  'at-the-end': 'what is right is said after you pass or after your last attempt',
  'score-alone': 'you are told your score alone',
};

function Continue({ address, open, timeZone, now }: QuizPanelProps & { open: NonNullable<Standing['open']> }) {
  return (
    <>
      <p>
        You have begun attempt {open.number}.
        {open.dueAt && ` It ends at ${timeInWords(open.dueAt, timeZone, now)}; what is saved by then counts.`}
      </p>
      <a class="btn" href={`${address}/attempts/${open.id}`}>
        Go on with attempt {open.number}
      </a>
    </>
  );
}

function Start({ step, address, standing, integrity, fault, mayWork }: QuizPanelProps) {
  if (!mayWork) return null;
  if (!standing.mayStart)
    return (
      <p>{standing.passed ? 'You have passed this test.' : 'You have used all attempts. Your best result stands.'}</p>
    );
  return (
    <form class="form" method="post" action={`${address}/attempts`}>
      {fault && <Notice kind="error">{fault}</Notice>}
      {integrity && (
        <fieldset>
          <legend>Your own work</legend>
          <p>{integrity}</p>
          <Tick name="agreed" value="yes" label="I agree" />
        </fieldset>
      )}
      <button class="btn" type="submit">
        {standing.ended.length > 0 ? 'Begin another attempt' : step.test ? 'Begin the test' : 'Begin the quiz'}
      </button>
    </form>
  );
}
