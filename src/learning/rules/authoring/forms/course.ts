/** What a course says of itself, its weeks and banks, and when it is completed, as forms. */
import type { DraftContent, DraftWeek } from '../../../schema/draft.js';
import type { Bank, CompletionPolicy } from '../../../schema/index.js';
import { keyFrom } from '../keys.js';
import { type Faults, FormReader, inPercent, type Texts } from './texts.js';

export const MOST_OUTCOMES = 20;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export function textsOfAbout({ title, language, summary, outcomes, integrity }: DraftContent): Texts {
  const rows = outcomes.flatMap(({ key, text }, row) => [
    [`outcome.${row}.key`, key],
    [`outcome.${row}.text`, text],
  ]);
  return { title, language, summary, integrity: integrity ?? '', ...Object.fromEntries(rows) };
}

/** An outcome whose words are emptied goes, also from the steps and questions that served it. */
export function readAbout(texts: Texts, draft: DraftContent): { draft: DraftContent; faults: Faults } {
  const form = new FormReader(texts);
  const taken = draft.outcomes.map(({ key }) => key);
  const outcomes = form.rows('outcome', ['text'], MOST_OUTCOMES).map((row) => {
    const text = form.words(`outcome.${row}.text`, { most: 2000 });
    const given = form.raw(`outcome.${row}.key`);
    const key = draft.outcomes.some((one) => one.key === given) ? given : keyFrom(text, taken, 'outcome');
    taken.push(key);
    return { key, text };
  });
  const language = form.words('language', { most: 20, needed: 'Say the language, such as en.' });
  if (language !== '' && !LANGUAGE.test(language))
    form.fault('language', 'Write the language as a code, such as en, cy or en-GB.');
  const integrity = form.optional('integrity');
  const { integrity: _, ...kept } = draft;
  const about = {
    title: form.words('title', { most: 200, needed: 'Write a title.' }),
    ...{ language, summary: form.text('summary', 60_000), outcomes },
    ...(integrity !== undefined && { integrity }),
  };
  const known = new Set(outcomes.map(({ key }) => key));
  return { draft: servingOnly({ ...kept, ...about }, known), faults: form.faults };
}

function servingOnly(draft: DraftContent, known: ReadonlySet<string>): DraftContent {
  const serving = <T extends { outcomes: string[] }>(part: T): T => ({
    ...part,
    outcomes: part.outcomes.filter((key) => known.has(key)),
  });
  const weeks = draft.weeks.map((week) => ({
    ...week,
    steps: week.steps.map((step) => {
      const served = serving(step);
      if (served.type === 'quiz')
        return {
          ...served,
          draws: served.draws.map((draw) => ('items' in draw ? { items: draw.items.map(serving) } : draw)),
        };
      if (served.type !== 'assignment') return served;
      const rubric = served.rubric.map(({ outcome, ...criterion }) =>
        outcome !== undefined && known.has(outcome) ? { ...criterion, outcome } : criterion,
      );
      return { ...served, rubric };
    }),
  }));
  return { ...draft, weeks, banks: draft.banks.map((bank) => ({ ...bank, items: bank.items.map(serving) })) };
}

export const textsOfWeek = ({ title, summary }: DraftWeek): Texts => ({ title, summary });

export function readWeek(texts: Texts, week: DraftWeek): { week: DraftWeek; faults: Faults } {
  const form = new FormReader(texts);
  const title = form.words('title', { most: 200, needed: 'Write a title.' });
  return { week: { ...week, title, summary: form.text('summary', 60_000) }, faults: form.faults };
}

export const textsOfBank = ({ title }: Bank): Texts => ({ title });

export function readBank(texts: Texts, bank: Bank): { bank: Bank; faults: Faults } {
  const form = new FormReader(texts);
  return {
    bank: { ...bank, title: form.words('title', { most: 200, needed: 'Write a title.' }) },
    faults: form.faults,
  };
}

export function textsOfPolicy({ steps, tests, average, attendance }: CompletionPolicy): Texts {
  return {
    ...{ steps: inPercent(steps), tests, attendance: inPercent(attendance) },
    average: average === null ? '' : inPercent(average),
  };
}

export function readPolicy(texts: Texts): { policy: CompletionPolicy; faults: Faults } {
  const form = new FormReader(texts);
  const policy = {
    steps: form.share('steps'),
    tests: form.choice('tests', ['attempted', 'passed', 'average'] as const, 'attempted'),
    average: form.raw('average').trim() === '' ? null : form.share('average'),
    attendance: form.share('attendance'),
  };
  return { policy, faults: form.faults };
}
