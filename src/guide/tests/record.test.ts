import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { extractText, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import { drawApart } from '../../platform/pdf/index.js';
import { type Recorded, recordDrafts } from '../rules/record.js';
import { type KeptItem, QUESTIONS } from '../schema.js';

const NOW = new Date('2026-11-23T09:00:00Z');
const course = { id: '1', slug: 'demo', title: 'Demo ward leadership', url: '/courses/demo', provider: 'Demo College' };
const item = (place: number, more: Partial<KeptItem> = {}): KeptItem => ({
  course,
  place,
  value: [0.61, 0.8],
  points: 0.7,
  tie: null,
  questions: QUESTIONS.map((name, at) => ({
    name,
    value: [0.1 * at, 0.1 * at + 0.3],
    short: 'x',
    sentence: `Teaches ${at} of the 8 skills in your gap; missing: budgeting, audit.`,
  })),
  unknown: ['CPD hours', 'when it was last refreshed'],
  price: { amount: 35_000, currency: 'GBP', period: null },
  start: '2027-01-12',
  ...more,
});
const recorded = (
  more: Partial<Recorded> = {},
  items: KeptItem[] = [1, 2, 3, 4, 5, 6].map((at) => item(at)),
): Recorded => ({
  name: 'Lead a ward',
  answer: {
    day: '2026-11-23',
    considered: 12_480,
    total: 87,
    headline: 'Three courses fit you well.',
    answers: QUESTIONS.map((question) => ({ question, line: question === 'reviews' ? null : `Answer to ${question}` })),
    weights: [{ question: 'goals', weight: 0.6 }],
    items,
    changes: ['With 2 more hours a week, 31 more fit.'],
    stability: 'First in 86 of 100 other ways to weigh.',
  },
  chosen: course,
  why: 'It fits my evenings.',
  link: 'https://cairn.example/my/decisions/1',
  ...more,
});

async function read(given: Recorded): Promise<{ pages: number; text: string; bytes: Uint8Array }> {
  const bytes = await drawApart(recordDrafts(given, NOW));
  const { totalPages, text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return { pages: totalPages, text: text.replace(/\s+/g, ' '), bytes };
}

test('says what was asked, the shortlist, the choice and what would change it, on one page', async () => {
  const { pages, text, bytes } = await read(recorded());
  if (process.env.CAIRN_LOOK) writeFileSync(`${process.env.CAIRN_LOOK}/record.pdf`, bytes);
  expect(pages).toBe(1);
  for (const words of [
    'Lead a ward',
    'Ranked on Monday 23 November 2026 over all 12,480 courses of the catalogue. 87 courses had what was asked for.',
    'Goals and gap 60% Answer to goals',
    'not answered',
    '1. Demo ward leadership Demo College · £350 · starts on 12 Jan 2027 · value 61 to 80 of 100',
    'Teaches 4 of the 8 skills in your gap; missing: budgeting, audit.',
    'Not known: CPD hours and when it was last refreshed.',
    'What was chosen, and why Demo ward leadership, Demo College It fits my evenings.',
    'With 2 more hours a week, 31 more fit. First in 86 of 100 other ways to weigh.',
    'https://cairn.example/my/decisions/1',
  ])
    expect(text).toContain(words);
  expect((await getMeta(new Uint8Array(bytes))).info).toMatchObject({ Title: 'Decision record: Lead a ward' });
});

test('stays one page whatever is in it', { timeout: 120_000 }, async () => {
  const long = 'Wundverbandmanagement Неотложная помощь नर्सिंग 看護 '.repeat(12);
  const worst = {
    course: { ...course, title: long.slice(0, 500), provider: long.slice(0, 300) },
    questions: QUESTIONS.map((name) => ({ name, value: [0, 1] as [number, number], short: 'x', sentence: long })),
    unknown: Array.from({ length: 30 }, (_, at) => `${at} ${long.slice(0, 80)}`),
  };
  const items = Array.from({ length: 20 }, (_, at) => item(at + 1, worst));
  const base = recorded({ name: 'W'.repeat(100), why: long.repeat(4), chosen: worst.course }, items);
  const answers = base.answer.answers.map(({ question }) => ({ question, line: long.repeat(3) }));
  const full = {
    ...base,
    answer: { ...base.answer, answers, changes: Array.from({ length: 9 }, () => long), stability: long },
  };
  const { pages, bytes } = await read(full);
  if (process.env.CAIRN_LOOK) writeFileSync(`${process.env.CAIRN_LOOK}/worst.pdf`, bytes);
  expect(pages).toBe(1);
  const hostile = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, why) => {
      expect((await read(recorded({ name, why, chosen: null, link: null }, []))).pages).toBe(1);
    }),
    { numRuns: 3 },
  );
});
