/** What somebody was handed: a file, or what was pasted. */
import { Field, TextArea } from '../../../ui/index.js';

export type Asked = { text: string; recipient: string; at: string; faults: Readonly<Record<string, string>> };
export const NOTHING_ASKED: Asked = { text: '', recipient: '', at: '', faults: {} };

/** The form. It is sent whole and kept nowhere; with script, a file can be dropped anywhere on the page. */
export function AskForm({ asked, today, title = 'Check one' }: { asked: Asked; today: string; title?: string }) {
  const { faults } = asked;
  return (
    <form class="form panel verify-form" method="post" action="/verify" enctype="multipart/form-data" data-drop>
      <h2 class="panel-head">{title}</h2>
      <div class={faults.file ? 'field field-error drop' : 'field drop'}>
        <label for="file">Choose a file</label>
        <span class="hint" id="file-hint">
          Badge picture (PNG or SVG), PDF certificate, JSON or JWT, up to 5 MB
        </span>
        <input
          class="input"
          id="file"
          name="file"
          type="file"
          aria-describedby={faults.file ? 'file-hint file-error' : 'file-hint'}
          aria-invalid={faults.file ? 'true' : undefined}
        />
        {faults.file && (
          <span class="error" id="file-error">
            {faults.file}
          </span>
        )}
      </div>
      <TextArea
        id="text"
        name="text"
        label="Or paste it, or its web address"
        hint="The JSON or the token as it is, or a link that begins with https"
        rows={4}
        value={asked.text}
        error={faults.text}
      />
      <Field
        id="recipient"
        name="recipient"
        label="Whose should it be? (optional)"
        hint="The name or the e-mail address that you were told"
        value={asked.recipient}
        maxLength={320}
        autoComplete="off"
        error={faults.recipient}
      />
      <Field
        id="at"
        name="at"
        type="date"
        label="As of (optional)"
        hint="Was it valid on a day that has passed? Leave it empty for today."
        value={asked.at}
        error={faults.at}
      />
      <button class="btn btn-wide" type="submit" data-busy="Checking…">
        Check it
      </button>
      <p class="tiny">Read here, kept nowhere: not stored, not logged, not in the address. Today is {today}.</p>
    </form>
  );
}
