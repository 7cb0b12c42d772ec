/** A criterion of a rubric as a form: what is looked for, and its levels with their points. */
import type { Criterion } from '../../../schema/index.js';
import { keyFrom } from '../keys.js';
import { type Faults, FormReader, type Texts } from './texts.js';

export const MOST_LEVELS = 8;

export function textsOfCriterion({ text, outcome, levels }: Criterion): Texts {
  const rows = levels.flatMap(({ key, text: words, points }, row) => [
    [`level.${row}.key`, key],
    [`level.${row}.text`, words],
    [`level.${row}.points`, String(points)],
  ]);
  return { text, outcome: outcome ?? '', ...Object.fromEntries(rows) };
}

export function readCriterion(texts: Texts, key: string): { criterion: Criterion; faults: Faults } {
  const form = new FormReader(texts);
  const rows = form.rows('level', ['text'], MOST_LEVELS);
  if (rows.length < 2) form.fault('level.0.text', 'Write at least two levels.');
  const taken = Array.from({ length: MOST_LEVELS }, (_, row) => form.raw(`level.${row}.key`)).filter(Boolean);
  const levels = rows.map((row) => {
    const text = form.words(`level.${row}.text`, { most: 2000 });
    const own = form.raw(`level.${row}.key`) || keyFrom(text, taken, 'level');
    taken.push(own);
    return { key: own, text, points: form.number(`level.${row}.points`, { least: 0, most: 1000 }) };
  });
  if (levels.length > 0 && levels.every(({ points }) => points === 0))
    form.fault('level.0.points', 'At least one level needs points.');
  const outcome = form.optional('outcome', 64);
  const text = form.words('text', { most: 2000, needed: 'Say what is looked for.' });
  return { criterion: { key, text, levels, ...(outcome !== undefined && { outcome }) }, faults: form.faults };
}
