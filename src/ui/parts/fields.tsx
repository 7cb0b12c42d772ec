import type { ComponentChildren } from 'preact';
import { optionsHtml } from './html-text.js';
import { formatNumber } from './words.js';

type FieldProps = {
  id: string;
  label: ComponentChildren;
  name: string;
  value?: string | number | undefined;
  type?: 'text' | 'number' | 'date' | 'search' | 'email' | 'password' | 'url' | 'time' | 'datetime-local';
  hint?: ComponentChildren;
  /** What to change, in words; the field is marked invalid and described by it. */
  error?: string | undefined;
  min?: number;
  max?: number;
  step?: number | 'any';
  placeholder?: string;
  required?: boolean;
  maxLength?: number;
  /** What the browser may fill in: `email`, `current-password`, `new-password`, `one-time-code`. */
  autoComplete?: string;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'url';
  /** Id of a `datalist` with what one may choose. */
  list?: string;
};

/** Label, hint, input, and below it what to change where something is wrong. */
export function Field({ id, label, hint, error, value, type = 'text', ...input }: FieldProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        class={type === 'number' ? 'input num' : 'input'}
        id={id}
        // Preact's types tie other attributes to each type; these hold for all of ours.
        type={type as 'text'}
        inputMode={type === 'number' ? 'decimal' : undefined}
        value={value ?? ''}
        {...described({ id, hint, error })}
        {...input}
      />
    </Labelled>
  );
}

type LabelledProps = {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
};

function Labelled({ id, label, hint, error, children }: LabelledProps & { children: ComponentChildren }) {
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** Ties hint and error to what they are about, for whoever hears the page. */
function described({ id, hint, error }: Omit<LabelledProps, 'label'>) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { 'aria-describedby': ids === '' ? undefined : ids, 'aria-invalid': error ? ('true' as const) : undefined };
}

type TextAreaProps = LabelledProps & {
  name: string;
  value?: string | undefined;
  rows?: number;
  required?: boolean;
  maxLength?: number;
};

/** A field for more than a line. */
export function TextArea({ id, label, hint, error, value, rows = 5, ...input }: TextAreaProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea class="input" id={id} rows={rows} {...described({ id, hint, error })} {...input}>
        {value ?? ''}
      </textarea>
    </Labelled>
  );
}

type SelectProps = LabelledProps & {
  name: string;
  options: readonly { value: string; label: string }[];
  value: string;
};

export function Select({ id, label, name, options, value, hint, error }: SelectProps) {
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        class="input"
        id={id}
        name={name}
        {...described({ id, hint, error })}
        dangerouslySetInnerHTML={{ __html: optionsHtml(options, value) }}
      />
    </Labelled>
  );
}

type TickProps = {
  name: string;
  value: string;
  checked?: boolean;
  label: ComponentChildren;
  /** How many there are; 0 disables the tick unless it is checked. */
  count?: number;
};

export function Tick({ name, value, checked = false, label, count }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={value} checked={checked} disabled={count === 0 && !checked} />
      <span>{label}</span>
      {count !== undefined && <span class="count">{formatNumber(count)}</span>}
    </label>
  );
}

type SearchBoxProps = {
  id: string;
  label: string;
  value?: string;
  placeholder?: string;
  /** Smaller, for the head of a list. */
  slim?: boolean;
  /** Address that suggests while one types; left out: none. */
  suggest?: string;
  name?: string;
  /** Id of the form it belongs to, where it stands outside that form. */
  form?: string;
};

export function SearchBox({ id, label, value, placeholder, slim, suggest, name = 'q', form }: SearchBoxProps) {
  return (
    <>
      <label class="sr" for={id}>
        {label}
      </label>
      <div class={slim ? 'search-box slim' : 'search-box'}>
        <input
          id={id}
          name={name}
          type="search"
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          maxLength={500}
          form={form}
          data-suggest={suggest}
        />
        <button class="btn" type="submit" form={form}>
          Search
        </button>
      </div>
    </>
  );
}
