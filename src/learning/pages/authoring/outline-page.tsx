/** The outline of a course: its weeks and steps, in their order. */
import { allows } from '../../../organisations/index.js';
import { Field, Notice, type Refusal, Section, Select, State, Tag } from '../../../ui/index.js';
import { STEP_WORDS } from '../../rules/authoring/words.js';
import { minutesInWords } from '../../rules/content/index.js';
import type { DraftContent, DraftStep, DraftWeek } from '../../schema/draft.js';
import type { StepType } from '../../schema/index.js';
import { StateTag } from './list-pages.js';
import { coursePath, TeachingPage, type TeachingPlace } from './shell.js';

export type Hosted = {
  id: string;
  title: string;
  edition: number;
  review: 'asked' | 'returned' | null;
  reviewWords: string | null;
  retired: Date | null;
};
type Props = {
  place: TeachingPlace;
  hosted: Hosted;
  draft: DraftContent;
  done: string | null;
  refusal?: Refusal | null;
  /** What was being written when it was refused. */
  sent?: Readonly<Record<string, string>>;
};

const TYPES = Object.keys(STEP_WORDS) as StepType[];

export function OutlinePage({ place, hosted, draft, done, refusal, sent = {} }: Props) {
  const base = coursePath(place, hosted);
  const mayWrite = allows(place.roles, 'author') && hosted.retired === null;
  const minutes = draft.weeks.flatMap(({ steps }) => steps).reduce((sum, step) => sum + step.minutes, 0);
  const steps = draft.weeks.reduce((sum, week) => sum + week.steps.length, 0);
  return (
    <TeachingPage
      {...{ place, hosted, done, refusal: refusal ?? null }}
      at=""
      title={hosted.title}
      lede={
        <>
          {steps === 1 ? '1 step' : `${steps} steps`}, {minutesInWords(minutes)}.{' '}
          <StateTag course={{ ...hosted, retired: hosted.retired !== null }} />
        </>
      }
    >
      {hosted.review === 'returned' && hosted.reviewWords && (
        <Notice kind="note">
          <p>An editor gave it back:</p>
          <p class="as-written">{hosted.reviewWords}</p>
        </Notice>
      )}
      <p class="row">
        <a class="btn btn-line" href={`${base}/preview`}>
          Preview as a learner
        </a>
        {mayWrite && (
          <a class="btn btn-line" href={`${base}/review`}>
            {hosted.edition > 0 ? 'Publish changes' : 'Publish'}
          </a>
        )}
      </p>
      {draft.weeks.length === 0 && (
        <State kind="empty" title="No weeks yet">
          <p>A course is made of weeks, and a week of steps. Add the first week.</p>
        </State>
      )}
      {draft.weeks.map((week, index) => (
        <Week {...{ base, week, index, mayWrite }} last={draft.weeks.length - 1} sent={sent} />
      ))}
      {mayWrite && (
        <form class="form outline-add" method="post" action={`${base}/outline`}>
          <input type="hidden" name="add" value="week" />
          <Field id="f-new-week" name="title" label="New week" maxLength={200} value={sent.week ?? ''} />
          <button class="btn btn-line" type="submit">
            Add the week
          </button>
        </form>
      )}
      <Banks base={base} draft={draft} mayWrite={mayWrite} />
      {mayWrite && <Folder base={base} />}
      {allows(place.roles, 'editor') && (
        <p class="small after">
          <a href={`${base}/retirement`}>
            {hosted.retired
              ? 'Take this course up again'
              : hosted.edition > 0
                ? 'Retire this course'
                : 'Throw this draft away'}
          </a>
        </p>
      )}
    </TeachingPage>
  );
}

type WeekProps = {
  base: string;
  week: DraftWeek;
  index: number;
  last: number;
  mayWrite: boolean;
  sent: Readonly<Record<string, string>>;
};

function Week({ base, week, index, last, mayWrite, sent }: WeekProps) {
  return (
    <Section
      id={`week-${week.key}`}
      title={`Week ${index + 1}: ${week.title}`}
      aside={mayWrite && <a href={`${base}/weeks/${week.key}`}>Edit the week</a>}
    >
      {mayWrite && (
        <Moves base={base} part={`week:${week.key}`} words={week.title} first={index === 0} last={index === last} />
      )}
      {week.steps.length === 0 ? (
        <p class="quiet">No steps yet.</p>
      ) : (
        <ol class="outline-steps">
          {week.steps.map((step, at) => (
            <li>
              <div class="outline-step">
                {mayWrite ? <a href={`${base}/steps/${step.key}`}>{step.title}</a> : <span>{step.title}</span>}
                <span class="quiet small">
                  {STEP_WORDS[step.type].name}
                  {step.minutes > 0 && `, ${minutesInWords(step.minutes)}`}
                  {!step.required && ', optional'} <Missing step={step} />
                </span>
              </div>
              {mayWrite && (
                <Moves
                  base={base}
                  part={`step:${step.key}`}
                  words={step.title}
                  first={index === 0 && at === 0}
                  last={index === last && at === week.steps.length - 1}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {mayWrite && <AddStep base={base} week={week} sent={sent} />}
    </Section>
  );
}

function Missing({ step }: { step: DraftStep }) {
  if (step.type === 'video' && step.video === undefined) return <Tag tone="caution">no video yet</Tag>;
  if (step.type === 'quiz' && step.draws.length === 0) return <Tag tone="caution">no questions yet</Tag>;
  if (step.type === 'assignment' && step.rubric.length === 0) return <Tag tone="caution">no rubric yet</Tag>;
  return null;
}

type MovesProps = { base: string; part: string; words: string; first: boolean; last: boolean };

/** Up, down, and the way to taking it out. */
export function Moves({ base, part, words, first, last }: MovesProps) {
  const takeOut = (
    <a class="act" href={`${base}/removal?part=${encodeURIComponent(part)}`}>
      Take out<span class="sr">: {words}</span>
    </a>
  );
  if (first && last) return <div class="outline-moves">{takeOut}</div>;
  return (
    <form class="outline-moves" method="post" action={`${base}/outline`}>
      <input type="hidden" name="part" value={part} />
      {!first && (
        <button class="btn btn-line btn-small" type="submit" name="move" value="up">
          Up<span class="sr">: {words}</span>
        </button>
      )}
      {!last && (
        <button class="btn btn-line btn-small" type="submit" name="move" value="down">
          Down<span class="sr">: {words}</span>
        </button>
      )}
      {takeOut}
    </form>
  );
}

function AddStep({ base, week, sent }: Pick<WeekProps, 'base' | 'week' | 'sent'>) {
  const isMine = sent.in === week.key;
  return (
    <details class="outline-add" open={week.steps.length === 0 || isMine}>
      <summary>
        Add a step<span class="sr"> to {week.title}</span>
      </summary>
      <form class="form" method="post" action={`${base}/outline`}>
        <input type="hidden" name="add" value="step" />
        <input type="hidden" name="week" value={week.key} />
        <Field
          id={`f-step-${week.key}`}
          name="title"
          label="Title of the step"
          maxLength={200}
          value={isMine ? sent.title : ''}
        />
        <Select
          id={`f-type-${week.key}`}
          name="type"
          label="What it is"
          options={TYPES.map((type) => ({ value: type, label: `${STEP_WORDS[type].name}: ${STEP_WORDS[type].about}` }))}
          value={isMine ? (sent.type ?? 'article') : 'article'}
        />
        <button class="btn btn-line" type="submit">
          Add the step
        </button>
      </form>
    </details>
  );
}

function Banks({ base, draft, mayWrite }: { base: string; draft: DraftContent; mayWrite: boolean }) {
  if (!mayWrite && draft.banks.length === 0) return null;
  return (
    <Section id="banks" title="Banks of questions">
      <p class="quiet small">Quizzes draw from them at random, so that each attempt asks something else.</p>
      {draft.banks.length > 0 && (
        <ul class="rows">
          {draft.banks.map(({ key, title, items }) => (
            <li>
              <div>
                {mayWrite ? <a href={`${base}/banks/${key}`}>{title}</a> : title}
                <span class="quiet small">{items.length === 1 ? '1 question' : `${items.length} questions`}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <form class="form outline-add" method="post" action={`${base}/outline`}>
          <input type="hidden" name="add" value="bank" />
          <Field id="f-new-bank" name="title" label="New bank" maxLength={200} />
          <button class="btn btn-line" type="submit">
            Add the bank
          </button>
        </form>
      )}
    </Section>
  );
}

function Folder({ base }: { base: string }) {
  return (
    <Section id="folder" title="As a folder">
      <p>
        The draft as Markdown files, to write elsewhere and bring back.{' '}
        <a href={`${base}/folder.zip`}>Download it as a ZIP</a>
      </p>
      <form class="form" method="post" action={`${base}/folder`} enctype="multipart/form-data">
        <div class="field">
          <label for="f-folder">A folder as a ZIP</label>
          <span class="hint" id="f-folder-hint">
            It takes the place of this draft. What is published stays as it is.
          </span>
          <input class="input" id="f-folder" name="folder" type="file" accept=".zip" aria-describedby="f-folder-hint" />
        </div>
        <button class="btn btn-line" type="submit">
          Bring it in
        </button>
      </form>
    </Section>
  );
}
