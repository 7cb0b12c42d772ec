/** The page of a step: one for all types. What is done inside it is drawn by the panel of its type. */
import type { ComponentChild } from 'preact';
import { ActForm, Crumbs, type Enhancer, type Frame, Icon, Layout, Notice } from '../../../ui/index.js';
import type { OpenedStep } from '../../actions/player/viewing.js';
import { minutesInWords } from '../../rules/player/hours.js';
import type { WritingKind, Written } from '../../schema/player.js';
import { Outline } from './outline.js';
import { Recording } from './recording.js';
import { WritingForm } from './writing-form.js';

export type StepPageProps = {
  frame: Frame;
  opened: OpenedStep;
  /** Drawn Markdown: safe HTML. */
  body: string;
  transcript: string;
  media: (name: string) => string;
  /** Milliseconds since 1970, by the clock of the server. */
  now: number;
  panel: ComponentChild;
  below: readonly ComponentChild[];
  done?: string | undefined;
  /** Two devices wrote at once: what was sent stays in its field. */
  meanwhile?: { kind: WritingKind; sent: string; theirs: Written } | undefined;
  canMark: boolean;
};

const ENHANCERS: Readonly<Record<string, readonly Enhancer[]>> = {
  video: ['learn', 'playback'],
  assignment: ['learn', 'drafts'],
};

export function StepPage(props: StepPageProps) {
  const { frame, opened, now, below } = props;
  const { place, step } = opened;
  const { content } = place.edition;
  const home = `/learn/${place.enrolment.id}`;
  return (
    <Layout
      frame={frame}
      title={`${step.title} · ${content.title}`}
      section="/my"
      unlisted
      enhancers={ENHANCERS[step.type] ?? ['learn']}
    >
      <div
        class="wrap page learn"
        data-learn={place.enrolment.id}
        data-step={`${home}/steps/${step.key}`}
        data-now={String(now)}
        data-place={JSON.stringify(opened.seen.progress?.place ?? {})}
      >
        <Crumbs
          trail={[
            { label: 'My learning', href: '/my/learning' },
            { label: content.title, href: home },
          ]}
        />
        <div class="with-aside">
          <div class="learn-step">
            <StepHead opened={opened} />
            <StepNotices opened={opened} />
            <p class="learn-kept small" role="status" data-kept hidden />
            <StepBody {...props} />
            <Reflection {...props} />
            <Onward {...props} />
            <Notes {...props} />
            {below}
          </div>
          <Outline edition={place.edition} home={home} states={opened.seen.states} current={step.key} />
        </div>
      </div>
    </Layout>
  );
}

function StepHead({ opened: { place, step, week } }: Pick<StepPageProps, 'opened'>) {
  const { steps, content } = place.edition;
  const number = steps.find((one) => one.step === step)?.number ?? 1;
  const facts = [
    week.title,
    `step ${number} of ${steps.length}`,
    step.minutes > 0 && `about ${minutesInWords(step.minutes)}`,
    !step.required && 'optional',
  ].filter(Boolean);
  return (
    <>
      <h1 class="sr">{content.title}</h1>
      <h2 class="learn-title">{step.title}</h2>
      <p class="quiet small">{facts.join(' · ')}</p>
    </>
  );
}

function StepNotices({ opened: { place, step, seen } }: Pick<StepPageProps, 'opened'>) {
  if (place.enrolment.state === 'left')
    return <Notice kind="note">You left this course. You can read on; what you did is kept.</Notice>;
  if (seen.progress?.askAgain && (step.type === 'quiz' || step.type === 'assignment'))
    return (
      <Notice kind="note">
        This step has changed since you did it, so it is asked for again. Earlier tries are kept, and do not count here.
      </Notice>
    );
  if (seen.progress?.askAgain)
    return (
      <Notice kind="note">
        This step has changed since you did it. Look at it again, and mark it as done when it still holds for you.
      </Notice>
    );
  return null;
}

function StepBody({ opened, body, transcript, media, panel }: StepPageProps) {
  const { step, seen } = opened;
  return (
    <>
      {step.type === 'video' && (
        <Recording step={step} media={media} transcript={transcript} playback={seen.playback} />
      )}
      {body !== '' && <div class="prose" dangerouslySetInnerHTML={{ __html: body }} />}
      {panel}
    </>
  );
}

/** What the learner writes as it stands now: what was sent and could not be kept comes before what is kept. */
function wordsOf(
  { opened, meanwhile }: StepPageProps,
  kind: WritingKind,
): Parameters<typeof WritingForm>[0]['written'] {
  const kept = opened.seen[kind];
  if (meanwhile?.kind !== kind) return { text: kept?.text ?? '', saves: kept?.saves ?? 0, theirs: null };
  return { text: meanwhile.sent, saves: meanwhile.theirs.saves, theirs: meanwhile.theirs.text };
}

function Reflection(props: StepPageProps) {
  const { opened } = props;
  const prompt = opened.step.reflection ?? opened.seen.reflection?.prompt ?? null;
  if (prompt === null) return null;
  return (
    <section class="learn-reflection" aria-labelledby="reflection-title">
      <h2 id="reflection-title">A moment to reflect</h2>
      <WritingForm
        kind="reflection"
        label={prompt}
        hint="For yourself: nobody else reads it. You can use it later in your CPD record."
        address={addressOf(opened)}
        written={wordsOf(props, 'reflection')}
        saved={props.done === 'reflection'}
      />
    </section>
  );
}

function Notes(props: StepPageProps) {
  const written = wordsOf(props, 'note');
  return (
    <details class="learn-notes" open={written.text !== '' || written.theirs !== null}>
      <summary>My notes</summary>
      <WritingForm
        kind="note"
        label="Notes on this step"
        hint="For yourself: nobody else reads them."
        address={addressOf(props.opened)}
        written={written}
        saved={props.done === 'note'}
      />
      <p class="small">
        <a href={`/learn/${props.opened.place.enrolment.id}/notes`}>All my notes in this course</a>
      </p>
    </details>
  );
}

/** Back, done, on. The one button that most learners press, so it stands right under the text. */
function Onward({ opened, canMark }: StepPageProps) {
  const { place, step, previous, next, seen } = opened;
  const home = `/learn/${place.enrolment.id}`;
  const isDone = seen.progress !== null && seen.progress.doneAt !== null && !seen.progress.askAgain;
  // A quiz or assignment that is still to be done has the main button itself.
  const asksFirst = !isDone && (step.type === 'quiz' || step.type === 'assignment');
  const onward = next ? `${home}/steps/${next.key}` : home;
  return (
    <nav class="learn-onward" aria-label="Steps">
      {previous && (
        <a class="btn btn-line" href={`${home}/steps/${previous.key}`} rel="prev">
          <Icon name="arrow-left" />
          Back<span class="sr"> to {previous.title}</span>
        </a>
      )}
      {canMark && !isDone ? (
        <>
          <ActForm
            action={`${addressOf(opened)}/done`}
            label={next ? 'Mark as done and go on' : 'Mark as done'}
            quiet={false}
          />
          {next && (
            <a class="act" href={onward} rel="next">
              Go on without
            </a>
          )}
        </>
      ) : (
        <>
          {isDone && (
            <span class="learn-done">
              <Icon name="check" />
              Done
            </span>
          )}
          <a class={asksFirst ? 'btn btn-line' : 'btn'} href={onward} rel="next">
            {next ? `Next: ${next.title}` : 'To the overview of the course'}
          </a>
        </>
      )}
    </nav>
  );
}

function addressOf({ place, step }: OpenedStep): string {
  return `/learn/${place.enrolment.id}/steps/${step.key}`;
}
