/** One field of the form of a course: its words, what is shown now, and what to change. */
import { Field, Select, TextArea, Tick } from '../../../ui/index.js';
import { type CourseField, type CourseForm, type Faults, FIELD_LABELS } from '../../rules/publishing/index.js';

export type Filled = {
  form: CourseForm;
  faults: Faults;
  whose: Partial<Record<CourseField, string>>;
};

type WordsProps = {
  filled: Filled;
  name: CourseField;
  hint?: string;
  rows?: number;
  required?: boolean;
  type?: 'text' | 'url';
};

/** A line; a box where there is room for `rows`. */
export function Words({ filled, name, hint, rows, required = false, type = 'text' }: WordsProps) {
  const shared = {
    id: `f-${name}`,
    name,
    label: FIELD_LABELS[name],
    value: filled.form[name],
    hint: hintOf(filled, name, hint),
    error: filled.faults[name],
  };
  if (rows !== undefined) return <TextArea {...shared} rows={rows} />;
  return <Field {...shared} type={type === 'url' ? 'url' : 'text'} required={required} />;
}

type ChoiceProps = {
  filled: Filled;
  name: CourseField;
  options: readonly { value: string; label: string }[];
  hint?: string;
};

export function Choice({ filled, name, options, hint }: ChoiceProps) {
  return (
    <Select
      id={`f-${name}`}
      name={name}
      label={FIELD_LABELS[name]}
      options={options}
      value={filled.form[name]}
      hint={hintOf(filled, name, hint)}
      error={filled.faults[name]}
    />
  );
}

type TicksProps = { filled: Filled; name: CourseField; options: readonly { value: string; label: string }[] };

export function Ticks({ filled, name, options }: TicksProps) {
  const ticked = filled.form[name].split('\n');
  const hint = hintOf(filled, name);
  return (
    <fieldset class="field">
      <legend>{FIELD_LABELS[name]}</legend>
      {hint && <span class="hint">{hint}</span>}
      {options.map(({ value, label }) => (
        <Tick name={name} value={value} label={label} checked={ticked.includes(value)} />
      ))}
      {filled.faults[name] && <span class="error">{filled.faults[name]}</span>}
    </fieldset>
  );
}

/** What is shown now is said only where the field is empty, or where it was filled from there. */
export function hintOf({ whose }: Filled, name: CourseField, hint?: string): string | undefined {
  const said = [hint, whose[name] && `${whose[name]}.`].filter(Boolean).join(' ');
  return said === '' ? undefined : said;
}
