/** The fields of the guide's form: each knows its values and what is wrong with it by its name. */
import type { ComponentChildren } from 'preact';
import { Field, Select, TextArea, Tick } from '../../ui/index.js';
import { type SentForm, valuesOf } from '../rules/form.js';

/** A form as it stands: what was written in it, and what to write instead. */
export type Asked = { sent: SentForm; faults: Readonly<Record<string, string>> };

type Asking = { asked: Asked; name: string; label: ComponentChildren; hint?: ComponentChildren };

/** Id of a field, by its name. */
export function idOf(name: string): string {
  return name.replaceAll('.', '-').replace('[]', '');
}

export function oneOf({ sent }: Asked, name: string): string {
  return valuesOf(sent, name)[0] ?? '';
}

/** Whether any of these fields holds something, or is at fault. */
export function isTouched(asked: Asked, names: readonly string[]): boolean {
  return names.some(
    (name) => valuesOf(asked.sent, name).some((value) => value !== '') || asked.faults[plain(name)] !== undefined,
  );
}

function plain(name: string): string {
  return name.replace('[]', '');
}

export function AskLine({ asked, name, ...rest }: Asking & { list?: string; maxLength?: number }) {
  return (
    <Field
      id={idOf(name)}
      name={name}
      value={oneOf(asked, name)}
      error={asked.faults[name]}
      autoComplete="off"
      maxLength={200}
      {...rest}
    />
  );
}

export function AskLong({ asked, name, rows = 2, ...rest }: Asking & { rows?: number }) {
  return (
    <TextArea
      id={idOf(name)}
      name={name}
      value={oneOf(asked, name)}
      error={asked.faults[name]}
      rows={rows}
      maxLength={2000}
      {...rest}
    />
  );
}

/** A number, as text: a browser that refuses "1,500" without a word helps nobody. */
export function AskNumber({ asked, name, ...rest }: Asking) {
  return (
    <Field
      id={idOf(name)}
      name={name}
      value={oneOf(asked, name)}
      error={asked.faults[name]}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      {...rest}
    />
  );
}

export function AskDay({ asked, name, ...rest }: Asking) {
  return (
    <Field id={idOf(name)} name={name} type="date" value={oneOf(asked, name)} error={asked.faults[name]} {...rest} />
  );
}

export type Option = { value: string; label: string };

export function AskChoice({
  asked,
  name,
  options,
  otherwise = '',
  ...rest
}: Asking & { options: readonly Option[]; otherwise?: string }) {
  return (
    <Select
      id={idOf(name)}
      name={name}
      options={options}
      value={oneOf(asked, name) || otherwise}
      error={asked.faults[name]}
      {...rest}
    />
  );
}

/** Ticks under one question. `name` ends in `[]` where several may be ticked. */
export function AskTicks({ asked, name, label, options }: Asking & { options: readonly Option[] }) {
  const chosen = valuesOf(asked.sent, name);
  const fault = asked.faults[plain(name)];
  return (
    <fieldset class={fault ? 'ticks field-error' : 'ticks'} id={idOf(name)}>
      <legend>{label}</legend>
      {options.map((one) => (
        <Tick name={name} value={one.value} label={one.label} checked={chosen.includes(one.value)} />
      ))}
      {fault && <span class="error">{fault}</span>}
    </fieldset>
  );
}

/** One tick, alone. */
export function AskTick({ asked, name, label }: Omit<Asking, 'hint'>) {
  return <Tick name={name} value="1" label={label} checked={oneOf(asked, name) !== ''} />;
}

/** A wish with its "must": ticked, what does not fit is left out; else it stands lower. */
export function Limit({
  asked,
  name,
  about,
  children,
}: Omit<Asking, 'label'> & { about: string; children: ComponentChildren }) {
  return (
    <div class="limit">
      {children}
      <AskTick
        asked={asked}
        name={`${name}.hard`}
        label={
          <>
            Must<span class="sr">: {about}</span>
          </>
        }
      />
    </div>
  );
}

/** More of a question, folded until somebody wants it. */
export function More({ title, open, children }: { title: string; open: boolean; children: ComponentChildren }) {
  return (
    <details class="ask-more" open={open}>
      <summary>{title}</summary>
      <div class="ask-fields">{children}</div>
    </details>
  );
}
