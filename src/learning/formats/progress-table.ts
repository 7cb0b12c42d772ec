/** How far the learners of a course are, as a table for a spreadsheet and as JSON. */
import { csvTable } from '../../catalogue/index.js';
import type { LearnerRow } from '../rules/people/figures.js';

/** A row as it is exported: plain words and figures, null where there is nothing. */
export type ProgressLine = {
  learner: string;
  run: string;
  state: string;
  enrolled: string;
  started: string | null;
  stepsDone: number;
  stepsRequired: number;
  testsTaken: number;
  tests: number;
  average: number | null;
  lastSeen: string | null;
  behindSince: string | null;
  completed: string | null;
  stuck: string;
};

export function progressLine(row: LearnerRow, run: string): ProgressLine {
  return {
    learner: row.name,
    run,
    state: row.paused ? 'paused' : row.state,
    enrolled: row.enrolled,
    started: row.started,
    stepsDone: row.done,
    stepsRequired: row.required,
    testsTaken: row.tests.taken,
    tests: row.tests.of,
    average: row.average === null ? null : Math.round(row.average * 1000) / 1000,
    lastSeen: row.lastSeen,
    behindSince: row.behind?.day ?? null,
    completed: row.completed,
    stuck: row.stuck.map(({ sentence }) => sentence).join(' '),
  };
}

const HEADS: Record<keyof ProgressLine, string> = {
  learner: 'Learner',
  run: 'Run',
  state: 'State',
  enrolled: 'Enrolled on',
  started: 'Started on',
  stepsDone: 'Required steps done',
  stepsRequired: 'Required steps',
  testsTaken: 'Tests with a result',
  tests: 'Tests',
  average: 'Average (0 to 1)',
  lastSeen: 'Last seen on',
  behindSince: 'Deadline passed on',
  completed: 'Completed on',
  stuck: 'Seems stuck',
};

/** For spreadsheets; no cell is taken for a formula. */
export function progressCsv(lines: readonly ProgressLine[]): string {
  const keys = Object.keys(HEADS) as (keyof ProgressLine)[];
  return csvTable([keys.map((key) => HEADS[key]), ...lines.map((line) => keys.map((key) => String(line[key] ?? '')))]);
}
