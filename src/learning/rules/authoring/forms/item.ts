/** A question as a form: the eight types, each with the rows that it needs. */
import { Item, type ItemType } from '../../../schema/index.js';
import { keyFrom } from '../keys.js';
import { gapTexts, readGaps } from './gaps.js';
import { areaTexts, readAreas } from './hotspot.js';
import { acceptedLines, readAccepted } from './lines.js';
import { matchTexts, readMatch } from './match.js';
import { type Faults, FormReader, inPercent, type Texts, tick } from './texts.js';

export const ITEM_TYPES: readonly ItemType[] = Item.options.map(({ shape }) => shape.type.value);
/** Rows of a form: options, pairs, areas, gaps. */
export const MOST_ROWS = { option: 20, pair: 12, extra: 4, area: 30, gap: 20 } as const;
const SCORINGS = ['all', 'partial'] as const;
type Option = { key: string; text: string; feedback?: string | undefined };

export function textsOfItem(item: Item): Texts {
  const { type, prompt, points, outcomes, feedback } = item;
  return {
    ...{ type, prompt, points: String(points), outcomes: outcomes.join('\n') },
    ...{ right: feedback.right ?? '', wrong: feedback.wrong ?? '' },
    ...('scoring' in item && { scoring: item.scoring }),
    ...('shuffle' in item && { shuffle: tick(item.shuffle) }),
    ...ownTexts(item),
  };
}

function ownTexts(item: Item): Texts {
  switch (item.type) {
    case 'choice':
      return { ...optionTexts(item.options), answer: rowOf(item.options, item.answer) };
    case 'multiple':
      return { ...optionTexts(item.options), answers: item.answers.map((key) => rowOf(item.options, key)).join('\n') };
    case 'match':
      return matchTexts(item);
    case 'order':
      return { ...optionTexts(item.options), ...placeTexts(item.options) };
    case 'hotspot':
      return areaTexts(item);
    case 'numeric':
      return {
        ...{ answer: String(item.answer), unit: item.unit ?? '', tolerance: item.tolerance.kind },
        within: item.tolerance.kind === 'relative' ? inPercent(item.tolerance.value) : String(item.tolerance.value),
      };
    case 'short':
      return { accepted: acceptedLines(item.accepted), case: tick(item.caseCounts) };
    case 'cloze':
      return { text: item.text, ...gapTexts(item.gaps) };
  }
}

function optionTexts(options: readonly Option[]): Texts {
  return Object.fromEntries(
    options.flatMap(({ key, text, feedback }, row) => [
      [`option.${row}.key`, key],
      [`option.${row}.text`, text],
      [`option.${row}.feedback`, feedback ?? ''],
    ]),
  );
}

function placeTexts(options: readonly Option[]): Texts {
  return Object.fromEntries(options.map((_, row) => [`option.${row}.place`, String(row + 1)]));
}

const rowOf = (options: readonly Option[], key: string): string => String(options.findIndex((one) => one.key === key));

/** What the form says. `key` is the question's own, or empty while it has none. The item is null where anything is at fault. */
export function readItem(texts: Texts, type: ItemType, key: string): { item: Item | null; faults: Faults } {
  const form = new FormReader(texts);
  const written = {
    ...{ key: key === '' ? 'new' : key, type },
    prompt: form.text('prompt', 60_000),
    points: form.number('points', { least: 0.01, most: 100 }),
    outcomes: form.lines('outcomes'),
    feedback: readFeedback(form),
    scoring: form.choice('scoring', SCORINGS, 'all'),
    shuffle: form.ticked('shuffle'),
    ...readOwn(form, type),
  };
  if (written.prompt.trim() === '' && type !== 'cloze') form.fault('prompt', 'Write the question.');
  const read = Item.safeParse(written);
  if (!read.success && Object.keys(form.faults).length === 0)
    for (const { path, message } of read.error.issues) form.fault(String(path[0] ?? 'prompt'), message);
  const isWhole = read.success && Object.keys(form.faults).length === 0;
  return { item: isWhole ? { ...read.data, key } : null, faults: form.faults };
}

function readFeedback(form: FormReader): { right?: string; wrong?: string } {
  const [right, wrong] = [form.optional('right'), form.optional('wrong')];
  return { ...(right !== undefined && { right }), ...(wrong !== undefined && { wrong }) };
}

function readOwn(form: FormReader, type: ItemType): object {
  switch (type) {
    case 'choice': {
      const { options, keyOf } = readOptions(form);
      const answer = keyOf(form.raw('answer'));
      if (answer === undefined) form.fault('answer', 'Say which option is right.');
      return { options, answer };
    }
    case 'multiple': {
      const { options, keyOf } = readOptions(form);
      const answers = form
        .lines('answers')
        .map(keyOf)
        .filter((key) => key !== undefined);
      if (answers.length === 0) form.fault('answers', 'Tick the options that are right.');
      return { options, answers };
    }
    case 'order':
      return { options: readOptions(form, { isOrdered: true }).options };
    case 'match':
      return readMatch(form);
    case 'hotspot':
      return readAreas(form);
    case 'numeric':
      return readNumeric(form);
    case 'short':
      return { accepted: readAccepted(form, 'accepted'), caseCounts: form.ticked('case') };
    case 'cloze':
      return { text: form.text('text', 4000), gaps: readGaps(form) };
  }
}

function readOptions(form: FormReader, { isOrdered = false } = {}) {
  const rows = form.rows('option', ['text'], MOST_ROWS.option);
  const most = isOrdered ? 12 : MOST_ROWS.option;
  if (rows.length < 2) form.fault('option.0.text', 'Write at least two options.');
  if (rows.length > most) form.fault(`option.${most}.text`, `There can be ${most} options at most.`);
  const taken: string[] = [];
  const read = rows.map((row) => {
    const text = form.words(`option.${row}.text`, { most: 2000 });
    const key = form.raw(`option.${row}.key`) || keyFrom(text, taken.concat(keysIn(form)), 'option');
    taken.push(key);
    const feedback = form.optional(`option.${row}.feedback`);
    const place = isOrdered ? form.number(`option.${row}.place`, { needed: false }) || 1000 + row : row;
    return { row, place, option: { key, text, ...(feedback !== undefined && { feedback }) } };
  });
  const options = read.toSorted((a, b) => a.place - b.place).map(({ option }) => option);
  const keyOf = (row: string) => read.find((one) => String(one.row) === row)?.option.key;
  return { options, keyOf };
}

/** A new option must not take the key of one further down. */
function keysIn(form: FormReader): string[] {
  return Array.from({ length: MOST_ROWS.option }, (_, row) => form.raw(`option.${row}.key`)).filter(Boolean);
}

function readNumeric(form: FormReader): object {
  const kind = form.choice('tolerance', ['exact', 'absolute', 'relative'] as const, 'exact');
  const value = kind === 'exact' ? 0 : kind === 'relative' ? form.share('within') : form.number('within', { least: 0 });
  const unit = form.optional('unit', 40);
  return { answer: form.number('answer'), tolerance: { kind, value }, ...(unit !== undefined && { unit }) };
}
