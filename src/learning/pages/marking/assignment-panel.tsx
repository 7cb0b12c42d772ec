/** Inside the page of an assignment: how it is judged, one's own work, its mark, and others' work. */
import { formatDay, Notice, TextArea } from '../../../ui/index.js';
import type { OwnSubmission, OwnWork } from '../../actions/marking/own-work.js';
import type { AssignmentPanelProps } from './panel-props.js';
import { PeerPart } from './peer-part.js';
import { MarkShown, RubricTable, ScoreShown } from './rubric.js';
import { FileList } from './work.js';
import { WorkForm } from './work-form.js';

const DONE: Readonly<Record<string, string>> = {
  saved: 'Your draft is saved.',
  submitted: 'Your work is handed in.',
  appealed: 'Your appeal is with the assessors. A letter tells you what is decided.',
  thanked: 'Your thanks are noted beside the feedback.',
  flagged: 'It is hidden now. Staff look at it.',
  feedback: 'Your feedback is sent, without your name. Thank you.',
  'no-peers': 'There is no work to read now. Come back when others have handed in.',
};

export function AssignmentPanel(props: AssignmentPanelProps) {
  const { work, done, refused } = props;
  const { step, edition, handedIn } = work;
  return (
    <div class="assignment" id="work">
      {DONE[done ?? ''] && <Notice kind="done">{DONE[done ?? '']}</Notice>}
      {refused !== undefined && <Notice kind="error">{refused}</Notice>}
      <section aria-labelledby="judged">
        <h3 id="judged">How it is judged</h3>
        <RubricTable step={step} outcomes={edition.content.outcomes} />
        <p class="small quiet">{promiseInWords(work)}</p>
      </section>
      {handedIn.map((own) => (
        <HandedIn own={own} {...props} />
      ))}
      <WorkForm {...props} />
      <PeerPart {...props} />
    </div>
  );
}

function promiseInWords({ step }: OwnWork): string {
  const again =
    step.resubmissions > 0 ? ` You may hand in ${times(step.resubmissions)} again; the best mark counts.` : '';
  const names = step.anonymous ? ' It is marked without your name.' : '';
  const second = {
    none: '',
    failed: ' Work that does not pass is marked by a second assessor too.',
    all: ' Two assessors mark it, neither seeing the other’s mark.',
  };
  return `It is marked within ${step.promisedDays} working days, Monday to Friday.${names}${second[step.secondMarking]}${again}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function HandedIn({ own, at, today, work }: AssignmentPanelProps & { own: OwnSubmission }) {
  const { submission, files, step } = own;
  const id = `work-${submission.number}`;
  const several = work.handedIn.length > 1 || submission.number > 1;
  return (
    <section class="handed-in" aria-labelledby={id}>
      <h3 id={id}>{several ? `Your work, hand-in ${submission.number}` : 'Your work'}</h3>
      {submission.submittedAt && (
        <p>
          Handed in on {formatDay(submission.submittedAt.toISOString().slice(0, 10))}. <Waits own={own} today={today} />
        </p>
      )}
      {submission.mark && submission.score !== null && (
        <>
          <ScoreShown step={step} score={submission.score} passed={submission.passed ?? false} />
          <MarkShown step={step} mark={submission.mark} />
        </>
      )}
      <details>
        <summary>What you handed in</summary>
        <div class="words-of">{submission.words}</div>
        <FileList files={files} hrefOf={({ id: file }) => `${at}/files/${file}`} />
      </details>
      <Appeal own={own} at={at} />
    </section>
  );
}

function Waits({ own: { submission }, today }: { own: OwnSubmission; today: string }) {
  if (submission.state === 'marked') return <>It is marked.</>;
  if (submission.state === 'returned')
    return <>It came back unmarked, and does not count as a try. The assessor says: “{submission.returnedWords}”</>;
  const by = submission.promisedBy ?? today;
  if (by < today)
    return (
      <>
        It was to be marked by {formatDay(by)}, and is late. That is the organisation’s to mend: its assessors are told
        every day.
      </>
    );
  return <>It is marked by {formatDay(by)}.</>;
}

function Appeal({ own: { submission, appeal }, at }: { own: OwnSubmission; at: string }) {
  if (submission.state !== 'marked') return null;
  if (appeal?.outcome)
    return (
      <p>
        Your appeal is decided: {appeal.outcome === 'raised' ? 'the mark was raised' : 'the mark stands'}. The assessor
        says: “{appeal.reason}”
      </p>
    );
  if (appeal)
    return (
      <p>
        You asked for another look on {formatDay(appeal.appealedAt.toISOString().slice(0, 10))}. It waits to be decided.
      </p>
    );
  return (
    <details>
      <summary>Ask for another look</summary>
      <form class="form" method="post" action={`${at}/appeal`}>
        <input type="hidden" name="submission" value={submission.id} />
        <TextArea
          id={`appeal-${submission.number}`}
          name="words"
          label="What was judged wrongly?"
          hint="Another assessor than those who marked it decides, where there is one. Your mark can rise by it, and never falls. You can do this once for each hand-in."
          rows={4}
          required
          maxLength={4000}
        />
        <button class="btn btn-line" type="submit">
          Send the appeal
        </button>
      </form>
    </details>
  );
}
