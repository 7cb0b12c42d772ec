/** An attempt that ended: what it earned, and what is right where that may be said. */
import { Crumbs, type Frame, Icon, Layout, Notice } from '../../../ui/index.js';
import type { Ended } from '../../schema/assessment.js';
import { percent, scoreInWords } from './words.js';

export type ReviewedQuestion = {
  prompt: string;
  points: number;
  most: number;
  right: boolean;
  answered: boolean;
  /** In lines. */
  answer: readonly string[];
  solution: readonly string[];
  feedback: readonly string[];
};

export type ResultPageProps = {
  frame: Frame;
  course: { title: string; href: string };
  step: { title: string; href: string };
  /** Of the attempt: what a browser kept of it goes. */
  address: string;
  number: number;
  ended: Ended;
  test: boolean;
  pass: number;
  /** Null: it is not the time to say, or it is never said. */
  questions: readonly ReviewedQuestion[] | null;
  /** What is said of the questions where they are not shown. */
  untold: string | null;
  /** Null: as many as one likes. */
  left: number | null;
  mayStart: boolean;
  /** What comes after it; null: nothing, or not yet. */
  onward: { title: string; href: string } | null;
};

export function ResultPage(props: ResultPageProps) {
  const { frame, course, step, address, number, ended, questions, untold } = props;
  return (
    <Layout frame={frame} title={`Result: ${step.title} · ${course.title}`} section="/my" unlisted enhancers={['quiz']}>
      <div class="wrap page quiz" data-quiz-ended={address}>
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: course.title, href: course.href },
            { label: step.title, href: step.href },
          ]}
        />
        <h1>Result: {step.title}</h1>
        <p class="quiet">Attempt {number}</p>
        <Verdict {...props} />
        {ended.how === 'time' && (
          <Notice kind="note">The time was over. What was saved by then was scored; nothing later counts.</Notice>
        )}
        {untold && <p>{untold}</p>}
        <Onward {...props} />
        {questions?.map((question, index) => (
          <Reviewed question={question} index={index} count={questions.length} />
        ))}
      </div>
    </Layout>
  );
}

function Verdict({ ended, test, pass }: ResultPageProps) {
  const kind = ended.passed ? 'good' : 'caution';
  const words = test ? (ended.passed ? 'Passed' : 'Not passed yet') : ended.score === 1 ? 'All right' : 'Done';
  return (
    <div class={`note ${test ? kind : 'good'} quiz-verdict`} role="status">
      <p>
        <b>{words}.</b> {scoreInWords(ended)}.
      </p>
      {test && <p class="small">{percent(pass)} of the points are needed. Of several attempts the best one stands.</p>}
    </div>
  );
}

function Onward({ step, course, left, mayStart, test, onward }: ResultPageProps) {
  return (
    <div class="quiz-acts">
      {onward && (
        <a class="btn" href={onward.href}>
          {onward.title}
        </a>
      )}
      <a class={onward ? 'btn btn-line' : 'btn'} href={step.href}>
        {mayStart ? 'Back to the step, or try again' : 'Back to the step'}
      </a>
      <a class="act" href={course.href}>
        Overview of the course
      </a>
      {test && left !== null && (
        <span class="small quiet">
          {left === 0 ? 'No attempt is left.' : left === 1 ? '1 attempt is left.' : `${left} attempts are left.`}
        </span>
      )}
    </div>
  );
}

function Reviewed({ question, index, count }: { question: ReviewedQuestion; index: number; count: number }) {
  const { prompt, points, most, right, answered, answer, solution, feedback } = question;
  const verdict = right ? 'Right' : !answered ? 'Not answered' : points > 0 ? 'Partly right' : 'Not right';
  return (
    <section class="question" aria-labelledby={`question-${index + 1}`}>
      <h2 id={`question-${index + 1}`}>
        Question {index + 1} <span class="quiet small">of {count}</span>
      </h2>
      <p>
        <span class={`tag ${right ? 'good' : points > 0 ? 'caution' : 'bad'}`}>
          <Icon name={right ? 'check' : points > 0 ? 'minus' : 'x'} />
          {verdict}
        </span>{' '}
        <span class="small quiet">
          {Number(points.toFixed(2))} of {most}
        </span>
      </p>
      <div class="prose" dangerouslySetInnerHTML={{ __html: prompt }} />
      <dl class="fact-table">
        <Answer label="Your answer" lines={answer.length > 0 ? answer : ['Not answered']} />
        {!right && <Answer label="What is right" lines={solution} />}
      </dl>
      {feedback.map((text) => (
        <p class="note">{text}</p>
      ))}
    </section>
  );
}

function Answer({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {lines.map((line) => (
          <span class="question-line">{line}</span>
        ))}
      </dd>
    </div>
  );
}
