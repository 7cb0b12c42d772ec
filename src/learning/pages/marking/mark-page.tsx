/** One submission before an assessor: the work, what they may see of its marks, and the one thing that comes next. */
import type { ComponentChildren } from 'preact';
import { type Workplace, WorkplacePage } from '../../../organisations/index.js';
import { ActForm, formatDay, Notice, type Refusal, Section, TextArea } from '../../../ui/index.js';
import type { Opened } from '../../actions/marking/desk-view.js';
import { numberedName } from '../../rules/marking/files.js';
import { countWords } from '../../rules/marking/texts.js';
import { type Mark, NO_MARK } from '../../schema/marking.js';
import { IdentityFields, MarkFields } from './mark-form.js';
import { MarkShown, RubricTable, ScoreShown } from './rubric.js';
import { numberOf } from './words.js';
import { FileList, Words } from './work.js';

export type MarkPageProps = {
  workplace: Workplace;
  opened: Opened;
  /** The learner's name, where the step is not marked without names. */
  name: string | null;
  /** Drawn Markdown: safe HTML. */
  brief: string;
  done: string | undefined;
  /** As it was sent, where it was refused. */
  given?: { mark: Mark; reason: string } | undefined;
  refusal?: Refusal | null;
};

export function MarkPage(props: MarkPageProps) {
  const { workplace, opened, name, brief, done, refusal } = props;
  const { submission, step, edition, files, row } = opened;
  const base = `/organisations/${workplace.organisation.slug}/marking`;
  const here = `${base}/${submission.id}`;
  return (
    <WorkplacePage
      {...workplace}
      here="marking"
      title={`${step.title}, ${numberOf(row.id)}`}
      lede={
        <>
          {edition.content.title}. {name ?? 'Marked without a name'}. Handed in on{' '}
          {formatDay(row.submittedAt.toISOString().slice(0, 10))}, promised by {formatDay(row.promisedBy)}
          {submission.number > 1 && `, hand-in ${submission.number}`}.
        </>
      }
      trail={[{ label: 'Marking', href: base }]}
      done={done}
      refusal={refusal ?? null}
    >
      <Section id="asked" title="What was asked">
        <details>
          <summary>Brief and rubric</summary>
          <div class="prose" dangerouslySetInnerHTML={{ __html: brief }} />
          <RubricTable step={step} outcomes={edition.content.outcomes} />
        </details>
      </Section>
      <Section
        id="the-work"
        title="The work"
        aside={<span class="quiet small num">{countWords(submission.words)} words</span>}
      >
        <Words words={submission.words} />
        <FileList
          files={files}
          hrefOf={({ id }) => `${here}/files/${id}`}
          nameOf={({ type, name: own }, at) => (step.anonymous ? numberedName(type, at + 1) : own)}
        />
      </Section>
      <Shown opened={opened} />
      <Next {...props} here={here} />
    </WorkplacePage>
  );
}

function Shown({ opened: { shown, step, submission, marks, stage } }: { opened: Opened }) {
  return (
    <>
      {shown.map(({ label, mark, score }) => (
        <Section id={label.startsWith('First') ? 'first-mark' : 'second-mark'} title={label}>
          <ScoreShown step={step} score={score} passed={score >= step.pass} />
          <MarkShown step={step} mark={mark} />
        </Section>
      ))}
      {(stage === 'appeal' || stage === 'stands') && submission.mark && submission.score !== null && (
        <Section id="standing" title="The mark that stands">
          <ScoreShown step={step} score={submission.score} passed={submission.passed ?? false} />
          <MarkShown step={step} mark={submission.mark} />
          {marks.agreement?.agreedAt && <p>Why the two settled on it: {marks.agreement.reason}</p>}
        </Section>
      )}
      {marks.appeal && (
        <Section id="appealed" title="The appeal">
          <p class="words-of">{marks.appeal.words}</p>
          {marks.appeal.outcome && (
            <p>
              Decided: {marks.appeal.outcome === 'raised' ? 'the mark was raised' : 'the mark stands'}.{' '}
              {marks.appeal.reason}
            </p>
          )}
        </Section>
      )}
    </>
  );
}

type NextProps = MarkPageProps & { here: string };

/** The one thing that comes next. */
function Next(props: NextProps) {
  const { opened, here } = props;
  const { stage, refusal: mayNot, isMine } = opened;
  if (opened.submission.state === 'returned')
    return <Notice kind="note">It was given back unmarked: “{opened.submission.returnedWords}”</Notice>;
  if (mayNot !== null) return <Notice kind="note">{mayNot.words}</Notice>;
  if (stage === 'agreement') return <Agreement {...props} />;
  if (stage === 'appeal') return <AppealForm {...props} />;
  if (isMine) return <Marking {...props} />;
  return (
    <Section id="take" title={stage === 'second' ? 'A second mark is needed' : 'Not taken yet'}>
      <p>
        While you have it nobody else marks it. It goes back to the queue when an hour has passed since you last saved.
      </p>
      <ActForm
        action={`${here}/taking`}
        label={stage === 'second' ? 'Take it for the second mark' : 'Take it'}
        quiet={false}
      />
    </Section>
  );
}

function Marking({ opened, here, given, refusal }: NextProps) {
  const { step, submission, draft, stage } = opened;
  const errors = refusal?.fields ?? {};
  return (
    <Section id="your-mark" title={stage === 'second' ? 'Your mark, the second' : 'Your mark'}>
      <form class="form mark-form" method="post" action={`${here}/mark`}>
        <MarkFields step={step} mark={given?.mark ?? draft ?? NO_MARK} errors={errors} />
        {stage === 'first' && <IdentityFields step={step} submission={submission} errors={errors} />}
        <div class="row">
          <button class="btn" type="submit" name="act" value="decide">
            Give this mark
          </button>
          <button class="btn btn-line" type="submit" name="act" value="save">
            Save for now
          </button>
          <button class="btn btn-line" type="submit" name="act" value="release">
            Give it back to the queue
          </button>
        </div>
      </form>
      {stage === 'first' && (
        <details>
          <summary>It cannot be marked as it is</summary>
          <form class="form" method="post" action={`${here}/return`}>
            <TextArea
              id="returned"
              name="words"
              label="Why not?"
              hint="For example: the file does not open. The learner reads it and hands in again; it does not count as a try."
              rows={3}
              required
              maxLength={4000}
              error={errors.returned}
            />
            <button class="btn btn-line" type="submit">
              Return it unmarked
            </button>
          </form>
        </details>
      )}
    </Section>
  );
}

function Agreement(props: NextProps) {
  const { opened, here, given, refusal } = props;
  const { marks, person, step } = opened;
  const proposal = marks.agreement;
  const isOwn = proposal?.proposedBy === person.id;
  return (
    <Section id="agreement" title="One mark for both">
      <p>
        The two marks differ by more than a tenth, or only one of them is a pass. One of the two markers proposes a mark
        and the other confirms it; an assessor who gave neither decides at once.
      </p>
      {proposal && (
        <>
          <h3>{isOwn ? 'Your proposal' : 'The other marker proposes'}</h3>
          <ScoreShown step={step} score={proposal.score} passed={proposal.score >= step.pass} />
          <MarkShown step={step} mark={proposal.mark} />
          <p class="words-of">{proposal.reason}</p>
          {!isOwn && <ActForm action={`${here}/agreement/confirmation`} label="Confirm this mark" quiet={false} />}
        </>
      )}
      <Reasoned
        action={`${here}/agreement`}
        act={proposal ? 'Propose this instead' : 'Propose this mark'}
        reason={given?.reason}
        errors={refusal?.fields ?? {}}
      >
        <MarkFields step={step} mark={given?.mark ?? NO_MARK} errors={refusal?.fields ?? {}} />
      </Reasoned>
    </Section>
  );
}

function AppealForm({ opened, here, given, refusal }: NextProps) {
  const { step, submission } = opened;
  const errors = refusal?.fields ?? {};
  return (
    <Section id="decide" title="Decide the appeal">
      <p>An appeal never lowers a mark. If it rises, choose the levels that you find right.</p>
      <Reasoned action={`${here}/appeal`} act="Decide" reason={given?.reason} errors={errors}>
        <fieldset>
          <legend>What becomes of the mark?</legend>
          <label class="tick">
            <input type="radio" name="outcome" value="stands" required />
            <span>It stands as it is</span>
          </label>
          <label class="tick">
            <input type="radio" name="outcome" value="raised" required />
            <span>It is raised to what is chosen below</span>
          </label>
          {errors.outcome && <span class="error">{errors.outcome}</span>}
        </fieldset>
        <MarkFields step={step} mark={given?.mark ?? submission.mark ?? NO_MARK} errors={errors} />
      </Reasoned>
    </Section>
  );
}

type ReasonedProps = {
  action: string;
  act: string;
  reason: string | undefined;
  errors: Readonly<Record<string, string>>;
  children: ComponentChildren;
};

function Reasoned({ action, act, reason, errors, children }: ReasonedProps) {
  return (
    <form class="form mark-form" method="post" action={action}>
      {children}
      <TextArea
        id="reason"
        name="reason"
        label="Why?"
        rows={3}
        required
        maxLength={4000}
        value={reason ?? ''}
        error={errors.reason}
      />
      <button class="btn" type="submit">
        {act}
      </button>
    </form>
  );
}
