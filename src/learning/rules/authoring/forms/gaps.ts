/** Gaps of a cloze, as rows of a form. The key of a gap stands in the text, as `{{key}}`, so it is written by hand. */
import type { Item } from '../../../schema/index.js';
import { acceptedLines, optionLines, readAccepted, readOptionLines } from './lines.js';
import { type FormReader, inPercent, type Texts, tick } from './texts.js';

type Gap = Extract<Item, { type: 'cloze' }>['gaps'][number];

export function gapTexts(gaps: readonly Gap[]): Texts {
  return Object.fromEntries(
    gaps.flatMap((gap, row) => [
      [`gap.${row}.key`, gap.key],
      [`gap.${row}.kind`, gap.kind],
      ...Object.entries(answerTexts(gap)).map(([part, text]) => [`gap.${row}.${part}`, text]),
    ]),
  );
}

function answerTexts(gap: Gap): Texts {
  if (gap.kind === 'short') return { answers: acceptedLines(gap.accepted), case: tick(gap.caseCounts) };
  if (gap.kind === 'choice')
    return { answers: optionLines(gap.options, gap.answer), kept: JSON.stringify(gap.options) };
  const { kind, value } = gap.tolerance;
  const within = kind === 'exact' ? '' : kind === 'relative' ? `${inPercent(value)}%` : String(value);
  return { answers: String(gap.answer), within, unit: gap.unit ?? '' };
}

export function readGaps(form: FormReader): object[] {
  const rows = form.rows('gap', ['key', 'answers'], 20);
  if (rows.length === 0) form.fault('gap.0.key', 'Describe at least one gap.');
  return rows.map((row) => {
    const key = form.words(`gap.${row}.key`, { most: 64, needed: 'Name the gap as in the text.' });
    if (key !== '' && !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(key))
      form.fault(`gap.${row}.key`, 'A name is small letters, digits and hyphens, such as phase-one.');
    const kind = form.choice(`gap.${row}.kind`, ['short', 'numeric', 'choice'] as const, 'short');
    return { key, kind, ...readAnswer(form, row, kind) };
  });
}

function readAnswer(form: FormReader, row: number, kind: Gap['kind']): object {
  const field = `gap.${row}.answers`;
  if (kind === 'short') return { accepted: readAccepted(form, field), caseCounts: form.ticked(`gap.${row}.case`) };
  if (kind === 'choice') return readOptionLines(form, field, keptOptions(form.raw(`gap.${row}.kept`)));
  const unit = form.optional(`gap.${row}.unit`, 40);
  const within = form.raw(`gap.${row}.within`).trim();
  const tolerance =
    within === ''
      ? { kind: 'exact', value: 0 }
      : within.endsWith('%')
        ? { kind: 'relative', value: Number((Number.parseFloat(within) / 100).toFixed(6)) }
        : { kind: 'absolute', value: form.number(`gap.${row}.within`, { least: 0 }) };
  return { answer: form.number(field), tolerance, ...(unit !== undefined && { unit }) };
}

/** Options as they were, so that those that stay keep their keys. What cannot be read is as if nothing had been kept. */
function keptOptions(text: string): { key: string; text: string; feedback?: string }[] {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return [];
    return read.flatMap((one: { key?: unknown; text?: unknown; feedback?: unknown } | null) =>
      typeof one?.key === 'string' && typeof one.text === 'string'
        ? [{ key: one.key, text: one.text, ...(typeof one.feedback === 'string' && { feedback: one.feedback }) }]
        : [],
    );
  } catch {
    return [];
  }
}
