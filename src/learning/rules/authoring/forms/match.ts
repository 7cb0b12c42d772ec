/** Pairs to match, as rows of a form: what stands left, and what belongs to it; and what belongs to nothing. */
import type { Item } from '../../../schema/index.js';
import { keyFrom } from '../keys.js';
import type { FormReader, Texts } from './texts.js';

type Match = Extract<Item, { type: 'match' }>;
type Side = { key: string; text: string; feedback?: string | undefined };

export function matchTexts({ left, right, pairs }: Match): Texts {
  const rightOf = (key: string) => right.find((one) => one.key === pairs.find((pair) => pair.left === key)?.right);
  const used = new Set(pairs.map((pair) => pair.right));
  const rows = left.flatMap(({ key, text }, row) => [
    [`pair.${row}.key`, key],
    [`pair.${row}.left`, text],
    [`pair.${row}.right`, rightOf(key)?.text ?? ''],
    [`pair.${row}.rightKey`, rightOf(key)?.key ?? ''],
  ]);
  const extra = right
    .filter(({ key }) => !used.has(key))
    .flatMap(({ key, text }, row) => [
      [`extra.${row}.key`, key],
      [`extra.${row}.text`, text],
    ]);
  return Object.fromEntries([...rows, ...extra]);
}

/** Two rows with the same words on the right share one answer. */
export function readMatch(form: FormReader): object {
  const rows = form.rows('pair', ['left', 'right'], 12);
  if (rows.length < 2) form.fault('pair.0.left', 'Write at least two pairs.');
  const [left, right]: [Side[], Side[]] = [[], []];
  const pairs = rows.map((row) => {
    const text = form.words(`pair.${row}.left`, { most: 2000, needed: 'Write what stands on the left.' });
    const answer = form.words(`pair.${row}.right`, { most: 2000, needed: 'Write what belongs to it.' });
    const mine = sideOf(left, form.raw(`pair.${row}.key`), text, { isShared: false });
    const theirs = sideOf(right, form.raw(`pair.${row}.rightKey`), answer, { isShared: true });
    return { left: mine.key, right: theirs.key };
  });
  for (const row of form.rows('extra', ['text'], 4))
    sideOf(right, form.raw(`extra.${row}.key`), form.words(`extra.${row}.text`, { most: 2000 }), { isShared: true });
  return { left, right, pairs };
}

function sideOf(side: Side[], given: string, text: string, { isShared }: { isShared: boolean }): Side {
  const same = isShared ? side.find((one) => one.text === text) : undefined;
  if (same) return same;
  const taken = side.map(({ key }) => key);
  const key = given !== '' && !taken.includes(given) ? given : keyFrom(text, taken, 'part');
  const made = { key, text };
  side.push(made);
  return made;
}
