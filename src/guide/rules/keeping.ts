/** What is kept of an answer, what a decision is called before it is named, and how what is kept is read again. Pure. */
import { formatDay, formatMoney } from '../../ui/index.js';
import {
  CourseLine,
  type Decision,
  type GuideAnswer,
  type GuideItem,
  GuideQuestion,
  KeptAnswer,
  type KeptItem,
  QUESTION_LABELS,
  type Relaxation,
} from '../schema.js';

/** So many of the first are kept. */
const KEPT = 20;

/** The answer in brief: places, values and sentences of the first twenty, with what is needed to tell later what changed. */
export function keptAnswer(answer: GuideAnswer): KeptAnswer {
  return {
    day: answer.day,
    considered: answer.considered,
    total: answer.total,
    headline: answer.headline,
    answers: answer.answers,
    weights: answer.weights,
    items: answer.items.slice(0, KEPT).map(keptItem),
    changes: answer.relax.filter(({ adds }) => adds > 0).map(({ sentence }: Relaxation) => sentence),
    stability: answer.stability?.sentence ?? null,
  };
}

function keptItem({ course, place, value, points, tie, questions, unknown }: GuideItem): KeptItem {
  const { id, slug, title, url, price } = course;
  const isPriced = price !== null && price.amount !== null && price.currency !== null;
  return {
    course: { id, slug, title, url, provider: course.provider.name },
    place,
    value,
    points,
    tie,
    questions: questions.map(({ name, value: range, short, sentence }) => ({ name, value: range, short, sentence })),
    unknown: unknown.map(({ fact }) => fact),
    price: isPriced
      ? { amount: price.amount as number, currency: price.currency as string, period: price.period }
      : price?.free
        ? { amount: 0, currency: 'GBP', period: null }
        : null,
    start: course.nextOffering?.start ?? null,
  };
}

/** A row of a decision, as the database gives it. */
export type KeptRow = Omit<Decision, 'chosen' | 'version'> & {
  chosen: unknown;
  number: number;
  question: unknown;
  answer: unknown;
  versionCreated: Date;
};

export function decisionOf(row: KeptRow): Decision {
  const { id, personId, name, chosen, why, created, changed, number, question, answer, versionCreated } = row;
  const version = { number, raw: question, ...readKept(question, answer), created: versionCreated };
  return { id, personId, name, chosen: readChosen(chosen), why, created, changed, version };
}

/** What was kept, as far as it is understood today: a shape that moved on is null, never an error. */
function readKept(question: unknown, answer: unknown): { question: GuideQuestion | null; answer: KeptAnswer | null } {
  return { question: readQuestion(question), answer: KeptAnswer.safeParse(answer).data ?? null };
}

export function readQuestion(question: unknown): GuideQuestion | null {
  return GuideQuestion.safeParse(question).data ?? null;
}

export function readChosen(chosen: unknown): CourseLine | null {
  return CourseLine.safeParse(chosen).data ?? null;
}

const MOST_NAME = 100;

/** What a decision is called until somebody names it: its first answer, else the day. */
export function firstName({ answers, day }: Pick<KeptAnswer, 'answers' | 'day'>): string {
  const first = answers.find(({ line }) => line !== null);
  if (!first?.line) return `Decision of ${formatDay(day)}`;
  const name = `${QUESTION_LABELS[first.question]}: ${first.line}`;
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1).trimEnd()}…`;
}

/** "£350", "€23.99 a month", "free", "price not stated". */
export function keptPrice(price: KeptItem['price']): string {
  if (price === null) return 'price not stated';
  if (price.amount === 0) return 'free';
  return `${formatMoney(price.amount, price.currency)}${price.period ? ` a ${price.period}` : ''}`;
}

/** "82 of 100", "61 to 80 of 100". */
export function valueInWords([low, high]: readonly [number, number]): string {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  return from === to ? `${from} of 100` : `${from} to ${to} of 100`;
}
