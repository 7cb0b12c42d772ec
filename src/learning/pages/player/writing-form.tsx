/** A field for what a learner writes for themselves. It is sent by its button, or while they write where there is script. */
import { TextArea } from '../../../ui/index.js';
import { MOST_WRITTEN, type WritingKind } from '../../schema/player.js';

type WritingFormProps = {
  kind: WritingKind;
  label: string;
  hint: string;
  /** Of the step. */
  address: string;
  /** `theirs`: what was saved on another device meanwhile; null: nothing was. */
  written: { text: string; saves: number; theirs: string | null };
  /** It was saved a moment ago. */
  saved: boolean;
};

const PLACES: Readonly<Record<WritingKind, string>> = { note: 'notes', reflection: 'reflection' };

export function WritingForm({ kind, label, hint, address, saved, written: { text, saves, theirs } }: WritingFormProps) {
  return (
    <form class="form writing" method="post" action={`${address}/${PLACES[kind]}`} data-writing={kind}>
      <div class="notice notice-note writing-theirs" data-theirs hidden={theirs === null}>
        <div>
          <p>You wrote something else here meanwhile, in another window or on another device:</p>
          <blockquote>{theirs}</blockquote>
          <p class="small">Take over what you need from it. What stands in the field is what is saved next.</p>
        </div>
      </div>
      <TextArea id={kind} name="text" label={label} hint={hint} value={text} rows={4} maxLength={MOST_WRITTEN} />
      <input type="hidden" name="base" value={String(saves)} />
      <div class="row">
        <button class="btn btn-line" type="submit">
          Save<span class="sr"> {kind === 'note' ? 'note' : 'reflection'}</span>
        </button>
        <span class="small quiet" role="status" data-saved>
          {saved ? 'Saved' : ''}
        </span>
      </div>
    </form>
  );
}
