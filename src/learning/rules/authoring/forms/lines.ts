/** Lists that are written one a line. */
import { keyFrom } from '../keys.js';
import { type FormReader, inPercent } from './texts.js';

type Accepted = { text: string; worth: number };
type Option = { key: string; text: string; feedback?: string | undefined };

/** `myocardial infarction` is right; `heart attack = 50%` is worth half. */
export function acceptedLines(accepted: readonly Accepted[]): string {
  return accepted.map(({ text, worth }) => (worth === 1 ? text : `${text} = ${inPercent(worth)}%`)).join('\n');
}

export function readAccepted(form: FormReader, field: string): Accepted[] {
  const lines = form.lines(field);
  if (lines.length === 0) form.fault(field, 'Write at least one answer that is right.');
  if (lines.length > 40) form.fault(field, 'Write 40 answers at most.');
  return lines.map((line) => {
    const [, text = line, percent = '100'] = /^(.*\S)\s+=\s*(\d{1,3}(?:\.\d{1,4})?)\s?%$/.exec(line) ?? [];
    if (text.length > 200) form.fault(field, `“${text.slice(0, 40)}…” is longer than 200 characters.`);
    if (Number(percent) > 100) form.fault(field, `“${line.slice(0, 60)}” is worth more than 100%.`);
    return { text, worth: Number((Math.min(100, Number(percent)) / 100).toFixed(6)) };
  });
}

/** Options of a gap, with a star before the right one. */
export function optionLines(options: readonly Option[], answer: string): string {
  return options.map(({ key, text }) => `${key === answer ? '*' : ''}${text}`).join('\n');
}

/** Options that were there keep their keys, and what is told to whoever chose them. */
export function readOptionLines(form: FormReader, field: string, known: readonly Option[]) {
  const options: Option[] = [];
  let answer = '';
  for (const line of form.lines(field)) {
    const text = line.replace(/^\*\s*/, '');
    if (text === '') continue;
    const before = known.find((one) => one.text === text && !options.includes(one));
    const taken = [...options, ...known].map(({ key }) => key);
    const option = before ?? { key: keyFrom(text, taken, 'option'), text };
    options.push(option);
    if (line.startsWith('*')) answer ||= option.key;
  }
  if (options.length < 2) form.fault(field, 'Write at least two options, one a line.');
  if (options.length > 20) form.fault(field, 'Write 20 options at most.');
  if (answer === '') form.fault(field, 'Put a star before the right one, such as *four.');
  return { options, answer };
}
