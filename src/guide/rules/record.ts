/**
 * A decision on one page: what was asked, the shortlist with a sentence a question, what was chosen and why, what is not
 * known and what would change it. Pure: drafts from the fullest to the briefest, of which the first that fits is printed.
 */
import type { PdfBlock, PdfDocument } from '../../platform/pdf/index.js';
import { countOf, formatDay, formatLongDay, formatNumber, listInWords } from '../../ui/index.js';
import {
  type CourseLine,
  type KeptAnswer,
  type KeptItem,
  QUESTION_LABELS,
  QUESTIONS,
  type QuestionName,
} from '../schema.js';
import { keptPrice, valueInWords } from './keeping.js';

export type Recorded = {
  name: string;
  answer: KeptAnswer;
  chosen: CourseLine | null;
  why: string | null;
  /** Where the decision is kept; null: it is not. */
  link: string | null;
};

/** How much of the shortlist is told, and in how many lines a sentence. */
const DRAFTS = [
  { picks: 5, lines: 3, changes: 3 },
  { picks: 5, lines: 2, changes: 2 },
  { picks: 4, lines: 2, changes: 2 },
  { picks: 3, lines: 2, changes: 2 },
  { picks: 3, lines: 1, changes: 1 },
  { picks: 2, lines: 1, changes: 1 },
] as const;

/** The drafts of a record; `created`: the moment at which it is printed. */
export function recordDrafts(recorded: Recorded, created: Date): PdfDocument[] {
  return DRAFTS.map((draft) => ({
    title: `Decision record: ${recorded.name}`,
    language: 'en-GB',
    created,
    blocks: [
      ...head(recorded),
      ...asked(recorded.answer, draft.lines),
      ...shortlist(recorded.answer, draft),
      ...choice(recorded),
      ...changes(recorded.answer, draft),
      ...foot(recorded),
    ],
  }));
}

type Draft = (typeof DRAFTS)[number];

function head({ name, answer }: Recorded): PdfBlock[] {
  const { considered, total, day } = answer;
  const fit = total < considered ? ` ${countOf(total, 'course')} had what was asked for.` : '';
  return [
    { kind: 'heading', level: 1, text: name, most: 2 },
    {
      kind: 'text',
      text: `Decision record. Ranked on ${formatLongDay(day)} over all ${formatNumber(considered)} courses of the catalogue.${fit}`,
      quiet: true,
    },
  ];
}

function asked({ answers, weights }: KeptAnswer, lines: number): PdfBlock[] {
  const weightOf = (name: QuestionName): string => {
    const weight = weights.find(({ question }) => question === name)?.weight;
    return weight === undefined ? '' : `${Math.round(weight * 100)}%`;
  };
  const lineOf = (name: QuestionName): string =>
    answers.find(({ question }) => question === name)?.line ?? 'not answered';
  return [
    { kind: 'heading', level: 2, text: 'What was asked' },
    {
      kind: 'table',
      columns: [
        { name: 'Question', share: 0.2 },
        { name: 'Weight', share: 0.08 },
        { name: 'Answer', share: 0.72 },
      ],
      rows: QUESTIONS.map((name) => [QUESTION_LABELS[name], weightOf(name), lineOf(name)]),
      most: Math.min(2, lines),
    },
  ];
}

function shortlist({ items, total }: KeptAnswer, { picks, lines }: Draft): PdfBlock[] {
  const shown = items.slice(0, picks);
  const more = total - shown.length;
  return [
    { kind: 'heading', level: 2, text: 'The shortlist' },
    ...(shown.length === 0 ? [{ kind: 'text' as const, text: 'No course had all that was asked for.' }] : []),
    ...shown.flatMap((one) => pick(one, lines)),
    ...(more > 0
      ? [{ kind: 'text' as const, text: `${countOf(more, 'more course')} came after these.`, quiet: true }]
      : []),
  ];
}

function pick({ course, place, value, questions, unknown, price, start }: KeptItem, lines: number): PdfBlock[] {
  const begins = start === null ? null : `starts on ${formatDay(start)}`;
  const facts = [course.provider, keptPrice(price), begins, `value ${valueInWords(value)}`].filter(
    (fact) => fact !== null,
  );
  return [
    { kind: 'heading', level: 3, text: `${place}. ${course.title}`, most: 2 },
    { kind: 'text', text: facts.join(' · '), quiet: true, most: 1 },
    {
      kind: 'table',
      columns: [
        { name: 'Question', share: 0.16 },
        { name: 'Fit', share: 0.13 },
        { name: 'Why', share: 0.71 },
      ],
      rows: questions.map((one) => [
        QUESTION_LABELS[one.name],
        { low: one.value[0], high: one.value[1], said: valueInWords(one.value) },
        one.sentence,
      ]),
      most: lines,
    },
    ...(unknown.length > 0
      ? [{ kind: 'text' as const, text: `Not known: ${listInWords([...new Set(unknown)])}.`, quiet: true, most: 1 }]
      : []),
  ];
}

function choice({ chosen, why }: Recorded): PdfBlock[] {
  if (chosen === null && why === null) return [];
  return [
    { kind: 'heading', level: 2, text: 'What was chosen, and why' },
    { kind: 'text', text: chosen ? `${chosen.title}, ${chosen.provider}` : 'Nothing yet.', strong: true, most: 2 },
    ...(why === null ? [] : [{ kind: 'text' as const, text: why, most: 6 }]),
  ];
}

function changes({ changes, stability }: KeptAnswer, draft: Draft): PdfBlock[] {
  const told = [...changes.slice(0, draft.changes), ...(stability === null ? [] : [stability])];
  if (told.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What would change it' },
    ...told.map((text): PdfBlock => ({ kind: 'text', text, most: Math.min(2, draft.lines) })),
  ];
}

function foot({ link, answer }: Recorded): PdfBlock[] {
  return [
    { kind: 'rule' },
    {
      kind: 'text',
      text: `Bars: the dark part is sure, the light part is where a fact is missing. Facts are as providers stated them by ${formatDay(answer.day)}; ask the provider before you pay.`,
      quiet: true,
      most: 3,
    },
    ...(link === null ? [] : [{ kind: 'text' as const, text: link, href: link, quiet: true, most: 1 }]),
  ];
}
