/** Where a learner writes. It works as a form; the enhancer `drafts` saves meanwhile and keeps words in the browser where it cannot. */
import { formatNumber, Tick } from '../../../ui/index.js';
import type { AssignmentPanelProps } from './panel-props.js';
import { sizeOf } from './work.js';

export function WorkForm({ work, at, canWork }: AssignmentPanelProps) {
  const { step, draft, next, handedIn } = work;
  if (!canWork || next === null) return null;
  const words = draft?.submission.words ?? '';
  const withFiles = step.files.most > 0;
  const isAgain = handedIn.length > 0;
  const form = (
    <form
      class="form work-form"
      method="post"
      action={`${at}/submission`}
      enctype={withFiles ? 'multipart/form-data' : undefined}
      data-draft={`${at}/draft`}
    >
      <input type="hidden" name="number" value={next} />
      <input type="hidden" name="saves" value={draft?.submission.saves ?? 0} />
      <div class="field">
        <label for="work-words">Your words</label>
        <span class="hint" id="work-words-hint">
          {lengthInWords(step.words)} Plain text: it is shown as you write it.
        </span>
        <textarea class="input" id="work-words" name="words" rows={14} aria-describedby="work-words-hint work-count">
          {words}
        </textarea>
        <span class="hint num" id="work-count" data-count>
          {formatNumber(draft?.count ?? 0)} words when last saved.
        </span>
      </div>
      {draft?.submission.setAside && <SetAside words={draft.submission.setAside} draftAt={`${at}/draft`} />}
      {withFiles && <Files work={work} draftAt={`${at}/draft`} />}
      {work.edition.content.integrity !== undefined && (
        <Tick
          name="integrity"
          value="yes"
          checked={draft?.submission.integrityAgreed ?? false}
          label={work.edition.content.integrity}
        />
      )}
      {step.peers > 0 && (
        <Tick
          name="peers"
          value="yes"
          checked={draft?.submission.peersAgreed ?? false}
          label="Others on the course may read this, without my name, and tell me what they think. You can leave this empty: nothing depends on it."
        />
      )}
      <p class="small quiet" role="status" data-saved />
      <div class="row">
        <button class="btn" type="submit">
          Hand in for marking
        </button>
        <button class="btn btn-line" type="submit" formaction={`${at}/draft`}>
          Save draft
        </button>
      </div>
      <p class="small quiet">Once it is handed in it does not change.</p>
    </form>
  );
  if (!isAgain || handedIn[0]?.submission.state === 'returned' || draft)
    return (
      <section aria-labelledby="write">
        <h3 id="write">{isAgain ? 'Hand in again' : 'Write and hand in'}</h3>
        {form}
      </section>
    );
  return (
    <details class="work-again">
      <summary>Hand in again. The best mark counts.</summary>
      {form}
    </details>
  );
}

function lengthInWords({ least, most }: { least: number; most: number }): string {
  return least > 0
    ? `Between ${formatNumber(least)} and ${formatNumber(most)} words.`
    : `At most ${formatNumber(most)} words.`;
}

function SetAside({ words, draftAt }: { words: string; draftAt: string }) {
  return (
    <details class="notice notice-note set-aside" open>
      <summary>Words from another tab or device were kept beside these</summary>
      <div class="words-of">{words}</div>
      <button class="btn btn-line" type="submit" name="drop" value="yes" formaction={draftAt}>
        Let them go
      </button>
    </details>
  );
}

function Files({ work, draftAt }: Pick<AssignmentPanelProps, 'work'> & { draftAt: string }) {
  const { step, draft } = work;
  const files = draft?.files ?? [];
  return (
    <div class="field">
      <label for="work-files">Files</label>
      <span class="hint" id="work-files-hint">
        At most {step.files.most}, each up to 10 MB: PDF, Word (docx), OpenDocument (odt), text, Markdown, PNG, JPEG.
        Your name is taken out of the properties of pictures and of documents that are not large; look yourself in a
        PDF.
      </span>
      {files.length > 0 && (
        <ul class="plain work-files">
          {files.map(({ id, name, bytes }) => (
            <li>
              {name} <span class="quiet small num">{sizeOf(bytes)}</span>{' '}
              <button class="btn btn-line" type="submit" name="remove" value={id} formaction={draftAt}>
                Remove<span class="sr"> {name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input class="input" type="file" id="work-files" name="files" multiple aria-describedby="work-files-hint" />
    </div>
  );
}
