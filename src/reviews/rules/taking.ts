/** How far somebody is with a course, from the dates that they gave. Pure. */
import { STEPS, type TakingDates, type TakingStep } from '../schema/taking.js';

export const NO_DATES: TakingDates = {
  planned: null,
  opened: null,
  enrolled: null,
  started: null,
  ends: null,
  finished: null,
  stopped: null,
};

/** The furthest step that has a date; null: none has. */
export function stepOf(dates: TakingDates): TakingStep | null {
  return STEPS.findLast((step) => dates[step] !== null) ?? null;
}

/** Nothing more is expected. */
export function isOver(step: TakingStep): boolean {
  return step === 'finished' || step === 'stopped';
}

/**
 * They say today that they are this far. A step said before keeps its day, as does everything before it; an end that was
 * said too early is taken back.
 */
export function sayStep(dates: TakingDates, step: TakingStep, today: string): TakingDates {
  const said = { ...dates, [step]: dates[step] ?? today };
  if (step === 'finished') return { ...said, stopped: null };
  return step === 'stopped' ? { ...said, finished: null } : { ...said, finished: null, stopped: null };
}

/** What one may say next, the likeliest first. */
export function nextSteps(step: TakingStep): readonly TakingStep[] {
  return NEXT[step];
}

const NEXT: Readonly<Record<TakingStep, readonly TakingStep[]>> = {
  planned: ['opened', 'enrolled'],
  opened: ['enrolled'],
  enrolled: ['started', 'stopped'],
  started: ['finished', 'stopped'],
  finished: [],
  stopped: ['started'],
};

const EARLIEST = '1950-01-01';
const LATEST_YEARS = 10;
const HAPPENED = STEPS;

/** What is wrong with dates, by field, in words; empty: nothing. The form asks for days, so anything else is no day. */
export function dateFaults(dates: TakingDates, today: string): Record<string, string> {
  const faults: Record<string, string> = {};
  const latest = `${Number(today.slice(0, 4)) + LATEST_YEARS}${today.slice(4)}`;
  for (const [name, day] of Object.entries(dates)) {
    if (day !== null && !isDay(day)) faults[name] = 'Give a day, such as 2026-11-23.';
    else if (day !== null && day < EARLIEST) faults[name] = 'This is longer ago than we keep. Is the year right?';
    else if (day !== null && day > latest) faults[name] = 'This is too far ahead. Is the year right?';
  }
  for (const step of HAPPENED) {
    if ((dates[step] ?? '') > today) faults[step] ??= 'This day is still to come. Say it when it has happened.';
  }
  const over = dates.finished === null ? 'stopped' : 'finished';
  if (dates.finished !== null && dates.stopped !== null)
    faults.stopped ??= 'You cannot have finished and stopped. Empty one of the two.';
  for (const step of ['enrolled', 'started'] as const)
    if (isBefore(dates[over], dates[step])) faults[over] ??= `This is before the day on which you ${step}.`;
  if (isBefore(dates.ends, dates.started)) faults.ends ??= 'This is before the day on which you started.';
  return faults;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function isBefore(day: string | null, other: string | null): boolean {
  return day !== null && other !== null && day < other;
}

/** A run with the days that its source states. */
type Run = { start?: string | undefined; end?: string | undefined; cancelled?: boolean | undefined };

/** The day on which a course should end, where only one run is left that it can be; else null: which run was taken is not ours to guess. */
export function statedEnd(runs: readonly Run[], today: string): string | null {
  const ends = runs.flatMap(({ end, cancelled }) => (end !== undefined && end >= today && !cancelled ? [end] : []));
  return ends.length === 1 ? (ends[0] as string) : null;
}

/** Fewer people than this could be known by their number. */
export const LEAST_TOLD = 5;

/** A number of people as their provider may know it; null: too few. */
export function toldCount(count: number): number | null {
  return count >= LEAST_TOLD ? count : null;
}
