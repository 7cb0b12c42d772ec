/** An attempt that is open: all its questions on one page, saved as one goes. */
import { Crumbs, countOf, type Frame, Layout, listInWords, Notice } from '../../../ui/index.js';
import type { Answers, Question } from '../../rules/assessment/index.js';
import { QuestionFields } from './question-fields.js';
import { timeInWords } from './words.js';

export type AttemptPageProps = {
  frame: Frame;
  course: { title: string; href: string };
  step: { title: string; href: string };
  /** Of the attempt; its acts lie below it. */
  address: string;
  number: number;
  /** How many there are; null: as many as one likes. */
  attempts: number | null;
  questions: readonly { question: Question; prompt: string; advice: string | null }[];
  answers: Answers;
  /** How often it was saved, and the name of this page among all that were sent. */
  base: number;
  by: string;
  due: { at: Date; timeZone: string } | null;
  now: Date;
  media: (name: string) => string;
  note: AttemptNote | null;
};
/** What became of the last act: `check`: it was not handed in, since something is open. */
export type AttemptNote = 'saved' | 'check' | 'older' | 'elsewhere';

export function AttemptPage(props: AttemptPageProps) {
  const { frame, course, step, address, due, now, questions, answers, base, by, note, media } = props;
  const open = questions.flatMap(({ advice }, index) => (advice === null ? [] : [index + 1]));
  return (
    <Layout frame={frame} title={`${step.title} · ${course.title}`} section="/my" unlisted enhancers={['quiz']}>
      <div class="wrap page quiz">
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: course.title, href: course.href },
            { label: step.title, href: step.href },
          ]}
        />
        <h1>{step.title}</h1>
        <p class="quiet">{attemptInWords(props)}</p>
        {note && <NoteOf note={note} open={open} />}
        <form
          method="post"
          action={`${address}/submission`}
          data-quiz={address}
          data-left={due ? String(Math.max(0, Math.ceil((due.at.getTime() - now.getTime()) / 1000))) : undefined}
        >
          <input type="hidden" name="by" value={by} />
          <input type="hidden" name="base" value={String(base)} />
          <input type="hidden" name="number" value={String(base + 1)} />
          {due && (
            <div class="quiz-time">
              <p>
                Ends at <b>{timeInWords(due.at, due.timeZone, now)}</b>{' '}
                <span class="small">({due.timeZone.replaceAll('_', ' ')})</span>. What is saved by then counts.
              </p>
            </div>
          )}
          {questions.map(({ question, prompt, advice }, index) => (
            <QuestionFields
              {...{ question, prompt, answers, index, media }}
              count={questions.length}
              advice={note === 'saved' || note === 'check' ? advice : null}
            />
          ))}
          <p class="quiz-kept small" data-kept hidden />
          <div class="quiz-acts">
            {/* First in the form, so that Enter saves and never hands in. */}
            <button class="btn btn-line" type="submit" formaction={`${address}/answers`}>
              Save and go on
            </button>
            {note === 'check' && open.length > 0 && <input type="hidden" name="sure" value="yes" />}
            <button class="btn" type="submit">
              {note === 'check' && open.length > 0 ? 'Hand in as it is' : 'Hand in'}
            </button>
          </div>
        </form>
      </div>
    </Layout>
  );
}

function attemptInWords({ number, attempts, questions }: AttemptPageProps): string {
  const of = attempts === null ? `Attempt ${number}` : `Attempt ${number} of ${attempts}`;
  return `${of} · ${countOf(questions.length, 'question')}`;
}

function NoteOf({ note, open }: { note: AttemptNote; open: readonly number[] }) {
  switch (note) {
    case 'saved':
      return (
        <Notice kind="done">
          Your answers are saved. You can come back to them on any device. <OpenQuestions open={open} />
        </Notice>
      );
    case 'check':
      return (
        <Notice kind={open.length > 0 ? 'error' : 'note'}>
          Your answers are saved, and not handed in yet. <OpenQuestions open={open} />{' '}
          {open.length > 0 ? 'Look at them, or hand in as it is.' : 'You can hand in now.'}
        </Notice>
      );
    case 'older':
      return (
        <Notice kind="error">
          That page was an older one: newer answers of yours were saved after it, and they stay. Here they are.
        </Notice>
      );
    case 'elsewhere':
      return (
        <Notice kind="error">
          You saved other answers on another page or device meanwhile. They are shown here, and nothing was written over
          them. Change what you want, then save or hand in.
        </Notice>
      );
  }
}

function OpenQuestions({ open }: { open: readonly number[] }) {
  if (open.length === 0) return <>Every question has an answer.</>;
  const names = listInWords(open.map(String));
  return <>{open.length === 1 ? `Question ${names} is open.` : `Questions ${names} are open.`}</>;
}
