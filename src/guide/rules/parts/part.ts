/** What a question is made of: parts, each one attribute of the valuation, with its share of the question's weight. */
import type { Judge } from '../../../discovery/index.js';
import type { QuestionName } from '../../schema/question.js';

/** One step of easing a hard limit: in words, and as what to set in the question. */
export type Easing = { change: string; set: { path: string; value: unknown } };

export type Part = {
  question: QuestionName;
  /** Path in the question: `time.hoursPerWeek`. */
  limit: string;
  /** Of the question's weight, before the shares of its parts are made to add up to one. */
  share: number;
  hard: boolean;
  judge: Judge;
  /** Steps 1 to 3 that `judge` speaks of; empty: it cannot be eased. */
  easing: readonly Easing[];
};

/** What is known beside the question: the day, and the names that it names. */
export type Context = {
  /** ISO day. */
  today: string;
  /** Names of bodies by slug: those that may be asked for. */
  bodies: Readonly<Record<string, string>>;
  development: DevelopmentBrief | null;
};

export type DevelopmentBrief = { slug: string; title: string; day: string; skills: readonly string[] };

/** A part without a limit, or with one that cannot be eased. */
export function part(question: QuestionName, limit: string, share: number, judge: Judge): Part {
  return { question, limit, share, hard: false, judge, easing: [] };
}
