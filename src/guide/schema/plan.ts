/** A course on a person's calendar. */
import type { DAY_PARTS } from './question.js';

export type DayPart = (typeof DAY_PARTS)[number];

/** Time to learn. `part` null: some time in the week that begins on `day`. */
export type Session = { day: string; part: DayPart | null; hours: number };

/** A week from Monday. */
export type PlanWeek = {
  monday: string;
  /** Hours that the course wants in this week; null: no source states how many. */
  wanted: number | null;
  /** Hours that she has in it, days away taken off; null: she did not say. */
  hers: number | null;
  /** Days away in it. */
  away: number;
};

export type Plan = {
  /** `own-pace`: spread over her hours. `run`: the weeks of its next run. `none`: there is nothing to draw; `note` says why. */
  kind: 'own-pace' | 'run' | 'none';
  /** ISO days. */
  start: string | null;
  end: string | null;
  weeks: PlanWeek[];
  sessions: Session[];
  /** null: it cannot be told. */
  fits: boolean | null;
  /** What the plan comes to, then what it leans on: sentences. */
  sentences: string[];
};
