/** One field of the form of an achievement: its words, its source, and what to change. */
import { Field, Select, sourceOn, TextArea, Tick } from '../../../ui/index.js';
import {
  type AchievementFaults,
  type AchievementField,
  type AchievementTexts,
  FIELD_LABELS,
} from '../../rules/achievement-fields.js';
import type { AchievementSources } from '../../schema/achievement.js';

export type Filled = { texts: AchievementTexts; faults: AchievementFaults; sources: AchievementSources };

type WordsProps = {
  filled: Filled;
  name: AchievementField;
  hint?: string;
  rows?: number;
  type?: 'text' | 'url' | 'number';
  required?: boolean;
};

/** A line; a box where there is room for `rows`. */
export function Words({ filled, name, hint, rows, type = 'text', required = false }: WordsProps) {
  const shared = {
    id: `f-${name}`,
    name,
    label: FIELD_LABELS[name],
    value: filled.texts[name] ?? '',
    hint: hintOf(filled, name, hint),
    error: filled.faults[name],
  };
  if (rows !== undefined) return <TextArea {...shared} rows={rows} />;
  return <Field {...shared} type={type} required={required} {...(type === 'number' && { step: 'any', min: 0 })} />;
}

type ChoiceProps = {
  filled: Filled;
  name: AchievementField;
  options: readonly { value: string; label: string }[];
  hint?: string;
};

const NOT_STATED = { value: '', label: 'Not stated' };

export function Choice({ filled, name, options, hint, stated = false }: ChoiceProps & { stated?: boolean }) {
  return (
    <Select
      id={`f-${name}`}
      name={name}
      label={FIELD_LABELS[name]}
      options={stated ? options : [NOT_STATED, ...options]}
      value={filled.texts[name] ?? ''}
      hint={hintOf(filled, name, hint)}
      error={filled.faults[name]}
    />
  );
}

export function Ticks({ filled, name, options }: Omit<ChoiceProps, 'hint'>) {
  const ticked = (filled.texts[name] ?? '').split('\n');
  return (
    <fieldset class="field" id={`f-${name}`}>
      <legend>{FIELD_LABELS[name]}</legend>
      <div class="tick-grid">
        {options.map(({ value, label }) => (
          <Tick name={name} value={value} label={label} checked={ticked.includes(value)} />
        ))}
      </div>
      {filled.faults[name] && <span class="error">{filled.faults[name]}</span>}
    </fieldset>
  );
}

function hintOf({ sources }: Filled, name: AchievementField, hint?: string): string | undefined {
  const from = sources[name];
  const said = [hint, from && `Filled in from ${sourceOn(from.source, from.checked)}.`].filter(Boolean).join(' ');
  return said === '' ? undefined : said;
}
