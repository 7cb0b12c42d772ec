/** The page of one part of a course, and the fields of its form. */
import type { ComponentChildren } from 'preact';
import { Field, Select, TextArea } from '../../../ui/index.js';
import { type Faults, stateOf, type Texts } from '../../rules/authoring/forms/texts.js';
import { coursePath, type HostedBrief, TeachingPage, type TeachingPlace } from './shell.js';

/** What stands in the form, and what is wrong with it. `opened`: the state of the part at which it was opened. */
export type Filled = { texts: Texts; faults: Faults; opened: string };

export function filledFrom(texts: Texts): Filled {
  return { texts, faults: {}, opened: stateOf(texts) };
}

/** What became of the last act, and what somebody else saved meanwhile. */
export type Outcome = { done?: string | null; message?: string; theirs?: Texts };

type PartFormProps = {
  place: TeachingPlace;
  hosted: HostedBrief;
  at: string;
  title: string;
  lede?: ComponentChildren;
  trail?: readonly { label: string; href: string }[];
  filled: Filled;
  outcome: Outcome;
  /** The field whose Markdown is drawn, and what it comes to: safe HTML. */
  preview?: { field: string; html: string } | undefined;
  /** Below the form: other ways. */
  after?: ComponentChildren;
  children: ComponentChildren;
};

export function PartFormPage(props: PartFormProps) {
  const { place, hosted, at, title, lede, trail, filled, outcome, preview, after, children } = props;
  const refusal = outcome.message ? { message: outcome.message } : null;
  const drawing = `${coursePath(place, hosted)}/drawing`;
  return (
    <TeachingPage
      {...{ place, hosted, at, title, lede, refusal }}
      {...(trail && { trail })}
      done={outcome.done}
      {...(preview && { enhancers: ['preview'] as const })}
    >
      <FaultList faults={filled.faults} />
      {outcome.theirs && <Theirs theirs={outcome.theirs} mine={filled.texts} />}
      <div class={preview ? 'with-preview' : undefined}>
        <form
          class="form"
          method="post"
          data-preview={preview && `${drawing}?field=${preview.field}`}
          data-into={preview && 'preview'}
        >
          <input type="hidden" name="opened" value={filled.opened} />
          <button class="sr" type="submit" name="act" value="save" tabIndex={-1} aria-hidden="true">
            Save
          </button>
          {children}
          <div class="row form-acts">
            <button class="btn" type="submit" name="act" value="save">
              Save
            </button>
            {preview && (
              <button class="btn btn-line" type="submit" name="act" value="preview">
                Preview
              </button>
            )}
          </div>
        </form>
        {preview && (
          <aside class="preview" aria-label="How its text looks">
            <p class="small quiet">As learners read it</p>
            <div id="preview">
              <Drawn html={preview.html} />
            </div>
          </aside>
        )}
      </div>
      {after}
    </TeachingPage>
  );
}

/** The part that a script draws anew while one types. */
export function Drawn({ html }: { html: string }) {
  if (html === '') return <p class="quiet">Nothing is written yet.</p>;
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

export const fieldId = (name: string): string => `f-${name.replace(/[^a-zA-Z0-9-]/g, '-')}`;

function FaultList({ faults }: { faults: Faults }) {
  const entries = Object.entries(faults);
  if (entries.length < 2) return null;
  return (
    <ul class="note bad faults">
      {entries.map(([field, words]) => (
        <li>
          <a href={`#${fieldId(field)}`}>{words}</a>
        </li>
      ))}
    </ul>
  );
}

/** What the other one saved, field by field where it differs. */
function Theirs({ theirs, mine }: { theirs: Texts; mine: Texts }) {
  const fields = Object.keys(theirs).filter((field) => theirs[field] !== (mine[field] ?? ''));
  return (
    <details class="note caution" open>
      <summary>What they saved</summary>
      {fields.length === 0 ? (
        <p>The same as yours.</p>
      ) : (
        <dl class="theirs">
          {fields.map((field) => (
            <div>
              <dt>{field}</dt>
              <dd class="as-written">{theirs[field] || 'empty'}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}

type InputProps = { filled: Filled; name: string; label: ComponentChildren; hint?: ComponentChildren };
type LineProps = InputProps & { type?: 'text' | 'number'; max?: number; mode?: 'decimal' | 'numeric'; list?: string };

export function LineInput({ filled, name, label, hint, type = 'text', max, mode, list }: LineProps) {
  return (
    <Field
      {...{ id: fieldId(name), name, label, hint, type }}
      value={filled.texts[name] ?? ''}
      error={filled.faults[name]}
      {...(max !== undefined && { maxLength: max })}
      {...(mode && { inputMode: mode })}
      {...(list && { list })}
    />
  );
}

export function AreaInput({ filled, name, label, hint, rows = 4 }: InputProps & { rows?: number }) {
  const value = filled.texts[name] ?? '';
  return <TextArea {...{ id: fieldId(name), name, label, hint, rows, value }} error={filled.faults[name]} />;
}

type Choices = readonly { value: string; label: string }[];

/** A value that is no longer among the options stays, and is named. */
export function ChoiceInput({ filled, name, label, hint, options }: InputProps & { options: Choices }) {
  const value = filled.texts[name] ?? '';
  const known = options.some((option) => option.value === value);
  const all = known || value === '' ? options : [...options, { value, label: `${value} (not there)` }];
  return <Select {...{ id: fieldId(name), name, label, hint, value }} options={all} error={filled.faults[name]} />;
}

export function TickInput({ filled, name, label }: Omit<InputProps, 'hint'>) {
  return (
    <label class="tick">
      <input type="checkbox" id={fieldId(name)} name={name} value="yes" checked={filled.texts[name] === 'yes'} />
      <span>{label}</span>
    </label>
  );
}

/** Several ticks of one name, such as the outcomes that a step serves. */
export function TicksInput({ filled, name, label, options }: InputProps & { options: Choices }) {
  if (options.length === 0) return null;
  const ticked = new Set((filled.texts[name] ?? '').split('\n'));
  return (
    <fieldset class="ticks" id={fieldId(name)}>
      <legend>{label}</legend>
      {options.map(({ value, label: words }) => (
        <label class="tick">
          <input type="checkbox" name={name} value={value} checked={ticked.has(value)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A group of fields under a heading of its own. */
export function Group({
  title,
  about,
  children,
}: {
  title: string;
  about?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="form-group">
      <legend>{title}</legend>
      {about && <p class="hint">{about}</p>}
      {children}
    </fieldset>
  );
}

/** Rows that are filled in, and a few empty ones. */
export function rowsOf(
  texts: Texts,
  name: string,
  parts: readonly string[],
  { most, empty = 2 }: { most: number; empty?: number },
): number[] {
  const used = Array.from({ length: most }, (_, row) => row).filter((row) =>
    parts.some((part) => (texts[`${name}.${row}.${part}`] ?? '') !== ''),
  );
  const last = used.at(-1) ?? -1;
  return Array.from({ length: Math.min(most, last + 1 + empty) }, (_, row) => row);
}
